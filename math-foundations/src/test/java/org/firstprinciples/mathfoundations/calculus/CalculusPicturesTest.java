package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// The pictures of `calculus.md`. With `-Dpictures=write` they are written, otherwise compared.
class CalculusPicturesTest {

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
        assertThat(Files.readString(file)).isEqualTo(svg);
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

    private static String curve(String color, String dashes, DoubleUnaryOperator errorOfStep) {
        StringBuilder points = new StringBuilder();
        for (int k = 1; k <= 46; k++) {
            double h = StrictMath.scalb(1.0, -k);
            double error = Math.max(1e-17, errorOfStep.applyAsDouble(h));
            points.append(
                    String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            490 + 30 * StrictMath.log10(h),
                            40 - 18 * StrictMath.log10(error)));
        }
        return "<polyline fill=\"none\" stroke-width=\"2.5\" stroke=\"%s\" stroke-dasharray=\"%s\" points=\"%s\"/>\n"
                .formatted(color, dashes, points.toString().strip());
    }

    @Test
    void theErrorOverTheStep() throws IOException {
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M70 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int power = -14; power <= 0; power += 2) {
            body.append(text(490 + 30 * power, 308, "middle", power == 0 ? "1" : "1e" + power));
        }
        for (int power = -12; power <= 0; power += 4) {
            body.append(text(62, 45 - 18 * power, "end", power == 0 ? "1" : "1e" + power));
        }
        double slope = StrictMath.cos(1);
        body.append(
                curve(
                        RED,
                        "8 4",
                        h -> Math.abs(DifferenceQuotient.forward(StrictMath::sin, 1, h) - slope)));
        body.append(
                curve(
                        BLUE,
                        "none",
                        h -> Math.abs(DifferenceQuotient.central(StrictMath::sin, 1, h) - slope)));
        body.append(text(395, 85, "end", "forward")).append(text(430, 215, "start", "central"));
        body.append(text(280, 332, "middle", "step h"));
        body.append(
                "<text transform=\"translate(16 160) rotate(-90)\""
                        + " text-anchor=\"middle\">error</text>\n");
        compare("difference-quotient.svg", "The error of difference quotients", body);
    }

    @Test
    void linesBelowAKink() throws IOException {
        MaxAffine absolute = new MaxAffine(Matrix.of(2, 1, 1, -1), Vector.zeros(2));
        StringBuilder body = new StringBuilder();
        body.append(line(40, 250, 480, 250, "stroke=\"#333333\""));
        for (double g : new double[] {-0.6, -0.2, 0.3, 0.8}) {
            body.append(
                    line(
                            60,
                            250 + 200 * g,
                            460,
                            250 - 200 * g,
                            "stroke=\"%s\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\""
                                    .formatted(RED)));
        }
        StringBuilder points = new StringBuilder();
        for (int i = -10; i <= 10; i++) {
            double value = absolute.value(Vector.of(i / 10.0));
            points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", 260 + 20.0 * i, 250 - 200 * value));
        }
        body.append(
                "<polyline fill=\"none\" stroke-width=\"3\" stroke=\"%s\" points=\"%s\"/>\n"
                        .formatted(BLUE, points.toString().strip()));
        body.append(text(470, 62, "start", "|x|")).append(text(260, 272, "middle", "0"));
        compare("subgradients.svg", "Subgradients of the absolute value", body);
    }
}
