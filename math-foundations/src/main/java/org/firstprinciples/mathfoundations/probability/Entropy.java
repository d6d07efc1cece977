package org.firstprinciples.mathfoundations.probability;

/// The entropy of a distribution, `H(p) = −Σ pᵢ ln pᵢ`: the mean of the surprise `−ln pᵢ`.
///
/// - unit: nats; [#bits(double...)] divides by `ln 2`
/// - limits: `0 ≤ H ≤ ln k`; 0 for a certain outcome, `ln k` for a uniform choice of `k`
/// - accuracy: `(k + 4)·u·Σ pᵢ(1 + |ln pᵢ|)`
/// - source: Shannon 1948, *A mathematical theory of communication*, §6; Cover & Thomas 2006, theorems 2.6.4 and 2.7.3
public final class Entropy {

    /// `ln 2`, the nats of a bit.
    public static final double LN_2 = StrictMath.log(2);

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
}
