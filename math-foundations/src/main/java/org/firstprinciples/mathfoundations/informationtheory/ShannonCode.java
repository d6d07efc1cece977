package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Probabilities;

/// Shannon's code for a model `q`: a codeword of `⌈−log₂ qᵢ⌉` bits for each symbol.
///
/// - source: Shannon 1948, §9; Cover & Thomas 2006, §5.4
public final class ShannonCode {

    private ShannonCode() {}

    /// The lengths `⌈−log₂ qᵢ⌉`, exactly: from `2^e ≤ q < 2^(e+1)` follows `⌈−log₂ q⌉ = −e`.
    ///
    /// @throws IllegalArgumentException if `q` is not a distribution, or holds a 0, for which no length is enough
    public static int[] lengths(double... q) {
        Probabilities.require("q", q);
        int[] lengths = new int[q.length];
        for (int i = 0; i < q.length; i++) {
            if (q[i] == 0) {
                throw new IllegalArgumentException(
                        "no codeword is long enough for probability 0, got it at " + i);
            }
            boolean normal = q[i] >= Double.MIN_NORMAL;
            lengths[i] =
                    normal
                            ? -StrictMath.getExponent(q[i])
                            : 64 - StrictMath.getExponent(q[i] * 0x1p64);
        }
        return lengths;
    }
}
