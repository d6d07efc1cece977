package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

import java.util.ArrayDeque;
import java.util.Deque;

/// Draws a category in constant time: `k` columns of one height, each shared by two categories at most.
///
/// - source: Walker 1977; Vose 1991, *A linear algorithm for generating random numbers with a given distribution*
public final class AliasTable {

    private final double[] keep; // the share of column i that is its own
    private final int[] alias; // whose the rest of column i is

    private AliasTable(double[] keep, int[] alias) {
        this.keep = keep;
        this.alias = alias;
    }

    /// The table of `p (k)`: a category that has less than `1/k` fills its column with a part of one that has more.
    ///
    /// @throws IllegalArgumentException if `p` is no distribution
    @Exercise(id = "PR-E6", stars = 3, minutes = 40, claims = "PR-09")
    public static AliasTable of(double... p) {
        Probabilities.require("p", p);
        int k = p.length;
        double[] height = new double[k];
        int[] alias = new int[k];
        Deque<Integer> small = new ArrayDeque<>();
        Deque<Integer> large = new ArrayDeque<>();
        for (int i = 0; i < k; i++) {
            height[i] = p[i] * k;
            alias[i] = i;
            (height[i] < 1 ? small : large).add(i);
        }
        while (!small.isEmpty() && !large.isEmpty()) {
            int less = small.remove();
            int more = large.remove();
            alias[less] = more;
            height[more] -= 1 - height[less];
            (height[more] < 1 ? small : large).add(more);
        }
        for (int i : large) {
            height[i] = 1; // but for rounding
        }
        int possible = 0;
        for (int i = 0; i < k; i++) {
            possible = p[i] > p[possible] ? i : possible;
        }
        for (int i : small) { // rounding left nothing to fill these columns with
            alias[i] = possible;
            height[i] = p[i] > 0 ? 1 : 0;
        }
        return new AliasTable(height, alias);
    }

    /// The category of `u` in \[0,1): the whole part of `uk` chooses a column, the rest one of its two categories.
    ///
    /// @throws IllegalArgumentException if `u` is not in \[0,1)
    public int draw(double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("a number in [0,1) is needed, got " + u);
        }
        double scaled = u * keep.length;
        int column = Math.min((int) scaled, keep.length - 1);
        return scaled - column < keep[column] ? column : alias[column];
    }

    /// The probability with which category `i` is drawn, summed over the columns: `pᵢ`, up to rounding of `4ku`.
    ///
    /// @throws IndexOutOfBoundsException if there is no such category
    public double mass(int i) {
        double mass = keep[i];
        for (int column = 0; column < keep.length; column++) {
            if (alias[column] == i && column != i) {
                mass += 1 - keep[column];
            }
        }
        return mass / keep.length;
    }
}
