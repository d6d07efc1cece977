package org.firstprinciples.mathfoundations.probability;

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

    /// The adjoint of softmax at probabilities `p (n)`: `z̄ᵢ = pᵢ(p̄ᵢ − Σⱼ pⱼp̄ⱼ)`.
    public static double[] adjoint(double[] p, double[] dp) {
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
