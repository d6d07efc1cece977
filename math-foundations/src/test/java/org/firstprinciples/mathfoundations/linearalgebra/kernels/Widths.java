package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.List;
import java.util.stream.Stream;

/// The SIMD kernels under test.
final class Widths {

    /// The longest row for vectors that the machine only emulates.
    static final int EMULATED = 64;

    private Widths() {}

    static List<Integer> all() {
        return List.of(128, 256, 512);
    }

    /// The widths that this machine has instructions for.
    static List<Integer> ofThisMachine() {
        return all().stream().filter(Widths::isNative).toList();
    }

    static boolean isNative(int bits) {
        return bits <= VectorWidth.preferredBits();
    }

    /// The specification and every native width.
    static Stream<Kernels> kernels() {
        return Stream.concat(
                Stream.of(Kernels.scalar()), ofThisMachine().stream().map(Kernels::simd));
    }
}
