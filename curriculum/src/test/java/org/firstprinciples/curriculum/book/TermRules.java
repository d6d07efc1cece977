package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.book.RunningText.Piece;
import org.firstprinciples.curriculum.book.Vocabulary.Use;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// [BookRule#TERMS]: one page, read from top to bottom.
final class TermRules {

    private final Section section;
    private final Glossary glossary;
    private final Page page;
    private final Document document;
    private final RunningText text;
    private final List<Paragraph> paragraphs;
    private final boolean isCompanion;
    private final int firstSection; // its line
    private final Map<Term, Piece> defined = new HashMap<>();
    private final Set<Object> told = new HashSet<>(); // what has been complained of, or linked
    private final List<Use> unlinked = new ArrayList<>(); // of earlier documents
    private final Stream.Builder<String> complaints = Stream.builder();

    private TermRules(Section section, Glossary glossary, Page page) {
        this.section = section;
        this.glossary = glossary;
        this.page = page;
        this.document = page.document();
        this.text = RunningText.of(document);
        this.paragraphs = Paragraph.of(document);
        this.isCompanion = document.companionOf().isPresent();
        this.firstSection =
                document.headings().stream()
                        .filter(h -> h.level() == 2)
                        .mapToInt(Document.Heading::line)
                        .findFirst()
                        .orElse(0);
    }

    static Stream<String> complaints(Section section) {
        Glossary glossary = Glossary.of(section.root());
        Vocabulary vocabulary = new Vocabulary(glossary);
        return Page.heldTo(section, BookRule.TERMS).stream()
                .flatMap(p -> new TermRules(section, glossary, p).read(vocabulary));
    }

    /// Makes links of first uses that lack one, wherever a link can stand.
    static void writeLinks(Section section) {
        Glossary glossary = Glossary.of(section.root());
        Vocabulary vocabulary = new Vocabulary(glossary);
        Page.heldTo(section, BookRule.TERMS)
                .forEach(p -> new TermRules(section, glossary, p).write(vocabulary));
    }

    private Stream<String> read(Vocabulary vocabulary) {
        text.bold()
                .forEach(b -> vocabulary.named(b.text()).ifPresent(t -> defined.putIfAbsent(t, b)));
        vocabulary.uses(text).forEach(this::read);
        return complaints.build();
    }

    private void read(Use use) {
        Path home = glossary.homeOf(use.term());
        if (home.equals(page.path())) {
            readOwn(use);
        } else if (page.met().contains(home)) {
            readMet(use);
        } else if (!isLinked(use, paragraphOf(use).first(), false)
                && told.add(List.of(use.term(), paragraphOf(use)))) {
            complaints.add(
                    "%s uses %s, which no prerequisite defines; define it here in bold, or link to where it is met, [%s](%s)"
                            .formatted(
                                    place(use), use.piece().text(), use.piece().text(), link(use)));
        }
    }

    private void write(Vocabulary vocabulary) {
        read(vocabulary);
        StringBuilder linked = new StringBuilder(String.join("\n", document.lines()) + "\n");
        for (Use use : unlinked.reversed()) { // from the end: places stay
            Piece piece = use.piece();
            if (!text.isInLinkOrBold(piece, paragraphOf(use).first())) {
                linked.insert(piece.to(), "](" + link(use) + ")").insert(piece.from(), "[");
            }
        }
        if (!unlinked.isEmpty()) {
            try {
                Files.writeString(page.path(), linked);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A term of this page stands after its definition, in its paragraph, or links to it; a heading announces what its
    /// section defines, and the opening what the page defines.
    private void readOwn(Use use) {
        Piece definition = defined.get(use.term());
        if (definition == null
                || use.piece().from() >= definition.from()
                || paragraphOf(use).has(definition.line())
                || announces(use, definition)
                || isLinked(use, paragraphOf(use).first(), true)) {
            return;
        }
        if (told.add(List.of(use.term(), paragraphOf(use)))) {
            complaints.add(
                    "%s uses %s, which line %s defines; define it before, use other words, or link ahead, [%s](%s)"
                            .formatted(
                                    place(use),
                                    use.piece().text(),
                                    definition.line(),
                                    use.piece().text(),
                                    link(use)));
        }
    }

    /// The first paragraph that uses a section of an earlier document links to it; a companion page leaves that to its document.
    private void readMet(Use use) {
        if (isCompanion || isHeading(use) || !told.add(use.term().home().target())) {
            return;
        }
        if (!isLinked(use, 1, true)) {
            unlinked.add(use);
            complaints.add(
                    "%s uses %s, which an earlier document defines, without a link; write [%s](%s) here, at its first use, or let -Dbook=check -Dglossary=write do it"
                            .formatted(
                                    place(use), use.piece().text(), use.piece().text(), link(use)));
        }
    }

    private boolean isHeading(Use use) {
        return document.headings().stream().anyMatch(h -> h.line() == use.piece().line());
    }

    private boolean announces(Use use, Piece definition) {
        int line = use.piece().line();
        return line < firstSection
                || document.headings().stream()
                        .filter(h -> h.line() == line)
                        .anyMatch(h -> definition.line() < document.endOf(h));
    }

    /// Whether a link leads to a term's home, from a line to the end of the paragraph that uses the term.
    private boolean isLinked(Use use, int from, boolean toItsSection) {
        Path home = glossary.homeOf(use.term());
        int to = paragraphOf(use).last();
        return document.links().stream()
                .filter(l -> from <= l.line() && l.line() <= to && l.isRelative())
                .filter(l -> targetOf(l).equals(home))
                .anyMatch(l -> !toItsSection || l.anchor().equals(use.term().home().anchor()));
    }

    private Path targetOf(Link link) {
        return link.file().isEmpty()
                ? page.path()
                : page.path().resolveSibling(link.file()).normalize();
    }

    private Paragraph paragraphOf(Use use) {
        int line = use.piece().line();
        return paragraphs.stream()
                .filter(p -> p.has(line))
                .findFirst()
                .orElse(new Paragraph(line, line));
    }

    private String place(Use use) {
        return section.show(page.path()) + ":" + use.piece().line();
    }

    /// A term's home, as a link of this page.
    private String link(Use use) {
        Path home = glossary.homeOf(use.term());
        String file =
                home.equals(page.path())
                        ? ""
                        : page.path()
                                .resolveSibling("")
                                .relativize(home)
                                .toString()
                                .replace('\\', '/');
        return file + "#" + use.term().home().anchor();
    }
}
