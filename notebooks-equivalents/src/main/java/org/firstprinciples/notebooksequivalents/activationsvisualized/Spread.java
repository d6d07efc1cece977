package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.probability.Moments;

import java.util.Locale;

/// What came of repetitions of an experiment.
///
/// @param mean of all
/// @param deviation of a single one, with `n − 1` in the denominator
/// @param count how many, `n`
record Spread(double mean, double deviation, int count) {

    /// The spread of these results.
    ///
    /// @throws IllegalStateException if there are fewer than 2
    static Spread of(double... results) {
        Moments moments = new Moments();
        for (double result : results) {
            moments.add(result);
        }
        return new Spread(moments.mean(), Math.sqrt(moments.sampleVariance()), results.length);
    }

    /// The standard error of the mean.
    double error() {
        return deviation / Math.sqrt(count);
    }

    /// `0.887 ± 0.012`, with the standard error.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, error());
    }
}
