package org.firstprinciples.mathfoundations.linearalgebra.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes of files that our writer would not write.
final class ForeignFile {

    private ForeignFile() {}

    /// A file for the tests of one class; it is removed when the JVM ends.
    static Path temporary() {
        try {
            Path file = Files.createTempFile("foreign", ".safetensors");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A stated length of the header, and what follows it.
    static byte[] bytes(long headerLength, byte[] rest) {
        return ByteBuffer.allocate(8 + rest.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .put(rest)
                .array();
    }

    /// A header with its right length, and data.
    static byte[] bytes(String header, byte... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return bytes(
                text.length,
                ByteBuffer.allocate(text.length + data.length).put(text).put(data).array());
    }

    /// A header with its right length, and this many zero bytes of data.
    static byte[] bytes(String header, int dataBytes) {
        return bytes(header, new byte[dataBytes]);
    }
}
