package org.firstprinciples.neuralnetworks.perceptron;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Locale;

/// The picture of `perceptron.md`. With `-Dpictures=write` it is written, otherwise compared.
class PerceptronPicturesTest {

    private static final String BLUE = "#0072b2";
    private static final String RED = "#d55e00";

    private static double px(int panel, double x) {
        return 70 + 250 * panel + 130 * x;
    }

    private static double py(double y) {
        return 230 - 130 * y;
    }

    private static String line(double x1, double y1, double x2, double y2, String style) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n",
                x1,
                y1,
                x2,
                y2,
                style);
    }

    private static String text(double x, double y, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
                x,
                y,
                text);
    }

    private static String points(int panel, Examples examples) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            Vector x = examples.points().get(i);
            boolean positive = examples.labels().get(i) > 0;
            points.append(
                    String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"9\" fill=\"%s\" stroke=\"%s\""
                                    + " stroke-width=\"3\"/>\n",
                            px(panel, x.get(0)),
                            py(x.get(1)),
                            positive ? BLUE : "#ffffff",
                            positive ? BLUE : RED));
        }
        return points.toString();
    }

    /// AND with the plane that the perceptron finds, and XOR, whose two diagonals meet.
    @Test
    void andAndXor() throws IOException {
        Examples and = Cases.gate(-1, -1, -1, 1);
        Vector w = Perceptron.train(and, Vector.zeros(3), 1, 100).weights();
        StringBuilder body = new StringBuilder();
        double top = -(w.get(2) + 1.35 * w.get(1)) / w.get(0);
        double bottom = -(w.get(2) - 0.1 * w.get(1)) / w.get(0);
        body.append(
                line(
                        px(0, top),
                        py(1.35),
                        px(0, bottom),
                        py(-0.1),
                        "stroke=\"#333333\" stroke-width=\"2\""));
        body.append(points(0, and)).append(text(px(0, 0.5), 300, "AND: 3x + 2y = 4"));
        String dashed = "stroke-width=\"2.5\" stroke-dasharray=\"7 5\" stroke=\"%s\"";
        body.append(line(px(1, 0), py(0), px(1, 1), py(1), dashed.formatted(RED)));
        body.append(line(px(1, 0), py(1), px(1, 1), py(0), dashed.formatted(BLUE)));
        body.append(points(1, Cases.gate(-1, 1, 1, -1)));
        body.append(text(px(1, 0.5), 300, "XOR: both hulls hold (½, ½)"));
        compare("and-and-xor.svg", "A plane for AND and none for XOR", body);
    }
}
