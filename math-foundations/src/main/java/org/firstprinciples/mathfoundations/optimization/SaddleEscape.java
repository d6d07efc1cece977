package org.firstprinciples.mathfoundations.optimization;

import java.util.OptionalLong;

/// How long gradient descent stays near a saddle. Along an eigenvector with eigenvalue `λ < 0` each step multiplies
/// the distance by `1 + η|λ|`.
///
/// - source: Lee, Simchowitz, Jordan & Recht 2016, *Gradient descent only converges to minimizers*
public final class SaddleEscape {

    private SaddleEscape() {}

    /// The number of steps until the distance is 1 or more: `⌈ln(1/|y|) / ln(1 + η|λ|)⌉`; empty if it never is, from
    /// `y = 0` or with `η = 0`.
    ///
    /// - accuracy: exact if no `|y|(1 + η|λ|)ᵏ` has to be rounded; else it may be one off where the quotient of the
    ///   logarithms is within rounding of a whole number
    ///
    /// @param rate `η ≥ 0`
    /// @param curvature `λ < 0`
    /// @param y the distance at the start
    /// @throws IllegalArgumentException if `η` is negative, the curvature is not, or one is not finite
    /// @throws ArithmeticException if it takes more steps than a `long` can hold
    public static OptionalLong steps(double rate, double curvature, double y) {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the step size must be 0 or more, got " + rate);
        }
        if (!(curvature < 0 && curvature > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("the curvature must be negative, got " + curvature);
        }
        if (!(Math.abs(y) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the distance must be finite, got " + y);
        }
        if (Math.abs(y) >= 1) {
            return OptionalLong.of(0);
        }
        if (y == 0 || rate == 0) {
            return OptionalLong.empty();
        }
        double growth = -rate * curvature; // η|λ|
        double steps = Math.ceil(-StrictMath.log(Math.abs(y)) / StrictMath.log1p(growth));
        if (!(steps < 0x1p63)) {
            throw new ArithmeticException(
                    "%s steps from %s at a growth of 1 + %s do not fit a long"
                            .formatted(steps, y, growth));
        }
        long count = Math.max(1, (long) steps);
        if (1 + growth - 1 == growth) { // the quotient may lie on the wrong side of a whole number
            if (arrives(y, 1 + growth, count - 1.0)) {
                count--;
            } else if (!arrives(y, 1 + growth, (double) count)) {
                count++;
            }
        }
        return OptionalLong.of(count);
    }

    /// Whether `|y|bᵏ ≥ 1`. The power is taken in halves, so that it stays in range for the smallest `y`.
    private static boolean arrives(double y, double b, double k) {
        double half = Math.floor(k / 2);
        return Math.abs(y) * StrictMath.pow(b, half) * StrictMath.pow(b, k - half) >= 1;
    }
}
