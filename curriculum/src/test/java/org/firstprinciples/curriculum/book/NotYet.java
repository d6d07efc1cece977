package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The documents that are not up to the reader's contract yet, as `curriculum/not-yet.txt` lists them: a path from the root
/// in each line, and after a colon the rules that the document does not obey yet, all of the contract's if none is named.
///
/// @param rules the names of the rules behind a document's path
record NotYet(Map<String, List<String>> rules) {

    /// The file's path from the root.
    static final String FILE = "curriculum/not-yet.txt";

    /// No document is excused from anything.
    static final NotYet NONE = new NotYet(Map.of());

    /// The list of the book in this folder; without the file no document is excused.
    static NotYet of(Path root) {
        Path file = root.resolve(FILE);
        if (Files.notExists(file)) {
            return NONE;
        }
        Map<String, List<String>> rules = new LinkedHashMap<>();
        TextFile.read(file)
                .lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .map(l -> l.strip().split(" *: *", 2))
                .forEach(l ->
                        rules.put(
                                l[0],
                                l.length == 1 ? List.of() : List.of(l[1].split(" *, *", -1))));
        return new NotYet(rules);
    }

    /// The rules that a document can be excused from.
    static List<BookRule> contract() {
        return Arrays.stream(BookRule.values()).filter(BookRule::isOfTheContract).toList();
    }

    /// A rule as the list names it: `order`.
    static String nameOf(BookRule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a document, given by its path from the root, need not obey this rule yet.
    boolean excuses(String document, BookRule rule) {
        List<String> names = rules.get(document);
        return names != null && (names.isEmpty() || names.contains(nameOf(rule)));
    }
}
