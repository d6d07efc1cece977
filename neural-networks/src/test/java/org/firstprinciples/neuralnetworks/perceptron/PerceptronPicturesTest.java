package org.firstprinciples.neuralnetworks.perceptron;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/// The picture of `perceptron.md`. With `-Dpictures=write` it is written, otherwise compared.
class PerceptronPicturesTest {

    private static final String TRUE = "label 1";
    private static final String FALSE = "label −1";

    private static Plot withPoints(Plot plot, Examples examples) {
        for (int label : new int[] {1, -1}) {
            String name = label > 0 ? TRUE : FALSE;
            for (int i = 0; i < 4; i++) {
                Vector x = examples.points().get(i);
                plot =
                        examples.labels().get(i) > 0 == label > 0
                                ? plot.point(name, x.get(0), x.get(1))
                                : plot;
            }
        }
        return plot;
    }

    private static Plot empty(String title, String yTitle) {
        return Plot.of("first input x", yTitle)
                .titled(title)
                .equal()
                .xLimits(-0.45, 1.6)
                .yLimits(-0.45, 1.6)
                .xTicks(0, 1)
                .yTicks(0, 1);
    }

    /// AND with the plane that the perceptron finds, and XOR, whose two diagonals meet.
    @Test
    void andAndXor() throws IOException {
        Examples and = Cases.gate(-1, -1, -1, 1);
        Vector w = Perceptron.train(and, Vector.zeros(3), 1, 100).weights();
        String line = "%.0fx + %.0fy = %.0f".formatted(w.get(0), w.get(1), -w.get(2));
        double top = -(w.get(2) + 1.6 * w.get(1)) / w.get(0);
        double bottom = -(w.get(2) - 0.45 * w.get(1)) / w.get(0);
        Plot left =
                withPoints(empty("AND", "second input y"), and)
                        .segment(line, top, 1.6, bottom, -0.45)
                        .ink(line, Ink.BLACK)
                        .label(TRUE, 1, 1, Side.ABOVE)
                        .label(FALSE, 0, 0, Side.BELOW)
                        .label(line, 0.45, 1.42, Side.RIGHT);
        Plot right =
                withPoints(empty("XOR", ""), Cases.gate(-1, 1, 1, -1))
                        .segment(TRUE, 0, 1, 1, 0)
                        .segment(FALSE, 0, 0, 1, 1)
                        .dashed(FALSE)
                        .label(TRUE, 0, 1, Side.ABOVE)
                        .label(FALSE, 0, 0, Side.BELOW)
                        .text("(½, ½)", 0.6, 0.5, Side.RIGHT);
        compare("and-and-xor.svg", Figure.row("A line for AND and none for XOR", left, right));
    }
}
