package org.firstprinciples.notebooksequivalents.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.firstprinciples.curriculum.plots.Shade;
import org.junit.jupiter.api.Test;

class DrawingTest {

    @Test
    void neighborsOfOneColorAreOneRunAndCellsOfOneColorOnePath() {
        String svg =
                Drawing.of(8, 4)
                        .cells(0, 0, 2, new double[][] {{0, 0, 1, 1}, {1, 0, 0, 0}}, Shade.INK)
                        .svg("cells");
        assertThat(svg)
                .contains("<path d=\"M0 0h4v2h-4zM2 2h6v2h-6z\" fill=\"#ffffff\"/>")
                .contains("<path d=\"M4 0h4v2h-4zM0 2h2v2h-2z\" fill=\"#1d2126\"/>");
    }

    @Test
    void numbersAreShortAndTextIsEscaped() {
        assertThat(
                        Drawing.of(100, 50)
                                .text(1.0 / 3, -1e-9, Drawing.Anchor.END, 10, "a < b", "black")
                                .svg("\"quoted\""))
                .contains("x=\"0.33\" y=\"3.5\" text-anchor=\"end\"", "a &lt; b", "&quot;quoted")
                .contains("viewBox=\"0 0 100 50\"");
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThatThrownBy(() -> Drawing.of(0, 5)).hasMessageContaining("got 0.0 by 5.0");
        Drawing drawing = Drawing.of(5, 5);
        assertThatThrownBy(() -> drawing.disk(Double.NaN, 0, 1, "red"))
                .hasMessageContaining("got NaN");
        assertThatThrownBy(() -> drawing.cells(0, 0, 1, new double[][] {{1, 2}, {1}}, Shade.INK))
                .hasMessageContaining("row 1 has 1 cells, row 0 has 2");
        assertThatThrownBy(() -> Shade.SIGN.apply(Double.NaN)).hasMessageContaining("no shade");
    }

    @Test
    void shadesEndWhereTheirNumbersEnd() {
        assertThat(Shade.INK.apply(-3)).isEqualTo(Shade.INK.apply(0)).isEqualTo("#ffffff");
        assertThat(Shade.INK.apply(7)).isEqualTo("#1d2126");
        assertThat(Shade.SIGN.apply(-9)).isEqualTo("#d55e00");
        assertThat(Shade.SIGN.apply(9)).isEqualTo("#0072b2");
        assertThat(Shade.SIGN.apply(-0.0)).isEqualTo("#ffffff");
        assertThat(Shade.SIGN.apply(0.5)).isEqualTo("#80b8d8");
    }
}
