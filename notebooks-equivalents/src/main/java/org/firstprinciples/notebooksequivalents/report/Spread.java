package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.mathfoundations.probability.Moments;

import java.util.Locale;

/// What came of repetitions of an experiment.
///
/// @param mean of all
/// @param std of a single one, with `n − 1` in the denominator
/// @param count how many, `n`
public record Spread(double mean, double std, int count) {

    /// The spread of these results.
    ///
    /// @throws IllegalStateException if there are fewer than 2
    public static Spread of(double... results) {
        Moments moments = new Moments();
        for (double result : results) {
            moments.add(result);
        }
        return new Spread(moments.mean(), Math.sqrt(moments.sampleVariance()), results.length);
    }

    /// The standard error of the mean.
    public double error() {
        return std / Math.sqrt(count);
    }

    /// `0.971 ± 0.008`, with the standard deviation of a single result.
    public String withDeviation() {
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, std);
    }

    /// `0.887 ± 0.012`, with the standard error.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, error());
    }
}
