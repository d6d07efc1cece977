package org.firstprinciples.neuralnetworks.multilayernetworks;

/// Squares and products out of tents: `f_m(x) = x − Σ_{s≤m} 4⁻ˢ Tˢ(x)` goes through `x²` at the multiples of `2⁻ᵐ` in straight
/// lines, with `m` layers.
///
/// - accuracy: `0 ≤ f_m(x) − x² ≤ 4^(−m−1)` on \[0,1]
/// - source: Yarotsky 2017, *Error bounds for approximations with deep ReLU networks*, proposition 2
public final class SquareNetwork {

    private SquareNetwork() {}

    /// `f_m(x)`, for `x` from 0 to 1.
    ///
    /// @throws IllegalArgumentException if `m` is negative, or `x` is not in \[0,1]
    public static double square(int m, double x) {
        if (m < 0 || !(x >= 0 && x <= 1)) {
            throw new IllegalArgumentException(
                    "m ≥ 0 and x in [0,1] are needed, got %s and %s".formatted(m, x));
        }
        double value = x;
        double tooth = x;
        for (int s = 1; s <= m; s++) {
            tooth = Sawtooth.tent(tooth);
            value -= StrictMath.scalb(tooth, -2 * s);
        }
        return value;
    }

    /// `½(4f_m((x + y)/2) − f_m(x) − f_m(y))`, which is `xy` up to an error between `−4^(−m−1)` and `2·4^(−m−1)`.
    ///
    /// @throws IllegalArgumentException if `m` is negative, or `x` or `y` is not in \[0,1]
    public static double product(int m, double x, double y) {
        return (4 * square(m, (x + y) / 2) - square(m, x) - square(m, y)) / 2;
    }
}
