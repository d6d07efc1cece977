package org.firstprinciples.one.averages;

import org.firstprinciples.curriculum.Exercise;

/// Averages of numbers.
public final class Averages {

    private Averages() {}

    /// The mean.
    @Exercise(id = "AV-E1", stars = 1, minutes = 5, claims = "AV-01")
    public static double mean(double[] x) {
        double sum = 0;
        for (double element : x) {
            sum += element;
        }
        return sum / x.length;
    }

    /// The numbers less their mean.
    @Exercise(id = "AV-E2", stars = 2, minutes = 10, claims = "AV-02")
    public static double[] centered(double[] x) {
        double mean = mean(x);
        double[] centered = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            centered[i] = x[i] - mean;
        }
        return centered;
    }
}
