package org.firstprinciples.curriculum.shell;

import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a shell imports: the packages of some topics. A simple name that several of them have means the class of the first, and
/// never one of `java.util` and its like.
final class Imports {

    /// What JShell imports by itself.
    private static final List<String> OF_JSHELL =
            List.of(
                    "java.io",
                    "java.math",
                    "java.net",
                    "java.nio.file",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.function",
                    "java.util.prefs",
                    "java.util.regex",
                    "java.util.stream");

    private Imports() {}

    /// The declarations for these topics.
    ///
    /// @param root the book's folder
    static List<String> of(Path root, List<Topic> topics) {
        Map<String, List<String>> homes = new LinkedHashMap<>(); // packages by public type
        List<String> lines = new ArrayList<>();
        for (Topic topic : topics) {
            for (Path folder : folders(topic.folder(root, "main"))) {
                String name = nameOf(root.resolve(topic.section()), folder);
                List<String> types = publicTypes(folder);
                if (!types.isEmpty()) {
                    lines.add("import " + name + ".*;");
                }
                types.forEach(t -> homes.computeIfAbsent(t, k -> new ArrayList<>()).add(name));
            }
        }
        homes.forEach((type, packages) -> {
            if (packages.size() > 1 || OF_JSHELL.stream().anyMatch(p -> exists(p + "." + type))) {
                lines.add("import " + packages.getFirst() + "." + type + ";");
            }
        });
        return lines;
    }

    /// A folder and those below it, the nearest first.
    private static List<Path> folders(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path section, Path folder) {
        return section.resolve("src/main/java")
                .relativize(folder)
                .toString()
                .replaceAll("[/\\\\]", ".");
    }

    private static List<String> publicTypes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.matches("\\w+\\.java"))
                    .map(f -> f.replace(".java", ""))
                    .filter(t -> isPublic(folder.resolve(t + ".java"), t))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublic(Path file, String type) {
        return TextFile.read(file)
                .lines()
                .anyMatch(l ->
                        l.matches("public .*\\b(class|interface|record|enum) " + type + "\\b.*"));
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
