package org.firstprinciples.mathfoundations.linearalgebra;

import static org.firstprinciples.curriculum.pictures.Picture.BLUE;
import static org.firstprinciples.curriculum.pictures.Picture.GREEN;
import static org.firstprinciples.curriculum.pictures.Picture.RED;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.curriculum.pictures.Picture.dot;
import static org.firstprinciples.curriculum.pictures.Picture.line;
import static org.firstprinciples.curriculum.pictures.Picture.point;
import static org.firstprinciples.curriculum.pictures.Picture.text;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Pictures of `linear-algebra.md`. With `-Dpictures=write` they are written, otherwise compared.
class LinearAlgebraPicturesTest {

    @Test
    void aCircleAndItsEllipse() throws IOException {
        Matrix a = Matrix.of(2, 2, 1.2, 0.8, 0.2, 1);
        Svd svd = Svd.of(a);
        StringBuilder body = new StringBuilder();
        double scale = 75;
        double[] centers = {120, 360};
        for (int side = 0; side < 2; side++) {
            StringBuilder points = new StringBuilder();
            for (int k = 0; k <= 72; k++) {
                double angle = k * Math.PI / 36;
                Vector x = Vector.of(StrictMath.cos(angle), StrictMath.sin(angle));
                Vector y = side == 0 ? x : a.times(x);
                points.append(point(centers[side] + scale * y.get(0), 165 - scale * y.get(1)));
            }
            body.append(line("#888888", "none", points));
            for (int i = 0; i < 2; i++) {
                Matrix basis = side == 0 ? svd.v() : svd.u();
                double length = side == 0 ? 1 : svd.values().get(i);
                double x = centers[side] + scale * length * basis.get(0, i);
                double y = 165 - scale * length * basis.get(1, i);
                String color = i == 0 ? BLUE : RED;
                body.append(line(color, "none", point(centers[side], 165) + point(x, y)));
                body.append(dot(x, y, color));
                String label =
                        side == 0
                                ? "v" + (i + 1)
                                : String.format(Locale.ROOT, "%.2f u%d", length, i + 1);
                double out = side == 0 ? 1.25 : 1.1;
                body.append(
                        text(
                                centers[side] + (x - centers[side]) * out + (i == 0 ? 0 : 12),
                                165 + (y - 165) * out + (i == 0 ? -6 : 14),
                                "middle",
                                color,
                                label));
            }
        }
        body.append(text(120, 320, "middle", "#000000", "x"))
                .append(text(360, 320, "middle", "#000000", "Ax"));
        body.append(text(228, 170, "middle", "#000000", "→"));
        compare("singular-values.svg", "A matrix makes an ellipse of the unit circle", body);
    }

    @Test
    void orthogonalityIsLost() throws IOException {
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M70 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int power = 0; power <= 12; power += 3) {
            body.append(text(70 + 34 * power, 308, "middle", "#000000", "1e" + power));
        }
        for (int power = -16; power <= 0; power += 4) {
            body.append(
                    text(62, 45 - 15 * power, "end", "#000000", power == 0 ? "1" : "1e" + power));
        }
        String[] colors = {RED, BLUE, GREEN};
        StringBuilder[] curves = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
        for (int n = 2; n <= 9; n++) {
            double[] hilbert = new double[n * n];
            for (int i = 0; i < n * n; i++) {
                hilbert[i] = 1.0 / (i / n + i % n + 1);
            }
            Matrix a = Matrix.of(n, n, hilbert);
            Vector values = Svd.of(a).values();
            double condition = StrictMath.log10(values.get(0) / values.get(n - 1));
            List<Qr> ways =
                    List.of(
                            Qr.classicalGramSchmidt(a),
                            Qr.modifiedGramSchmidt(a),
                            Qr.householder(a));
            for (int i = 0; i < 3; i++) {
                Matrix q = ways.get(i).q();
                double loss =
                        Norms.frobenius(q.transpose().times(q).plus(Matrix.identity(n).times(-1)));
                curves[i].append(
                        point(
                                70 + 34 * condition,
                                40 - 15 * StrictMath.log10(Math.max(loss, 1e-16))));
            }
        }
        for (int i = 0; i < 3; i++) {
            body.append(line(colors[i], i == 0 ? "8 4" : "none", curves[i]));
        }
        body.append(text(280, 110, "end", RED, "classical Gram–Schmidt"));
        body.append(text(400, 178, "start", BLUE, "modified"));
        body.append(text(400, 273, "start", GREEN, "Householder"));
        body.append(text(280, 332, "middle", "#000000", "condition of A"));
        compare("gram-schmidt.svg", "What three methods leave of orthogonality", body);
    }

    @Test
    void irisesInTwoDimensions() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data", "iris.csv"));
        Matrix x = PcaTest.table("iris.csv", 1, 4);
        Matrix plane = Pca.fit(x).transform(x, 2);
        double turn = plane.get(0, 0) < 0 ? 1 : -1; // signs are arbitrary
        List<String> species = List.of("setosa", "versicolor", "virginica");
        String[] colors = {GREEN, BLUE, RED};
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M50 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int i = 0; i < x.rows(); i++) {
            String name = lines.get(i + 1).split(",", -1)[4];
            body.append(
                    dot(
                            255 + 54 * turn * plane.get(i, 0),
                            160 - 54 * turn * plane.get(i, 1),
                            colors[species.indexOf(name)]));
        }
        body.append(text(100, 70, "middle", GREEN, "setosa"));
        body.append(text(265, 265, "middle", BLUE, "versicolor"));
        body.append(text(420, 245, "middle", RED, "virginica"));
        body.append(text(280, 318, "middle", "#000000", "first component, 92.5 % of the variance"));
        body.append(
                "<text transform=\"translate(32 160) rotate(-90)\" text-anchor=\"middle\">second,"
                        + " 5.3 %</text>\n");
        compare("iris.svg", "150 irises along their first two principal components", body);
    }
}
