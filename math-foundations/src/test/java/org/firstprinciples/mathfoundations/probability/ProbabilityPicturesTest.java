package org.firstprinciples.mathfoundations.probability;

import static org.firstprinciples.curriculum.pictures.Picture.BLUE;
import static org.firstprinciples.curriculum.pictures.Picture.RED;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.curriculum.pictures.Picture.text;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/// The pictures of `probability.md`. With `-Dpictures=write` they are written, otherwise compared.
class ProbabilityPicturesTest {

    private static String bar(double x, double width, double bottom, double height) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\""
                        + " fill-opacity=\"0.55\"/>\n",
                x,
                bottom - height,
                width,
                height,
                BLUE);
    }

    /// A lopsided law and sums of 4 and 16 of it, each scaled to standard deviation 1, with the normal density.
    @Test
    void sumsBecomeNormal() throws IOException {
        double[] p = {0.6, 0.1, 0, 0.3};
        Categorical law = new Categorical(p);
        StringBuilder body = new StringBuilder();
        int[] sums = {1, 4, 16};
        for (int row = 0; row < 3; row++) {
            double bottom = 105 + 100 * row;
            int n = sums[row];
            double[] sum = Convolution.power(p, n);
            double std = Math.sqrt(n * law.variance());
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<path d=\"M60 %.1fH480\" stroke=\"#333333\"/>\n",
                            bottom));
            for (int s = 0; s < sum.length; s++) {
                double z = (s - n * law.mean()) / std;
                if (Math.abs(z) < 3.5) {
                    double width = 60 / std;
                    body.append(bar(270 + 60 * z - width / 2, width, bottom, 95 * sum[s] * std));
                }
            }
            StringBuilder curve = new StringBuilder();
            for (int i = -35; i <= 35; i++) {
                curve.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                270 + 6.0 * i,
                                bottom - 95 * Normal.STANDARD.density(i / 10.0)));
            }
            body.append(
                    "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>\n"
                            .formatted(RED, curve.toString().strip()));
            body.append(text(70, bottom - 60, "start", n == 1 ? "one number" : "sum of " + n));
        }
        for (int z = -3; z <= 3; z++) {
            body.append(text(270 + 60.0 * z, 325, "middle", "" + z));
        }
        compare("central-limit.svg", "Sums of a lopsided law become normal", body);
    }

    @Test
    void alphaParticles() throws IOException {
        int[] sample = CountsTest.sample("rutherford-geiger.csv");
        Poisson law = MaximumLikelihood.poisson(sample);
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M70 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int k = 0; k <= 14; k++) {
            int particles = k;
            double count = Arrays.stream(sample).filter(x -> x == particles).count();
            body.append(bar(79 + 27 * k, 20, 290, count * 0.44));
            body.append(text(89 + 27 * k, 308, "middle", "" + k));
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
                            89.0 + 27 * k,
                            290 - 0.44 * sample.length * law.mass(k),
                            RED));
        }
        for (int count = 0; count <= 500; count += 100) {
            body.append(text(62, 295 - 0.44 * count, "end", "" + count));
        }
        body.append(text(280, 332, "middle", "particles in an interval"));
        body.append(
                "<text transform=\"translate(20 160) rotate(-90)\""
                        + " text-anchor=\"middle\">intervals</text>\n");
        compare("rutherford-geiger.svg", "Alpha particles and the law of Poisson", body);
    }
}
