package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// The log-sum-exp of numbers as they come, in one pass: the largest so far, and the sum of `exp(zᵢ − largest)`.
///
/// - accuracy: `4u(n + 2 + 3 ln n + |lse|)` absolute; unlike that of [LogSumExp] the error may exceed a value near 0, for the sum holds
///   the 1 of the largest
/// - source: Milakov & Gimelshein 2018, *Online normalizer calculation for softmax*
///
/// @param max the largest number, `−∞` if there was none
/// @param sum `Σ exp(zᵢ − max)`
public record RunningLogSumExp(double max, double sum) {

    /// No numbers yet.
    public static final RunningLogSumExp EMPTY = new RunningLogSumExp(Double.NEGATIVE_INFINITY, 0);

    /// With one more number.
    public RunningLogSumExp plus(double z) {
        return merge(new RunningLogSumExp(z, 1));
    }

    /// Of the numbers of both: the sum with the smaller maximum is rescaled to the larger one.
    @Exercise(id = "PR-E5", stars = 3, minutes = 25, claims = "PR-10")
    public RunningLogSumExp merge(RunningLogSumExp other) {
        double larger = Math.max(max, other.max);
        if (Double.isInfinite(larger)) {
            return new RunningLogSumExp(larger, larger > 0 ? 1 : 0); // −∞ − (−∞) is no number
        }
        return new RunningLogSumExp(
                larger,
                sum * StrictMath.exp(max - larger)
                        + other.sum * StrictMath.exp(other.max - larger));
    }

    /// `ln Σ exp(zᵢ)`.
    public double value() {
        return Double.isInfinite(max) ? max : max + StrictMath.log(sum);
    }
}
