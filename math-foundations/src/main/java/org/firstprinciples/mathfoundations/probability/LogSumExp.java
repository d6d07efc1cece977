package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// The logarithm of a sum of exponentials, `lse(z) = ln Σᵢ exp(zᵢ)`, without overflow.
///
/// The largest number `m` is taken out first: `lse(z) = m + ln(1 + Σ exp(zᵢ − m))` with the sum over all others, which lies
/// between 0 and `n − 1`. So `max z ≤ lse(z) ≤ max z + ln n`, and what is above the maximum keeps its digits, however little.
///
/// - limits: `−∞` for an empty array and for numbers that are all `−∞`; `+∞` if one is `+∞`; NaN if one is NaN
/// - source: Blanchard, Higham & Higham 2021, *Accurately computing the log-sum-exp and softmax functions*
public final class LogSumExp {

    private LogSumExp() {}

    /// The value for the numbers `z (n)`.
    @Exercise(
            id = "PR-E3",
            stars = 2,
            minutes = 15,
            claims = {"PR-10", "PR-27"})
    public static double of(double... z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double number : z) {
            max = Math.max(max, number);
        }
        if (Double.isInfinite(max)) {
            return max;
        }
        int largest = 0;
        while (z[largest] < max) {
            largest++;
        }
        double others = 0;
        for (int i = 0; i < z.length; i++) {
            others += i == largest ? 0 : StrictMath.exp(z[i] - max);
        }
        return max + StrictMath.log1p(others);
    }
}
