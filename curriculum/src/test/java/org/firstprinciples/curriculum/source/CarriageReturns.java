package org.firstprinciples.curriculum.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a checkout with `core.autocrlf=true` or an editor of Windows makes of the book's texts.
public final class CarriageReturns {

    private static final List<String> TEXTS = List.of(".md", ".java", ".csv", ".svg", ".xml");

    private CarriageReturns() {}

    /// Ends every line of all texts below a folder with a carriage return and a line feed.
    public static void addBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(f -> TEXTS.stream().anyMatch(f.toString()::endsWith))
                    .forEach(CarriageReturns::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Path file) {
        try {
            Files.writeString(file, TextFile.read(file).replace("\n", "\r\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
