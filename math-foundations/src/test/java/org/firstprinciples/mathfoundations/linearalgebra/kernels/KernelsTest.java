package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KernelsTest {

    @Test
    void kernelsAreLoadedOnceForEachWidth() {
        for (int bits : Widths.all()) {
            assertThat(Kernels.simd(bits)).isSameAs(Kernels.simd(bits));
            assertThat(Kernels.simd(bits).name()).isEqualTo("simd-" + bits);
            assertThat(Kernels.simd(bits).getClass().getSimpleName())
                    .isEqualTo("Vector" + bits + "Kernels");
        }
        assertThat(Kernels.scalar().name()).isEqualTo("scalar");
    }

    @Test
    void theFastestAreTheWidestOfThisMachine() {
        assertThat(Kernels.fastest()).isSameAs(Kernels.simd(Widths.ofThisMachine().getLast()));
    }

    @Test
    void anotherWidthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernels.simd(1024))
                .withMessage("SIMD kernels have 128, 256 or 512 bits, got 1024");
    }

    @Test
    void aProductThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GemmShape.of(2, -1, 3))
                .withMessage("extents must be 0 or more: m=2 n=-1 k=3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GemmShape.transposedA(2, 3, 4).strides(1, 3, 3))
                .withMessageContaining("m=2 n=3 k=4, Aᵀ stride 1, B stride 3, C stride 3");
    }

    @Test
    void scratchGrowsAndIsKept() {
        Scratch scratch = new Scratch();
        float[] first = scratch.atLeast(10);
        assertThat(scratch.atLeast(4)).isSameAs(first);
        assertThat(scratch.atLeast(11)).hasSizeGreaterThanOrEqualTo(11).isNotSameAs(first);
    }
}
