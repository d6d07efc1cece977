package org.firstprinciples.mathfoundations.probability;

/// What functions of distributions ask of them: numbers of 0 and more that sum to 1.
public final class Probabilities {

    /// How far from 1 a sum may be: rounding errors of thousands of terms, not a forgotten normalization.
    private static final double SLACK = 0x1p-30;

    private Probabilities() {}

    /// Checks that `p` is a distribution.
    ///
    /// @throws IllegalArgumentException if it is empty, holds a negative number or NaN, or does not sum to 1
    public static void require(String name, double... p) {
        if (p.length == 0) {
            throw new IllegalArgumentException(name + " must have at least one probability");
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0)) {
                throw new IllegalArgumentException(
                        "%s must hold probabilities, got %s at %s".formatted(name, p[i], i));
            }
            sum += p[i];
        }
        if (!(Math.abs(sum - 1) <= SLACK)) {
            throw new IllegalArgumentException(
                    "%s must sum to 1, its %s numbers sum to %s".formatted(name, p.length, sum));
        }
    }

    /// Checks that `p` and `q` are distributions over the same outcomes.
    ///
    /// @throws IllegalArgumentException if one is none, or they differ in length
    public static void require(double[] p, double[] q) {
        require("p", p);
        require("q", q);
        if (p.length != q.length) {
            throw new IllegalArgumentException(
                    "p and q must be over the same outcomes, got %s and %s"
                            .formatted(p.length, q.length));
        }
    }
}
