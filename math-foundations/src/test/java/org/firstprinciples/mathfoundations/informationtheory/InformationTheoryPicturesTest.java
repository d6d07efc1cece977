package org.firstprinciples.mathfoundations.informationtheory;

import static org.firstprinciples.curriculum.pictures.Picture.BLUE;
import static org.firstprinciples.curriculum.pictures.Picture.GRAY;
import static org.firstprinciples.curriculum.pictures.Picture.RED;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.curriculum.pictures.Picture.line;
import static org.firstprinciples.curriculum.pictures.Picture.point;

import org.firstprinciples.curriculum.pictures.Picture;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/// The pictures of `information-theory.md`. With `-Dpictures=write` they are written, otherwise compared.
class InformationTheoryPicturesTest {

    /// A plot of `x` in `[0,xMost]` and `y` in `[0,1]`.
    private record Plot(double xMost, StringBuilder body) {

        static Plot of(double xMost, String[] ticks, String xLabel, String yLabel) {
            Plot plot = new Plot(xMost, new StringBuilder());
            plot.body.append("<path d=\"M70 30V290H490\" fill=\"none\" stroke=\"#333333\"/>\n");
            for (String tick : ticks) {
                plot.text(plot.x(Double.parseDouble(tick)), 308, "middle", tick);
            }
            for (String tick : new String[] {"0", "0.5", "1"}) {
                plot.text(62, plot.y(Double.parseDouble(tick)) + 5, "end", tick);
            }
            plot.text(280, 332, "middle", xLabel);
            plot.body.append(
                    "<text transform=\"translate(22 160) rotate(-90)\" text-anchor=\"middle\">%s</text>\n"
                            .formatted(yLabel));
            return plot;
        }

        double x(double value) {
            return 70 + 420 * value / xMost;
        }

        double y(double value) {
            return 290 - 240 * value;
        }

        Plot text(double x, double y, String anchor, String text) {
            body.append(Picture.text(x, y, anchor, text));
            return this;
        }

        Plot curve(double to, String color, String dashes, DoubleUnaryOperator f) {
            StringBuilder points = new StringBuilder();
            for (int i = 0; i <= 120; i++) {
                double x = to * i / 120;
                points.append(point(x(x), y(f.applyAsDouble(x))));
            }
            body.append(line(color, dashes, points));
            return this;
        }

        Plot dot(double x, double y, double radius, String color) {
            body.append(Picture.dot(x(x), y(y), radius, color));
            return this;
        }
    }

    @Test
    void theEntropyOfACoin() throws IOException {
        Plot plot =
                Plot.of(
                        1,
                        new String[] {"0", "0.1", "0.5", "0.9", "1"},
                        "probability of heads",
                        "entropy in bits");
        plot.curve(1, BLUE, "none", p -> Entropy.bits(p, 1 - p));
        plot.dot(0.1, Entropy.bits(0.1, 0.9), 5, RED).dot(0.5, 1, 5, RED);
        plot.text(plot.x(0.1) + 12, plot.y(0.469) + 5, "start", "0.469");
        plot.text(plot.x(0.5), plot.y(1) - 10, "middle", "1");
        compare("binary-entropy.svg", "The entropy of a coin", plot.body);
    }

    @Test
    void twoBoundsOfTotalVariation() throws IOException {
        Plot plot =
                Plot.of(
                        4,
                        new String[] {"0", "1", "2", "3", "4"},
                        "divergence in nats",
                        "total variation");
        for (int i = 1; i < 24; i++) {
            for (int j = 1; j < 24; j++) {
                double[] p = {i / 24.0, 1 - i / 24.0};
                double[] q = {j / 24.0, 1 - j / 24.0};
                plot.dot(Divergence.kl(p, q), Divergence.totalVariation(p, q), 1.5, "#999999");
            }
        }
        plot.curve(2.2, BLUE, "8 4", d -> StrictMath.sqrt(d / 2));
        plot.curve(4, RED, "none", d -> StrictMath.sqrt(1 - StrictMath.exp(-d)));
        plot.text(plot.x(2.25), plot.y(1.06), "start", "Pinsker");
        plot.text(plot.x(2.75), plot.y(0.8), "start", "Bretagnolle–Huber");
        plot.text(plot.x(3.1), plot.y(0.15), "middle", "pairs of coins");
        plot.body()
                .append(
                        "<line x1=\"70\" y1=\"50\" x2=\"490\" y2=\"50\" stroke=\"%s\" stroke-dasharray=\"2 3\"/>\n"
                                .formatted(GRAY));
        compare("pinsker.svg", "Total variation and divergence", plot.body);
    }
}
