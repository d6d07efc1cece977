package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// The logarithm of a sum of exponentials, `lse(z) = ln Σᵢ exp(zᵢ)`, without overflow.
///
/// The largest number `m` is taken out first: `lse(z) = m + ln Σᵢ exp(zᵢ − m)`, a sum that lies
/// between 1 and `n`. So `max z ≤ lse(z) ≤ max z + ln n`.
///
/// - limits: `−∞` for an empty array and for numbers that are all `−∞`; `+∞` if one is `+∞`; NaN if one is NaN
/// - source: Blanchard, Higham & Higham 2021, *Accurately computing the log-sum-exp and softmax functions*
public final class LogSumExp {

    private LogSumExp() {}

    /// The value for the numbers `z (n)`.
    @Exercise(id = "PR-E3", stars = 2, minutes = 15, claims = "PR-10")
    public static double of(double... z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double number : z) {
            max = Math.max(max, number);
        }
        if (Double.isInfinite(max)) {
            return max;
        }
        double sum = 0;
        for (double number : z) {
            sum += StrictMath.exp(number - max);
        }
        return max + StrictMath.log(sum);
    }
}
