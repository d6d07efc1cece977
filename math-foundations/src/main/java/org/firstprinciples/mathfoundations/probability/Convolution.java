package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// The law of a sum of independent numbers from 0, 1, 2, …: `P(X + Y = s) = Σᵢ P(X = i)P(Y = s − i)`.
public final class Convolution {

    private Convolution() {}

    /// The law of `X + Y`, of length `a + b − 1` for laws of lengths `a` and `b`.
    ///
    /// @throws IllegalArgumentException if one is no distribution
    @Exercise(
            id = "PR-E8",
            stars = 2,
            minutes = 15,
            claims = {"PR-07", "PR-08"})
    public static double[] of(double[] p, double[] q) {
        Probabilities.require("p", p);
        Probabilities.require("q", q);
        double[] sum = new double[p.length + q.length - 1];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < q.length; j++) {
                sum[i + j] += p[i] * q[j];
            }
        }
        return sum;
    }

    /// The law of the sum of `n` numbers with the law `p`.
    ///
    /// @throws IllegalArgumentException if `n < 1`, or `p` is no distribution
    public static double[] power(double[] p, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("a sum of at least 1 number is needed, got " + n);
        }
        double[] power = p.clone();
        Probabilities.require("p", p);
        for (int i = 1; i < n; i++) {
            power = of(power, p);
        }
        return power;
    }
}
