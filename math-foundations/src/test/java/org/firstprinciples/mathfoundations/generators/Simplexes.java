package org.firstprinciples.mathfoundations.generators;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Distributions of multiples of 2⁻¹², which sum to 1 exactly, in any order.
public final class Simplexes {

    /// Probabilities are multiples of one over this.
    public static final int UNITS = 1 << 12;

    private Simplexes() {}

    /// A distribution over `k` outcomes; zeros, ties, near certainty and near uniformity all occur.
    public static double[] dyadic(SplittableRandom random, int k) {
        return normalized(composition(random, UNITS, k));
    }

    /// A distribution without zeros.
    public static double[] positive(SplittableRandom random, int k) {
        int[] parts = composition(random, UNITS - k, k);
        Arrays.setAll(parts, i -> parts[i] + 1);
        return normalized(parts);
    }

    /// A distribution that differs from `p` by one unit, moved from a possible outcome to another one; `p` itself if
    /// there is no other.
    public static double[] neighbor(SplittableRandom random, double... p) {
        double[] q = p.clone();
        int[] possible = new int[p.length];
        int count = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                possible[count++] = i;
            }
        }
        int from = possible[random.nextInt(count)];
        int to = random.nextInt(p.length);
        q[from] -= 1.0 / UNITS;
        q[to] += 1.0 / UNITS;
        return q;
    }

    /// A joint distribution of `a` by `b` outcomes; rows and columns of zeros occur.
    public static double[][] table(SplittableRandom random, int a, int b) {
        double[] flat = dyadic(random, a * b);
        double[][] table = new double[a][];
        Arrays.setAll(table, x -> Arrays.copyOfRange(flat, x * b, (x + 1) * b));
        return table;
    }

    /// `total` cut into `k` parts of 0 or more, at multiples of a random power of 2: coarse cuts coincide.
    private static int[] composition(SplittableRandom random, int total, int k) {
        int grain = 1 << random.nextInt(12);
        int[] cuts = new int[k + 1];
        for (int i = 1; i < k; i++) {
            cuts[i] = random.nextInt(total / grain + 1) * grain;
        }
        cuts[k] = total;
        Arrays.sort(cuts);
        int[] parts = new int[k];
        Arrays.setAll(parts, i -> cuts[i + 1] - cuts[i]);
        for (int i = k - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int part = parts[i];
            parts[i] = parts[j];
            parts[j] = part;
        }
        return parts;
    }

    private static double[] normalized(int... parts) {
        return Arrays.stream(parts).mapToDouble(part -> part / (double) UNITS).toArray();
    }
}
