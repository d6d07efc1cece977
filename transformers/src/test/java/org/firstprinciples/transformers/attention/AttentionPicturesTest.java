package org.firstprinciples.transformers.attention;

import static org.firstprinciples.curriculum.pictures.Picture.BLUE;
import static org.firstprinciples.curriculum.pictures.Picture.GRAY;
import static org.firstprinciples.curriculum.pictures.Picture.RED;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.curriculum.pictures.Picture.dot;
import static org.firstprinciples.curriculum.pictures.Picture.line;
import static org.firstprinciples.curriculum.pictures.Picture.point;
import static org.firstprinciples.curriculum.pictures.Picture.text;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Locale;

/// The pictures of `attention.md`. With `-Dpictures=write` they are written, otherwise compared.
class AttentionPicturesTest {

    private static final String[] COLORS = {BLUE, RED, GRAY};
    private static final String INK = "stroke=\"#333333\"";
    private static final String[] DASHES = {"none", "8 4", "2 3"};

    private static double[] weights(Matrix q, Matrix k) {
        return new SoftmaxAttention()
                .attend(q, k, Matrix.identity(k.rows()), Mask.none())
                .toArray();
    }

    @Test
    void theLookUp() throws IOException {
        double[] a = weights(Matrix.of(1, 2, 1, 0), Matrix.identity(2));
        double output = 10 * a[0] + 20 * a[1];
        StringBuilder body = new StringBuilder();
        for (int j = 0; j < 2; j++) {
            int y = 60 + 50 * j;
            body.append(text(20, y + 20, "start", j == 0 ? "key (1, 0)" : "key (0, 1)"));
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"110\" y=\"%d\" width=\"%.1f\" height=\"28\" fill=\"%s\"/>\n",
                            y,
                            260 * a[j],
                            COLORS[j]));
            body.append(
                    text(
                            118 + 260 * a[j],
                            y + 20,
                            "start",
                            String.format(Locale.ROOT, "weight %.4f", a[j])));
            body.append(text(500, y + 20, "end", j == 0 ? "value 10" : "value 20"));
        }
        body.append(text(20, 35, "start", "query (1, 0)"));
        body.append(line(110, 200, 490, 200, INK));
        for (int tick = 10; tick <= 20; tick += 2) {
            double x = 110 + 38 * (tick - 10);
            body.append(line(x, 195, x, 205, INK)).append(text(x, 224, "middle", "" + tick));
        }
        double x = 110 + 38 * (output - 10);
        body.append(dot(x, 200, 6, BLUE));
        body.append(text(x, 185, "middle", String.format(Locale.ROOT, "result %.3f", output)));
        compare("attention-look-up.svg", 520, 240, "A soft look-up", body);
    }

    @Test
    void fromTheMeanToTheMaximum() throws IOException {
        double[] scores = {2, 1, 0};
        StringBuilder body = new StringBuilder();
        body.append(line(60, 260, 480, 260, INK)).append(line(60, 20, 60, 260, INK));
        for (int j = 0; j < 3; j++) {
            StringBuilder points = new StringBuilder();
            for (int step = 0; step <= 60; step++) {
                double beta = StrictMath.pow(10, -2 + step / 15.0);
                Matrix q = Matrix.of(1, 3, scores).times(beta * Math.sqrt(3));
                double a = weights(q, Matrix.identity(3))[j];
                points.append(point(60 + 7 * step, 260 - 240 * a));
            }
            body.append(line(COLORS[j], DASHES[j], points));
            body.append(text(70, 40 + 20 * j, "start", "score %d".formatted((int) scores[j])));
            body.append(
                    "<line x1=\"130\" y1=\"%d\" x2=\"170\" y2=\"%d\" stroke-width=\"2.5\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n"
                            .formatted(35 + 20 * j, 35 + 20 * j, COLORS[j], DASHES[j]));
        }
        String[] labels = {"0.01", "0.1", "1", "10", "100"};
        for (int tick = 0; tick < 5; tick++) {
            body.append(text(60 + 105 * tick, 280, "middle", labels[tick]));
        }
        body.append(text(50, 265, "end", "0")).append(text(50, 25, "end", "1"));
        body.append(text(50, 185, "end", "1/3"));
        body.append(text(270, 305, "middle", "factor β in front of the scores"));
        body.append(
                "<text transform=\"translate(20 140) rotate(-90)\""
                        + " text-anchor=\"middle\">weight</text>\n");
        compare("attention-temperature.svg", 520, 320, "Weights against the factor", body);
    }
}
