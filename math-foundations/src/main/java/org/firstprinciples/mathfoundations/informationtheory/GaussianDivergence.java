package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.StandardScore;

/// The divergence of two normal distributions, in nats.
///
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §2.3; Cover & Thomas 2006, theorem 8.6.5
public final class GaussianDivergence {

    private GaussianDivergence() {}

    /// `D(N(μ₁,σ₁²)‖N(μ₂,σ₂²)) = ln(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²)/2σ₂² − ½`.
    ///
    /// The first and the last term are put together as `½(d(2 + d) − 2 ln(1 + d))` with `d = (σ₁ − σ₂)/σ₂`, so that
    /// equal distributions give exactly 0. Where `σ₁` is far below `σ₂`, `1 + d` has lost its digits, and its logarithm is that of the
    /// quotient.
    ///
    /// @throws IllegalArgumentException if a standard deviation is not positive and finite
    public static double of(double mean1, double std1, double mean2, double std2) {
        requirePositive("std1", std1);
        requirePositive("std2", std2);
        double d = (std1 - std2) / std2;
        double logRatio = d < -0.5 ? Divergence.logRatio(std1, std2) : StrictMath.log1p(d);
        double shift = StandardScore.of(mean1, mean2, std2);
        return d / 2 * (2 + d) - logRatio + shift * (shift / 2);
    }

    /// `½(tr Σ₂⁻¹Σ₁ + δᵀΣ₂⁻¹δ − d + ln |Σ₂|/|Σ₁|)` with `δ = μ₁ − μ₂`, for covariances `Σ = LLᵀ` that are given by their
    /// Cholesky factors.
    ///
    /// With `M = L₂⁻¹L₁` it is `½(‖M‖² + ‖L₂⁻¹δ‖² − d) − Σ ln mᵢᵢ`: two systems with a triangular matrix, no inverse.
    ///
    /// - shapes: `μ (d)`, `L (d,d)` lower triangular with a positive diagonal
    ///
    /// @throws IllegalArgumentException if shapes differ or a factor is not such a matrix
    public static double of(double[] mean1, Matrix factor1, double[] mean2, Matrix factor2) {
        int d = mean1.length;
        requireFactor("factor1", factor1, d);
        requireFactor("factor2", factor2, d);
        if (mean2.length != d) {
            throw new IllegalArgumentException(
                    "the means must have one length, got %s and %s".formatted(d, mean2.length));
        }
        double sum = -d;
        for (int column = 0; column < d; column++) {
            double[] m = new double[d];
            for (int i = 0; i < d; i++) {
                m[i] = factor1.get(i, column);
            }
            solve(factor2, m);
            for (double element : m) {
                sum += element * element;
            }
            sum -=
                    2
                            * Divergence.logRatio(
                                    factor1.get(column, column), factor2.get(column, column));
        }
        double[] shift = new double[d];
        for (int i = 0; i < d; i++) {
            shift[i] = mean1[i] - mean2[i];
        }
        solve(factor2, shift);
        for (double element : shift) {
            sum += element * element;
        }
        return sum / 2;
    }

    /// Replaces `b` by `L⁻¹b`, row after row.
    private static void solve(Matrix factor, double[] b) {
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < i; j++) {
                b[i] -= factor.get(i, j) * b[j];
            }
            b[i] /= factor.get(i, i);
        }
    }

    private static void requirePositive(String name, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s must be positive and finite, got %s".formatted(name, number));
        }
    }

    private static void requireFactor(String name, Matrix factor, int d) {
        if (factor.rows() != d || factor.columns() != d) {
            throw new IllegalArgumentException(
                    "%s must have shape (%s,%s) like its mean, got (%s,%s)"
                            .formatted(name, d, d, factor.rows(), factor.columns()));
        }
        for (int i = 0; i < d; i++) {
            requirePositive("%s's diagonal element %s".formatted(name, i), factor.get(i, i));
            for (int j = i + 1; j < d; j++) {
                if (factor.get(i, j) != 0) {
                    throw new IllegalArgumentException(
                            "%s must be lower triangular, got %s at (%s,%s)"
                                    .formatted(name, factor.get(i, j), i, j));
                }
            }
        }
    }
}
