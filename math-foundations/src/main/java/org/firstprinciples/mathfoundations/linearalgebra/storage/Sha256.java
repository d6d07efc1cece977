package org.firstprinciples.mathfoundations.linearalgebra.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The fingerprint that tells whether two contents are the same: 64 hexadecimal digits, those that `sha256sum` prints.
///
/// - source: NIST, FIPS 180-4, *Secure hash standard*
public final class Sha256 {

    private static final int CHUNK_BYTES = 1 << 16;

    private Sha256() {}

    /// Of all bytes of a file.
    ///
    /// @throws IOException if it is no regular file or cannot be read
    public static String of(Path file) throws IOException {
        RegularFile.require(file);
        MessageDigest digest = digest();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of whole numbers, each as four bytes, the highest first.
    public static String of(int... numbers) {
        MessageDigest digest = digest();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        int perChunk = CHUNK_BYTES / Integer.BYTES;
        for (int i = 0; i < numbers.length; i += perChunk) {
            int count = Math.min(perChunk, numbers.length - i);
            chunk.clear().asIntBuffer().put(numbers, i, count);
            digest.update(chunk.limit(count * Integer.BYTES));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
