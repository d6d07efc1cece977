package org.firstprinciples.notebooksequivalents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class PageTest {

    private static final String SOURCE =
            """
            class A {

                int before(int a) {
                    add(a, 1);
                    return add(
                            a, 2);
                }

                /// Adds.
                private int add(int a, int b) {
                    page.text(
                            "An } and a ; here",
                            a);
                    int sum = a + b;
                    page.print("sum");
                    return sum;
                }

                int other() {
                    return add(1, 2);
                }
            }
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Page page =
            new Page(
                    Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                    SourceCode.of(SOURCE));

    private String terminal() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theTerminalHearsTheFirstParagraphAndThePageHasAll() {
        page.section("A < B");
        page.text("Loss %.2f at $\\ln V$, 10 %%.\n\nAnd *why*.", 1.5);
        assertThat(terminal()).contains("1  A < B").contains("   Loss 1.50 at ln V, 10 %.");
        assertThat(terminal()).doesNotContain("why");
        assertThat(page.html()).contains("A &lt; B", "Loss 1.50", "<em>why</em>");
    }

    @Test
    void tablesLineUp() {
        page.table(Table.columns("x").row("1.0e-32").row("0.325 ± 0.028").row("12"));
        assertThat(terminal().lines()).contains("         1.0e-32", "              12");
        page.table(Table.columns("model", "nats").row("`bigram`", "12.5").row("GPT & co", "1.8"));
        assertThat(terminal().lines())
                .contains("   model      nats", "   bigram     12.5", "   GPT & co    1.8");
        assertThat(page.html())
                .contains(
                        "<td class=\"number\">12.5</td>",
                        "<td>GPT &amp; co</td>",
                        "<code>bigram</code>");
    }

    @Test
    void numbersWithAnExponentStandFlushRightToo() {
        page.table(Table.columns("error").row("1.9e-07").row("25").row("3e+4"));
        assertThat(page.html()).contains("<td class=\"number\">1.9e-07</td>");
        page.table(Table.columns("word").row("1e").row("2e-"));
        assertThat(page.html()).contains("<td>2e-</td>");
    }

    @Test
    void numbersOfEveryFormAreFlushRight() {
        page.table(Table.columns("a", "b", "c").row("1.5e-9", "0.97 ± 0.01", "7 and 8"));
        page.table(Table.columns("a", "b", "c").row("2.0e+12", "– ", "−3 %"));
        assertThat(page.html())
                .contains(
                        "<td class=\"number\">1.5e-9</td>",
                        "<td class=\"number\">0.97 ± 0.01</td>",
                        "<td>7 and 8</td>",
                        "<td class=\"number\">2.0e+12</td>",
                        "<td class=\"number\">−3 %</td>");
    }

    @Test
    void aRowThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Table.columns("a", "b").row("1"))
                .hasMessageContaining("a row of 1 cells in a table of 2 columns");
    }

    @Test
    void aCheckSaysWhatWasFoundAndWhatWasExpected() {
        page.check("loss", 2.25, Bounds.around(2.3, 0.1, "It is $\\ln 10$."));
        page.check("accuracy", 0.5, Bounds.atLeast(0.9, "Counting does better."));
        page.check("same", false, "Nothing else is random.");
        assertThat(page.checks()).isEqualTo(3);
        assertThat(page.failed()).containsExactly("accuracy", "same");
        assertThat(page.metrics().values())
                .containsEntry("loss", 2.25)
                .containsEntry("accuracy", 0.5)
                .containsEntry("same", false);
        assertThat(page.html())
                .contains("class=\"check holds\"", "<span class=\"tex\">\\ln 10</span>")
                .contains("class=\"check fails\"", "Counting does better.");
        assertThat(terminal().lines())
                .contains(
                        "   ✓ loss: 2.2500, from 2.2000 to 2.4000",
                        "   ✗ accuracy: 0.50000, at least 0.90000",
                        "   ✗ same: no");
    }

    @Test
    void figuresAreCountedWhateverTheyAre() {
        page.tiles(List.of(new Tile(new double[][] {{0, 1}}, "7 < 8")), Shade.INK, "Digits.");
        page.drawing(Drawing.of(10, 10).disk(5, 5, 2, "red"), "A disk of $r=%d$.", 2);
        page.plot(Plot.of("x", "y").level("goal", 2), "A level.");
        assertThat(page.html())
                .contains("figure-1", "7 &lt; 8", "figure-2", "<circle", "figure-3")
                .contains("download=\"figure-3.csv\" href=\"data:text/csv;base64,");
        assertThat(terminal()).contains("Figure 2 (in the report). A disk of r=2.");
    }

    @Test
    void severalPlotsAreOneFigureWithOneLegendAndTheSameAxes() {
        double[] x = {0, 1};
        page.plots(
                List.of(
                        Plot.of("x", "y").titled("A, B").line("one", x, new double[] {0, 100}),
                        Plot.of("x", "y").titled("C").points("two", x, new double[] {0, 1})),
                "Two.");
        String html = page.html();
        assertThat(html.split("<svg", -1)).hasSize(3);
        assertThat(html).containsOnlyOnce("<b>Figure 1.</b>").containsOnlyOnce("</i> one</span>");
        assertThat(html.split("100</text", -1)).hasSize(3);
        assertThat(html)
                .contains(
                        "border-top:3px solid #0072b2",
                        "class=\"point\" style=\"background:#d55e00");
        assertThat(Plot.csv(List.of(Plot.of("x", "y").titled("A, B").level("goal", 2))))
                .isEqualTo("panel,kind,name,x,y,low,high\n\"A, B\",level,goal,,2.0,,\n");
    }

    @Test
    void samplesAreTakenLiterally() {
        page.sample("<b> $x$\n100 %", "At $\\tau=%s$", 0.5);
        assertThat(page.html())
                .contains("&lt;b&gt; $x$\n100 %", "<span class=\"tex\">\\tau=0.5</span>");
        assertThat(terminal()).contains("   At τ=0.5", "   │ <b> $x$", "   │ 100 %");
    }

    @Test
    void codeIsTheSourceWithoutItsProse() {
        page.code("add");
        assertThat(page.html())
                .contains(
                        """
                        /// Adds.
                        private int add(int a, int b) {
                            int sum = a + b;
                            return sum;
                        }\
                        """)
                .doesNotContain("page.");
        page.code("missing");
    }

    @Test
    void theSourceOfAnyClassOfTheBookIsFoundInItsSection(@TempDir Path root) throws IOException {
        Path file =
                root.resolve("neural-networks/src/main/java")
                        .resolve(Value.class.getName().replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package p;\n\nimport q.R;\n\n/// A number.\nclass Value {}\n");
        Page withSections =
                new Page(
                        Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                        SourceCode.of(root, PageTest.class));
        withSections.source(Value.class, Tile.class); // a tile is not there
        assertThat(withSections.html())
                .contains("Code of Value", "<pre>/// A number.\nclass Value {}</pre>")
                .doesNotContain("import", "Tile");
    }

    @Test
    void theCodeOfAnotherClassIsShownUnderItsName() {
        Page ofTheBook =
                new Page(
                        Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                        SourceCode.of(Path.of(".."), PageTest.class));
        ofTheBook.code(Bounds.class, "atMost");
        assertThat(ofTheBook.html())
                .contains("<summary>Code of Bounds</summary>", "\npublic static Bounds atMost(")
                .doesNotContain("atLeast");
    }

    @Test
    void aReportNeedsNothingFromElsewhere() {
        page.section("One");
        page.plot(Plot.of("x", "y").line("a", new double[] {1, 2}, new double[] {1, 2}), "A line.");
        String html = new Report("T", "S", Map.of("seed", "1"), page).html();
        assertThat(html).contains("font/woff2;base64,", "katex", "figure-1", "<span>seed 1</span>");
        assertThat(html)
                .doesNotContain(
                        "src=\"http", "href=\"http", "<script src", "@import", "url(fonts/");
    }
}
