package org.firstprinciples.neuralnetworks.perceptron;

import java.math.BigInteger;

/// In how many ways planes through 0 can split points in general position.
///
/// - source: Cover 1965, *Geometrical and statistical properties of systems of linear inequalities*, theorem 1
public final class CoverCount {

    private CoverCount() {}

    /// `C(N,d) = 2 Σ_{i<d} (N−1 over i)`, for `N` points of which no `d` are dependent; `2ᴺ` if `N ≤ d`, and 1 for `N = 0`.
    ///
    /// @throws IllegalArgumentException if `N` is negative or `d < 1`
    public static BigInteger of(int points, int dimension) {
        if (points < 0 || dimension < 1) {
            throw new IllegalArgumentException(
                    "N ≥ 0 and d ≥ 1 are needed, got %s and %s".formatted(points, dimension));
        }
        if (points == 0) {
            return BigInteger.ONE;
        }
        BigInteger sum = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i < dimension && i < points; i++) {
            sum = sum.add(choose);
            choose =
                    choose.multiply(BigInteger.valueOf(points - 1L - i))
                            .divide(BigInteger.valueOf(i + 1L));
        }
        return sum.shiftLeft(1);
    }
}
