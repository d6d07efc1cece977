package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Probabilities;

/// What turns an outcome `x` of `a` into an outcome `y` of `b` at random: `W(y|x)`, a distribution for each `x`.
///
/// - source: Cover & Thomas 2006, §7.1
public final class Channel {

    private final double[][] w;

    private Channel(double[][] w) {
        this.w = w;
    }

    /// The channel with the rows `W(·|x)`.
    ///
    /// @throws IllegalArgumentException if there are none, they differ in length, or one is not a distribution
    public static Channel of(double[]... w) {
        if (w.length == 0) {
            throw new IllegalArgumentException("a channel needs at least one input");
        }
        double[][] rows = new double[w.length][];
        for (int x = 0; x < w.length; x++) {
            Probabilities.require("row " + x, w[x]);
            if (w[x].length != w[0].length) {
                throw new IllegalArgumentException(
                        "rows must have one length, row 0 has %s and row %s has %s"
                                .formatted(w[0].length, x, w[x].length));
            }
            rows[x] = w[x].clone();
        }
        return new Channel(rows);
    }

    /// The distribution `pW` of what comes out, `Σₓ p(x)W(y|x)`.
    ///
    /// @throws IllegalArgumentException if `p` is not a distribution of the inputs
    public double[] apply(double... p) {
        return joint(p).marginalY();
    }

    /// The joint distribution `p(x)W(y|x)` of what goes in and what comes out.
    ///
    /// @throws IllegalArgumentException if `p` is not a distribution of the inputs
    public JointDistribution joint(double... p) {
        Probabilities.require("p", p);
        if (p.length != w.length) {
            throw new IllegalArgumentException(
                    "the channel has %s inputs, p has %s outcomes".formatted(w.length, p.length));
        }
        double[][] table = new double[w.length][w[0].length];
        for (int x = 0; x < w.length; x++) {
            for (int y = 0; y < w[0].length; y++) {
                table[x][y] = p[x] * w[x][y];
            }
        }
        return JointDistribution.of(table);
    }

    /// This channel and then another one: `(WV)(z|x) = Σᵧ W(y|x)V(z|y)`.
    ///
    /// @throws IllegalArgumentException if the other one has another number of inputs than this one has outputs
    public Channel then(Channel next) {
        double[][] rows = new double[w.length][];
        for (int x = 0; x < w.length; x++) {
            rows[x] = next.apply(w[x]);
        }
        return new Channel(rows);
    }
}
