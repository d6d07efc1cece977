package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.curriculum.Exercise;

/// The smooth relative of the rectifier, `ln(1 + e^(βx))/β`, which approaches it as its sharpness `β` grows.
///
/// - derivative: `σ(βx)`
/// - limits: no overflow for any finite `x` and `β`
/// - source: Dugas et al. 2001, *Incorporating second-order functional knowledge for better option pricing*
public final class Softplus {

    private Softplus() {}

    /// `ln(1 + e^(βx))/β = max(x, 0) + ln(1 + e^(−β|x|))/β`.
    ///
    /// @throws IllegalArgumentException if the sharpness `β` is not positive and finite
    @Exercise(
            id = "AC-E6",
            stars = 2,
            minutes = 20,
            claims = {"AC-03", "AC-18"})
    public static double of(double x, double sharpness) {
        if (!(sharpness > 0 && sharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a positive, finite sharpness is needed, got " + sharpness);
        }
        return Math.max(x, 0)
                + StrictMath.log1p(StrictMath.exp(-sharpness * Math.abs(x))) / sharpness;
    }
}
