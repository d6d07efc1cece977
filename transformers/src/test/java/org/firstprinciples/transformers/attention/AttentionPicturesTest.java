package org.firstprinciples.transformers.attention;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// The pictures of `attention.md`. With `-Dpictures=write` they are written, otherwise compared.
class AttentionPicturesTest {

    private static double[] weights(Matrix q, Matrix k) {
        return new SoftmaxAttention()
                .attend(q, k, Matrix.identity(k.rows()), Mask.none())
                .toArray();
    }

    /// The result is where a beam with two weights would balance.
    @Test
    void theLookUp() throws IOException {
        double[] a = weights(Matrix.of(1, 2, 1, 0), Matrix.identity(2));
        double result = 10 * a[0] + 20 * a[1];
        Plot plot =
                Plot.of("value", "weight for the query (1, 0)")
                        .xLimits(8, 24)
                        .yLimits(0, 0.9)
                        .xTicks(10, 12, 14, 16, 18, 20);
        for (int j = 0; j < 2; j++) {
            String key = j == 0 ? "key (1, 0)" : "key (0, 1)";
            double value = 10 * (j + 1);
            plot =
                    plot.segment(key, value, 0, value, a[j])
                            .solid(key)
                            .point(key, value, a[j])
                            .unlabeled(key)
                            .text(
                                    key,
                                    String.format(Locale.ROOT, "%s:\nweight %.4f", key, a[j]),
                                    value,
                                    a[j],
                                    Side.ABOVE);
        }
        compare(
                "attention-look-up.svg",
                Figure.of(
                        "A soft look-up",
                        plot.upright(String.format(Locale.ROOT, "result %.3f", result), result)
                                .size(560, 320)));
    }

    @Test
    void fromTheMeanToTheMaximum() throws IOException {
        double[] scores = {2, 1, 0};
        Plot plot =
                Plot.of("factor β in front of the scores", "weight")
                        .logX()
                        .yLabels(List.of("0", "1/3", "2/3", "1"), 0, 1 / 3.0, 2 / 3.0, 1);
        for (int j = 0; j < 3; j++) {
            int key = j;
            plot =
                    plot.curve(
                            String.format(Locale.ROOT, "score %.0f", scores[j]),
                            beta ->
                                    weights(
                                            Matrix.of(1, 3, scores).times(beta * Math.sqrt(3)),
                                            Matrix.identity(3))[key],
                            0.01,
                            100);
        }
        compare(
                "attention-temperature.svg",
                Figure.of(
                        "Weights against the factor",
                        plot.label("score 2", 3, 0.95, Side.ABOVE_LEFT)
                                .label("score 1", 3, 0.06, Side.ABOVE_RIGHT)
                                .label("score 0", 0.55, 0.16, Side.LEFT)));
    }
}
