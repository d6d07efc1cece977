package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Files that are to be written: all or none, and nothing that exists is overwritten.
final class Draft {

    private final Path root;
    private final Map<String, String> created = new LinkedHashMap<>();
    private final Map<String, String> changed = new LinkedHashMap<>();

    /// Nothing yet.
    ///
    /// @param root the book's folder, which all paths begin from
    Draft(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /// A new file.
    ///
    /// @throws IllegalArgumentException if there is one
    void create(String path, String text) {
        if (exists(path)) {
            throw new IllegalArgumentException(path + " is there already; nothing was written");
        }
        created.put(path, text);
    }

    /// A file with other text.
    ///
    /// @throws IllegalArgumentException if the change changes nothing: then the file is not as it was when this was written
    void change(String path, UnaryOperator<String> change) {
        String before = changed.getOrDefault(path, read(path));
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException(
                    path + " has no place for what should be added; nothing was written");
        }
        changed.put(path, after);
    }

    String read(String path) {
        return TextFile.read(root.resolve(path));
    }

    /// Writes everything, and says what.
    String write() {
        StringBuilder said = new StringBuilder();
        created.forEach((path, text) -> said.append(write("new      ", path, text)));
        changed.forEach((path, text) -> said.append(write("changed  ", path, text)));
        return said.toString();
    }

    private String write(String how, String path, String text) {
        Path file = root.resolve(path);
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            return how + path + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
