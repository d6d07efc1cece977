package org.firstprinciples.mathfoundations.linearalgebra.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A path that can be read or replaced as a file is: no folder, and no pipe or device, on which a reader
/// would wait without end.
public final class RegularFile {

    private RegularFile() {}

    /// Checks that what is there, if anything is, is a regular file or a link to one.
    ///
    /// @throws IOException if it is something else; the message says what
    public static void require(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(
                    "%s: a file is needed here, this is a %s"
                            .formatted(
                                    file,
                                    Files.isDirectory(file)
                                            ? "folder"
                                            : "pipe, a device or a socket"));
        }
    }
}
