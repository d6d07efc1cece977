package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.probability.Probabilities;

/// How far one distribution is from another: four measures of the difference of `p` and `q`.
///
/// - shapes: `p, q (k)`, distributions over the same outcomes
public final class Divergence {

    private Divergence() {}

    /// The Kullback–Leibler divergence `D(p‖q) = Σ pᵢ ln(pᵢ/qᵢ)` in nats: what it costs to believe `q` where `p` is
    /// true. Outcomes with `pᵢ = 0` count nothing; `+∞` if `q` excludes an outcome that `p` allows.
    ///
    /// - accuracy: `(k + 4)·u·Σ pᵢ(1 + |ln(pᵢ/qᵢ)|)`; where `p` and `q` nearly agree the result may be below 0 by that much
    /// - source: Kullback & Leibler 1951; Cover & Thomas 2006, equation 2.26
    ///
    /// @throws IllegalArgumentException if they are not distributions over the same outcomes
    @Exercise(id = "IT-E1", stars = 1, minutes = 15, claims = "IT-01")
    public static double kl(double[] p, double[] q) {
        Probabilities.require(p, q);
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                divergence += p[i] * logRatio(p[i], q[i]);
            }
        }
        return divergence;
    }

    /// The cross-entropy `H(p,q) = −Σ pᵢ ln qᵢ = H(p) + D(p‖q)` in nats: the mean surprise of one who believes `q`.
    ///
    /// - accuracy: `(k + 4)·u·Σ pᵢ(1 + |ln qᵢ|)`
    /// - source: Cover & Thomas 2006, §2.3
    ///
    /// @throws IllegalArgumentException if they are not distributions over the same outcomes
    public static double crossEntropy(double[] p, double[] q) {
        Probabilities.require(p, q);
        double entropy = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                entropy -= p[i] * StrictMath.log(q[i]);
            }
        }
        return entropy;
    }

    /// The Jensen–Shannon divergence `½D(p‖m) + ½D(q‖m)` with `m = (p + q)/2`, in nats: symmetric and at most `ln 2`.
    ///
    /// - source: Lin 1991, *Divergence measures based on the Shannon entropy*
    ///
    /// @throws IllegalArgumentException if they are not distributions over the same outcomes
    public static double jensenShannon(double[] p, double[] q) {
        Probabilities.require(p, q);
        double[] middle = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            middle[i] = (p[i] + q[i]) / 2;
            if (middle[i] == 0 && p[i] + q[i] > 0) { // half of the least number is rounded to 0
                middle[i] = Double.MIN_VALUE;
            }
        }
        return Math.max(0, (kl(p, middle) + kl(q, middle)) / 2);
    }

    /// The total variation distance `½Σ|pᵢ − qᵢ|`: the largest difference in the probability of any event.
    ///
    /// @throws IllegalArgumentException if they are not distributions over the same outcomes
    public static double totalVariation(double[] p, double[] q) {
        Probabilities.require(p, q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    /// `ln(p/q)` for `p > 0`: of the quotient, which loses nothing where `p` and `q` are close, unless the quotient
    /// leaves the range of normal numbers.
    static double logRatio(double p, double q) {
        double ratio = p / q;
        return ratio >= Double.MIN_NORMAL && ratio <= Double.MAX_VALUE
                ? StrictMath.log(ratio)
                : StrictMath.log(p) - StrictMath.log(q);
    }
}
