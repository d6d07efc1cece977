package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Gradient descent on `½‖Ax − b‖²`: `x₊ = x − ηAᵀ(Ax − b)`. Its steps lie in the row space of `A`.
///
/// - source: Landweber 1951; Engl, Hanke & Neubauer 1996, *Regularization of inverse problems*, §6.1
public final class LeastSquaresDescent {

    private static final double TINY = 0x1p-600;

    private LeastSquaresDescent() {}

    /// `x` after `k` steps of size `η` from `x₀`, for `A (m,n)`, `b (m)` and `x₀ (n)`.
    ///
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if `η` is not positive and finite, or `k` is negative
    public static Vector after(int k, Matrix a, Vector b, Vector x0, double rate) {
        requireStep(k, rate);
        if (b.size() != a.rows() || x0.size() != a.columns()) {
            throw new ShapeException(
                    "least squares: A is (%s,%s), b has %s elements and x %s; (m,n), m and n are needed"
                            .formatted(a.rows(), a.columns(), b.size(), x0.size()));
        }
        Matrix transposed = a.transpose();
        Vector x = x0;
        for (int i = 0; i < k; i++) {
            x = x.minus(transposed.times(a.times(x).minus(b)).times(rate));
        }
        return x;
    }

    /// The factor of `⟨u,b⟩v` in `x` after `k` steps from 0, for a singular value `σ` with vectors `u` and `v`:
    /// `(1 − (1 − ησ²)ᵏ)/σ`; 0 for `σ = 0`, and `1/σ` in the limit if `0 < ησ² < 2`.
    ///
    /// - accuracy: a few units in the last place also for `ησ²` near 0 and 2, where the formula as it stands
    ///   cancels
    ///
    /// @throws IllegalArgumentException if `η` is not positive and finite, `k` or `σ` is negative, or `σ` is not finite
    public static double filter(int k, double sigma, double rate) {
        requireStep(k, rate);
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a singular value is 0 or more and finite, got " + sigma);
        }
        double t = rate * sigma * sigma;
        if (sigma == 0 || k == 0) {
            return 0;
        }
        if (t < TINY) {
            return k * (rate * sigma); // ησ² may vanish
        }
        double log = t <= 1 ? StrictMath.log1p(-t) : StrictMath.log1p(t - 2); // ln |1 − t|
        return t > 1 && k % 2 == 1
                ? (1 + StrictMath.exp(k * log)) / sigma
                : -StrictMath.expm1(k * log) / sigma;
    }

    private static void requireStep(int k, double rate) {
        if (k < 0) {
            throw new IllegalArgumentException("the number of steps must be 0 or more, got " + k);
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the step size must be positive, got " + rate);
        }
    }
}
