package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Entropy;

/// The entropy of a source from a sample of it, in nats.
public final class EntropyEstimate {

    private EntropyEstimate() {}

    /// The entropy of the frequencies of a sample, in nats: never too high on average, because a small sample looks more
    /// regular than its source.
    ///
    /// @throws IllegalArgumentException if a count is negative or all are 0
    public static double plugIn(long... counts) {
        double total = total(counts);
        double[] frequencies = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            frequencies[i] = counts[i] / total;
        }
        return Entropy.of(frequencies);
    }

    /// [#plugIn(long...)] plus `(k − 1)/2n`, the first term of its bias, for `k` outcomes (seen or not) and `n`
    /// observations.
    ///
    /// - source: Miller 1955, *Note on the bias of information estimates*
    public static double millerMadow(long... counts) {
        return plugIn(counts) + (counts.length - 1) / (2 * total(counts));
    }

    /// The number of observations.
    ///
    /// @throws IllegalArgumentException if a count is negative or all are 0
    static double total(long... counts) {
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("counts must be 0 or more, got " + count);
            }
            total = Math.addExact(total, count);
        }
        if (total == 0) {
            throw new IllegalArgumentException(
                    "at least one observation is needed, all %s counts are 0"
                            .formatted(counts.length));
        }
        return total;
    }
}
