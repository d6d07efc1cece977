package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.norm;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Angle;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// The numbers that the document prints for its running example, the valley `½(a² + 9b²)` from (9,1).
class ValleyTest {

    static final Quadratic VALLEY = new Quadratic(Matrix.of(2, 2, 1, 0, 0, 9), Vector.zeros(2));
    static final Vector START = Vector.of(9, 1);

    private static void assertHeights(Descent method, Vector start, double... expected) {
        List<Vector> points = method.run(VALLEY, start, expected.length - 1);
        for (int k = 0; k < expected.length; k++) {
            assertThat(VALLEY.value(points.get(k))).isCloseTo(expected[k], within(0.05));
        }
    }

    @Example
    void theFirstSteps() {
        assertThat(VALLEY.value(START)).isEqualTo(45);
        assertThat(VALLEY.gradient(START)).isEqualTo(Vector.of(9, 9));
        assertThat(norm(VALLEY.gradient(START)) * 0.2).isCloseTo(2.55, within(0.005));
        List<Vector> points = new GradientDescent(0.2).run(VALLEY, START, 4);
        double[][] expected = {
            {9, 1, 45},
            {7.2, -0.8, 28.8},
            {5.76, 0.64, 18.43},
            {4.608, -0.512, 11.80},
            {3.686, 0.410, 7.55}
        };
        for (int k = 0; k < 5; k++) {
            assertThat(points.get(k).get(0)).isCloseTo(expected[k][0], within(0.0005));
            assertThat(points.get(k).get(1)).isCloseTo(expected[k][1], within(0.0005));
            assertThat(VALLEY.value(points.get(k))).isCloseTo(expected[k][2], within(0.005));
        }
        // from (0,1) the tuned heavy ball climbs first
        List<Vector> ball = HeavyBall.tuned(9, 1).run(VALLEY, Vector.of(0, 1), 10);
        assertThat(VALLEY.value(ball.get(0))).isEqualTo(4.5);
        assertThat(VALLEY.value(ball.get(1))).isCloseTo(7.03, within(0.005));
        assertThat(VALLEY.value(ball.get(10))).isCloseTo(0.0011, within(5e-5));
        assertThat(VALLEY.value(new GradientDescent(0.2).run(VALLEY, Vector.of(0, 1), 10).get(10)))
                .isCloseTo(0.052, within(5e-4));
    }

    @Example
    void fourLearningRates() {
        assertHeights(new GradientDescent(0.1), START, 45, 32.9, 26.6, 21.5, 17.4, 14.1, 11.4);
        assertHeights(new GradientDescent(0.2), START, 45, 28.8, 18.4, 11.8, 7.5, 4.8, 3.1);
        assertHeights(new GradientDescent(2 / 9.0), START, 45, 29.0, 19.3, 13.5, 9.9, 7.8, 6.5);
        assertHeights(new GradientDescent(0.25), START, 45, 29.8, 23.8, 24.4, 30.9, 44.2, 66.8);
    }

    @Example
    void stepsForADigit() {
        double[] conditions = {9, 100, 1e4, 1e6};
        double[] descent = {10.3, 115, 11_513, 1_151_293};
        double[] ball = {3.3, 11.5, 115, 1151};
        int[] fromRest = {15, 59, 709, 8314};
        double[] factors = {0.8, 0.980, 0.99980, 0.9999980};
        double[] digits = {0.05, 5e-4, 5e-6, 5e-8};
        for (int i = 0; i < 4; i++) {
            double condition = conditions[i];
            double factor = GradientDescent.tuned(condition, 1).factor(condition, 1);
            double q = Math.sqrt(HeavyBall.tuned(condition, 1).momentum());
            assertThat(factor).isCloseTo(factors[i], within(digits[i]));
            assertThat(-Math.log(10) / Math.log(factor) / descent[i]).isCloseTo(1, within(0.005));
            assertThat(-Math.log(10) / Math.log(q) / ball[i]).isCloseTo(1, within(0.01));
            int k = fromRest[i]; // the first with (2k + 1)qᵏ ≤ 10⁻³
            assertThat((2 * k + 1) * Math.pow(q, k)).isLessThanOrEqualTo(1e-3);
            assertThat((2 * k - 1) * Math.pow(q, k - 1)).isGreaterThan(1e-3);
        }
        assertThat(new GradientDescent(1 / 9.0).factor(9, 1)).isCloseTo(8 / 9.0, within(1e-15));
        assertThat(3 * Math.log(10) / Math.log(11 / 9.0)).isBetween(34.0, 35.0);
        // the exercise
        assertThat(Math.log(10) / Math.log(401 / 399.0)).isCloseTo(460.5, within(0.05));
        assertThat(Math.log(10) / Math.log(21 / 19.0)).isCloseTo(23.0, within(0.05));
        assertThat(251 * Math.pow(19 / 21.0, 125)).isCloseTo(0.00093, within(5e-6));
        assertThat(249 * Math.pow(19 / 21.0, 124)).isCloseTo(0.00101, within(6e-6));
        assertThat(saving(99.3)).isLessThan(10);
        assertThat(saving(99.4)).isGreaterThan(10);
        // the table of methods, κ = 100: distances, and for Nesterov's method the height
        assertThat(-Math.log(10) / Math.log(0.9)).isCloseTo(22, within(0.5));
        assertThat(-2 * Math.log(10) / Math.log(0.9)).isCloseTo(44, within(0.5));
    }

    /// How many times fewer steps for a digit the tuned heavy ball needs than gradient descent.
    private static double saving(double condition) {
        double q = Math.sqrt(HeavyBall.tuned(condition, 1).momentum());
        return Math.log(q) / Math.log(GradientDescent.tuned(condition, 1).factor(condition, 1));
    }

    /// The exercises on `½(a² + 4b²)`.
    @Example
    void exercisesInASmallerValley() {
        Quadratic f = new Quadratic(Matrix.of(2, 2, 1, 0, 0, 4), Vector.zeros(2));
        assertNear(GradientDescent.tuned(4, 1).step(f, Vector.of(4, 2)), 2.4, -1.2);
        List<Vector> border = new GradientDescent(0.5).run(f, Vector.of(4, 2), 2);
        assertNear(border.get(1), 2, -2);
        assertNear(border.get(2), 1, 2);
        Vector start = Vector.of(4, 1);
        List<Vector> ball = HeavyBall.tuned(4, 1).run(f, start, 2);
        assertNear(ball.get(1), 20 / 9.0, -7 / 9.0);
        assertNear(ball.get(2), 28 / 27.0, 11 / 27.0);
        List<Vector> ahead = new Nesterov(4, 1).run(f, start, 2);
        assertNear(ahead.get(1), 3, 0);
        assertNear(ahead.get(2), 2, 0);
        Vector g = f.gradient(start);
        BacktrackingLineSearch.Step step =
                new BacktrackingLineSearch(1, 0.5, 0.5).search(f::value, start, g, g.times(-1));
        assertThat(step).isEqualTo(new BacktrackingLineSearch.Step(0.25, Vector.of(3, 0), 4.5, 2));
        List<Vector> conjugate = OptimizationPicturesTest.conjugateGradients(f, start, 2, -1);
        assertNear(conjugate.get(1), 2.4, -0.6);
        assertNear(conjugate.get(2), 0, 0);
    }

    /// The exercise on units and zeros: the condition from trace and determinant.
    @Example
    void conditionsOfTwoTemperatures() {
        assertThat(condition(99, 101)).isCloseTo(1e8, within(1e5));
        assertThat(condition(-1, 1)).isEqualTo(1);
        assertThat(condition(0.99, 1.01)).isCloseTo(4e4, within(100.0));
    }

    private static double condition(double first, double second) {
        double trace = 2 + first * first + second * second;
        double determinant = Math.pow(second - first, 2);
        double larger = (trace + Math.sqrt(trace * trace - 4 * determinant)) / 2;
        return larger * larger / determinant; // the smaller one is determinant / larger
    }

    private static void assertNear(Vector x, double a, double b) {
        assertThat(norm(x.minus(Vector.of(a, b)))).isLessThan(1e-14);
    }

    @Example
    void convexityAndBounds() {
        assertThat(VALLEY.value(Vector.of(0, 1))).isEqualTo(4.5);
        assertThat(Convexity.tangentGap(VALLEY, START, Vector.zeros(2))).isEqualTo(45);
        assertThat(Convexity.jensenGap(VALLEY, List.of(START, Vector.of(-9, 1)), 0.5, 0.5))
                .isEqualTo(40.5);
        assertThat(DescentLemma.guaranteedDecrease(VALLEY, START, 1 / 9.0, 9))
                .isCloseTo(9, within(1e-14));
        List<Vector> points = new GradientDescent(1 / 9.0).run(VALLEY, START, 10);
        assertThat(norm(points.get(1).minus(Vector.of(8, 0)))).isLessThan(1e-14);
        assertThat(VALLEY.value(points.get(1))).isCloseTo(32, within(1e-13));
        assertThat(9 * START.dot(START) / 42).isCloseTo(17.6, within(0.05));
        assertThat(VALLEY.value(points.get(10))).isCloseTo(3.84, within(0.005));
        assertThat(VALLEY.gradient(START).dot(START)).isEqualTo(90);
    }

    @Example
    void momentum() {
        List<Vector> ball = HeavyBall.tuned(9, 1).run(VALLEY, START, 20);
        List<Vector> descent = new GradientDescent(0.2).run(VALLEY, START, 20);
        assertThat(norm(ball.get(10))).isCloseTo(0.055, within(5e-4));
        assertThat(norm(descent.get(10))).isCloseTo(0.972, within(5e-4));
        assertThat(norm(ball.get(20))).isCloseTo(0.0001, within(5e-5));
        assertThat(norm(descent.get(20))).isCloseTo(0.104, within(5e-4));
        assertThat(norm(new HeavyBall(0.25, 0.9).run(VALLEY, START, 20).getLast()))
                .isCloseTo(1.55, within(0.005));
        Quadratic round = new Quadratic(Matrix.of(1, 1, 4), Vector.zeros(1));
        assertThat(new HeavyBall(0.25, 0.9).run(round, Vector.of(1), 20).getLast().get(0))
                .isCloseTo(-0.40, within(0.005));
        assertThat(new Nesterov(4, 0).step(round, Vector.of(7), Vector.of(1), 0.9).get(0)).isZero();
    }

    @Example
    void nesterov() {
        List<Vector> known = new Nesterov(9, 1).run(VALLEY, START, 200);
        double[] along = {9, 8, 6.667, 5.333, 4.148};
        for (int k = 0; k < along.length; k++) {
            assertThat(known.get(k).get(0)).isCloseTo(along[k], within(5e-4));
        }
        Vector ahead = known.get(1).plus(known.get(1).minus(known.get(0)).times(0.5));
        assertNear(ahead, 7.5, -0.5);
        assertNear(VALLEY.gradient(ahead), 7.5, -4.5);
        for (int k = 1; k <= 200; k++) {
            assertThat(known.get(k).get(1)).isCloseTo(0, within(1e-15));
        }
        assertThat(known.get(200).get(0) / known.get(199).get(0)).isBetween(0.666, 0.671);
        List<Vector> growing = new Nesterov(9, 0).run(VALLEY, START, 14);
        assertThat(VALLEY.value(growing.get(10))).isCloseTo(0.009, within(5e-4));
        assertThat(VALLEY.value(growing.get(14))).isCloseTo(0.157, within(5e-4));
        // the momentum that is used after steps 1, 2, …
        double[] expected = {0, 0.28, 0.43, 0.53, 0.60};
        double t = 1;
        for (double momentum : expected) {
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            assertThat((t - 1) / next).isCloseTo(momentum, within(0.005));
            t = next;
        }
        assertThat(Math.ceil(Math.sqrt(2e6)) - 1).isEqualTo(1414); // 2/(k + 1)² ≤ 10⁻⁶
        assertThat(1e6 / 4 - 0.5).isBetween(249_999.0, 250_000.0); // 1/(4k + 2) ≤ 10⁻⁶
    }

    @Example
    void anglesAndSizes() {
        assertThat(Math.toDegrees(Angle.of(START, VALLEY.gradient(START))))
                .isCloseTo(38.7, within(0.05));
        double worst = Math.atan((1e4 - 1) / (2 * Math.sqrt(1e4))); // at an error of (√κ,1)
        Quadratic narrow = new Quadratic(Matrix.of(2, 2, 1, 0, 0, 1e4), Vector.zeros(2));
        Vector x = Vector.of(100, 1);
        assertThat(Angle.of(x, narrow.gradient(x))).isCloseTo(worst, within(1e-12));
        assertThat(Math.toDegrees(worst)).isCloseTo(88.9, within(0.05));
        assertThat(NewtonMethod.step(VALLEY, START)).isEqualTo(Vector.zeros(2));
        assertThat(1 - 4 / 12.0).isCloseTo(2 / 3.0, within(1e-15)); // of a⁴, one step of Newton
        assertThat(Math.pow(2 / 3.0, 5)).isCloseTo(0.132, within(5e-4));
        assertThat(Math.pow(2 / 3.0, 6)).isCloseTo(0.088, within(5e-4));
        double parameters = 124_439_808;
        assertThat(parameters * parameters).isCloseTo(1.5e16, within(0.05e16));
        assertThat(parameters * parameters * 4 / 1e9).isCloseTo(62e6, within(0.5e6));
    }
}
