package org.firstprinciples.mathfoundations.linearalgebra.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The types of numbers that can be read; each becomes a 32-bit float without loss.
enum ElementType {
    /// IEEE 754 binary32, copied bit by bit.
    F32(4),
    /// IEEE 754 binary16: 5 bits of exponent, 10 of fraction.
    F16(2),
    /// The upper half of a binary32: 8 bits of exponent, 7 of fraction.
    BF16(2);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /// The bytes of one number.
    int bytes() {
        return bytes;
    }

    static Optional<ElementType> named(String dtype) {
        return Arrays.stream(values()).filter(type -> type.name().equals(dtype)).findFirst();
    }

    /// Reads the numbers that lie in `source` into `target` from place `from` on and returns how many.
    int decode(ByteBuffer source, float[] target, int from) {
        int count = source.remaining() / bytes;
        switch (this) {
            case F32 -> source.asFloatBuffer().get(target, from, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    target[from + i] = Float.float16ToFloat(source.getShort());
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    target[from + i] = Float.intBitsToFloat(source.getShort() << 16);
                }
            }
        }
        return count;
    }
}
