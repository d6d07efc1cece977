package org.firstprinciples.mathfoundations.informationtheory;

import java.util.HashMap;
import java.util.Map;

/// The entropy of a text as a source of symbols, estimated from the frequencies of its blocks of `n`.
///
/// `F_n = H(blocks of n) − H(blocks of n − 1)` is the entropy of a symbol whose `n − 1` predecessors are known. Of a
/// stationary source it never rises with `n`, and tends to the entropy of the language; the estimate from a text that is
/// too short falls below it, may be negative, and may rise.
///
/// - source: Shannon 1951, *Prediction and entropy of printed English*, §2
public final class NGramEntropy {

    private NGramEntropy() {}

    /// The entropy of the blocks of `n` neighboring symbols, by their frequencies, in nats; 0 for `n = 0`.
    ///
    /// @throws IllegalArgumentException if `n` is negative or there is no such block
    public static double ofBlocks(String text, int n) {
        if (n < 0 || n > text.length() || text.isEmpty()) {
            throw new IllegalArgumentException(
                    "blocks of %s symbols are needed, the text has %s".formatted(n, text.length()));
        }
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i + n <= text.length(); i++) {
            counts.merge(text.substring(i, i + n), 1L, Long::sum);
        }
        return EntropyEstimate.plugIn(
                counts.values().stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /// `F_n`, the entropy of a symbol after `n − 1` known ones, in nats.
    ///
    /// @throws IllegalArgumentException if `n` is not positive or there is no such block
    public static double conditional(String text, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be 1 or more, got " + n);
        }
        return ofBlocks(text, n) - ofBlocks(text, n - 1);
    }
}
