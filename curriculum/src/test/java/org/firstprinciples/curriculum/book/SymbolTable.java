package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.book.Letters.Letter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows that give letters a meaning, in the notation or in a document of its own.
///
/// @param rows in their order
record SymbolTable(List<Row> rows) {

    private static final Pattern HEAD =
            Pattern.compile("\\| *(symbol|letter) *\\| *meaning *\\|.*");
    private static final Pattern FORMULA = Pattern.compile("\\$([^$]+)\\$");

    /// A row.
    ///
    /// @param line where it stands, counted from 1
    /// @param letters what it gives a meaning
    /// @param symbols the letters that it is about, each with what stands at it
    record Row(int line, Set<Letter> letters, List<String> symbols) {}

    /// The tables of a page whose head begins with `| symbol | meaning |`, or with `| letter | meaning |`.
    static SymbolTable of(Document document) {
        List<Row> rows = new ArrayList<>();
        List<String> lines = document.lines();
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            if (HEAD.matcher(lines.get(i)).matches()) {
                inside = true;
            } else if (!lines.get(i).startsWith("|")) {
                inside = false;
            } else if (inside && !lines.get(i).startsWith("|-")) {
                rows.add(row(i + 1, lines.get(i).split("\\|", -1)[1].strip()));
            }
        }
        return new SymbolTable(rows);
    }

    private static Row row(int line, String cell) {
        Set<Letter> letters = new HashSet<>();
        List<String> symbols = new ArrayList<>();
        Matcher formula = FORMULA.matcher(cell.contains("$") ? cell : "$" + cell + "$");
        while (formula.find()) {
            letters.addAll(Letters.all(formula.group(1)));
            symbols.addAll(Letters.symbols(formula.group(1)));
        }
        return new Row(line, letters, symbols);
    }

    /// Whether a letter has a row, with its marks or without.
    boolean has(Letter letter) {
        return rows.stream()
                .flatMap(r -> r.letters().stream())
                .map(Letter::name)
                .anyMatch(n -> n.equals(letter.name()) || n.equals(letter.plain()));
    }

    /// Whether a line is a row.
    boolean isRow(int line) {
        return rows.stream().anyMatch(r -> r.line() == line);
    }
}
