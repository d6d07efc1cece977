package org.firstprinciples.mathfoundations.probability;

/// How unlikely it is to be far from the mean, from next to nothing. A bound above 1 says nothing and is given as 1.
///
/// - source: Wasserman 2004, *All of statistics*, §4.1; Hoeffding 1963, theorem 2
public final class TailBounds {

    private TailBounds() {}

    /// `P(X ≥ t) ≤ 𝔼X/t` for `X ≥ 0` (Markov).
    ///
    /// @throws IllegalArgumentException if the mean is negative or `t` is not positive
    public static double markov(double mean, double t) {
        if (!(mean >= 0) || !(t > 0)) {
            throw new IllegalArgumentException(
                    "a mean of 0 or more and t > 0 are needed, got %s and %s".formatted(mean, t));
        }
        return Double.isInfinite(mean) ? 1 : Math.min(1, mean / t);
    }

    /// `P(|X̄ − μ| ≥ t) ≤ σ²/(nt²)` for the mean of `n` independent numbers of variance `σ²` (Chebyshev).
    ///
    /// @throws IllegalArgumentException if `n < 1`, or the variance or `t` is negative
    public static double chebyshev(double variance, int n, double t) {
        requireNotNegative(n, variance, t);
        return saysNothing(variance, t) ? 1 : Math.min(1, variance / t / t / n);
    }

    /// `P(|X̄ − μ| ≥ t) ≤ 2 exp(−2nt²/w²)` for the mean of `n` independent numbers from an interval of width `w`
    /// (Hoeffding).
    ///
    /// @throws IllegalArgumentException if `n < 1`, or the width or `t` is negative
    public static double hoeffding(double width, int n, double t) {
        requireNotNegative(n, width, t);
        double share = t / width;
        return saysNothing(width, t)
                ? 1
                : Math.min(1, 2 * StrictMath.exp(-2.0 * n * share * share));
    }

    private static boolean saysNothing(double spread, double t) {
        return t == 0 || Double.isInfinite(spread);
    }

    private static void requireNotNegative(int n, double spread, double t) {
        if (n < 1 || !(spread >= 0) || !(t >= 0)) {
            throw new IllegalArgumentException(
                    "n ≥ 1, a spread and a distance of 0 or more are needed, got %s, %s and %s"
                            .formatted(n, spread, t));
        }
    }
}
