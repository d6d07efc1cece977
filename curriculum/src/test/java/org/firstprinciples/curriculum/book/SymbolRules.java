package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.book.Letters.Letter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// [BookRule#SYMBOLS]: the letters of one page.
final class SymbolRules {

    /// Its letters are those of its exercises, each of which says what it means.
    private static final String EXERCISES = "Exercises";

    private static final Pattern QUANTIFIER =
            Pattern.compile(
                    "(?s).*\\b(?:[Aa]ll|[Ee]very|[Ee]ach|[Aa]ny|[Ll]et|[Ss]ome|[Gg]iven|[Tt]here"
                            + " (?:is|are|exists?))\\b[^.,;:]*");

    private final String file;
    private final Document document;
    private final RunningText text;
    private final List<Paragraph> paragraphs;
    private final SymbolTable own;
    private final List<SymbolTable>
            known; // with those of the notation, and of the document that a companion page has
    private final List<Formula> formulas;
    private final Map<Integer, Set<String>> named = new HashMap<>(); // by the paragraph's number
    private final Map<Integer, Set<String>> quantified =
            new HashMap<>(); // by the quote's or paragraph's first line
    private final Map<String, List<Use>> uses = new LinkedHashMap<>(); // by letter
    private final Stream.Builder<String> complaints = Stream.builder();

    /// A formula that uses a letter.
    private record Use(int line, int paragraph, int section) {}

    private SymbolRules(Section section, Page page) {
        this.document = page.document();
        this.file = section.show(document.path());
        this.text = RunningText.of(document);
        this.paragraphs = Paragraph.of(document);
        this.own = SymbolTable.of(document);
        this.known =
                Stream.concat(
                                Stream.of(
                                        document,
                                        Document.read(section.root().resolve(LinkRules.NOTATION))),
                                section.document(page.topic()).stream())
                        .map(SymbolTable::of)
                        .toList();
        this.formulas =
                document.formulas().stream()
                        .filter(f -> !own.isRow(f.line()))
                        .filter(f -> !RunningText.isReference(document, f.line()))
                        .toList();
    }

    static Stream<String> complaints(Section section) {
        return Page.heldTo(section, BookRule.SYMBOLS).stream()
                .flatMap(p -> new SymbolRules(section, p).read());
    }

    private Stream<String> read() {
        twice();
        formulas.forEach(this::readNames);
        formulas.forEach(this::readUses);
        uses.forEach(this::judge);
        return complaints.build();
    }

    private void twice() {
        Map<String, SymbolTable.Row> seen = new HashMap<>();
        for (SymbolTable.Row row : own.rows()) {
            for (String symbol : row.symbols()) {
                SymbolTable.Row other = seen.putIfAbsent(symbol, row);
                if (other != null
                        && !other.equals(row)
                        && !(namesASection(row) && namesASection(other))) {
                    complaints.add(
                            "%s:%s: $%s$ has a meaning in line %s already; use another letter, or link in both rows the section that each holds in, [Title](#anchor)"
                                    .formatted(file, row.line(), symbol, other.line()));
                }
            }
        }
    }

    private boolean namesASection(SymbolTable.Row row) {
        return document.links().stream()
                .anyMatch(l -> l.line() == row.line() && l.target().startsWith("#"));
    }

    private void readNames(Formula formula) {
        Set<String> names =
                Letters.named(formula.tex()).stream()
                        .map(Letter::plain)
                        .collect(Collectors.toSet());
        int paragraph = paragraphOf(formula.line());
        named.computeIfAbsent(paragraph, p -> new HashSet<>()).addAll(names);
        String before = text.before(formula.from(), paragraphs.get(paragraph).first());
        if (QUANTIFIER.matcher(before).matches()) {
            quantified.computeIfAbsent(scopeOf(paragraph), p -> new HashSet<>()).addAll(names);
        }
    }

    private void readUses(Formula formula) {
        int paragraph = paragraphOf(formula.line());
        Set<String> local = quantified.getOrDefault(scopeOf(paragraph), Set.of());
        Use use = new Use(formula.line(), paragraph, sectionOf(formula.line()));
        Letters.free(formula.tex()).stream()
                .filter(l -> !local.contains(l.plain()) && known.stream().noneMatch(t -> t.has(l)))
                .forEach(l -> uses.computeIfAbsent(l.plain(), p -> new ArrayList<>()).add(use));
    }

    private void judge(String letter, List<Use> all) {
        List<Use> inSections = all.stream().filter(u -> !isExercise(u)).toList();
        Map<Integer, Use> firsts = new LinkedHashMap<>();
        inSections.forEach(u -> firsts.putIfAbsent(u.section(), u));
        if (firsts.size() > 1) {
            complaints.add(
                    "%s:%s: the letter $%s$ is used in several sections, in lines %s; give it a row `| $%s$ | what it is, and its shape or range |` in the document's table of symbols, `| symbol | meaning |`"
                            .formatted(
                                    file,
                                    inSections.getFirst().line(),
                                    letter,
                                    firsts.values().stream()
                                            .map(u -> String.valueOf(u.line()))
                                            .collect(Collectors.joining(", ")),
                                    letter));
            return;
        }
        all.stream()
                .findFirst()
                .filter(u -> !isNamed(letter, u))
                .ifPresent(u -> unnamed(letter, u));
    }

    private void unnamed(String letter, Use use) {
        complaints.add(
                "%s:%s: the letter $%s$ has no meaning; say in this paragraph what it is, as in `the number $%s$`, or give it a row in the document's table of symbols"
                        .formatted(file, use.line(), letter, letter));
    }

    /// Whether the paragraph of a use, the one before, or the one after names the letter: a display has its words beside it.
    private boolean isNamed(String letter, Use use) {
        return Stream.of(use.paragraph() - 1, use.paragraph(), use.paragraph() + 1)
                .anyMatch(p -> named.getOrDefault(p, Set.of()).contains(letter));
    }

    private int paragraphOf(int line) {
        for (int i = 0; i < paragraphs.size(); i++) {
            if (paragraphs.get(i).has(line)) {
                return i;
            }
        }
        throw new IllegalStateException(
                "%s:%s: a formula outside of any paragraph".formatted(file, line));
    }

    /// What "for all" reaches: the paragraph, or the whole claim.
    private int scopeOf(int paragraph) {
        int line = paragraphs.get(paragraph).first();
        List<String> lines = document.lines();
        while (line > 1
                && lines.get(line - 1).startsWith(">")
                && lines.get(line - 2).startsWith(">")) {
            line--;
        }
        return line;
    }

    private int sectionOf(int line) {
        return (int)
                document.headings().stream()
                        .filter(h -> h.level() <= 2 && h.line() <= line)
                        .count();
    }

    private boolean isExercise(Use use) {
        return document.headings().stream()
                .filter(h -> h.text().equals(EXERCISES))
                .anyMatch(h -> h.line() <= use.line() && use.line() < document.endOf(h));
    }
}
