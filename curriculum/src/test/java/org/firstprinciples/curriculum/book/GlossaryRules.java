package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.book.RunningText.Piece;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// [BookRule#GLOSSARY].
final class GlossaryRules {

    private final Section section;
    private final Glossary glossary;
    private final Vocabulary vocabulary;
    private final Map<Term, Piece> defined = new HashMap<>(); // at home
    private final Stream.Builder<String> complaints = Stream.builder();

    private GlossaryRules(Section section) {
        this.section = section;
        this.glossary = Glossary.of(section.root());
        this.vocabulary = new Vocabulary(glossary);
    }

    static Stream<String> complaints(Section section) {
        GlossaryRules rules = new GlossaryRules(section);
        List<Page> pages = Page.heldTo(section, BookRule.GLOSSARY);
        pages.forEach(rules::readBold);
        Path folder = section.folder().normalize();
        rules.glossary.terms().stream()
                .filter(t -> rules.glossary.homeOf(t).startsWith(folder))
                .forEach(t -> rules.lookAtHome(t, pages));
        return rules.complaints.build();
    }

    private void readBold(Page page) {
        RunningText text = RunningText.of(page.document());
        text.bold().stream()
                .filter(b -> !isNoTerm(b, text.before(b)))
                .forEach(b -> readTerm(page, b));
    }

    /// The head of a claim, an exercise or a paragraph, what people say, a number of a table.
    private static boolean isNoTerm(Piece bold, String before) {
        boolean begins = before.matches("[->*\\d. ]*\\*\\*");
        return bold.text().startsWith("Claim ")
                || bold.text().matches("[A-Z]{2}-E\\d+ .*")
                || begins && bold.text().matches("[\"“].*|.*[.:?!]")
                || before.startsWith("|") && !bold.text().matches(".*\\p{L}.*");
    }

    private void readTerm(Page page, Piece bold) {
        String place = section.show(page.path()) + ":" + bold.line();
        String anchor = page.document().anchorAt(bold.line());
        Optional<Term> named = vocabulary.named(bold.text());
        if (named.isEmpty()) {
            complaints.add(
                    "%s: %s is bold and in no row of the glossary; add `| %s | | [%s](../%s#%s) | … |` to %s, or use italics if it is no term"
                            .formatted(
                                    place,
                                    bold.text(),
                                    bold.text(),
                                    page.document().frontMatter().get("title"),
                                    section.show(page.path()),
                                    anchor,
                                    Glossary.FILE));
            return;
        }
        Term term = named.get();
        if (!glossary.homeOf(term).equals(page.path())) {
            complaints.add(
                    "%s: %s is bold, and its home is %s; link it to its home, or mend line %s of %s"
                            .formatted(
                                    place,
                                    bold.text(),
                                    glossary.show(glossary.homeOf(term)),
                                    term.line(),
                                    Glossary.FILE));
            return;
        }
        Piece before = defined.putIfAbsent(term, bold);
        if (before != null) {
            complaints.add(
                    "%s: %s is bold in line %s already; a term is bold once, where it is defined"
                            .formatted(place, bold.text(), before.line()));
        } else if (!term.home().anchor().equals(anchor)) {
            complaints.add(
                    "%s: %s is defined in the section #%s; line %s of %s says #%s, mend it"
                            .formatted(
                                    place,
                                    bold.text(),
                                    anchor,
                                    term.line(),
                                    Glossary.FILE,
                                    term.home().anchor()));
        }
    }

    private void lookAtHome(Term term, List<Page> pages) {
        String place = "%s:%s: ".formatted(Glossary.FILE, term.line());
        Path home = glossary.homeOf(term);
        if (Files.notExists(home)) {
            complaints.add(
                    "%sthe home of %s, %s, is missing; mend the link"
                            .formatted(place, term.name(), glossary.show(home)));
        } else if (!Document.read(home).anchors().contains(term.home().anchor())) {
            complaints.add(
                    "%sthe home of %s, %s, has no heading with the anchor #%s; it has %s"
                            .formatted(
                                    place,
                                    term.name(),
                                    glossary.show(home),
                                    term.home().anchor(),
                                    Document.read(home).anchors()));
        } else if (pages.stream().anyMatch(p -> p.path().equals(home))
                && !defined.containsKey(term)) {
            complaints.add(
                    "%s%s is nowhere bold in %s; set it in bold where its section #%s defines it"
                            .formatted(
                                    place, term.name(), glossary.show(home), term.home().anchor()));
        }
    }
}
