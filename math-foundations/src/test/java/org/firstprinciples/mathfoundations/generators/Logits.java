package org.firstprinciples.mathfoundations.generators;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.SplittableRandom;

/// Logits of every spread: nearly equal ones, typical ones, and such that overflow without a shift.
public final class Logits {

    private Logits() {}

    /// 1 to `most` normal numbers times 2⁻²⁰, 1, 30, 700 or 2²⁰; with ties in a quarter of the cases.
    public static Arbitrary<double[]> normal(int most) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, most),
                        Arbitraries.of(0x1p-20, 1.0, 30.0, 700.0, 0x1p20),
                        Arbitraries.longs())
                .as(Logits::normal)
                .withoutEdgeCases();
    }

    private static double[] normal(int k, double scale, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = new double[k];
        for (int i = 0; i < k; i++) {
            z[i] = scale * random.nextGaussian();
        }
        if (seed % 4 == 0) {
            z[k - 1] = z[0];
        }
        return z;
    }

    /// 1 to `most` multiples of 2⁻¹⁰ below 2²⁰ in magnitude: sums and differences are exact.
    public static Arbitrary<double[]> dyadic(int most) {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(-20, 20),
                        Arbitraries.integers().between(-(1 << 14), 1 << 14),
                        Arbitraries.integers().between(-(1 << 30), 1 << 30))
                .list()
                .ofMinSize(1)
                .ofMaxSize(most)
                .map(list -> list.stream().mapToDouble(i -> i * 0x1p-10).toArray())
                .withoutEdgeCases();
    }
}
