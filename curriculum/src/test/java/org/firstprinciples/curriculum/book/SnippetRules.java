package org.firstprinciples.curriculum.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// [BookRule#SNIPPETS].
final class SnippetRules {

    private SnippetRules() {}

    static Stream<String> complaints(Section section) {
        return section.documents().stream()
                .flatMap(d -> d.snippets().stream().flatMap(s -> complaint(section, d, s)));
    }

    private static Stream<String> complaint(Section section, Document document, Snippet snippet) {
        String place = section.show(document.path()) + ":" + snippet.line();
        int hash = snippet.place().indexOf('#');
        if (hash < 0) {
            return Stream.of(
                    "%s: names no source; write ```java src/main/java/…/Type.java#member"
                            .formatted(place));
        }
        Path file = document.path().resolveSibling(snippet.place().substring(0, hash)).normalize();
        String member = snippet.place().substring(hash + 1);
        if (Files.notExists(file)) {
            return Stream.of("%s: %s does not exist".formatted(place, section.show(file)));
        }
        List<String> regions = Source.read(file).regions(member);
        if (regions.size() != 1) {
            return Stream.of(
                    "%s: %s has %d declarations `%s`; name one, for example Type.method(int)"
                            .formatted(place, section.show(file), regions.size(), member));
        }
        return regions.getFirst().strip().equals(snippet.text().strip())
                ? Stream.of()
                : Stream.of(
                        "%s: differs from %s; it should read:%n%s"
                                .formatted(place, snippet.place(), regions.getFirst()));
    }
}
