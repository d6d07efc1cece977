package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The glossary's rows can be read, stand in order, and give each word to one term.
class GlossaryTableTest {

    private static final String FILE = "curriculum/glossary.md";
    private static final String OPPOSITE =
            "| opposite | additive inverse | [Zero sum](../one/zero-sum.md#zero-sum) | What a"
                    + " number cancels. |\n";

    @TempDir private Path folder;

    @AfterEach
    void askForNothing() {
        System.clearProperty("glossary");
    }

    private SmallBook before(String row) {
        return new SmallBook(folder).edit(FILE, OPPOSITE, row + "\n" + OPPOSITE);
    }

    @Test
    void aSoundTableIsLeftInPeace() {
        assertThat(new SmallBook(folder).glossary()).isEmpty();
    }

    @Test
    void aBookWithoutAGlossaryHasNoTerms() {
        SmallBook book = new SmallBook(folder).delete(FILE);
        assertThat(book.glossary()).isEmpty();
        assertThat(BookRule.TERMS.complaints(book.section("one"))).isEmpty();
    }

    @Test
    void aRowThatCannotBeReadIsComplainedOf() {
        for (String row :
                new String[] {
                    "| null | [Zero sum](../one/zero-sum.md#zero-sum) | Nothing. |",
                    "| null | | ../one/zero-sum.md#zero-sum | Nothing. |",
                    "| null | | [Zero sum](../one/zero-sum.md) | Nothing. |",
                    "| 0 | | [Zero sum](../one/zero-sum.md#zero-sum) | Nothing. |",
                    "| null | | [Zero sum](../one/zero-sum.md#zero-sum) | Nothing, $|0|$. |",
                    "null"
                }) {
            assertThat(before(row).glossary())
                    .containsExactly(
                            "curriculum/glossary.md:6: a row reads `| term | variants |"
                                + " [Title](../section/document.md#anchor) | One sentence. |`, got:"
                                + " "
                                    + row);
        }
    }

    @Test
    void aRowOutOfOrderIsComplainedOf() {
        assertThat(
                        before("| zero | | [Zero sum](../one/zero-sum.md#zero-sum) | Nothing. |")
                                .glossary())
                .containsExactly(
                        "curriculum/glossary.md:7: opposite stands after zero; mvn -q test-compile"
                                + " -Dbook=check -Dglossary=write writes it");
    }

    @Test
    void capitalsAndHyphensDoNotCountInTheOrder() {
        String home = " | | [Zero sum](../one/zero-sum.md#zero-sum) | Nothing. |";
        assertThat(
                        before("| Euler sum" + home + "\n| far-off" + home + "\n| far one" + home)
                                .glossary())
                .isEmpty();
    }

    @Test
    void aTermWithTwoRowsIsComplainedOf() {
        assertThat(
                        before("| Opposite | | [Zero sum](../one/zero-sum.md#zero-sum) | Again. |")
                                .glossary())
                .contains(
                        "curriculum/glossary.md:7: `opposite` is in the row of Opposite too, at"
                                + " line 6; a word means one term, so remove it from one of them");
    }

    @Test
    void aVariantOfAnotherTermIsComplainedOf() {
        assertThat(
                        before(
                                        "| inverse | only: additive-inverse |"
                                                + " [Zero sum](../one/zero-sum.md#zero-sum) |"
                                                + " Again. |")
                                .glossary())
                .containsExactly(
                        "curriculum/glossary.md:7: `additive inverse` is in the row of inverse"
                                + " too, at line 6; a word means one term, so remove it from one of"
                                + " them");
    }

    @Test
    void aHomeInNoSectionIsComplainedOf() {
        assertThat(new SmallBook(folder).edit(FILE, "../one/zero-sum.md", "notation.md").glossary())
                .containsExactly(
                        "curriculum/glossary.md:6: the home of opposite is curriculum/notation.md,"
                                + " which is in no section; link the document that defines it");
    }

    @Test
    void aMeaningIsOneSentence() {
        assertThat(new SmallBook(folder).edit(FILE, "cancels.", "cancels").glossary())
                .containsExactly(
                        "curriculum/glossary.md:6: the meaning of opposite should be one sentence"
                                + " with a full stop, got: What a number cancels");
        assertThat(new SmallBook(folder).edit(FILE, "cancels.", "cancels. It is.").glossary())
                .hasSize(1);
        assertThat(new SmallBook(folder).edit(FILE, "cancels.", "P. A. M. Dirac met.").glossary())
                .isEmpty();
    }

    /// What a merge of two branches leaves: rows at the end, and one that both have.
    @Test
    void rowsAreSortedOnRequest() {
        String near = "| Near | | [Yonder](../two/yonder.md#yonder) | Not far. |\n";
        SmallBook book = before(near.strip());
        String sound = book.read(FILE);
        book.edit(FILE, near, "").edit(FILE, OPPOSITE, OPPOSITE + near + "\n" + OPPOSITE);
        assertThat(book.glossary()).isNotEmpty();
        System.setProperty("glossary", "write");
        assertThat(book.glossary()).isEmpty();
        assertThat(book.read(FILE)).isEqualTo(sound);
    }
}
