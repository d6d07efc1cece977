package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.scaffold.Template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// [BookRule#FINISHED].
final class UnfinishedRules {

    /// The module that leaves gaps, and so speaks of them.
    private static final String SCAFFOLD = "curriculum";

    private UnfinishedRules() {}

    static Stream<String> complaints(Section section) {
        if (section.name().equals(SCAFFOLD)) {
            return Stream.of();
        }
        return Stream.of(
                        section.markdown(),
                        Section.walk(section.folder().resolve("src/main/java"), ".java"),
                        Section.walk(section.folder().resolve("src/test/java"), ".java"))
                .flatMap(List::stream)
                .flatMap(f -> complaints(section, f));
    }

    private static Stream<String> complaints(Section section, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).contains(Template.GAP))
                    .mapToObj(i ->
                            "%s:%s: has a gap; fill it in, or delete the line: %s"
                                    .formatted(section.show(file), i + 1, lines.get(i).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
