package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// Draws a category by walking through the cumulative sums until they exceed a uniform number.
///
/// A category of probability 0 is never drawn, neither by `u = 0` nor by a `u` so near 1 that the rounded sums stay below.
public final class InverseCdf {

    private final double[] cumulative;
    private final int last; // the last category that is possible

    private InverseCdf(double[] cumulative, int last) {
        this.cumulative = cumulative;
        this.last = last;
    }

    /// A sampler of `p (k)`.
    ///
    /// @throws IllegalArgumentException if `p` is no distribution
    public static InverseCdf of(double... p) {
        Probabilities.require("p", p);
        double[] cumulative = new double[p.length];
        double sum = 0;
        int last = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i];
            cumulative[i] = sum;
            last = p[i] > 0 ? i : last;
        }
        return new InverseCdf(cumulative, last);
    }

    /// The first category `i` with `u < p₀ + … + pᵢ`, for `u` in \[0,1).
    ///
    /// @throws IllegalArgumentException if `u` is not in \[0,1)
    @Exercise(id = "PR-E9", stars = 1, minutes = 10, claims = "PR-09")
    public int draw(double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("a number in [0,1) is needed, got " + u);
        }
        int i = 0;
        while (i < last && u >= cumulative[i]) {
            i++;
        }
        return i;
    }
}
