package org.firstprinciples.mathfoundations.calculus;

import static org.firstprinciples.curriculum.pictures.Picture.BLUE;
import static org.firstprinciples.curriculum.pictures.Picture.RED;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.curriculum.pictures.Picture.line;
import static org.firstprinciples.curriculum.pictures.Picture.point;
import static org.firstprinciples.curriculum.pictures.Picture.text;

import org.firstprinciples.mathfoundations.calculus.LevenbergMarquardtTest.Saturation;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// The pictures of `calculus.md`. With `-Dpictures=write` they are written, otherwise compared.
class CalculusPicturesTest {

    private static String curve(String color, String dashes, DoubleUnaryOperator errorOfStep) {
        StringBuilder points = new StringBuilder();
        for (int k = 1; k <= 46; k++) {
            double h = StrictMath.scalb(1.0, -k);
            double error = Math.max(1e-17, errorOfStep.applyAsDouble(h));
            points.append(point(490 + 30 * StrictMath.log10(h), 40 - 18 * StrictMath.log10(error)));
        }
        return line(color, dashes, points);
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

    @Test
    void theRemainderOverTheStep() throws IOException {
        ScalarFunction logistic =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().times(-1).exp().plus(1).log();
                    }
                };
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M70 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int power = -3; power <= 0; power++) {
            body.append(text(485 + 130 * power, 308, "middle", power == 0 ? "1" : "1e" + power));
        }
        for (int power = -8; power <= 0; power += 2) {
            body.append(text(62, 45 - 30 * power, "end", power == 0 ? "1" : "1e" + power));
        }
        for (double slope : new double[] {-0.5, -0.505}) {
            boolean right = slope == -0.5;
            StringBuilder points = new StringBuilder();
            for (int k = 0; k <= 10; k++) {
                double h = StrictMath.scalb(1.0, -k);
                double remainder =
                        TaylorTest.remainder(
                                logistic::at,
                                new double[] {slope},
                                new double[1],
                                new double[] {1},
                                h);
                points.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                485 + 130 * StrictMath.log10(h),
                                40 - 30 * StrictMath.log10(remainder)));
            }
            body.append(
                    "<polyline fill=\"none\" stroke-width=\"2.5\" stroke=\"%s\" stroke-dasharray=\"%s\" points=\"%s\"/>\n"
                            .formatted(
                                    right ? BLUE : RED,
                                    right ? "none" : "8 4",
                                    points.toString().strip()));
        }
        body.append(text(215, 216, "start", "right")).append(text(140, 160, "start", "1 % wrong"));
        body.append(text(280, 332, "middle", "step h"));
        body.append(
                "<text transform=\"translate(16 160) rotate(-90)\""
                        + " text-anchor=\"middle\">remainder</text>\n");
        compare("taylor-remainder.svg", "Remainders of a right and a wrong gradient", body);
    }

    @Test
    void theFitOfMisra1a() throws IOException {
        Saturation data = LevenbergMarquardtTest.misra1a();
        Vector b = LevenbergMarquardt.fit(data, 250, 5e-4).parameters();
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M70 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int pressure = 0; pressure <= 800; pressure += 200) {
            body.append(text(70 + pressure / 2.0, 308, "middle", "" + pressure));
        }
        for (int volume = 0; volume <= 80; volume += 20) {
            body.append(text(62, 295 - 3 * volume, "end", "" + volume));
        }
        double[][] curves = {{500, 1e-4}, {250, 5e-4}, b.toArray()};
        for (int c = 0; c < curves.length; c++) {
            StringBuilder points = new StringBuilder();
            for (int x = 0; x <= 800; x += 20) {
                double y = curves[c][0] * (1 - StrictMath.exp(-curves[c][1] * x));
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", 70 + x / 2.0, 290 - 3 * y));
            }
            body.append(
                    "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" stroke-dasharray=\"%s\" points=\"%s\"/>\n"
                            .formatted(
                                    c == 2 ? BLUE : "#555555",
                                    c == 2 ? "none" : "5 4",
                                    points.toString().strip()));
        }
        for (int i = 0; i < data.x().length; i++) {
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
                            70 + data.x()[i] / 2,
                            290 - 3 * data.y()[i],
                            RED));
        }
        body.append(text(400, 218, "start", "first start"));
        body.append(text(430, 94, "start", "second start")).append(text(366, 80, "end", "fit"));
        body.append(text(280, 332, "middle", "pressure x"));
        body.append(
                "<text transform=\"translate(22 160) rotate(-90)\""
                        + " text-anchor=\"middle\">volume adsorbed y</text>\n");
        compare("misra1a.svg", "The fit of Misra1a and where it began", body);
    }
}
