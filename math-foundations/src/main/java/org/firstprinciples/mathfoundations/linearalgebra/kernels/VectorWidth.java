package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The width of vectors, as constants: the one class in which the copies that [SimdLoader] makes for several widths
/// differ.
final class VectorWidth {

    /// The species of vectors.
    static final VectorSpecies<Float> S = species();

    /// The lanes of a vector.
    static final int L = S.length();

    /// The class of all vectors of this width.
    static final Class<?> FLOATS = S.vectorType();

    // Constants stand in vectors of their own: broadcasting many in one loop makes the compiler box
    // them.
    static final FloatVector ZERO = all(0f);
    static final FloatVector ONE = all(1f);

    private VectorWidth() {}

    /// A copy has the bits in its name; the original has the widest species of this machine.
    private static VectorSpecies<Float> species() {
        String bits = VectorWidth.class.getSimpleName().replaceAll("\\D", "");
        return bits.isEmpty()
                ? FloatVector.SPECIES_PREFERRED
                : VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.parseInt(bits)));
    }

    /// The widest vectors of this machine, in bits.
    static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /// A constant: this value in all lanes.
    static FloatVector all(float value) {
        return (FloatVector) FLOATS.cast(FloatVector.broadcast(S, value));
    }
}
