package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;

class ReportInBrowserTest {

    /// Everything that a page can hold, at its worst: long lines, wide tables, long formulas and names.
    private static Page hardPage() {
        Page page =
                new Page(
                        Terminal.log(new PrintStream(OutputStream.nullOutputStream())),
                        SourceCode.of(""));
        page.section(
                "A title that is longer than the screen of a phone is wide: Donaudampfschifffahrt");
        page.text(
                "Inline $\\frac{a_i}{b^i}$ and"
                        + " `aVeryLongNameOfAParameterThatNobodyWouldTypeTwice.weight`.");
        page.text(
                """
                $$\\mathrm{softmax}(z)_i=\\frac{e^{z_i}}{\\sum_j e^{z_j}}=\\frac{e^{z_i-m}}{\\sum_j e^{z_j-m}}\
                \\quad\\text{for every real number }m\\text{, in particular for the largest of them}$$
                """);
        page.print("%s", "0123456789 ".repeat(20));
        page.table(
                Table.columns(
                                "name",
                                "a long header",
                                "another long header",
                                "the last long header")
                        .row("x".repeat(30), "1", "2", "3"));
        page.sample("word ".repeat(60), "At $\\tau=1$");
        page.plot(
                Plot.of("training step", "nats per character")
                        .line("training", new double[] {0, 100}, new double[] {4, 2})
                        .line("validation", new double[] {0, 100}, new double[] {4, 2.2})
                        .level("bigram", 2.5),
                "A caption with $x^2$.");
        page.tiles(
                Collections.nCopies(40, new Tile(new double[8][8], "a long caption")),
                Shade.SIGN,
                "Many.");
        page.drawing(
                Drawing.of(720, 300)
                        .cells(0, 0, 10, new double[30][72], Shade.INK)
                        .arrow(10, 10, 700, 290, "#333333")
                        .text(700, 20, Drawing.Anchor.END, 14, "a < b", "#333333"),
                "Wide.");
        page.check("bound", 1.5e-12, Bounds.atMost(1e-6, "Because $%s$.".formatted("x".repeat(9))));
        page.metrics().put("loss", 1.5);
        return page;
    }

    @Test
    void aReportReadsWellOnADeskAndOnAPhone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("index.html");
        new Report("A title", "With $x$.", Map.of("mode", "fast", "seed", "1"), hardPage())
                .write(file);
        try (Browser browser = Browser.open()) {
            browser.readsWell(file, 1280);
            browser.readsWell(file, 390);
        }
    }
}
