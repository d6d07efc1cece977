package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Probabilities;

/// What a forecast `q` is charged when outcome `y` comes. A rule is *proper* if no forecast costs less on
/// average than the true probabilities.
///
/// - source: Gneiting & Raftery 2007, *Strictly proper scoring rules, prediction, and estimation*
public enum ScoringRule {

    /// `−ln q_y`. Its excess is `D(p‖q)`.
    LOGARITHMIC {
        @Override
        double charge(double[] q, int y) {
            return -StrictMath.log(q[y]);
        }
    },

    /// `Σ (qᵢ − 1[i = y])²`. Its excess is `‖p − q‖²`.
    BRIER {
        @Override
        double charge(double[] q, int y) {
            double loss = 0;
            for (int i = 0; i < q.length; i++) {
                double target = i == y ? 1 : 0;
                loss += (q[i] - target) * (q[i] - target);
            }
            return loss;
        }
    },

    /// `−q_y`, which is not proper: it pays to be certain of the likeliest outcome.
    LINEAR {
        @Override
        double charge(double[] q, int y) {
            return -q[y];
        }
    };

    abstract double charge(double[] q, int y);

    /// The loss of forecast `q` if `y` comes.
    ///
    /// @throws IllegalArgumentException if `q` is not a distribution, or `y` none of its outcomes
    public double loss(double[] q, int y) {
        Probabilities.require("q", q);
        if (y < 0 || y >= q.length) {
            throw new IllegalArgumentException(
                    "the outcome must be one of 0 … %s, got %s".formatted(q.length - 1, y));
        }
        return charge(q, y);
    }

    /// The mean loss of forecast `q` if outcomes come with probabilities `p`.
    ///
    /// @throws IllegalArgumentException if they are not distributions over the same outcomes
    public double expected(double[] p, double[] q) {
        Probabilities.require(p, q);
        double loss = 0;
        for (int y = 0; y < p.length; y++) {
            if (p[y] > 0) {
                loss += p[y] * charge(q, y);
            }
        }
        return loss;
    }
}
