package org.firstprinciples.curriculum.book;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// [BookRule#GITHUB].
final class GithubRules {

    private static final List<String> UNKNOWN =
            List.of("\\operatorname", "\\phantom", "\\def", "psmallmatrix");
    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)[^>]*>");
    private static final List<String> TAGS =
            List.of("details", "summary", "br", "sub", "sup", "img", "picture", "source", "a", "p");
    private static final int MOST_FORMULAS = 1500;

    private GithubRules() {}

    static Stream<String> complaints(Section section) {
        return section.documents().stream()
                .flatMap(d -> complaints(d).map(c -> section.show(d.path()) + ":" + c));
    }

    /// What GitHub would not show as it is meant, with the line.
    static Stream<String> complaints(Document document) {
        return Stream.of(
                        document.formulas().stream().flatMap(GithubRules::formula),
                        lines(document),
                        headings(document),
                        TableLayout.complaints(document),
                        ListLayout.complaints(document),
                        Folds.complaints(document),
                        tooMany(document))
                .flatMap(s -> s);
    }

    private static Stream<String> formula(Formula f) {
        Stream.Builder<String> found = Stream.builder();
        for (String unknown : UNKNOWN) {
            if (f.tex().contains(unknown)) {
                found.add(
                        "%s: GitHub does not know %s; for a name write \\mathrm"
                                .formatted(f.line(), unknown));
            }
        }
        if (f.inTable() && f.tex().contains("|")) {
            found.add(
                    "%s: | inside a table ends the cell; write \\lVert or \\mid"
                            .formatted(f.line()));
        }
        if (f.display() && f.tex().matches("(?s).*\\n *\\n.*")) {
            found.add("%s: an empty line ends the formula; remove it".formatted(f.line()));
        }
        if (f.display() && f.tex().matches("(?s).*\\n *([+-] |=).*")) {
            found.add(
                    "%s: a line of a formula that begins with + - = becomes a list or a heading; put the sign at the end of the line before"
                            .formatted(f.line()));
        }
        if (!f.display() && (f.tex().startsWith(" ") || f.tex().endsWith(" "))) {
            found.add(
                    "%s: a space inside of a dollar sign of $%s$ hides the formula; remove it"
                            .formatted(f.line(), f.tex()));
        }
        return found.build();
    }

    private static Stream<String> lines(Document document) {
        List<String> plain = document.plainLines();
        Stream.Builder<String> found = Stream.builder();
        for (int i = 0; i < plain.size(); i++) {
            if (plain.get(i).replace("\\$", "").contains("$")) {
                found.add(
                        "%s: a dollar sign without a partner; write \\$ or close the formula"
                                .formatted(i + 1));
            }
            Matcher tag = TAG.matcher(plain.get(i));
            while (tag.find()) {
                if (!TAGS.contains(tag.group(1))) {
                    found.add("%s: <%s> is not shown by GitHub".formatted(i + 1, tag.group(1)));
                }
            }
        }
        return found.build();
    }

    private static Stream<String> headings(Document document) {
        return document.headings().stream()
                .filter(h -> h.text().contains("$"))
                .map(h ->
                        "%s: a formula in a heading is lost in its anchor; use words"
                                .formatted(h.line()));
    }

    private static Stream<String> tooMany(Document document) {
        long count =
                document.formulas().stream()
                        .mapToLong(f -> 1 + f.tex().chars().filter(c -> c == '{').count())
                        .sum();
        return count <= MOST_FORMULAS
                ? Stream.of()
                : Stream.of(
                        "1: %s formulas and braces, more than %s: GitHub stops typesetting; shorten it"
                                .formatted(count, MOST_FORMULAS));
    }
}
