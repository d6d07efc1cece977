package org.firstprinciples.mathfoundations.optimization;

import static org.firstprinciples.curriculum.pictures.Picture.BLUE;
import static org.firstprinciples.curriculum.pictures.Picture.GRAY;
import static org.firstprinciples.curriculum.pictures.Picture.GREEN;
import static org.firstprinciples.curriculum.pictures.Picture.RED;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.curriculum.pictures.Picture.dot;
import static org.firstprinciples.curriculum.pictures.Picture.line;
import static org.firstprinciples.curriculum.pictures.Picture.point;
import static org.firstprinciples.curriculum.pictures.Picture.text;

import org.firstprinciples.mathfoundations.calculus.Real;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// The pictures of `optimization.md`. With `-Dpictures=write` they are written, otherwise compared.
class OptimizationPicturesTest {

    @Test
    void threeWaysThroughAValley() throws IOException {
        Quadratic f = new Quadratic(Matrix.of(2, 2, 1, 0, 0, 10), Vector.zeros(2));
        Vector start = Vector.of(9, 1.5);
        StringBuilder body = new StringBuilder();
        for (int level = 1; level <= 4; level++) {
            double radius = 2.6 * level;
            body.append(
                    String.format(
                            Locale.ROOT,
                            "<ellipse cx=\"80\" cy=\"165\" rx=\"%.1f\" ry=\"%.1f\" fill=\"none\""
                                    + " stroke=\"#bbbbbb\"/>\n",
                            42 * radius,
                            42 * radius / Math.sqrt(10)));
        }
        List<List<Vector>> paths =
                List.of(
                        GradientDescent.tuned(10, 1).run(f, start, 20),
                        HeavyBall.tuned(10, 1).run(f, start, 20),
                        List.of(start, NewtonMethod.step(f, start)));
        String[] colors = {RED, BLUE, GREEN};
        for (int i = 0; i < 3; i++) {
            StringBuilder points = new StringBuilder();
            StringBuilder dots = new StringBuilder();
            for (Vector x : paths.get(i)) {
                points.append(point(80 + 42 * x.get(0), 165 - 42 * x.get(1)));
                dots.append(dot(80 + 42 * x.get(0), 165 - 42 * x.get(1), colors[i]));
            }
            body.append(line(colors[i], i == 2 ? "7 4" : "none", points)).append(dots);
        }
        body.append(text(300, 30, "start", RED, "gradient descent"));
        body.append(text(300, 50, "start", BLUE, "heavy ball"));
        body.append(text(300, 70, "start", GREEN, "Newton's method"));
        compare("valley.svg", "Three ways through a valley", body);
    }

    @Test
    void howFastTheyAre() throws IOException {
        int n = 200;
        double[] h = new double[n * n];
        for (int i = 0; i < n; i++) { // curvatures from 1 to 1000
            h[i * n + i] = StrictMath.pow(1000, i / (n - 1.0));
        }
        Matrix matrix = Matrix.of(n, n, h);
        Quadratic f = new Quadratic(matrix, Vector.zeros(n));
        Vector start = ones(n);
        int steps = 200;
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M70 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int k = 0; k <= steps; k += 50) {
            body.append(text(70 + 2 * k, 308, "middle", "#000000", "" + k));
        }
        for (int power = -12; power <= 0; power += 4) {
            body.append(
                    text(62, 45 - 20 * power, "end", "#000000", power == 0 ? "1" : "1e" + power));
        }
        double first = f.value(start);
        List<Descent> methods =
                List.of(
                        GradientDescent.tuned(1000, 1),
                        new Nesterov(1000, 1),
                        HeavyBall.tuned(1000, 1));
        String[] colors = {RED, GRAY, BLUE};
        String[] dashes = {"8 4", "3 3", "none"};
        for (int i = 0; i < 3; i++) {
            StringBuilder points = new StringBuilder();
            List<Vector> path = methods.get(i).run(f, start, steps);
            for (int k = 0; k <= steps; k += 2) {
                points.append(position(k, f.value(path.get(k)) / first));
            }
            body.append(line(colors[i], dashes[i], points));
        }
        StringBuilder points = new StringBuilder();
        UnaryOperator<List<Real>> product =
                v -> ScalarFunction.reals(matrix.times(vector(v)).toArray());
        ConjugateGradient.State<Real> s =
                ConjugateGradient.start(
                        product,
                        ScalarFunction.reals(new double[n]),
                        ScalarFunction.reals(start.toArray()));
        for (int k = 0; k <= steps && f.value(vector(s.x())) > 1e-13 * first; k++) {
            points.append(position(k, f.value(vector(s.x())) / first));
            s = ConjugateGradient.step(product, s);
        }
        body.append(line(GREEN, "none", points));
        body.append(text(400, 66, "middle", RED, "gradient descent"));
        body.append(text(400, 155, "start", GRAY, "Nesterov"));
        body.append(text(170, 45, "start", BLUE, "heavy ball"));
        body.append(text(205, 205, "end", GREEN, "conjugate"));
        body.append(text(205, 222, "end", GREEN, "gradients"));
        body.append(text(280, 332, "middle", "#000000", "step"));
        compare("rates.svg", "Four methods on a quadratic of condition 1000", body);
    }

    private static String position(int k, double share) {
        return point(70 + 2 * k, 40 - 20 * StrictMath.log10(share));
    }

    private static Vector ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return Vector.of(ones);
    }

    private static Vector vector(List<Real> x) {
        return Vector.of(x.stream().mapToDouble(Real::value).toArray());
    }

    @Test
    void damageOverTemperature() throws IOException {
        ChallengerTest.Launches launches = ChallengerTest.launches();
        Vector w = Vector.of(15.0429, -0.23216);
        StringBuilder body = new StringBuilder();
        body.append("<path d=\"M70 30V290H495\" fill=\"none\" stroke=\"#333333\"/>\n");
        for (int t = 30; t <= 80; t += 10) {
            body.append(text(70 + 8 * (t - 30), 308, "middle", "#000000", "" + t));
        }
        for (int p = 0; p <= 4; p++) {
            body.append(text(62, 285 - 60 * p, "end", "#000000", String.valueOf(p / 4.0)));
        }
        StringBuilder points = new StringBuilder();
        for (int t = 30; t <= 82; t++) {
            double p = 1 / (1 + StrictMath.exp(-w.get(0) - t * w.get(1)));
            points.append(point(70 + 8 * (t - 30), 280 - 240 * p));
        }
        body.append(line(BLUE, "none", points));
        int[] above = new int[200]; // launches at one temperature stand side by side
        for (int i = 0; i < launches.sign().length; i++) {
            double t = launches.temperature()[i];
            int place = above[(int) t + (launches.sign()[i] > 0 ? 100 : 0)]++;
            body.append(
                    dot(
                            70 + 8 * (t - 30),
                            launches.sign()[i] > 0 ? 40 + 9 * place : 280 - 9 * place,
                            RED));
        }
        body.append("<path d=\"M78 60V280\" stroke=\"#333333\" stroke-dasharray=\"4 4\"/>\n");
        body.append(text(86, 200, "start", "#000000", "31 °F: the last launch"));
        body.append(text(280, 332, "middle", "#000000", "temperature of the joints, °F"));
        compare("challenger.svg", "Damage of O-rings over temperature", body);
    }
}
