package org.firstprinciples.curriculum.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text of the book in UTF-8, its lines ended by a line feed, however an editor or a checkout ended them.
public final class TextFile {

    private TextFile() {}

    /// The text of a file.
    ///
    /// @throws UncheckedIOException if it cannot be read; the message names the file
    public static String read(Path file) {
        try {
            return withLineFeeds(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(file, e), e);
        }
    }

    /// The text in these bytes; what is no UTF-8 becomes `�`.
    public static String decode(byte[] bytes) {
        return withLineFeeds(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String withLineFeeds(String text) {
        return text.replace("\r\n", "\n");
    }
}
