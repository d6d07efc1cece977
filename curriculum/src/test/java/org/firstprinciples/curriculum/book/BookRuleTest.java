package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firstprinciples.curriculum.book.SmallBook.main;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A book that obeys is left in peace, and each way to break it gets its own complaint.
class BookRuleTest {

    private static final Map<BrokenBook, String> MESSAGES = new TreeMap<>();

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void aSoundBookIsLeftInPeace(BookRule rule) {
        SmallBook book = new SmallBook(folder).compile();
        assertThat(rule.complaints(book.section("one"))).isEmpty();
        assertThat(rule.complaints(book.section("two"))).isEmpty();
    }

    /// A page beside a document needs neither a worked example nor a place in the plan.
    @ParameterizedTest
    @EnumSource
    void aCompanionThatObeysIsLeftInPeace(BookRule rule) {
        SmallBook book = new SmallBook(folder).companion().compile();
        assertThat(rule.complaints(book.section("one"))).isEmpty();
        assertThat(rule.complaints(book.section("one"), book.topic("zero-sum"))).isEmpty();
        assertThat(book.readme()).isEmpty();
    }

    @Test
    void aDocumentThatIsEnoughIsLeftInPeace() {
        Section one = new SmallBook(folder).enough().section("one");
        assertThat(BookRule.AMOUNT.complaints(one)).isEmpty();
        assertThat(BookRule.ORDER.complaints(one)).isEmpty();
        assertThat(BookRule.NOT_YET.complaints(one)).isEmpty();
    }

    /// Nine thousand words are not too many, a claim of sixty is not too long, forty words lead to a claim, and a hundred
    /// words for each claim are not too few.
    @Test
    void whatIsJustEnoughIsLeftInPeace() {
        SmallBook book =
                new SmallBook(folder)
                        .enough()
                        .edit(
                                "one/zero-sum.md",
                                "\n## Exercises",
                                "more ".repeat(6006) + "\n## Exercises")
                        .edit("one/zero-sum.md", "If you take a number and then its", "Take it")
                        .edit(
                                "one/zero-sum.md",
                                "For all $a$, $a + (-a) = 0$.",
                                "For all $a$." + " word".repeat(57));
        assertThat(BookRule.AMOUNT.complaints(book.section("one"))).isEmpty();
        assertThat(BookRule.ORDER.complaints(book.section("one"))).isEmpty();
        String claims = "> **Claim ZZ-02 — Again.** It is.\n\n".repeat(89);
        book.edit("one/zero-sum.md", "Four.", claims + "Four.");
        assertThat(BookRule.AMOUNT.complaints(book.section("one"))).isEmpty();
    }

    /// A document that may be short may not be out of order, one that is on the list without a word may be both.
    @Test
    void aDocumentIsExcusedFromWhatTheListSays() {
        SmallBook book =
                BrokenBook.A_CLAIM_FIRST
                        .broken
                        .apply(new SmallBook(folder))
                        .edit(NotYet.FILE, "zero-sum.md: amount", "zero-sum.md");
        assertThat(BookRule.ORDER.complaints(book.section("one"))).isEmpty();
        assertThat(BookRule.AMOUNT.complaints(book.section("one"))).isEmpty();
        assertThat(BookRule.NOT_YET.complaints(book.section("one"))).isEmpty();
        book.delete(NotYet.FILE);
        assertThat(BookRule.ORDER.complaints(book.section("one"))).hasSize(1);
        assertThat(BookRule.AMOUNT.complaints(book.section("one"))).isNotEmpty();
    }

    /// Where only one topic is asked for, its companions are looked at with it.
    @Test
    void theFormulasOfACompanionBelongToItsTopic() {
        SmallBook book =
                BrokenBook.A_FORMULA_OF_A_COMPANION_THAT_CANNOT_BE_TYPESET.broken.apply(
                        new SmallBook(folder));
        assertThat(BookRule.FORMULAS.complaints(book.section("one"), book.topic("zero-sum")))
                .hasSize(1);
        assertThat(BookRule.FORMULAS.complaints(book.section("one"), book.topic("yonder")))
                .isEmpty();
    }

    @Test
    void anExerciseThatObeysIsLeftInPeace() {
        SmallBook book = new SmallBook(folder).exercise("ZZ-E1", "ZZ-01");
        assertThat(BookRule.EXERCISES.complaints(book.section("one"))).isEmpty();
        assertThat(BookRule.SNIPPETS.complaints(book.section("one"))).isEmpty();
    }

    @Test
    void aPictureThatObeysIsLeftInPeace() {
        SmallBook book = new SmallBook(folder).picture();
        assertThat(BookRule.PICTURES.complaints(book.section("one"))).isEmpty();
        assertThat(BookRule.LINKS.complaints(book.section("one"))).isEmpty();
    }

    /// What looks like a mistake of a document and is none: GitHub shows it, and links lead somewhere.
    @Test
    void whatOnlyLooksLikeAMistakeIsLeftInPeace() {
        SmallBook book =
                new SmallBook(folder)
                        .edit("one/zero-sum.md", "For all $a$", "For all $|a|$")
                        .edit("one/zero-sum.md", "$$\n\\frac{a}{b}\n$$", "$$ \\frac{a}{b} $$")
                        .edit(
                                "one/zero-sum.md",
                                "## Worked",
                                """
                                It costs \\$5.<br> See [line 3](src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#L3).

                                `<script>`, `\\operatorname` and [far](../two/yonder.md#worked-example).

                                ## Worked\
                                """)
                        .edit(
                                "one/zero-sum.md",
                                "## Worked",
                                "$a$ ".repeat(1495) + "\n\n## Worked"); // 1500 in all
        for (BookRule rule : List.of(BookRule.GITHUB, BookRule.LINKS, BookRule.FORMULAS)) {
            assertThat(rule.complaints(book.section("one"))).as("%s", rule).isEmpty();
        }
    }

    /// Tables, lists and folds as GitHub shows them, and what only looks like one.
    @Test
    void tablesListsAndFoldsAreLeftInPeace() {
        SmallBook book =
                new SmallBook(folder)
                        .shows(
                                """
                                | a | b |
                                |:--|--:|
                                | $\\lvert x\\rvert$ | x \\| y |
                                | | |

                                > | a |
                                > |---|
                                > | 1 |

                                These are

                                - one
                                  - and a half
                                - two
                                1. three

                                The year is
                                1989. It was
                                -5 degrees.

                                $$
                                a
                                - b
                                $$

                                ```
                                | a
                                text
                                - list
                                ===
                                <details>
                                ```

                                1. What is left?

                                   <details>
                                   <summary>Hint</summary>

                                   Look.

                                   </details>

                                   <details><summary>Solution</summary>

                                   Nothing.

                                   </details>

                                ---
                                """);
        assertThat(BookRule.GITHUB.complaints(book.section("one")))
                .containsExactly(
                        "one/zero-sum.md:30: a line of a formula that begins with + - = becomes a"
                                + " list or a heading; put the sign at the end of the line before");
    }

    /// A prerequisite of a prerequisite has been met, and an abstract operation is none.
    @Test
    void whatOnlyLooksLikeAMistakeOfCodeIsLeftInPeace() {
        SmallBook book =
                new SmallBook(folder)
                        .plan("yonder: zero-sum", "yonder: zero-sum\nXX two beyond: yonder")
                        .write(
                                main("two/beyond/Beyond"),
                                "package org.firstprinciples.two.beyond; public class Beyond {"
                                        + " org.firstprinciples.one.zerosum.ZeroSum sum; }")
                        .write(
                                "two/src/main/java/org/firstprinciples/neuralnetworks/backpropagation/tape/Operation.java",
                                "package org.firstprinciples.neuralnetworks.backpropagation.tape;"
                                        + " public interface Operation {}")
                        .write(
                                main("one/zerosum/Draft"),
                                "package org.firstprinciples.one.zerosum; abstract class Draft"
                                    + " implements"
                                    + " org.firstprinciples.neuralnetworks.backpropagation.tape.Operation"
                                    + " {}")
                        .compile();
        assertThat(BookRule.PREREQUISITES.complaints(book.section("two"))).isEmpty();
        assertThat(BookRule.OPERATIONS.complaints(book.section("one"))).isEmpty();
    }

    /// Two purposes, and one that only a comment names.
    @Test
    void drawsForTwoPurposesAreLeftInPeace() {
        SmallBook book =
                new SmallBook(folder)
                        .edit(
                                main("one/zerosum/ZeroSum"),
                                "class ZeroSum {",
                                "class ZeroSum { Philox r = Philox.of(7).split(\"sum\"), s ="
                                    + " Philox.of(7).split(\"difference\"); // not Philox.of(7)");
        assertThat(BookRule.PURPOSES.complaints(book.section("one"))).isEmpty();
    }

    /// The scaffold, which leaves gaps, may speak of them.
    @Test
    void theScaffoldMaySpeakOfGaps() {
        SmallBook book = new SmallBook(folder).write("curriculum/scaffold.md", "FILL IN: this");
        assertThat(BookRule.FINISHED.complaints(book.section("curriculum"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenBookIsComplainedOf(BrokenBook broken) {
        SmallBook book = broken.broken.apply(new SmallBook(folder));
        List<String> complaints = broken.rule.complaints(book.section(broken.section)).toList();
        assertThat(complaints).anyMatch(c -> c.contains(broken.complaint));
        MESSAGES.put(
                broken,
                complaints.stream()
                        .filter(c -> c.contains(broken.complaint))
                        .findFirst()
                        .orElseThrow()
                        .replace('\n', ' '));
    }

    @Test
    void everyRuleIsBrokenByABook() {
        assertThat(BookRule.values())
                .allMatch(rule ->
                        List.of(BrokenBook.values()).stream().anyMatch(b -> b.rule == rule));
    }

    @Test
    void aSoundReadmeIsLeftInPeace() {
        assertThat(new SmallBook(folder).readme()).isEmpty();
    }

    @Test
    void aReadmeWithoutAnEdgeIsComplainedOf() {
        assertThat(new SmallBook(folder).edit("README.md", "zero-sum --> yonder\n", "").readme())
                .containsExactly(
                        "README.md: the map lacks `zero-sum --> yonder`; mvn -q test-compile"
                                + " -Dbook=check -Dmap=write writes it");
    }

    @Test
    void aReadmeWithAnotherEdgeIsComplainedOf() {
        assertThat(
                        new SmallBook(folder)
                                .edit(
                                        "README.md",
                                        "zero-sum --> yonder",
                                        "zero-sum --> yonder\na --> b")
                                .readme())
                .containsExactly(
                        "README.md: the map has `a --> b`, the plan has not; mvn -q test-compile"
                                + " -Dbook=check -Dmap=write writes it");
    }

    @Test
    void aTrackOutOfOrderIsComplainedOf() {
        assertThat(
                        new SmallBook(folder)
                                .edit("README.md", "[yonder](two/yonder.md)", "zero-sum → yonder")
                                .readme())
                .containsExactly(
                        "README.md: the track is `| Short | zero-sum → yonder | zero-sum |`; it"
                            + " should be `| Short | [yonder](two/yonder.md) | zero-sum |`; mvn -q"
                            + " test-compile -Dbook=check -Dmap=write writes it");
    }

    @Test
    void aPlannedTopicThatIsDrawnAsBuiltIsComplainedOf() throws IOException {
        SmallBook book = new SmallBook(folder).delete("two/yonder.md");
        for (Path file : Section.walk(folder.resolve("two/src"), ".java").reversed()) {
            Files.delete(file);
        }
        Files.delete(folder.resolve("two/src/main/java/org/firstprinciples/two/yonder"));
        assertThat(book.readme())
                .anyMatch(c -> c.contains("the map lacks `class yonder planned`"))
                .anyMatch(c -> c.contains("the link two/yonder.md leads nowhere"));
    }

    @AfterAll
    static void writeTheMessages() throws IOException {
        Files.writeString(
                Path.of("target/broken-books.txt"),
                MESSAGES.entrySet().stream()
                        .map(e -> e.getKey() + "\n    " + e.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
