package org.firstprinciples.notebooksequivalents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @Test
    void aFormulaKeepsWhatMarkdownWouldTakeForEmphasis() {
        assertThat(Markdown.html("Let $a_i + b_i < *c*$ hold."))
                .isEqualTo("<p>Let <span class=\"tex\">a_i + b_i &lt; *c*</span> hold.</p>\n");
    }

    @Test
    void aFormulaOnLinesOfItsOwnIsDisplayed() {
        assertThat(Markdown.html("$$\n\\sum_i x_i\n$$"))
                .isEqualTo("<p><span class=\"tex display\">\\sum_i x_i</span></p>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$5 and $6", "`$x$`", "\\$x$", "a $ b $ c", "$x", "$$"})
    void otherDollarSignsStayDollarSigns(String markdown) {
        if (markdown.equals("$$")) {
            assertThatThrownBy(() -> Markdown.html(markdown)).hasMessageContaining("$$");
        } else {
            assertThat(Markdown.html(markdown)).doesNotContain("class=\"tex\"").contains("$");
        }
    }

    @Test
    void aFormulaThatMarkdownWouldTearApartIsRefused() {
        assertThatThrownBy(() -> Markdown.html("$$\na\n\n+ b\n$$"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inside $$ there may be no empty line");
    }

    @Test
    void markupInATextIsShownAndNotObeyed() {
        assertThat(Markdown.html("a <script>b</script>")).doesNotContain("<script>");
    }

    @Test
    void tablesAreTables() {
        assertThat(Markdown.html("| a | b |\n|---|---|\n| $x$ | 2 |"))
                .contains("<table>", "class=\"tex\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\ln V                   | ln V",
                "\\frac{1}{M}\\sum_i x_i  | 1/M ∑_i x_i",
                "\\beta_1 = 0.9           | β_1 = 0.9",
                "\\mathrm{softmax}(z/\\tau) | softmax(z/τ)"
            })
    void theTerminalGetsFormulasAsPeopleTypeThem(String tex, String plain) {
        assertThat(PlainFormula.of(tex)).isEqualTo(plain);
    }

    @Test
    void theTerminalGetsTheFirstParagraphWithoutMarkup() {
        assertThat(Markdown.firstParagraph("# Title\n\nA *loss* of\n$\\ln V$ in `code`.\n\nMore."))
                .isEqualTo("A loss of ln V in code.");
    }
}
