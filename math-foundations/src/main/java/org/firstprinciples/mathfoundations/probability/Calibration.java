package org.firstprinciples.mathfoundations.probability;

import java.util.ArrayList;
import java.util.List;

/// Forecasts of events beside what happened, in bins of equal width: a forecast is calibrated if, of the events that it gives
/// the probability `q`, a share of `q` happens.
///
/// - source: Guo, Pleiss, Sun & Weinberger 2017, *On calibration of modern neural networks*, §2
///
/// @param bins those that hold a forecast, in ascending order
public record Calibration(List<Bin> bins) {

    /// The forecasts from an interval.
    ///
    /// @param count how many there are
    /// @param forecast their mean
    /// @param share how many of the events happened, divided by `count`
    public record Bin(int count, double forecast, double share) {}

    /// Copies the list.
    public Calibration {
        bins = List.copyOf(bins);
    }

    /// Sorts forecasts into `n` bins, of which bin `b` holds those from `b/n` to below `(b + 1)/n`, the last one also 1.
    ///
    /// @throws IllegalArgumentException if there is no forecast, not one for each event, one is not in \[0,1], or `n < 1`
    public static Calibration of(double[] forecasts, boolean[] happened, int n) {
        requireForecasts(forecasts, happened);
        if (n < 1) {
            throw new IllegalArgumentException("at least 1 bin is needed, got " + n);
        }
        int[] counts = new int[n];
        int[] events = new int[n];
        double[] sums = new double[n];
        for (int i = 0; i < forecasts.length; i++) {
            int bin = bin(forecasts[i], n);
            counts[bin]++;
            events[bin] += happened[i] ? 1 : 0;
            sums[bin] += forecasts[i];
        }
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < n; b++) {
            if (counts[b] > 0) {
                bins.add(new Bin(counts[b], sums[b] / counts[b], (double) events[b] / counts[b]));
            }
        }
        return new Calibration(bins);
    }

    /// The expected calibration error `Σ_b (n_b/n)·|forecast − share|`.
    public double expectedError() {
        double error = 0;
        int total = 0;
        for (Bin bin : bins) {
            error += bin.count() * Math.abs(bin.forecast() - bin.share());
            total += bin.count();
        }
        return error / total;
    }

    /// The Brier score, the mean of `(y − q)²` with `y = 1` for an event that happened and 0 for one that did not.
    ///
    /// - source: Brier 1950, *Verification of forecasts expressed in terms of probability*
    ///
    /// @throws IllegalArgumentException if there is no forecast, not one for each event, or one is not in \[0,1]
    public static double brier(double[] forecasts, boolean... happened) {
        requireForecasts(forecasts, happened);
        double sum = 0;
        for (int i = 0; i < forecasts.length; i++) {
            double miss = (happened[i] ? 1 : 0) - forecasts[i];
            sum += miss * miss;
        }
        return sum / forecasts.length;
    }

    private static void requireForecasts(double[] forecasts, boolean... happened) {
        if (forecasts.length == 0 || forecasts.length != happened.length) {
            throw new IllegalArgumentException(
                    "a forecast for each of one or more events is needed, got %s and %s"
                            .formatted(forecasts.length, happened.length));
        }
        for (double q : forecasts) {
            if (!(q >= 0 && q <= 1)) {
                throw new IllegalArgumentException("forecasts must be in [0,1], got " + q);
            }
        }
    }

    /// The bin in `b/n ≤ q < (b + 1)/n`; the last one for 1. The product may be rounded across a border.
    private static int bin(double q, int n) {
        int bin = Math.min((int) (q * n), n - 1);
        if (bin + 1 < n && q >= (bin + 1.0) / n) {
            return bin + 1;
        }
        return bin > 0 && q < (double) bin / n ? bin - 1 : bin;
    }
}
