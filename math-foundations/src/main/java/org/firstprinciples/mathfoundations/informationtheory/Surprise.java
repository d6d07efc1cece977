package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Entropy;

/// The surprise of an outcome with probability `p`, `−log p`: it grows as the outcome gets rarer, and surprises of
/// independent outcomes add up.
///
/// - limits: 0 for a certain outcome, `+∞` for an impossible one
/// - source: Shannon 1948, *A mathematical theory of communication*, §6; Cover & Thomas 2006, §2.1
public final class Surprise {

    private Surprise() {}

    /// The surprise in nats, `−ln p`.
    ///
    /// @throws IllegalArgumentException if `p` is not in `[0,1]`
    public static double nats(double p) {
        requireProbability(p);
        return 0 - StrictMath.log(p); // 0 for p = 1, where −log p would be −0
    }

    /// The surprise in bits, `−log₂ p`: how often 1 must be halved to reach `p`.
    ///
    /// @throws IllegalArgumentException if `p` is not in `[0,1]`
    public static double bits(double p) {
        return nats(p) / Entropy.LN_2;
    }

    private static void requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability must be in [0,1], got " + p);
        }
    }
}
