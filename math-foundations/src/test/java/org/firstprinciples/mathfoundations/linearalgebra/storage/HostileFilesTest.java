package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Files from elsewhere are untrusted: every lie gets a message that says what came and what is allowed.
class HostileFilesTest {

    @TempDir Path folder;

    private void assertRefused(byte[] content, String message) throws IOException {
        Path file = written(content);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isExactlyInstanceOf(SafeTensorsException.class)
                .hasMessage(file + ": " + message);
    }

    private Path written(byte[] content) throws IOException {
        return Files.write(folder.resolve("hostile.safetensors"), content);
    }

    @ParameterizedTest
    @CsvSource({"0", "7"})
    void aFileWithoutALengthIsRefused(int bytes) throws IOException {
        assertRefused(
                new byte[bytes],
                "the file has %s bytes; it must begin with 8 bytes that hold the length of its header"
                        .formatted(bytes));
    }

    /// One byte more than there is; over the limit; wrapping as int; 2⁶³−1; negative as signed.
    @ParameterizedTest
    @CsvSource({
        "3, 2",
        "88, 40",
        "100000001, 2",
        "2147483648, 2",
        "4294967298, 2",
        "9223372036854775807, 2",
        "9223372036854775808, 2",
        "18446744073709551615, 2",
    })
    void aLyingLengthIsRefused(String length, int rest) throws IOException {
        assertRefused(
                ForeignFile.bytes(Long.parseUnsignedLong(length), new byte[rest]),
                "the header's length is stated as %s bytes; the file has %s bytes after this number, and at most 100000000 are allowed"
                        .formatted(length, rest));
    }

    /// The limit holds in a file that is long enough, too (its bytes are a hole and take no disk).
    @Test
    void aHeaderOverTheLimitIsRefusedThoughItIsThere() throws IOException {
        Path file = folder.resolve("long.safetensors");
        Files.write(file, ForeignFile.bytes(100_000_001, new byte[0]));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 200_000_000);
        }
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isExactlyInstanceOf(SafeTensorsException.class)
                .hasMessage(
                        file
                                + ": the header's length is stated as 100000001 bytes; the file has"
                                + " 199999993 bytes after this number, and at most 100000000 are"
                                + " allowed");
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> SafeTensors.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": a file is needed here, this is a folder");
    }

    @Test
    @Timeout(60) // opened, it would wait for a writer
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsRefused() throws Exception {
        Path pipe = Pipe.in(folder);
        assertThatThrownBy(() -> SafeTensors.read(pipe))
                .isInstanceOf(IOException.class)
                .hasMessage(pipe + ": a file is needed here, this is a pipe, a device or a socket");
    }

    /// Tensors of zeros that together are longer than all memory, in a file that takes no disk.
    @Test
    void whatDoesNotFitIntoMemoryIsRefusedBeforeItIsRead() throws IOException {
        long memory = Runtime.getRuntime().maxMemory();
        int length = 500_000_000;
        StringBuilder header = new StringBuilder("{");
        long end = 0;
        for (int i = 0; end <= memory; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],".formatted(i, length))
                    .append("\"data_offsets\":[%s,%s]}".formatted(end, end += 4L * length));
        }
        Path file = sparse(header.append("}").toString(), end);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isExactlyInstanceOf(SafeTensorsException.class)
                .hasMessage(
                        "%s: its tensors take %s bytes as floats; Java may use %s bytes: give it more with -Xmx"
                                .formatted(file, end, memory));
    }

    /// 44 MB of 64: less than all memory, and more than is free in one piece.
    @Test
    void anArrayThatFindsNoRoomIsAMessage() throws Exception {
        Path file =
                sparse(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[11000000],\"data_offsets\":[0,44000000]}}",
                        44_000_000);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Reader.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
                .matches(
                        Pattern.quote(file + ": the file does not fit into memory; Java may use ")
                                + "[0-9]+ bytes: give it more with -Xmx");
    }

    /// Reads the file that its argument names, and says why not.
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            try {
                SafeTensors.read(Path.of(arguments[0]));
            } catch (SafeTensorsException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private Path sparse(String header, long dataBytes) throws IOException {
        Path file = folder.resolve("sparse.safetensors");
        byte[] begin = ForeignFile.bytes(header);
        Files.write(file, begin);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), begin.length + dataBytes - 1);
        }
        return file;
    }

    /// A small file may list a great many tensors that hold nothing, or texts.
    @Test
    void theLastAllowedIsReadAndOneMoreIsRefused() throws IOException {
        int most = HeaderParser.MAX_TENSORS;
        assertThat(SafeTensors.read(written(emptyTensors(most))).names()).hasSize(most);
        assertRefused(
                emptyTensors(most + 1),
                "the header has more than 100000 tensors; at most 100000 are allowed");
        assertThat(SafeTensors.read(written(texts(HeaderParser.MAX_TEXTS))).metadata())
                .hasSize(HeaderParser.MAX_TEXTS);
        assertRefused(
                texts(HeaderParser.MAX_TEXTS + 1),
                "the header has more than 100000 texts in '__metadata__'; at most 100000 are"
                        + " allowed");
    }

    private static byte[] emptyTensors(int count) {
        String entry = "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        return ForeignFile.bytes(
                IntStream.range(0, count)
                        .mapToObj(i -> "\"" + i + entry)
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private static byte[] texts(int count) {
        return ForeignFile.bytes(
                IntStream.range(0, count)
                        .mapToObj(i -> "\"" + i + "\":\"\"")
                        .collect(Collectors.joining(",", "{\"__metadata__\":{", "}}")));
    }

    /// The whole header, and the message.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
` {}`                             | the header begins with byte 0x20; it must begin with '{', byte 0x7b
[]                                | the header begins with byte 0x5b; it must begin with '{', byte 0x7b
{"a":{                            | the header ends within its JSON, after 6 characters
{}{}                              | the header holds more than one JSON value; only spaces may follow the first
{"a":1}                           | tensor 'a' has 1 where an object is needed
{"a":[[[[[[[[[[[[[[[[             | tensor 'a' has [ where an object is needed
{"\\u001b[2J\\u202e":null}        | tensor '\\u001b[2J\\u202e' has null where an object is needed
{"__metadata__":"x"}              | '__metadata__' has x where an object of strings is needed
{"__metadata__":{"step":7}}       | '__metadata__' at 'step' has 7 where a string is needed
{"__metadata__":{"k":"","k":""}}  | the header is not valid JSON at character 27: Duplicate Object property "k"
""")
    void aBrokenTextIsRefused(String header, String message) throws IOException {
        assertRefused(ForeignFile.bytes(header, 0), message);
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        assertRefused(
                ForeignFile.bytes(0, new byte[0]),
                "the header has 0 bytes; it must begin with '{'");
        assertRefused(
                ForeignFile.bytes(4, new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80}),
                "the header is not UTF-8: invalid from byte 2 on");
        String illegal =
                "Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r, \\n, \\t)"
                        + " is allowed between tokens";
        assertRefused(
                ForeignFile.bytes("{\0}\0", 0), // UTF-16
                "the header is not valid JSON at character 1: " + illegal);
        assertRefused(
                ForeignFile.bytes("{}\0\0", 0),
                "the header is not valid JSON at character 2: " + illegal);
    }

    @Test
    void textsWithoutEndStayShort() throws IOException {
        String name = "x".repeat(1_000_000);
        assertRefused(
                ForeignFile.bytes("{\"" + name + "\":0}", 0),
                "tensor '" + "x".repeat(200) + "…' has 0 where an object is needed");
        assertRefused(
                ForeignFile.bytes("{\"a\":" + "[".repeat(1_000_000), 0),
                "tensor 'a' has [ where an object is needed");
        assertRefused(
                ForeignFile.bytes(
                        "{\"a\":{\"shape\":" + Arrays.toString(new int[100_000]) + "}}", 0),
                "tensor 'a' at 'shape' has more than 64 numbers; at most 64 are allowed");
        Path digits =
                written(
                        ForeignFile.bytes(
                                "{\"a\":{\"shape\":[" + "9".repeat(1_000_000) + "]}}", 0));
        assertThatThrownBy(() ->
                        SafeTensors.read(
                                digits)) // the parser says how many, in the digits of the locale
                .isExactlyInstanceOf(SafeTensorsException.class)
                .hasMessageStartingWith(
                        digits + ": the header is not valid JSON: Number value length (")
                .hasMessageEndingWith("from `StreamReadConstraints.getMaxNumberLength()`)");
    }

    /// The fields of a tensor 'a' on 8 bytes of data, and the message.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
"dtype":"F32","shape":[2],"data_offsets":[0,8],"strides":[1]  | tensor 'a' has a field 'strides'; allowed are dtype, shape and data_offsets
"dtype":"F16","dtype":"F32","shape":[2],"data_offsets":[0,8]  | the header is not valid JSON at character 27: Duplicate Object property "dtype"
"shape":[2],"data_offsets":[0,8]                              | tensor 'a' has no dtype; dtype, shape and data_offsets are needed
"dtype":"F32","data_offsets":[0,8]                            | tensor 'a' has no shape; dtype, shape and data_offsets are needed
"dtype":"F32","shape":[2]                                     | tensor 'a' has no data_offsets; dtype, shape and data_offsets are needed
"dtype":"f32","shape":[2],"data_offsets":[0,8]                | tensor 'a' has dtype 'f32'; the format knows F32, F16, BF16, F64, BOOL, I8, U8, I16, U16, I32, U32, I64, U64, C64, F8_E5M2, F8_E4M3, F8_E8M0, F6_E2M3, F6_E3M2, F4
"dtype":"I64","shape":[2],"data_offsets":[0,8]                | tensor 'a' has data_offsets [0, 8], that is 8 bytes; shape (2) of I64 needs 16
"dtype":"F4","shape":[3,5],"data_offsets":[0,8]               | tensor 'a' has shape (3,5) of F4, that is 60 bits; a whole number of bytes is needed
"dtype":32,"shape":[2],"data_offsets":[0,8]                   | tensor 'a' at 'dtype' has 32 where a string is needed
""")
    void wrongFieldsAreRefused(String fields, String message) throws IOException {
        assertRefused(ForeignFile.bytes("{\"a\":{" + fields + "}}", 8), message);
    }

    /// The shape of a tensor 'a' of F32 on 8 bytes of data, and the message after the name.
    /// The last two wrap to 0 elements in 64 bits and to 8 bytes in 32.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
2                          | at 'shape' has 2 where an array of whole numbers is needed
[-2]                       | at 'shape' has -2; allowed are whole numbers from 0 to 9223372036854775807
[2.0]                      | at 'shape' has 2.0 where a whole number is needed
[[2]]                      | at 'shape' has [ where a whole number is needed
[9223372036854775808]      | at 'shape' has 9223372036854775808; allowed are whole numbers from 0 to 9223372036854775807
[2147483648]               | has shape [2147483648]; its extents and their product may be at most 2147483647
[65536,65536,65536,65536]  | has shape [65536, 65536, 65536, 65536]; its extents and their product may be at most 2147483647
[1073741826]               | has data_offsets [0, 8], that is 8 bytes; shape (1073741826) of F32 needs 4294967304
""")
    void aWrongShapeIsRefused(String shape, String message) throws IOException {
        assertRefused(
                ForeignFile.bytes(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":"
                                + shape
                                + ",\"data_offsets\":[0,8]}}",
                        8),
                "tensor 'a' " + message);
    }

    /// The offsets of a tensor 'a' of two F32 on 8 bytes of data, and the message after the name.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
[0]                      | has data_offsets [0]; needed are two numbers, begin ≤ end
[0,8,8]                  | at 'data_offsets' has more than 2 numbers; at most 2 are allowed
[8,0]                    | has data_offsets [8, 0]; needed are two numbers, begin ≤ end
[-8,0]                   | at 'data_offsets' has -8; allowed are whole numbers from 0 to 9223372036854775807
[0,9223372036854775808]  | at 'data_offsets' has 9223372036854775808; allowed are whole numbers from 0 to 9223372036854775807
[0,4]                    | has data_offsets [0, 4], that is 4 bytes; shape (2) of F32 needs 8
[9223372036854775799,9223372036854775807] | (bytes 9223372036854775799 to 9223372036854775807) ends after the file's 8 bytes of data
""")
    void wrongOffsetsAreRefused(String offsets, String message) throws IOException {
        assertRefused(
                ForeignFile.bytes(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":"
                                + offsets
                                + "}}",
                        8),
                "tensor 'a' " + message);
    }

    /// The offsets of tensors 'a' and 'b' of two F32 each, the bytes of data, and the message.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
[0,8]  | [4,12]  | 16 | tensors 'a' (bytes 0 to 8) and 'b' (bytes 4 to 12) overlap; each byte of data must belong to one tensor
[0,8]  | [0,8]   |  8 | tensors 'a' (bytes 0 to 8) and 'b' (bytes 0 to 8) overlap; each byte of data must belong to one tensor
[8,16] | [16,24] | 24 | bytes 0 to 8 of the data belong to no tensor; each byte must belong to one tensor
[0,8]  | [12,20] | 20 | bytes 8 to 12 of the data belong to no tensor; each byte must belong to one tensor
[8,16] | [0,8]   | 17 | bytes 16 to 17 of the data belong to no tensor; each byte must belong to one tensor
[0,8]  | [8,16]  | 15 | tensor 'b' (bytes 8 to 16) ends after the file's 15 bytes of data
[0,8]  | [8,16]  |  0 | tensor 'a' (bytes 0 to 8) ends after the file's 0 bytes of data
""")
    void aWrongLayoutIsRefused(String a, String b, int dataBytes, String message)
            throws IOException {
        String entry = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":";
        assertRefused(
                ForeignFile.bytes(
                        "{\"a\":%s%s},\"b\":%s%s}}".formatted(entry, a, entry, b), dataBytes),
                message);
    }

    @Test
    void dataWithoutATensorIsRefused() throws IOException {
        assertRefused(
                ForeignFile.bytes("{}", 1),
                "bytes 0 to 1 of the data belong to no tensor; each byte must belong to one"
                        + " tensor");
    }

    @Test
    void aNameThatComesTwiceIsRefused() throws IOException {
        String entry = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        assertRefused(
                ForeignFile.bytes("{\"a\":%s,\"a\":%s}".formatted(entry, entry), 0),
                "the header is not valid JSON at character 57: Duplicate Object property \"a\"");
    }
}
