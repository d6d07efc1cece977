package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The glossary as a table, whatever the documents say; with `-Dglossary=write` its rows are sorted first.
public final class GlossaryTable {

    private GlossaryTable() {}

    /// What is wrong with its rows, a sentence each.
    public static Stream<String> complaints(Path root, Curriculum plan) {
        if (Written.GLOSSARY.isAskedFor()) {
            sort(root);
        }
        Glossary glossary = Glossary.of(root);
        return Stream.of(
                        unreadable(glossary),
                        outOfOrder(glossary.terms()),
                        twice(glossary.terms()),
                        glossary.terms().stream().flatMap(t -> complaints(glossary, t, plan)))
                .flatMap(s -> s);
    }

    private static Stream<String> unreadable(Glossary glossary) {
        return glossary.unreadable().entrySet().stream()
                .map(row ->
                        complaint(
                                row.getKey(),
                                "a row reads `| term | variants |"
                                    + " [Title](../section/document.md#anchor) | One sentence. |`,"
                                    + " got: "
                                        + row.getValue()));
    }

    private static Stream<String> outOfOrder(List<Term> terms) {
        Stream.Builder<String> found = Stream.builder();
        for (int i = 1; i < terms.size(); i++) {
            Term before = terms.get(i - 1);
            Term term = terms.get(i);
            if (Term.sortingKey(before.name()).compareTo(Term.sortingKey(term.name())) > 0) {
                found.add(
                        complaint(
                                term.line(),
                                "%s stands after %s; %s"
                                        .formatted(
                                                term.name(),
                                                before.name(),
                                                Written.GLOSSARY.advice())));
            }
        }
        return found.build();
    }

    private static Stream<String> twice(List<Term> terms) {
        Map<List<String>, Term> owners = new HashMap<>();
        Stream.Builder<String> found = Stream.builder();
        for (Term term : terms) {
            for (String name : term.names()) {
                Term other = owners.putIfAbsent(Vocabulary.key(name), term);
                if (other != null && !other.equals(term)) {
                    found.add(
                            complaint(
                                    term.line(),
                                    "`%s` is in the row of %s too, at line %s; a word means one term, so remove it from one of them"
                                            .formatted(name, other.name(), other.line())));
                    break; // its plural is too
                }
            }
        }
        return found.build();
    }

    private static Stream<String> complaints(Glossary glossary, Term term, Curriculum plan) {
        Stream.Builder<String> found = Stream.builder();
        String home = glossary.show(glossary.homeOf(term));
        if (plan.sections().stream().noneMatch(s -> home.startsWith(s + "/"))) {
            found.add(
                    complaint(
                            term.line(),
                            "the home of %s is %s, which is in no section; link the document that defines it"
                                    .formatted(term.name(), home)));
        }
        if (!term.meaning().endsWith(".") || term.meaning().matches(".*\\p{Ll}[.] \\p{Lu}.*")) {
            found.add(
                    complaint(
                            term.line(),
                            "the meaning of %s should be one sentence with a full stop, got: %s"
                                    .formatted(term.name(), term.meaning())));
        }
        return found.build();
    }

    private static String complaint(int line, String what) {
        return "%s:%s: %s".formatted(Glossary.FILE, line, what);
    }

    private static void sort(Path root) {
        List<String> lines = Glossary.lines(root);
        int first = Glossary.firstRow(lines);
        if (first == lines.size()) {
            return;
        }
        List<String> sorted = new ArrayList<>(lines.subList(0, first));
        lines.subList(first, lines.size()).stream()
                .filter(row -> !row.isBlank())
                .distinct()
                .sorted(Comparator.comparing(GlossaryTable::keyOf))
                .forEach(sorted::add);
        try {
            Files.writeString(root.resolve(Glossary.FILE), String.join("\n", sorted) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String keyOf(String row) {
        return Term.sortingKey(row.replaceFirst("^\\| *", "").replaceFirst(" *\\|.*", ""));
    }
}
