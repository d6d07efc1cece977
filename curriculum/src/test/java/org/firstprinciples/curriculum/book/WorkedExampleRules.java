package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.source.JavaText;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// [BookRule#WORKED_EXAMPLES].
final class WorkedExampleRules {

    private WorkedExampleRules() {}

    static Stream<String> complaints(Section section) {
        return section.documents().stream().flatMap(d -> complaints(section, d));
    }

    private static Stream<String> complaints(Section section, Document document) {
        List<Document.Heading> examples =
                document.headings().stream()
                        .filter(h -> h.text().toLowerCase(Locale.ROOT).contains("worked example"))
                        .toList();
        if (examples.isEmpty() && document.companionOf().isEmpty()) {
            return Stream.of(
                    "%s: no worked example; add a section `## Worked example: …`"
                            .formatted(section.show(document.path())));
        }
        return examples.stream().flatMap(h -> complaint(section, document, h));
    }

    private static Stream<String> complaint(
            Section section, Document document, Document.Heading heading) {
        List<Link> tests =
                document.links().stream()
                        .filter(l ->
                                l.line() > heading.line() && l.line() < document.endOf(heading))
                        .filter(l ->
                                l.target().contains("src/test/java/") && l.text().contains("."))
                        .toList();
        String place = section.show(document.path()) + ":" + heading.line();
        if (tests.isEmpty()) {
            return Stream.of(
                    "%s: names no test; write `Computed by [Class.method](src/test/java/…).`"
                            .formatted(place));
        }
        return tests.stream()
                .filter(l -> {
                    Path file = document.path().resolveSibling(l.file()).normalize();
                    return Files.notExists(file) || JavaText.read(file).regions(l.text()).isEmpty();
                })
                .map(l ->
                        "%s: %s has no method %s; name the test that computes the example"
                                .formatted(place, l.file(), l.text()));
    }
}
