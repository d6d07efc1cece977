package org.firstprinciples.notebooksequivalents.activationsvisualized;

/// How numbers spread over bins of equal width.
///
/// @param low the left end of the first bin
/// @param high the right end of the last bin
/// @param shares `(bins)`, which part of the numbers lies in each
record Histogram(double low, double high, double[] shares) {

    /// The histogram of these numbers; what lies outside counts in the nearest bin, and `high` in the last.
    static Histogram of(float[] numbers, double low, double high, int bins) {
        double[] shares = new double[bins]; // (bins)
        for (float number : numbers) {
            int bin = (int) StrictMath.floor((number - low) / (high - low) * bins);
            shares[Math.clamp(bin, 0, bins - 1)] += 1.0 / numbers.length;
        }
        return new Histogram(low, high, shares);
    }

    /// The middles of the bins, `(bins)`.
    double[] middles() {
        double[] middles = new double[shares.length]; // (bins)
        for (int i = 0; i < middles.length; i++) {
            middles[i] = low + (i + 0.5) * (high - low) / shares.length;
        }
        return middles;
    }
}
