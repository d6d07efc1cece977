package org.firstprinciples.curriculum.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// [BookRule#SNIPPETS].
final class SnippetRules {

    private SnippetRules() {}

    static Stream<String> complaints(Section section) {
        if (Written.SNIPPETS.isAskedFor()) {
            section.documents().forEach(SnippetRules::write);
        }
        return section.documents().stream()
                .flatMap(d -> d.snippets().stream().flatMap(s -> complaint(section, d, s)));
    }

    private static Stream<String> complaint(Section section, Document document, Snippet snippet) {
        String place = section.show(document.path()) + ":" + snippet.line();
        if (!snippet.namesASource()) {
            return Stream.of(
                    "%s: names no source; write ```java src/main/java/…/Type.java#member"
                            .formatted(place));
        }
        Path file = snippet.source(document.path());
        if (Files.notExists(file)) {
            return Stream.of("%s: %s does not exist".formatted(place, section.show(file)));
        }
        List<String> regions = snippet.regions(document.path());
        if (regions.size() != 1) {
            return Stream.of(
                    "%s: %s has %s declarations `%s`; name one, for example Type.method(int)"
                            .formatted(
                                    place, section.show(file), regions.size(), snippet.member()));
        }
        return regions.getFirst().strip().equals(snippet.text().strip())
                ? Stream.of()
                : Stream.of(
                        "%s: differs from %s; %s; it should read:%n%s"
                                .formatted(
                                        place,
                                        snippet.place(),
                                        Written.SNIPPETS.advice(),
                                        regions.getFirst()));
    }

    /// Puts its source in the place of every snippet that names one.
    static void write(Document document) {
        List<String> lines = new ArrayList<>(document.lines());
        for (Snippet snippet :
                document.snippets().reversed()) { // from the end: lines keep their numbers
            List<String> regions =
                    snippet.namesASource() && Files.exists(snippet.source(document.path()))
                            ? snippet.regions(document.path())
                            : List.of();
            if (regions.size() == 1) {
                List<String> shown =
                        lines.subList(
                                snippet.line(),
                                snippet.line() + (int) snippet.text().lines().count());
                shown.clear();
                shown.addAll(regions.getFirst().strip().lines().toList());
            }
        }
        String text = String.join("\n", lines) + "\n";
        try {
            Files.writeString(document.path(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
