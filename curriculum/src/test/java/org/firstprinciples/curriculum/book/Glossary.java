package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of terms, `curriculum/glossary.md`.
///
/// @param root the folder of the whole book
/// @param terms the rows that can be read, in their order
/// @param unreadable the other rows, by line
record Glossary(Path root, List<Term> terms, Map<Integer, String> unreadable) {

    /// Where it stands.
    static final String FILE = "curriculum/glossary.md";

    /// How its table begins.
    static final String HEADER = "| term | variants | home | meaning |";

    private static final String ONLY = "only:";
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| +([^|]*\\p{L}[^|]*?) +\\|([^|]*)\\|"
                            + " +\\[([^\\]|]+)\\]\\(([^)#|]+#[^)|]+)\\) +\\| +([^|]+?) +\\|");

    /// Reads it; a book without one has no terms.
    static Glossary of(Path root) {
        List<Term> terms = new ArrayList<>();
        Map<Integer, String> unreadable = new TreeMap<>();
        List<String> lines = lines(root);
        for (int i = firstRow(lines); i < lines.size(); i++) {
            Matcher row = ROW.matcher(lines.get(i));
            if (row.matches()) {
                String variants = row.group(2).strip();
                boolean only = variants.startsWith(ONLY);
                terms.add(
                        new Term(
                                i + 1,
                                row.group(1),
                                phrases(only ? variants.substring(ONLY.length()) : variants),
                                only,
                                new Link(i + 1, row.group(3), row.group(4)),
                                row.group(5)));
            } else if (!lines.get(i).isBlank()) {
                unreadable.put(i + 1, lines.get(i));
            }
        }
        return new Glossary(root, terms, unreadable);
    }

    /// Its lines; none if there is no glossary.
    static List<String> lines(Path root) {
        Path file = root.resolve(FILE);
        return Files.exists(file) ? TextFile.read(file).lines().toList() : List.of();
    }

    /// The index of the line after the table's head; all of them if there is no table.
    static int firstRow(List<String> lines) {
        int head = lines.indexOf(HEADER);
        return head < 0 ? lines.size() : Math.min(head + 2, lines.size());
    }

    /// The document of a term.
    Path homeOf(Term term) {
        return root.resolve(FILE).resolveSibling(term.home().file()).normalize();
    }

    /// A path as a message names it: from the root.
    String show(Path path) {
        return root.normalize().relativize(path).toString().replace('\\', '/');
    }

    private static List<String> phrases(String cell) {
        return Arrays.stream(cell.split(",", -1))
                .map(String::strip)
                .filter(p -> p.matches(".*\\p{L}.*"))
                .toList();
    }
}
