package org.firstprinciples.mathfoundations.probability;

import java.util.Arrays;

/// Draws from a softmax without computing it: the category whose score plus noise is the largest, for noise
/// `−ln(−ln u)` with uniform `u` (Gumbel's law).
///
/// - source: Gumbel 1954; Maddison, Tarlow & Minka 2014, *A\* sampling*
public final class GumbelMax {

    private GumbelMax() {}

    /// The first `i` with the largest `zᵢ − ln(−ln uᵢ)`; never one with `zᵢ = −∞`.
    ///
    /// @throws IllegalArgumentException if there are no scores, not as many uniform numbers, one is not in \[0,1), a score
    ///     is NaN or `+∞`, or all are `−∞`
    public static int draw(double[] z, double[] u) {
        if (z.length == 0 || z.length != u.length) {
            throw new IllegalArgumentException(
                    "as many uniform numbers as scores are needed, at least 1, got %s and %s"
                            .formatted(u.length, z.length));
        }
        double largest = Arrays.stream(z).max().orElseThrow();
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < z.length; i++) {
            if (!(u[i] >= 0 && u[i] < 1) || !(z[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "u in [0,1) and z below infinity are needed, got %s and %s at %s"
                                .formatted(u[i], z[i], i));
            }
            // a u of 0 would make the noise −∞, and no score could win
            double noise = -StrictMath.log(-StrictMath.log(Math.max(u[i], 0x1p-60)));
            double score = z[i] - largest + noise; // a large z alone would swallow the noise
            if (score > most) {
                most = score;
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("a score above −∞ is needed");
        }
        return best;
    }
}
