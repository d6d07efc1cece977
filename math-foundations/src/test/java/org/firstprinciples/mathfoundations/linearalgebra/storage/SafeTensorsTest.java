package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SafeTensorsTest {

    private static final Path FILE = ForeignFile.temporary();

    /// The bytes follow the format's description by hand; its reference implementation (0.8.0) writes the same.
    @Example
    void aMatrixAndATextGiveTheseBytes() throws IOException {
        String header =
                "{\"__metadata__\":{\"step\":\"7\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";
        assertThat(header).hasSize(85);
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                "5800000000000000" // 88, little-endian
                                        + HexFormat.of()
                                                .formatHex(header.getBytes(StandardCharsets.UTF_8))
                                        + "202020" // to a multiple of 8
                                        + "0000803f" // 1
                                        + "000000c0" // −2
                                        + "00000080" // −0
                                        + "0000c07f"); // NaN
        Tensor w = Tensor.of(Shape.of(2, 2), 1f, -2f, -0f, Float.NaN);

        SafeTensors.write(FILE, Map.of("w", w), Map.of("step", "7"));
        assertThat(Files.readAllBytes(FILE)).isEqualTo(bytes);

        Files.write(FILE, bytes);
        SafeTensors read = SafeTensors.read(FILE);
        assertThat(read.names()).containsExactly("w");
        assertThat(read.tensor("w")).isEqualTo(w);
        assertThat(read.metadata()).containsExactly(Map.entry("step", "7"));
    }

    @Example
    void aFileWithoutTensorsIsAFile() throws IOException {
        SafeTensors.write(FILE, Map.of(), Map.of());
        assertThat(Files.readAllBytes(FILE))
                .isEqualTo("\10\0\0\0\0\0\0\0{}      ".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(SafeTensors.read(FILE).names()).isEmpty();
    }

    /// Free order of entries and fields, free layout of the JSON, no alignment: allowed, though we write otherwise.
    @Example
    void foreignFilesMayBeLaidOutInOtherWays() throws IOException {
        writeForeign(
                """
                { "b": {"data_offsets": [4, 12], "shape": [2], "dtype": "F32"},
                  "none": {"dtype":"F32","shape":[7,0],"data_offsets":[4,4]},
                  "a\\u00df": {"dtype":"F32","shape":[],"data_offsets":[0,4]}}
                """,
                HexFormat.of().parseHex("0000803f" + "00000040" + "00004040")); // 1, 2, 3
        SafeTensors read = SafeTensors.read(FILE);
        assertThat(read.names()).containsExactly("aß", "none", "b");
        assertThat(read.tensor("aß")).isEqualTo(Tensor.of(Shape.of(), 1));
        assertThat(read.tensor("none")).isEqualTo(Tensor.zeros(Shape.of(7, 0)));
        assertThat(read.tensor("b")).isEqualTo(Tensor.of(Shape.of(2), 2, 3));
        assertThat(read.metadata()).isEmpty();
    }

    /// All 65,536 numbers of each half type. Oracle: sign · 2^(exponent − bias) · (1 + fraction) in double,
    /// from the bits as IEEE 754 defines them.
    @Example
    void halfPrecisionIsConvertedExactly() throws IOException {
        byte[] data = new byte[2 * 2 * 65536];
        for (int i = 0; i < data.length; i += 2) {
            data[i] = (byte) (i / 2);
            data[i + 1] = (byte) (i / 2 >> 8);
        }
        writeForeign(
                """
                {"f16":{"dtype":"F16","shape":[65536],"data_offsets":[0,131072]},
                 "bf16":{"dtype":"BF16","shape":[65536],"data_offsets":[131072,262144]}}
                """,
                data);
        SafeTensors read = SafeTensors.read(FILE);
        float[] f16 = read.tensor("f16").toArray();
        float[] bf16 = read.tensor("bf16").toArray();
        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(f16[bits]).isEqualTo(Float.valueOf((float) number(bits, 5, 10)));
            assertThat(bf16[bits]).isEqualTo(Float.valueOf((float) number(bits, 8, 7)));
        }
    }

    private static double number(int bits, int exponentBits, int fractionBits) {
        double sign = bits >> 15 == 0 ? 1 : -1;
        int exponent = bits >> fractionBits & (1 << exponentBits) - 1;
        double fraction = (bits & (1 << fractionBits) - 1) * Math.scalb(1.0, -fractionBits);
        int bias = (1 << exponentBits - 1) - 1;
        if (exponent == (1 << exponentBits) - 1) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb(fraction, 1 - bias)
                : sign * Math.scalb(1 + fraction, exponent - bias);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsReadIsWhatWasWritten(
            @ForAll("tensors") List<Named> tensors, @ForAll("texts") Map<String, String> metadata)
            throws IOException {
        Map<String, Tensor> map = new LinkedHashMap<>();
        tensors.forEach(named -> map.put(named.name, named.tensor()));

        SafeTensors.write(FILE, map, metadata);
        SafeTensors read = SafeTensors.read(FILE);

        assertThat(read.names()).containsExactlyElementsOf(map.keySet());
        assertThat(read.metadata()).isEqualTo(metadata);
        for (String name : map.keySet()) {
            assertThat(read.tensor(name).shape()).isEqualTo(map.get(name).shape());
            assertThat(bits(read.tensor(name))).isEqualTo(bits(map.get(name)));
        }
        byte[] bytes = Files.readAllBytes(FILE);
        long dataBytes = map.values().stream().mapToLong(t -> 4L * t.shape().size()).sum();
        assertThat((bytes.length - dataBytes) % 8).as("the data is aligned").isZero();
        SafeTensors.write(FILE, map, metadata);
        assertThat(Files.readAllBytes(FILE)).as("the same bytes again").isEqualTo(bytes);
    }

    /// More numbers than fit into one chunk of reading and writing.
    @Example
    void largeTensorsSurviveInTheirPlaces() throws IOException {
        float[] numbers = new float[100_003];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        Tensor large = Tensor.of(Shape.of(100_003), numbers);
        Tensor small = Tensor.of(Shape.of(), 5);
        SafeTensors.write(
                FILE, new LinkedHashMap<>(Map.of("large", large, "small", small)), Map.of());
        assertThat(SafeTensors.read(FILE).tensor("large")).isEqualTo(large);
        assertThat(SafeTensors.read(FILE).tensor("small")).isEqualTo(small);
    }

    @Example
    void aMissingTensorIsNamedBesideThoseThatAreThere() throws IOException {
        SafeTensors.write(FILE, Map.of("weight", Tensor.of(Shape.of(), 1)), Map.of());
        SafeTensors read = SafeTensors.read(FILE);
        assertThatThrownBy(() -> read.tensor("bias"))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessage(FILE + ": there is no tensor 'bias'; the 1 tensors are: weight");
    }

    @Example
    void whatCouldNotBeReadIsNotWritten() throws IOException {
        Files.writeString(FILE, "old");
        Tensor one = Tensor.of(Shape.of(), 1);
        assertThatThrownBy(() -> SafeTensors.write(FILE, Map.of("__metadata__", one), Map.of()))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessage(
                        FILE
                                + ": a tensor cannot be called '__metadata__': the name is"
                                + " reserved");
        assertThatThrownBy(() -> SafeTensors.write(FILE, Map.of("\ud83d", one), Map.of()))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessage(
                        FILE
                                + ": a name or a text is not Unicode: it holds half of a surrogate"
                                + " pair");
        Tensor rank65 = Tensor.zeros(Shape.of(new int[65]));
        assertThatThrownBy(() -> SafeTensors.write(FILE, Map.of("deep", rank65), Map.of()))
                .isInstanceOf(SafeTensorsException.class)
                .hasMessage(
                        FILE
                                + ": tensor 'deep' at 'shape' has more than 64 numbers; at most 64"
                                + " are allowed");
        assertThat(Files.readString(FILE)).isEqualTo("old");
    }

    private static void writeForeign(String header, byte... data) throws IOException {
        Files.write(FILE, ForeignFile.bytes(header, data));
    }

    private static int[] bits(Tensor tensor) {
        float[] numbers = tensor.toArray();
        int[] bits = new int[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers[i]);
        }
        return bits;
    }

    /// A tensor to be, kept as integers so that every pattern of bits occurs, payloads of NaN included.
    record Named(String name, List<Integer> dims, List<Integer> bits) {

        Tensor tensor() {
            Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
            float[] numbers = new float[shape.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Float.intBitsToFloat(bits.get(i % bits.size()));
            }
            return Tensor.of(shape, numbers);
        }
    }

    @Provide
    Arbitrary<List<Named>> tensors() {
        Arbitrary<List<Integer>> dims = Arbitraries.integers().between(0, 4).list().ofMaxSize(4);
        Arbitrary<Integer> special =
                Arbitraries.of(
                        0,
                        1,
                        0x80000000,
                        0x7f800000,
                        0xff800000,
                        0x7fc00000,
                        0x7f800001,
                        0xffdeadbe);
        Arbitrary<List<Integer>> bits =
                Arbitraries.oneOf(special, Arbitraries.integers()).list().ofMinSize(1).ofMaxSize(9);
        return Combinators.combine(names(), dims, bits)
                .as(Named::new)
                .list()
                .ofMaxSize(5)
                .uniqueElements(Named::name);
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        return Arbitraries.maps(names(), names()).ofMaxSize(3);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "blocks.0.attention.query.weight",
                        "\"\\/\b\f\n\r\t\0",
                        "β",
                        "😀",
                        "{}",
                        "__metadata"),
                Arbitraries.strings()
                        .alpha()
                        .numeric()
                        .withChars("._-/\"\\\u2028")
                        .ofMaxLength(12));
    }
}
