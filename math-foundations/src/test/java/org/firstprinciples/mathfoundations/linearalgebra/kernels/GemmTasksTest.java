package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/// Large products, cut into many tasks: neither their order nor the number of threads shows.
class GemmTasksTest {

    private static final List<GemmShape> LARGE =
            List.of(
                    GemmShape.of(400, 300, 450),
                    GemmShape.transposedA(130, 530, 260).accumulating(true),
                    GemmShape.transposedA(530, 70, 260).strides(1100, 70, 71),
                    GemmShape.transposedB(400, 65, 130),
                    GemmShape.of(401, 33, 270).strides(1030, 40, 37).accumulating(true),
                    GemmShape.of(390, 129, 390).banded(GemmShape.UNBOUNDED, 1));

    /// Sums longer than a slice of `k`, whose partial sums are stored in `C`.
    private static final List<GemmShape> LONG =
            List.of(
                    GemmShape.of(70, 40, 2100),
                    GemmShape.transposedA(100, 70, 1500),
                    GemmShape.transposedA(70, 300, 1100).accumulating(true),
                    GemmShape.of(100, 64, 1300).banded(-950, 1000),
                    GemmShape.of(100, 64, 1300).banded(-990, GemmShape.UNBOUNDED));

    static Stream<Kernels> scheduleDoesNotShow() {
        return Widths.kernels();
    }

    @ParameterizedTest
    @MethodSource
    void scheduleDoesNotShow(Kernels kernels) {
        for (GemmShape product : Stream.concat(LARGE.stream(), LONG.stream()).toList()) {
            ProductCall call = ProductCall.of(product, 11);
            int[] expected =
                    call.bitsAfter(ProductCall.Subject.of(Kernels.scalar(), Parallel.sequential()));
            for (Schedules schedule : Schedules.values()) {
                assertThat(call.bitsAfter(ProductCall.Subject.of(kernels, schedule)))
                        .as("%s %s %s", kernels.name(), schedule, product)
                        .isEqualTo(expected);
            }
        }
    }

    static Stream<Kernels> largeProductsAreCutIntoManyTasks() {
        return Widths.kernels();
    }

    @ParameterizedTest
    @MethodSource
    void largeProductsAreCutIntoManyTasks(Kernels kernels) {
        for (GemmShape product : LARGE) {
            Schedules.Counting counting = new Schedules.Counting();
            ProductCall.of(product, 1).after(ProductCall.Subject.of(kernels, counting));
            assertThat(counting.most).as("%s %s", kernels.name(), product).isGreaterThan(4);
        }
        GemmShape large =
                GemmShape.of(3000, 1100, 1); // more than rows of 384 and columns of 512 at a time
        Schedules.Counting counting = new Schedules.Counting();
        ProductCall.of(large, 1).after(ProductCall.Subject.of(kernels, counting));
        assertThat(counting.most).isGreaterThanOrEqualTo(24);
    }
}
