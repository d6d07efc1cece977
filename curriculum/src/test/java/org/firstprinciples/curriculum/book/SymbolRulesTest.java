package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/// Letters that have a meaning; those that have none are in [BrokenBook].
class SymbolRulesTest {

    private static final String FILE = "one/zero-sum.md";

    @TempDir private Path folder;

    /// The small book with more text before its worked example.
    private SmallBook with(String text) {
        return new SmallBook(folder).edit(FILE, "## Worked", text + "\n\n## Worked");
    }

    private static List<String> complaints(SmallBook book) {
        return BookRule.SYMBOLS.complaints(book.section("one")).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The number $c$ is $c^2/c$.",
                "$$\nc^2 = r\n$$\n\nwith numbers $c$ and $r = 2$.",
                "With numbers $c, r > 0$:\n\n$$\nc^2 = r\n$$",
                "The mean $\\bar c$ of $c$.",
                "| $2a$ | $b$ |\n|---|---|\n| $c$ | $c^2$ |",
                "`$c^2$`\n\n## References\n\n1. On $c^2$."
            })
    void aLetterHasItsMeaningBesideIt(String text) {
        assertThat(complaints(with(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "For all $c$ and $r$, $c$ is $c^2 + r$.",
                "> For every number $c$:\n>\n> $$\n> c^2\n> $$",
                "Let $c$ be what\nit is.",
                "There are $c, r \\in \\mathbb R$ with $c^2 = r$."
            })
    void whatIsSaidOfAllNumbersLastsForItsClaim(String text) {
        assertThat(complaints(with(text + "\n\n## Again\n\n" + text))).isEmpty();
    }

    @Test
    void aCommaEndsWhatIsSaidOfAll() {
        assertThat(complaints(with("For all $a$, $c$ is.\n\n## Again\n\nFor all $a$, $c$ is.")))
                .hasSize(1);
    }

    @Test
    void exercisesNameTheirOwnLetters() {
        SmallBook book =
                with("The number $c$.\n\n## Exercises\n\n1. Take a number $c$.\n2. Find $2r$.");
        assertThat(complaints(book))
                .containsExactly(
                        FILE
                                + ":29: the letter $r$ has no meaning; say in this paragraph what"
                                + " it is, as in `the number $r$`, or give it a row in the"
                                + " document's table of symbols");
    }

    @Test
    void aRowGivesALetterItsMeaningEverywhere() {
        SmallBook book =
                with(
                        """
                        It is $2c$ and $r_0^2$, $2\\hat c$ and $\\hat q$ too.

                        ## Symbols

                        | symbol | meaning | range |
                        |---|---|---|
                        | $c(a)$, $c(a, b)$ | a number, as $s^2$ is | |
                        | $\\hat q = r$ | another one | |
                        | $a$ | no number, as in the notation | |
                        | $\\beta$ | in [Symbols](#symbols) one thing | |
                        | $\\beta$, $\\beta$ | in [Again](#again) another | |

                        ## Again

                        $2c$ and $\\beta^2$, $\\hat q$.\
                        """);
        assertThat(complaints(book)).isEmpty();
        assertThat(complaints(book.edit(FILE, "\\hat q$.", "2q$.")))
                .containsExactly(
                        FILE
                                + ":38: the letter $q$ has no meaning; say in this paragraph what"
                                + " it is, as in `the number $q$`, or give it a row in the"
                                + " document's table of symbols");
    }

    @Test
    void aCompanionPageHasTheSymbolsOfItsDocument() {
        SmallBook book =
                with("| symbol | meaning |\n|---|---|\n| $c$ | a number |")
                        .write(
                                "one/zero-sum-proofs.md",
                                """
                                ---
                                title: Proofs
                                companion-of: zero-sum
                                ---
                                # Proofs

                                $2c$ and $2r$.
                                """);
        assertThat(complaints(book))
                .containsExactly(
                        "one/zero-sum-proofs.md:7: the letter $r$ has no meaning; say in this"
                            + " paragraph what it is, as in `the number $r$`, or give it a row in"
                            + " the document's table of symbols");
    }

    @Test
    void aDocumentThatIsNotYetUpToTheContractIsLeftInPeace() {
        SmallBook book =
                new SmallBook(folder)
                        .write("two/yonder.md", "# P\n\n$2c$\n")
                        .edit(NotYet.FILE, "yonder.md: amount", "yonder.md");
        assertThat(BookRule.SYMBOLS.complaints(book.section("two"))).isEmpty();
    }
}
