package org.firstprinciples.curriculum.book;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// [BookRule#LINKS].
final class LinkRules {

    /// The page of symbols and shapes.
    static final String NOTATION = "curriculum/notation.md";

    private LinkRules() {}

    static Stream<String> complaints(Section section) {
        return section.documents().stream()
                .flatMap(d -> Stream.concat(dead(section, d), withoutNotation(section, d)));
    }

    /// The links of one document that lead nowhere.
    static Stream<String> dead(Section section, Document document) {
        return document.links().stream()
                .filter(Link::isRelative)
                .flatMap(link -> complaint(section, document, link));
    }

    private static Stream<String> complaint(Section section, Document document, Link link) {
        String place = section.show(document.path()) + ":" + link.line();
        Path target =
                link.file().isEmpty()
                        ? document.path()
                        : document.path().resolveSibling(link.file()).normalize();
        if (Files.notExists(target) && isPicture(section, target)) {
            return PictureRules.missing(section, place, target);
        }
        if (Files.notExists(target)) {
            return Stream.of(
                    "%s: the link %s leads nowhere; mend the path, or leave the link out while it is planned"
                            .formatted(place, link.target()));
        }
        if (!link.anchor().isEmpty()
                && target.toString().endsWith(".md")
                && !Document.read(target).anchors().contains(link.anchor())) {
            return Stream.of(
                    "%s: %s has no heading with the anchor #%s; it has %s"
                            .formatted(
                                    place,
                                    section.show(target),
                                    link.anchor(),
                                    Document.read(target).anchors()));
        }
        return Stream.of();
    }

    private static boolean isPicture(Section section, Path target) {
        return target.startsWith(section.folder().resolve("images").normalize())
                && target.toString().endsWith(".svg");
    }

    private static Stream<String> withoutNotation(Section section, Document document) {
        return document.links().stream().anyMatch(l -> l.file().equals("../" + NOTATION))
                ? Stream.of()
                : Stream.of(
                        "%s: no link to the notation; write [Notation](../%s) near the top"
                                .formatted(section.show(document.path()), NOTATION));
    }
}
