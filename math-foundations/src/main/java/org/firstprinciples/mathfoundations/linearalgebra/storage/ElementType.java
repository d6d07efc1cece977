package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.firstprinciples.mathfoundations.linearalgebra.storage.ElementType.Reading.ALWAYS;
import static org.firstprinciples.mathfoundations.linearalgebra.storage.ElementType.Reading.NEVER;
import static org.firstprinciples.mathfoundations.linearalgebra.storage.ElementType.Reading.ON_REQUEST;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types of numbers that the format knows, and when a tensor of them becomes one of 32-bit floats.
enum ElementType {
    /// IEEE 754 binary32, copied bit by bit.
    F32(32, ALWAYS),
    /// IEEE 754 binary16: 5 bits of exponent, 10 of fraction.
    F16(16, ALWAYS),
    /// The upper half of a binary32: 8 bits of exponent, 7 of fraction.
    BF16(16, ALWAYS),
    /// IEEE 754 binary64, rounded to the nearest float; beyond the range of a float it is refused.
    F64(64, ON_REQUEST),
    /// One byte, 0 for false; true becomes 1.
    BOOL(8, ON_REQUEST),
    I8(8, ON_REQUEST),
    U8(8, ON_REQUEST),
    I16(16, ON_REQUEST),
    U16(16, ON_REQUEST),
    /// Like all integers of 32 and 64 bits exact up to 2²⁴, rounded to the nearest float beyond.
    I32(32, ON_REQUEST),
    U32(32, ON_REQUEST),
    I64(64, ON_REQUEST),
    U64(64, ON_REQUEST),
    C64(64, NEVER),
    F8_E5M2(8, NEVER),
    F8_E4M3(8, NEVER),
    F8_E8M0(8, NEVER),
    F6_E2M3(6, NEVER),
    F6_E3M2(6, NEVER),
    F4(4, NEVER);

    /// When tensors of a type are read.
    enum Reading {
        /// Each number is a float, or becomes one without loss.
        ALWAYS,
        /// Its numbers may be indices or flags, or have to be rounded.
        ON_REQUEST,
        /// Its numbers mean something only together with others, such as a scale, or are no real numbers.
        NEVER
    }

    private final int bits;
    private final Reading reading;

    ElementType(int bits, Reading reading) {
        this.bits = bits;
        this.reading = reading;
    }

    /// The bits of one number, at most 64.
    int bits() {
        return bits;
    }

    /// When tensors of this type are read.
    Reading reading() {
        return reading;
    }

    static Optional<ElementType> named(String dtype) {
        return Arrays.stream(values()).filter(type -> type.name().equals(dtype)).findFirst();
    }

    /// The names of the types that are read so, `F32, F16, …`.
    static String names(Reading reading) {
        return Arrays.stream(values())
                .filter(type -> type.reading == reading)
                .map(ElementType::name)
                .collect(Collectors.joining(", "));
    }

    /// Reads the numbers that lie in `source` into `target` from place `from` on and returns how many.
    ///
    /// @throws ArithmeticException if a number is beyond the range of a float
    int decode(ByteBuffer source, float[] target, int from) {
        int count = source.remaining() * Byte.SIZE / bits;
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
            default -> {
                for (int i = 0; i < count; i++) {
                    target[from + i] = nearestFloat(source);
                }
            }
        }
        return count;
    }

    private float nearestFloat(ByteBuffer source) {
        return switch (this) {
            case F64 -> nearest(source.getDouble());
            case BOOL -> source.get() == 0 ? 0 : 1;
            case I8 -> source.get();
            case U8 -> Byte.toUnsignedInt(source.get());
            case I16 -> source.getShort();
            case U16 -> Short.toUnsignedInt(source.getShort());
            case I32 -> source.getInt();
            case U32 -> Integer.toUnsignedLong(source.getInt());
            case I64 -> source.getLong();
            case U64 -> nearestUnsigned(source.getLong());
            default -> throw new IllegalStateException(this + " is not converted to floats");
        };
    }

    private static float nearest(double number) {
        float rounded = (float) number;
        if (Float.isInfinite(rounded) && !Double.isInfinite(number)) {
            throw new ArithmeticException(
                    "%s is beyond the range of a float, ±%s".formatted(number, Float.MAX_VALUE));
        }
        return rounded;
    }

    /// Half of a number from 2⁶³ on, its last bit kept so that ties stay ties, rounds as the whole does.
    private static float nearestUnsigned(long number) {
        return number >= 0 ? number : 2f * (number >>> 1 | number & 1);
    }
}
