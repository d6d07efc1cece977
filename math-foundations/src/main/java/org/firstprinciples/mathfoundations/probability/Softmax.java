package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.Arrays;

/// The softmax of logits: `pᵢ = exp(zᵢ) / Σⱼ exp(zⱼ)`, a probability for every number.
///
/// The largest logit is subtracted first, which changes nothing in the quotient and keeps every
/// exponential in `[0,1]`.
///
/// - limits: NaN in every place if one logit is NaN or `+∞`, or if all are `−∞`
/// - source: Bridle 1990, *Probabilistic interpretation of feedforward classification network outputs*
public final class Softmax {

    private Softmax() {}

    /// The probabilities of the logits `z (n)`; an empty array gives an empty array.
    @Exercise(id = "PR-E2", stars = 2, minutes = 15, claims = "PR-11")
    public static double[] of(double... z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : z) {
            max = Math.max(max, logit);
        }
        double[] p = new double[z.length];
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            p[i] = StrictMath.exp(z[i] - max);
            sum += p[i];
        }
        for (int i = 0; i < z.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /// The softmax of `z/T (n)`: nearly all for the largest logits if the temperature `T` is low, nearly equal shares if it is high.
    ///
    /// Below `T = 1` the largest logit is subtracted before the division, since a quotient may overflow; above, after it,
    /// since a difference may.
    ///
    /// @throws IllegalArgumentException if `T` is not positive and finite
    public static double[] atTemperature(double temperature, double... z) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a positive, finite temperature is needed, got " + temperature);
        }
        double max = Arrays.stream(z).max().orElse(0);
        double shift = temperature < 1 && !Double.isInfinite(max) ? max : 0;
        return of(Arrays.stream(z).map(logit -> (logit - shift) / temperature).toArray());
    }

    /// The Jacobian at probabilities `p (n)`, `J = diag(p) − ppᵀ (n,n)`: symmetric, with `J1 = 0`, and the covariance of a
    /// one-hot vector drawn from `p`.
    public static Matrix jacobian(double... p) {
        int n = p.length;
        double[] j = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                j[i * n + k] = (i == k ? p[i] : 0) - p[i] * p[k];
            }
        }
        return Matrix.of(n, n, j);
    }

    /// The adjoint of softmax at probabilities `p (n)`: `z̄ᵢ = pᵢ(p̄ᵢ − Σⱼ pⱼp̄ⱼ)`, the
    /// product of the Jacobian with `p̄` without forming it.
    ///
    /// @param dp `p̄ (n)`
    /// @throws IllegalArgumentException if the two differ in length
    public static double[] adjoint(double[] p, double[] dp) {
        if (p.length != dp.length) {
            throw new IllegalArgumentException(
                    "probabilities and their adjoint must have one length, got %s and %s"
                            .formatted(p.length, dp.length));
        }
        double mean = 0;
        for (int i = 0; i < p.length; i++) {
            mean += p[i] * dp[i];
        }
        double[] dz = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            dz[i] = p[i] * (dp[i] - mean);
        }
        return dz;
    }
}
