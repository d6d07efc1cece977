package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// What obeys the rules of terms, though it looks like a mistake; the mistakes are in [BrokenBook].
class TermRulesTest {

    private static final String FAR =
            "| far | only: far away, how far | [Yonder](../two/yonder.md#yonder) | Not near. |\n";

    @TempDir private Path folder;

    /// The small book with more text before its worked example.
    private SmallBook with(String text) {
        return new SmallBook(folder).edit("one/zero-sum.md", "## Worked", text + "\n\n## Worked");
    }

    private static List<String> complaints(SmallBook book) {
        return List.of(BookRule.GLOSSARY, BookRule.TERMS).stream()
                .flatMap(r -> r.complaints(book.section("one")))
                .toList();
    }

    @Test
    void boldMayBeAnExerciseAMisconceptionOrANumberOfATable() {
        assertThat(
                        complaints(
                                with(
                                        """
                                        **ZZ-E1 ★ (5 minutes).** Write it.

                                        **"Zero is nothing."** It is a number.

                                        - **“Nothing is a number.”** Zero is.

                                        | number | 0 |
                                        |---|---|
                                        | itself | **0** |\
                                        """)))
                .isEmpty();
    }

    @Test
    void whatIsNotReadAsWordsUsesNoTerm() {
        assertThat(
                        complaints(
                                with(
                                        """
                                        ![The distance between two points.](../two/yonder.md)

                                        A `distance`, $distance$, an <a href="distance">anchor</a>, and
                                        [this](../two/distance.md); a distancer.

                                        ```
                                        distance
                                        ```

                                        ## References

                                        A book on distance.\
                                        """)))
                .isEmpty();
    }

    @Test
    void aLaterTermMayBeUsedWhereTheParagraphLinksToItsDocument() {
        assertThat(
                        complaints(
                                with(
                                        """
                                        How long is a
                                        distance? [Yonder](../two/yonder.md#worked-example) measures distances.

                                        - A [distance](../two/yonder.md).

                                        ## Ahead\
                                        """)))
                .isEmpty();
    }

    @Test
    void aTermOfTheSameDocumentMayBeAnnouncedOrLinkedAhead() {
        assertThat(
                        complaints(
                                new SmallBook(folder)
                                        .edit("curriculum/glossary.md", "#zero-sum", "#opposites")
                                        .edit(
                                                "one/zero-sum.md",
                                                "Symbols:",
                                                """
                                                What is an opposite?

                                                ## Opposites

                                                Add [additive
                                                inverses](#opposites).

                                                Opposites, so to speak.
                                                Symbols:\
                                                """)))
                .isEmpty();
    }

    /// The first use has the link, or a line above it; what is met in another section of the document has its own.
    @Test
    void aTermOfAnEarlierDocumentIsLinkedOnce() {
        SmallBook book =
                new SmallBook(folder)
                        .edit(
                                "two/yonder.md",
                                "## Worked",
                                "No opposites, no additive inverses.\n\n## Worked")
                        .edit("two/yonder.md", "# Yonder", "# Yonder without opposites");
        assertThat(BookRule.TERMS.complaints(book.section("two"))).isEmpty();
    }

    /// In the text, and neither in a link to something else nor in a claim's head.
    @Test
    void missingLinksAreWrittenOnRequest() {
        SmallBook book =
                new SmallBook(folder)
                        .edit(
                                "two/yonder.md",
                                "no [opposite](../one/zero-sum.md#zero-sum)",
                                "an *additive\ninverse* and an opposite");
        System.setProperty("glossary", "write");
        try {
            assertThat(book.check()).isEmpty();
            assertThat(book.read("two/yonder.md"))
                    .contains(
                            "an *[additive\n"
                                    + "inverse](../one/zero-sum.md#zero-sum)* and an opposite");
            book.edit("two/yonder.md", "*[additive\ninverse](../one/zero-sum.md#zero-sum)*", "end")
                    .edit("two/yonder.md", "an opposite", "[an opposite](#yonder)");
            assertThat(book.check()).hasSize(1);
            book.edit("two/yonder.md", "an opposite", "nothing")
                    .edit("two/yonder.md", "Far is far", "Far is opposite");
            assertThat(book.check()).hasSize(1);
        } finally {
            System.clearProperty("glossary");
        }
    }

    @Test
    void anOrdinaryWordIsATermOnlyInItsPhrases() {
        SmallBook book =
                with("It is far. It is FAR away. How far is it?")
                        .edit("curriculum/glossary.md", "| opposite", FAR + "| opposite")
                        .edit("two/yonder.md", "It is.", "It is **far**.");
        assertThat(complaints(book))
                .containsExactly(
                        "one/zero-sum.md:24 uses How far, which no prerequisite defines; define it"
                                + " here in bold, or link to where it is met, [How"
                                + " far](../two/yonder.md#yonder)");
        assertThat(BookRule.GLOSSARY.complaints(book.section("two"))).isEmpty();
        assertThat(book.glossary()).isEmpty();
    }

    /// Its reader knows the document and what stands before it; no other reader knows the page.
    @Test
    void aCompanionPageIsReadAfterItsDocument() {
        SmallBook book =
                new SmallBook(folder)
                        .write(
                                "one/zero-sum-proofs.md",
                                """
                                ---
                                title: Zero sum, proofs
                                companion-of: zero-sum
                                ---
                                # Zero sum, proofs

                                An opposite is unique. A **lemma** says so. It has no distance.
                                """)
                        .edit(
                                "curriculum/glossary.md",
                                "| opposite",
                                "| lemma | | [Proofs](../one/zero-sum-proofs.md#zero-sum-proofs) |"
                                        + " A help. |\n| opposite")
                        .edit("two/yonder.md", "It is.", "It is a lemma.");
        assertThat(complaints(book))
                .containsExactly(
                        "one/zero-sum-proofs.md:7 uses distance, which no prerequisite defines;"
                                + " define it here in bold, or link to where it is met,"
                                + " [distance](../two/yonder.md#yonder)");
        assertThat(BookRule.TERMS.complaints(book.section("two")))
                .containsExactly(
                        "two/yonder.md:10 uses lemma, which no prerequisite defines; define it here"
                                + " in bold, or link to where it is met,"
                                + " [lemma](../one/zero-sum-proofs.md#zero-sum-proofs)");
    }

    @Test
    void aDocumentThatIsNotYetUpToTheContractIsLeftInPeace() {
        SmallBook book =
                new SmallBook(folder)
                        .write("two/yonder.md", "# P\n\nA **thing** without opposites.")
                        .edit("curriculum/glossary.md", "two/yonder.md#yonder", "two/yonder.md#p")
                        .edit(NotYet.FILE, "yonder.md: amount", "yonder.md");
        assertThat(BookRule.GLOSSARY.complaints(book.section("two"))).isEmpty();
        assertThat(BookRule.TERMS.complaints(book.section("two"))).isEmpty();
        book.edit("curriculum/glossary.md", "#p)", "#q)");
        assertThat(BookRule.GLOSSARY.complaints(book.section("two")))
                .containsExactly(
                        "curriculum/glossary.md:5: the home of distance, two/yonder.md, has no"
                                + " heading with the anchor #q; it has [p]");
    }
}
