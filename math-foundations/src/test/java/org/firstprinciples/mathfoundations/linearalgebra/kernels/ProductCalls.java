package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Products of all forms, with extents around the sizes of tiles and panels.
final class ProductCalls {

    private ProductCalls() {}

    static Arbitrary<ProductCall> upTo(int largest) {
        Arbitrary<Integer> offsets = Arbitraries.integers().between(0, 5);
        return Combinators.combine(
                        products(largest),
                        offsets,
                        offsets,
                        offsets,
                        Arbitraries.of(Values.class),
                        Arbitraries.longs())
                .as(ProductCall::new);
    }

    private static Arbitrary<GemmShape> products(int largest) {
        Arbitrary<Integer> extents =
                Arbitraries.oneOf(
                                Arbitraries.of(0, 1, 2, 5, 6, 7, 12, 15, 16, 17),
                                Arbitraries.of(31, 32, 33, 63, 64, 65, 67),
                                Arbitraries.integers().between(0, largest))
                        .map(n -> Math.min(n, largest));
        Arbitrary<Boolean> flags = Arbitraries.of(false, true);
        Arbitrary<Integer> gaps = Arbitraries.of(0, 0, 1, 3, 1030);
        Arbitrary<GemmShape> plain =
                Combinators.combine(extents, extents, extents, flags, flags, flags, gaps, gaps)
                        .as(ProductCalls::product);
        Arbitrary<Integer> bounds =
                Arbitraries.oneOf(
                        Arbitraries.just(GemmShape.UNBOUNDED),
                        Arbitraries.integers().between(-largest, largest));
        return Arbitraries.oneOf(
                plain, Combinators.combine(plain, bounds, bounds).as(GemmShape::banded));
    }

    private static GemmShape product(
            int m, int n, int k, boolean ta, boolean tb, boolean accumulate, int gap, int bGap) {
        GemmShape product =
                new GemmShape(
                        m,
                        n,
                        k,
                        ta,
                        (ta ? m : k) + gap,
                        tb,
                        (tb ? k : n) + Math.min(bGap, 3),
                        n + Math.min(bGap, 3),
                        accumulate,
                        GemmShape.UNBOUNDED,
                        GemmShape.UNBOUNDED);
        return product;
    }
}
