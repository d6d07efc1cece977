package org.firstprinciples.mathfoundations.linearalgebra;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/// A random matrix `P (k,d)` that keeps lengths, nearly and with high probability: `𝔼‖Px‖² = ‖x‖²`.
///
/// - source: Johnson & Lindenstrauss 1984; Dasgupta & Gupta 2003, lemma 2.2; Achlioptas 2003, theorem 1.1
public final class RandomProjection {

    private RandomProjection() {}

    /// Elements `N(0,1)/√k`, from a source of independent normal numbers.
    ///
    /// @throws IllegalArgumentException if `k` or `d` is below 1
    public static Matrix gaussian(int k, int d, DoubleSupplier normal) {
        requirePositive(k, d);
        double[] elements = new double[k * d];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = normal.getAsDouble() / Math.sqrt(k);
        }
        return Matrix.of(k, d, elements);
    }

    /// Elements `±1/√k`, from a source of independent coins.
    ///
    /// @throws IllegalArgumentException if `k` or `d` is below 1
    public static Matrix signs(int k, int d, BooleanSupplier coin) {
        return gaussian(k, d, () -> coin.getAsBoolean() ? 1 : -1);
    }

    /// How many dimensions keep all squared distances of `n` points within `1 ± e`, except with probability `failure`:
    /// the least `k` with `n(n−1)/2 · 2 exp(−k(e²/2 − e³/3)/2) ≤ failure`.
    ///
    /// @throws IllegalArgumentException if there are fewer than 2 points, `e` or `failure` is not in (0,1), or `k` exceeds
    ///     `Integer.MAX_VALUE`
    public static int dimensions(int n, double e, double failure) {
        if (n < 2 || !(e > 0 && e < 1) || !(failure > 0 && failure < 1)) {
            throw new IllegalArgumentException(
                    "2 points and an error and a probability in (0,1) are needed, got %s, %s and %s"
                            .formatted(n, e, failure));
        }
        double pairs = n * (n - 1.0);
        double surprise = StrictMath.log(pairs) - StrictMath.log(failure);
        double dimensions = Math.ceil(2 * surprise / (e * e / 2 - e * e * e / 3));
        if (!(dimensions <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "an error of %s takes %s dimensions, more than there can be"
                            .formatted(e, dimensions));
        }
        return (int) dimensions;
    }

    private static void requirePositive(int k, int d) {
        if (k < 1 || d < 1) {
            throw new IllegalArgumentException(
                    "at least one row and column are needed, got (%s,%s)".formatted(k, d));
        }
    }
}
