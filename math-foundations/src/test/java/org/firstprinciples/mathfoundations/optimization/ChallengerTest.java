package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.norm;

import net.jqwik.api.Example;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The probability that an O-ring is damaged, over the temperature: what scaling does to descent.
class ChallengerTest {

    /// Temperatures and damage (±1).
    record Launches(double[] temperature, double[] sign) {

        /// Rows `±(1, (t − center)/scale)`.
        LogisticLoss loss(double center, double scale) {
            double[] rows = new double[2 * sign.length];
            for (int i = 0; i < sign.length; i++) {
                rows[2 * i] = sign[i];
                rows[2 * i + 1] = sign[i] * (temperature[i] - center) / scale;
            }
            return new LogisticLoss(Matrix.of(sign.length, 2, rows), 0);
        }

        /// Temperatures of the launches with this sign, and the heights at which a picture shows them: 1 or 0, and a little
        /// more for each launch at the same temperature.
        double[][] at(double wanted) {
            List<double[]> dots = new ArrayList<>();
            for (int i = 0; i < sign.length; i++) {
                if (sign[i] == wanted) {
                    double t = temperature[i];
                    long before = dots.stream().filter(dot -> dot[0] == t).count();
                    dots.add(new double[] {t, (wanted > 0 ? 1 : 0) + 0.07 * before});
                }
            }
            return new double[][] {
                dots.stream().mapToDouble(dot -> dot[0]).toArray(),
                dots.stream().mapToDouble(dot -> dot[1]).toArray()
            };
        }

        double mean() {
            double sum = 0;
            for (double t : temperature) {
                sum += t;
            }
            return sum / temperature.length;
        }

        double std() {
            double sum = 0;
            for (double t : temperature) {
                sum += (t - mean()) * (t - mean());
            }
            return Math.sqrt(sum / temperature.length);
        }
    }

    static Launches launches() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data", "challenger.csv"));
        double[] temperature = new double[lines.size() - 1];
        double[] sign = new double[lines.size() - 1];
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            temperature[i - 1] = Double.parseDouble(fields[0]);
            sign[i - 1] = 2 * Double.parseDouble(fields[1]) - 1;
        }
        return new Launches(temperature, sign);
    }

    private static double[] curvatures(LogisticLoss loss, Vector w) {
        return new EigenDecomposition(loss.hessian(w).toRealMatrix()).getRealEigenvalues();
    }

    private static double condition(LogisticLoss loss, Vector w) {
        double[] eigenvalues = curvatures(loss, w);
        return eigenvalues[0] / eigenvalues[1];
    }

    /// Nesterov's method with growing momentum, from rest again wherever the loss has risen.
    static List<Vector> restarted(LogisticLoss loss, int k) {
        Nesterov nesterov = new Nesterov(loss.smoothness(), 0);
        List<Vector> points = new ArrayList<>(List.of(Vector.zeros(2)));
        Vector before = points.getLast();
        double height = loss.value(before);
        double t = 1;
        double momentum = 0;
        for (int i = 0; i < k; i++) {
            Vector x = points.getLast();
            points.add(nesterov.step(loss, before, x, momentum));
            before = x;
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            momentum = (t - 1) / next;
            t = next;
            double now = loss.value(points.getLast());
            if (now > height) {
                before = points.getLast();
                momentum = 0;
                t = 1;
            }
            height = now;
        }
        return points;
    }

    /// The first step whose relative error is at most 10⁻⁶, or −1.
    private static int steps(List<Vector> points, Vector goal) {
        for (int k = 0; k < points.size(); k++) {
            if (norm(points.get(k).minus(goal)) <= 1e-6 * norm(goal)) {
                return k;
            }
        }
        return -1;
    }

    /// The points of Newton's method with backtracking, to a gradient of `10⁻⁹`.
    static List<Vector> newton(LogisticLoss loss) {
        BacktrackingLineSearch search = new BacktrackingLineSearch(1, 0.5, 0.25);
        List<Vector> points = new ArrayList<>(List.of(Vector.zeros(2)));
        while (norm(loss.gradient(points.getLast())) > 1e-9) {
            points.add(NewtonMethod.step(loss, points.getLast(), search));
        }
        return points;
    }

    @Example
    void theFitIsThePublishedOne() throws IOException {
        LogisticLoss loss = launches().loss(0, 1);
        Vector w = newton(loss).getLast();
        assertThat(w.get(0)).isCloseTo(15.0429, within(5e-5));
        assertThat(w.get(1)).isCloseTo(-0.23216, within(5e-6));
        assertThat(2 * loss.value(w)).isCloseTo(20.315, within(5e-4)); // the deviance
        double at31 = 1 / (1 + StrictMath.exp(-w.get(0) - 31 * w.get(1)));
        assertThat(at31).isCloseTo(0.9996, within(5e-5));
    }

    /// The table of units and zeros of the temperature.
    @Example
    void anotherUnitAndAnotherZero() throws IOException {
        Launches launches = launches();
        Vector raw = newton(launches.loss(0, 1)).getLast();
        double[][] columns = { // center, scale, condition, its digits, relative error after 20,000
            // steps
            {0, 1, 826_000, 500, 0.97},
            {32, 1.8, 20_700, 50, 0.45},
            {0, launches.std(), 17_700, 50, 0.37},
            {launches.mean(), 1, 31.6, 0.05, 0},
            {launches.mean(), launches.std(), 2.22, 0.005, 0}
        };
        for (double[] column : columns) {
            LogisticLoss loss = launches.loss(column[0], column[1]);
            Vector fit = // the same model
                    Vector.of(raw.get(0) + raw.get(1) * column[0], raw.get(1) * column[1]);
            assertThat(condition(loss, fit)).isCloseTo(column[2], within(column[3]));
            List<Vector> points =
                    new GradientDescent(1 / loss.smoothness())
                            .run(loss, Vector.zeros(2), column[4] > 0 ? 20_000 : 2000);
            if (column[4] > 0) {
                assertThat(norm(points.getLast().minus(fit)) / norm(fit))
                        .isCloseTo(column[4], within(0.005));
            } else {
                assertThat(steps(points, fit)).isEqualTo(column[1] == 1 ? 1241 : 39);
            }
        }
    }

    @Example
    void unitsAreNotCosmetic() throws IOException {
        Launches launches = launches();
        LogisticLoss raw = launches.loss(0, 1);
        LogisticLoss standard = launches.loss(launches.mean(), launches.std());
        Vector rawFit = newton(raw).getLast();
        Vector standardFit = newton(standard).getLast();
        assertThat(condition(raw, rawFit)).isCloseTo(8.26e5, within(5e2));
        assertThat(condition(standard, standardFit)).isCloseTo(2.22, within(0.005));
        Vector zero = Vector.zeros(2);
        GradientDescent standardDescent = new GradientDescent(1 / standard.smoothness());
        assertThat(steps(standardDescent.run(standard, zero, 60), standardFit)).isEqualTo(39);
        GradientDescent descent = new GradientDescent(1 / raw.smoothness());
        Vector late = descent.run(raw, zero, 20_000).getLast();
        assertThat(norm(late.minus(rawFit)) / norm(rawFit)).isCloseTo(0.97, within(0.005));
        double slowest = curvatures(raw, rawFit)[1] / raw.smoothness();
        assertThat(Math.log(1e6) / -Math.log1p(-slowest)).isCloseTo(21e6, within(0.5e6));
        List<Vector> swinging = new Nesterov(raw.smoothness(), 0).run(raw, zero, 20_000);
        assertThat(norm(swinging.getLast().minus(rawFit)) / norm(rawFit))
                .isCloseTo(0.005, within(5e-4));
        List<Vector> restarted = restarted(raw, 20_000);
        assertThat(steps(restarted, rawFit)).isEqualTo(8606);
        assertThat(restarted.subList(8606, 20_001))
                .allMatch(x -> norm(x.minus(rawFit)) <= 1e-6 * norm(rawFit));
        assertThat(steps(newton(raw), rawFit)).isEqualTo(5);
        assertThat(steps(newton(standard), standardFit)).isEqualTo(5);
    }
}
