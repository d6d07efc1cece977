package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.book.Vocabulary.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Words, plurals, capitals, hyphens and ends of lines.
class VocabularyTest {

    private static final List<String> TERMS =
            List.of(
                    "value",
                    "singular value",
                    "singular value decomposition",
                    "cross-entropy",
                    "basis",
                    "matrix",
                    "maximum",
                    "Bayes' rule",
                    "MAP",
                    "Adam",
                    "loss");

    @TempDir private Path folder;

    private List<String> termsIn(String text) {
        return uses(text).stream().map(u -> u.term().name()).toList();
    }

    private List<Use> uses(String text) {
        try {
            StringBuilder glossary = new StringBuilder(Glossary.HEADER + "\n|---|---|---|---|\n");
            for (String term : TERMS) {
                glossary.append("| %s | | [A](../a/a.md#a) | It is. |\n".formatted(term));
            }
            Files.createDirectories(folder.resolve("curriculum"));
            Files.writeString(folder.resolve(Glossary.FILE), glossary);
            Path page = Files.writeString(folder.resolve("page.md"), text);
            return new Vocabulary(Glossary.of(folder)).uses(RunningText.of(Document.read(page)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "values; value",
                "Values; value",
                "VALUES; ",
                "valued; ",
                "the value's end; value",
                "singular values; singular value",
                "Singular Values; singular value",
                "singular, value; value",
                "a *singular* value; singular value",
                "a [singular](#a) value; singular value",
                "a singular-value bound; singular value",
                "a singular\u2013value bound; singular value",
                "singular $x$ value; value",
                "singular `x` value; value",
                "singular - value; value",
                "cross entropies; cross-entropy",
                "crossentropy; ",
                "bases; basis",
                "matrices; matrix",
                "maxima; maximum",
                "losses; loss",
                "Bayes' rule; Bayes' rule",
                "Bayes\u2019 rules; Bayes' rule",
                "bayes' rule; ",
                "MAP; MAP",
                "map; ",
                "Map; ",
                "Adam; Adam",
                "adam; "
            })
    void aTermIsFoundInItsForms(String text, String term) {
        assertThat(termsIn(text)).isEqualTo(term == null ? List.of() : List.of(term));
    }

    @Test
    void theLongestTermWins() {
        assertThat(termsIn("Value of a singular value decomposition, singular value, value."))
                .containsExactly(
                        "value", "singular value decomposition", "singular value", "value");
    }

    @Test
    void aTermMayGoOverTheEndOfALineAndNotOverAParagraph() {
        assertThat(termsIn("singular\nvalue")).containsExactly("singular value");
        assertThat(termsIn("> singular\n> value")).containsExactly("singular value");
        assertThat(termsIn("singular\n\nvalue")).containsExactly("value");
        assertThat(termsIn("> singular\n>\n> value")).containsExactly("value");
        assertThat(termsIn("- singular\n- value")).containsExactly("value");
    }

    @Test
    void aUseSaysWhereItStandsAndHow() {
        Use use = uses("---\ntitle: value\n---\n\nA [*singular*\n value](a.md).\n").getFirst();
        assertThat(use.piece().line()).isEqualTo(5);
        assertThat(use.piece().text()).isEqualTo("singular value");
    }
}
