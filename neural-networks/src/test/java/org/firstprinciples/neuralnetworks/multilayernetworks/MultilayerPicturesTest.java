package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.source.TextFile;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The pictures of `multilayer-networks.md`. With `-Dpictures=write` they are written, otherwise compared.
class MultilayerPicturesTest {

    private static final String BLUE = "#0072b2";
    private static final String RED = "#d55e00";

    private static void compare(String name, String title, StringBuilder body) throws IOException {
        String svg =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"520\" height=\"345\" viewBox=\"0 0 520 345\" font-family=\"sans-serif\" font-size=\"14\">\n<title>%s</title>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n%s</svg>\n"
                        .formatted(title, body);
        Path file = Path.of("images", name);
        if ("write".equals(System.getProperty("pictures"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, svg);
        }
        assertThat(TextFile.read(file)).isEqualTo(svg);
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                text);
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }

    private static String line(String color, String dashes, CharSequence points) {
        return "<polyline fill=\"none\" stroke-width=\"2.5\" stroke=\"%s\" stroke-dasharray=\"%s\" points=\"%s\"/>\n"
                .formatted(color, dashes, points.toString().strip());
    }

    /// The tent, twice and four times.
    @Test
    void teeth() throws IOException {
        StringBuilder body = new StringBuilder();
        int[] times = {1, 2, 4};
        for (int row = 0; row < 3; row++) {
            MultilayerNetwork network = Sawtooth.network(times[row]);
            double bottom = 95 + 105 * row;
            StringBuilder points = new StringBuilder();
            for (int i = 0; i <= 64; i++) {
                double y = network.forward(Vector.of(i / 64.0)).get(0);
                points.append(point(100 + 5.6 * i, bottom - 70 * y));
            }
            body.append(line(BLUE, "none", points));
            body.append(text(90, bottom, "end", "0")).append(text(90, bottom - 62, "end", "1"));
            body.append(text(492, bottom - 25, "start", "k = " + times[row]));
        }
        body.append(text(100, 328, "middle", "0")).append(text(458, 328, "middle", "1"));
        compare("sawtooth.svg", "The tent, applied once, twice and four times", body);
    }

    /// A sine, straight lines through five of its points, and a staircase of twelve sigmoids.
    @Test
    void linesAndSteps() throws IOException {
        double[] t = new double[6];
        double[] y = new double[6];
        for (int i = 0; i < 6; i++) {
            t[i] = 1.2 * i;
            y[i] = StrictMath.sin(t[i]);
        }
        MultilayerNetwork lines = ReluInterpolant.through(t, y);
        SigmoidStaircase steps = SigmoidStaircase.of(StrictMath::sin, 0, 6, 12, 24);
        StringBuilder[] curves = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
        for (int i = 0; i <= 240; i++) {
            double x = i / 40.0;
            double[] values = {
                StrictMath.sin(x), lines.forward(Vector.of(x)).get(0), steps.value(x)
            };
            for (int c = 0; c < 3; c++) {
                curves[c].append(point(50 + 70 * x, 165 - 115 * values[c]));
            }
        }
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M50 165H480\" stroke=\"#bbbbbb\"/>\n");
        body.append(line("#888888", "none", curves[0]));
        body.append(line(BLUE, "8 4", curves[1]));
        body.append(line(RED, "none", curves[2]));
        body.append(text(330, 60, "start", "gray: sine"));
        body.append(text(330, 80, "start", "dashed: 5 rectifiers"));
        body.append(text(330, 100, "start", "steps: 12 sigmoids"));
        compare("approximation.svg", "A sine out of rectifiers and out of sigmoids", body);
    }
}
