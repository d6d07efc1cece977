package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import java.util.Locale;

/// A mean and how far the numbers lie from it.
///
/// @param mean of the numbers
/// @param deviation the standard deviation, with `n − 1`
record Spread(double mean, double deviation) {

    static Spread of(double... numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        double mean = sum / numbers.length;
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return new Spread(mean, StrictMath.sqrt(squares / (numbers.length - 1)));
    }

    /// As `0.971 ± 0.008`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, deviation);
    }
}
