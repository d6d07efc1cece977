package org.firstprinciples.benchmarks.report;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Measurements of one quantity, one for each round of a benchmark.
///
/// @param values in the order of the rounds, at least one, all finite
public record Sample(double... values) {

    /// Copies the values.
    ///
    /// @throws IllegalArgumentException if there is none, or one is not finite
    public Sample {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one value, got none");
        }
        values = values.clone();
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "values must be finite, got " + Arrays.toString(values));
            }
        }
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    /// Half of the values lie below it: [#quantile(double)] of ½.
    public double median() {
        return quantile(0.5);
    }

    /// The value below which a fraction `q` of the sample lies. With sorted values `x₀ … xₙ₋₁` it is at
    /// position `q(n−1)`; between two positions it is interpolated linearly.
    ///
    /// - source: Hyndman & Fan 1996, *Sample quantiles in statistical packages*, definition 7
    ///
    /// @throws IllegalArgumentException if the fraction is not in `[0,1]`
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile needs a fraction in [0,1], got " + q);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// This sample divided by another, round by round, so that what slows both down in a round cancels.
    ///
    /// @throws IllegalArgumentException if they have different numbers of rounds
    public Sample dividedBy(Sample other) {
        if (values.length != other.values.length) {
            throw new IllegalArgumentException(
                    "both samples need the same rounds, got %d and %d"
                            .formatted(values.length, other.values.length));
        }
        double[] quotients = new double[values.length];
        for (int i = 0; i < quotients.length; i++) {
            quotients[i] = values[i] / other.values[i];
        }
        return new Sample(quotients);
    }

    /// A function of every value.
    public Sample map(DoubleUnaryOperator function) {
        return new Sample(Arrays.stream(values).map(function).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample && Arrays.equals(values, sample.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Sample" + Arrays.toString(values);
    }
}
