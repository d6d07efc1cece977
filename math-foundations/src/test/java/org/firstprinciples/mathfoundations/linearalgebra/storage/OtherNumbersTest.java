package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// Tensors of other numbers than floats stand in nobody's way and are converted on request. Oracle: the
/// decimal or integer that the bytes mean, rounded to a float by [BigDecimal].
class OtherNumbersTest {

    private static final Path FILE = ForeignFile.temporary();

    private static final String MIXED =
            """
            {"ids":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},
             "mask":{"dtype":"BOOL","shape":[3],"data_offsets":[16,19]},
             "scaled":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[19,20]},
             "packed":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[20,23]},
             "w":{"dtype":"F32","shape":[1],"data_offsets":[23,27]}}
            """;

    private static void writeMixed() throws IOException {
        Files.write(
                FILE,
                ForeignFile.bytes(
                        MIXED,
                        HexFormat.of()
                                .parseHex(
                                        "0700000000000000"
                                                + "ffffffffffffffff"
                                                + "000102"
                                                + "00"
                                                + "000000"
                                                + "0000803f")));
    }

    @Example
    void tensorsThatNobodyNeedsArePassedOver() throws IOException {
        writeMixed();
        SafeTensors read = SafeTensors.read(FILE);
        assertThat(read.names()).containsExactly("ids", "mask", "scaled", "packed", "w");
        assertThat(read.tensor("w")).isEqualTo(Tensor.of(Shape.of(1), 1));
        for (String[] missing : new String[][] {{"ids", "I64"}, {"scaled", "F8_E4M3"}}) {
            assertThatThrownBy(() -> read.tensor(missing[0]))
                    .isInstanceOf(SafeTensorsException.class)
                    .hasMessage(
                            "%s: tensor '%s' holds %s and was not read; read the file with a request for it"
                                    .formatted(FILE, missing[0], missing[1]));
        }
    }

    @Example
    void whatIsRequestedIsConvertedAndNothingElse() throws IOException {
        writeMixed();
        SafeTensors read = SafeTensors.read(FILE, "ids"::equals);
        assertThat(read.tensor("ids")).isEqualTo(Tensor.of(Shape.of(2), 7, -1));
        assertThat(read.tensor("w")).isEqualTo(Tensor.of(Shape.of(1), 1));
        assertThatThrownBy(() -> read.tensor("mask")).isInstanceOf(SafeTensorsException.class);
        assertThat(SafeTensors.read(FILE, "mask"::equals).tensor("mask"))
                .isEqualTo(Tensor.of(Shape.of(3), 0, 1, 1));
    }

    @Example
    void whatCannotBeConvertedIsNamed() throws IOException {
        writeMixed();
        assertThatThrownBy(() -> SafeTensors.read(FILE, "scaled"::equals))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessage(
                        FILE
                                + ": tensor 'scaled' is requested and holds F8_E4M3; F32, F16, BF16"
                                + " and F64, BOOL, I8, U8, I16, U16, I32, U32, I64, U64 can be"
                                + " converted");
    }

    /// Halfway between two floats, or next to it: the odd mantissa of 25 bits that no float of that size has.
    @Property(tries = 200)
    void integersAreRoundedToTheNearestFloat(
            @ForAll("mantissas") int mantissa,
            @ForAll("exponents") int exponent,
            @ForAll("lows") int low)
            throws IOException {
        checkAll(((long) mantissa << exponent) + low);
    }

    /// Just above a tie in the upper half of 64 bits, below which 2⁶³ would be the nearest.
    @Example
    void theLastBitOfSixtyFourCounts() throws IOException {
        checkAll(Long.MIN_VALUE + (1L << 39) + 1);
    }

    private static void checkAll(long bits) throws IOException {
        check("I64", 8, bits, BigInteger.valueOf(bits));
        check("U64", 8, bits, unsigned(bits, 64));
        check("I32", 4, bits, signed(unsigned(bits, 32), 32));
        check("U32", 4, bits, unsigned(bits, 32));
        check("I16", 2, bits, signed(unsigned(bits, 16), 16));
        check("U16", 2, bits, unsigned(bits, 16));
        check("I8", 1, bits, signed(unsigned(bits, 8), 8));
        check("U8", 1, bits, unsigned(bits, 8));
    }

    /// The number in the lowest bits.
    private static BigInteger unsigned(long bits, int count) {
        return BigInteger.valueOf(bits).mod(BigInteger.TWO.pow(count));
    }

    /// The same in two's complement.
    private static BigInteger signed(BigInteger unsigned, int count) {
        return unsigned.testBit(count - 1)
                ? unsigned.subtract(BigInteger.TWO.pow(count))
                : unsigned;
    }

    @Provide
    Arbitrary<Integer> mantissas() {
        return Arbitraries.integers().between(1 << 23, (1 << 24) - 1).map(m -> 2 * m + 1);
    }

    @Provide
    Arbitrary<Integer> exponents() {
        return Arbitraries.integers().between(0, 39);
    }

    @Provide
    Arbitrary<Integer> lows() {
        return Arbitraries.integers().between(-1, 1);
    }

    private static void check(String type, int bytes, long bits, BigInteger meant)
            throws IOException {
        assertThat(converted(type, bytes, bits))
                .as("%s %x", type, bits)
                .isEqualTo(new BigDecimal(meant).floatValue());
    }

    @Property(tries = 200)
    void doublesAreRoundedToTheNearestFloat(@ForAll float near, @ForAll double any)
            throws IOException {
        for (double number :
                new double[] {
                    near, Math.nextUp((double) near), (near + (double) Math.nextUp(near)) / 2, any
                }) {
            if (Math.abs(number) <= Float.MAX_VALUE && number != 0) { // BigDecimal has one zero
                assertThat(converted("F64", 8, Double.doubleToRawLongBits(number)))
                        .isEqualTo(new BigDecimal(number).floatValue());
            }
        }
    }

    @Example
    void infinitiesStayAndNumbersBeyondTheRangeAreRefused() throws IOException {
        long infinite = Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
        assertThat(converted("F64", 8, infinite)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(converted("F64", 8, Double.doubleToRawLongBits(Double.NaN))).isNaN();
        assertThatThrownBy(() -> converted("F64", 8, Double.doubleToRawLongBits(-1e39)))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessage(
                        FILE
                                + ": tensor 'a': -1.0E39 is beyond the range of a float,"
                                + " ±3.4028235E38");
    }

    private static float converted(String type, int bytes, long bits) throws IOException {
        byte[] number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
        String header =
                "{\"a\":{\"dtype\":\"%s\",\"shape\":[],\"data_offsets\":[0,%s]}}"
                        .formatted(type, bytes);
        Files.write(FILE, ForeignFile.bytes(header, Arrays.copyOf(number, bytes)));
        return SafeTensors.read(FILE, name -> true).tensor("a").toArray()[0];
    }
}
