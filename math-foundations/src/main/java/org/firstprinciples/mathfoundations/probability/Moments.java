package org.firstprinciples.mathfoundations.probability;

/// Mean and variance of numbers as they come, in one pass: `m₊ = m + (x − m)/n`, `s₊ = s + (x − m)(x − m₊)`.
///
/// The mean of squares minus the square of the mean would cancel: for numbers near 10⁸ with variance 1 no digit is left.
///
/// - source: Welford 1962, *Note on a method for calculating corrected sums of squares and products*
public final class Moments {

    private long count;
    private double mean;
    private double squares;

    /// Takes one more number into account.
    public void add(double x) {
        count++;
        double distance = x - mean;
        mean += Double.isInfinite(distance) ? x / count - mean / count : distance / count;
        squares += distance * (x - mean);
    }

    /// How many there were.
    public long count() {
        return count;
    }

    /// Their mean.
    ///
    /// @throws IllegalStateException if there were none
    public double mean() {
        require(1);
        return mean;
    }

    /// `Σ(xᵢ − x̄)²/n`, the variance of the numbers themselves.
    ///
    /// @throws IllegalStateException if there were none
    public double variance() {
        require(1);
        return squares / count;
    }

    /// `Σ(xᵢ − x̄)²/(n − 1)`, which on average over all samples is the variance of their source.
    ///
    /// @throws IllegalStateException if there were fewer than 2
    public double sampleVariance() {
        require(2);
        return squares / (count - 1);
    }

    private void require(int least) {
        if (count < least) {
            throw new IllegalStateException(
                    "at least %s numbers are needed, got %s".formatted(least, count));
        }
    }
}
