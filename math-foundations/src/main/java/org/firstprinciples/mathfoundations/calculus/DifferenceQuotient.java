package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.curriculum.Exercise;

import java.util.function.DoubleUnaryOperator;

/// Slopes from two values of a function.
///
/// Smaller steps are not better: the truncation error falls with `h`, the rounding error grows as `1/h`.
///
/// - source: Nocedal & Wright 2006, *Numerical optimization*, §8.1
public final class DifferenceQuotient {

    /// About `(6u)^(1/3)`, where the bound of both errors of the central quotient is least for a function of size and third
    /// derivative 1: the rounding is then twice the truncation.
    private static final double STEP = 0x1p-17;

    private DifferenceQuotient() {}

    /// `(f(x + h) − f(x))/h`, off by `h/2·f″`.
    ///
    /// @throws IllegalArgumentException if the step is 0, not finite, or below `2⁻⁵⁰|x|`, of which hardly a digit would
    ///     be left
    public static double forward(DoubleUnaryOperator f, double x, double h) {
        requireStep(x, h);
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x)) / h;
    }

    /// `(f(x + h) − f(x − h))/2h`, off by `h²/6·f‴` and by rounding of about `δ/h` if each value is off by `δ`.
    ///
    /// @throws IllegalArgumentException if the step is 0, not finite, or below `2⁻⁵⁰|x|`, of which hardly a digit would
    ///     be left
    @Exercise(
            id = "CA-E1",
            stars = 1,
            minutes = 10,
            claims = {"CA-01", "CA-02", "CA-21"})
    public static double central(DoubleUnaryOperator f, double x, double h) {
        requireStep(x, h);
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    /// A step for [#central(DoubleUnaryOperator, double, double)]: `2⁻¹⁷` times the power of 2 at or below `max(1,|x|)`. It
    /// suits functions that change over a distance of the size of `x`, such as powers and logarithms.
    public static double step(double x) {
        return StrictMath.scalb(STEP, StrictMath.getExponent(Math.max(1, Math.abs(x))));
    }

    private static void requireStep(double x, double h) {
        if (!(Math.abs(h) >= 0x1p-50 * Math.abs(x)) || h == 0 || Double.isInfinite(h)) {
            throw new IllegalArgumentException(
                    "the step must be finite, not 0, and at least 2⁻⁵⁰|x|, got %s at x = %s"
                            .formatted(h, x));
        }
    }
}
