package org.firstprinciples.mathfoundations.informationtheory;

/// The entropy of a distribution, `H(p) = −Σ pᵢ ln pᵢ`: the mean of the surprise `−ln pᵢ`.
///
/// - unit: nats; [#bits(double...)] divides by `ln 2`
/// - limits: `0 ≤ H ≤ ln k`; 0 for a certain outcome, `ln k` for a uniform choice of `k`
/// - accuracy: `(k + 4)·u·Σ pᵢ(1 + |ln pᵢ|)`
/// - source: Shannon 1948, *A mathematical theory of communication*, §6
public final class Entropy {

    static final double LN_2 = StrictMath.log(2);

    private Entropy() {}

    /// The entropy in nats.
    ///
    /// @throws IllegalArgumentException if `p` is not a distribution
    public static double of(double... p) {
        Probabilities.require("p", p);
        double entropy = 0;
        for (double probability : p) {
            if (probability > 0) {
                entropy -= probability * StrictMath.log(probability);
            }
        }
        return Math.max(0, entropy);
    }

    /// The entropy in bits.
    ///
    /// @throws IllegalArgumentException if `p` is not a distribution
    public static double bits(double... p) {
        return of(p) / LN_2;
    }

    /// The entropy of the frequencies of a sample, in nats: too low in the mean, because a small sample looks more
    /// regular than its source.
    ///
    /// @throws IllegalArgumentException if a count is negative or all are 0
    public static double plugIn(long... counts) {
        double total = total(counts);
        double[] frequencies = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            frequencies[i] = counts[i] / total;
        }
        return of(frequencies);
    }

    /// [#plugIn(long...)] plus `(k − 1)/2n`, the first term of its bias, for `k` outcomes (seen or not) and `n`
    /// observations.
    ///
    /// - source: Miller 1955, *Note on the bias of information estimates*
    public static double millerMadow(long... counts) {
        return plugIn(counts) + (counts.length - 1) / (2 * total(counts));
    }

    private static double total(long... counts) {
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("counts must be 0 or more, got " + count);
            }
            total = Math.addExact(total, count);
        }
        if (total == 0) {
            throw new IllegalArgumentException(
                    "at least one observation is needed, all %d counts are 0"
                            .formatted(counts.length));
        }
        return total;
    }
}
