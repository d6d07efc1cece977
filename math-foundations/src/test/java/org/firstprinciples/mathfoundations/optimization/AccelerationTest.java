package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.gaussian;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.norm;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class AccelerationTest {

    private static final double U = 0x1p-53;

    Descent heavyBall(double smoothness, double convexity) {
        return HeavyBall.tuned(smoothness, convexity);
    }

    Descent nesterov(double smoothness, double convexity) {
        return new Nesterov(smoothness, convexity);
    }

    HeavyBall tuned(double smoothness, double convexity) {
        return HeavyBall.tuned(smoothness, convexity);
    }

    double remainder(HeavyBall ball, int k, double curvature) {
        return ball.remainder(k, curvature);
    }

    private static RotatedBowl bowl(SplittableRandom random, int n, double condition) {
        return RotatedBowl.between(random, n, condition, 1);
    }

    /// `‖e_k‖ ≤ (2k + 1)qᵏ‖e₀‖`, from rest.
    @Claim("OP-06")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theHeavyBallRollsAtTheRootOfTheCondition(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 40) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = n == 1 ? 1 : Math.pow(10, tenths / 10.0);
        double mu = Math.pow(10, random.nextInt(-3, 4));
        RotatedBowl bowl = RotatedBowl.between(random, n, condition * mu, mu);
        Vector e0 = gaussian(random, n);
        double q = (Math.sqrt(condition) - 1) / (Math.sqrt(condition) + 1);
        List<Vector> points =
                heavyBall(condition * mu, mu).run(bowl.f(), bowl.f().minimizer().plus(e0), 200);
        double size = norm(e0) + norm(bowl.f().minimizer());
        for (int k = 0; k <= 200; k++) {
            assertThat(norm(bowl.error(points.get(k))))
                    .isLessThanOrEqualTo(
                            (2 * k + 1) * Math.pow(q, k) * norm(e0) + 1e-13 * n * (k + 1) * size);
        }
    }

    /// The error along each axis is Chebyshev's polynomial, with the tuned parameters and with others.
    @Claim("OP-28")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void eachAxisIsAChebyshevPolynomial(
            @ForAll @IntRange(min = 1, max = 4000) int over,
            @ForAll @IntRange(min = 0, max = 1000) int thousandths,
            @ForAll @IntRange(min = 0, max = 200) int k,
            @ForAll boolean other) {
        double condition = 1 + over;
        double mu = Math.scalb(1.0, over % 9 - 4);
        double lambda = mu * Math.pow(condition, thousandths / 1000.0);
        Quadratic f = new Quadratic(Matrix.of(1, 1, lambda), Vector.zeros(1));
        HeavyBall ball =
                other
                        ? new HeavyBall(1 / (mu * condition), 0.81)
                        : HeavyBall.tuned(mu * condition, mu);
        Descent method = other ? ball : heavyBall(mu * condition, mu);
        double end = method.run(f, Vector.of(1), k).getLast().get(0);
        double left = remainder(ball, k, lambda);
        assertThat(end).isCloseTo(left, within(1e-14 * (k + 1) * (k + 1)));
        // and with trigonometry, U_k(cos t) = sin((k + 1)t)/sin t
        double q = Math.sqrt(ball.momentum());
        double c = (1 + ball.momentum() - ball.learningRate() * lambda) / (2 * q);
        double t = Math.acos(Math.clamp(c, -1, 1));
        if (Math.abs(c) < 1 && Math.sin(t) > 0.01) {
            double expected =
                    Math.pow(q, k) * (Math.sin((k + 1) * t) - q * Math.sin(k * t)) / Math.sin(t);
            assertThat(left).isCloseTo(expected, within(1e-12 * (k + 1) * (k + 1)));
        }
    }

    /// The matrix that takes `(x, x₋)` to `(x₊, x)` has eigenvalues of size `√β`, all the way from `μ` to `L`.
    @Claim("OP-29")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void allEigenvaluesOfAStepHaveOneSize(
            @ForAll @IntRange(min = 1, max = 4000) int over,
            @ForAll @IntRange(min = 1, max = 999) int thousandths) {
        double condition = 1 + over;
        double mu = Math.scalb(1.0, over % 9 - 4);
        double lambda = mu * Math.pow(condition, thousandths / 1000.0);
        HeavyBall ball = tuned(mu * condition, mu);
        double root = (Math.sqrt(condition) - 1) / (Math.sqrt(condition) + 1);
        double trace = 1 + ball.momentum() - ball.learningRate() * lambda;
        assertThat(trace * trace).isLessThanOrEqualTo(4 * root * root * (1 + 1e-12));
        EigenDecomposition step =
                new EigenDecomposition(
                        new Array2DRowRealMatrix(
                                new double[][] {{trace, -ball.momentum()}, {1, 0}}));
        for (int i = 0; i < 2; i++) {
            assertThat(Math.hypot(step.getRealEigenvalue(i), step.getImagEigenvalue(i)))
                    .isCloseTo(root, within(1e-7)); // near-double roots
        }
    }

    /// Any `β = q²` and any `ηλ`, also below 0 and far above 2, where `c` is beyond ±1: the solution of the recursion by
    /// the two eigenvalues of a step, real or complex.
    @Claim("OP-28")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anyBallIsAChebyshevPolynomial(
            @ForAll @IntRange(min = 1, max = 99) int percent,
            @ForAll @IntRange(min = -300, max = 600) int hundredths,
            @ForAll @IntRange(min = 0, max = 60) int k) {
        double q = percent / 100.0;
        double etaLambda = hundredths / 100.0;
        HeavyBall ball = new HeavyBall(0.5, q * q);
        double lambda = 2 * etaLambda;
        double half = (1 + q * q - etaLambda) / 2; // qc
        double square = half * half - q * q;
        Assume.that(Math.abs(square) > 1e-4);
        double root = Math.sqrt(Math.abs(square));
        double expected;
        double largest;
        if (square > 0) {
            double r = half + root;
            double s = half - root;
            double now = Math.pow(r, k + 1) - Math.pow(s, k + 1);
            expected = (now - q * q * (Math.pow(r, k) - Math.pow(s, k))) / (r - s);
            largest = Math.max(Math.abs(r), Math.abs(s));
        } else {
            double angle = Math.atan2(root, half);
            expected =
                    Math.pow(q, k)
                            * (Math.sin((k + 1) * angle) - q * Math.sin(k * angle))
                            / Math.sin(angle);
            largest = q;
        }
        double tolerance = 1e-11 * (k + 1) * (k + 1) * Math.pow(largest, k) + 1e-300;
        assertThat(remainder(ball, k, lambda)).isCloseTo(expected, within(tolerance));
        Quadratic f = new Quadratic(Matrix.of(1, 1, lambda), Vector.zeros(1));
        assertThat(ball.run(f, Vector.of(1), k).getLast().get(0))
                .isCloseTo(expected, within(tolerance));
    }

    /// Any `β` and any `ηλ`, both ends of the range and `β = 0` included: inside both eigenvalues have the size `√β`,
    /// outside one is larger. And the matrix is that of a step.
    @Claim("OP-29")
    @Property(tries = 500)
    void insideTheRangeThereIsOnePaceAndOutsideAWorseOne(
            @ForAll @IntRange(min = 0, max = 31) int q,
            @ForAll @IntRange(min = -24, max = 24) int sixteenths,
            @ForAll @IntRange(min = -4, max = 4) int scale) {
        double root = q / 32.0;
        double beta = root * root; // nothing is rounded up to here
        double trace = 2 * root * sixteenths / 16.0;
        double etaLambda = 1 + beta - trace;
        double eta = Math.scalb(1.0, scale);
        HeavyBall ball = new HeavyBall(eta, beta);
        Quadratic f = new Quadratic(Matrix.of(1, 1, etaLambda / eta), Vector.zeros(1));
        assertThat(ball.step(f, Vector.of(3), Vector.of(5)).get(0)).isEqualTo(trace * 5 - beta * 3);
        EigenDecomposition step =
                new EigenDecomposition(
                        new Array2DRowRealMatrix(new double[][] {{trace, -beta}, {1, 0}}));
        double larger = 0;
        for (int i = 0; i < 2; i++) {
            double size = Math.hypot(step.getRealEigenvalue(i), step.getImagEigenvalue(i));
            larger = Math.max(larger, size);
            if (Math.abs(sixteenths) <= 16) {
                assertThat(size).isCloseTo(root, within(1e-7)); // near-double roots
            }
        }
        if (Math.abs(sixteenths) > 16 && q > 0) {
            assertThat(larger).isGreaterThan(root * 1.2);
        }
    }

    /// On the way the error may grow above `qᵏ`, and it does.
    @Claim("OP-06")
    @Example
    void theBallOvershoots() {
        int grows = 0;
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RotatedBowl bowl = bowl(random, 4, 100);
            Vector e0 = gaussian(random, 4);
            List<Vector> points =
                    heavyBall(100, 1).run(bowl.f(), bowl.f().minimizer().plus(e0), 30);
            double q = 9 / 11.0;
            for (int k = 1; k <= 30; k++) {
                if (norm(bowl.error(points.get(k))) > 2 * Math.pow(q, k) * norm(e0)) {
                    grows++;
                    break;
                }
            }
        }
        assertThat(grows).isGreaterThan(40);
    }

    @Claim("OP-06")
    @Example
    void momentumByHand() {
        HeavyBall ball = HeavyBall.tuned(9, 1);
        assertThat(ball).isEqualTo(new HeavyBall(0.25, 0.25));
        Quadratic f = new Quadratic(Matrix.of(2, 2, 1, 0, 0, 9), Vector.zeros(2));
        List<Vector> points = heavyBall(9, 1).run(f, Vector.of(1, 1), 3);
        assertThat(points)
                .containsExactly(
                        Vector.of(1, 1),
                        Vector.of(0.75, -1.25),
                        Vector.of(0.5, 1),
                        Vector.of(0.3125, -0.6875));
        assertThat(heavyBall(9, 1).run(f, Vector.of(9, 1), 3))
                .containsExactly(
                        Vector.of(9, 1),
                        Vector.of(6.75, -1.25),
                        Vector.of(4.5, 1),
                        Vector.of(2.8125, -0.6875));
        double[][] later = {{1.6875, 0.4375}, {0.984, -0.266}, {0.563, 0.156}};
        List<Vector> ten = heavyBall(9, 1).run(f, Vector.of(9, 1), 6);
        for (int k = 4; k <= 6; k++) {
            assertThat(ten.get(k).get(0)).isCloseTo(later[k - 4][0], within(6e-4));
            assertThat(ten.get(k).get(1)).isCloseTo(later[k - 4][1], within(6e-4));
        }
        double[][] axes = { // λ = 1, 5, 9
            {1, 0.75, 0.5, 0.3125, 0.1875, 0.1094, 0.0625},
            {1, -0.25, -0.25, 0.0625, 0.0625, -0.0156, -0.0156},
            {1, -1.25, 1, -0.6875, 0.4375, -0.2656, 0.1563}
        };
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k <= 6; k++) {
                assertThat(remainder(ball, k, 1 + 4 * i)).isCloseTo(axes[i][k], within(6e-5));
            }
        }
        for (int k = 0; k <= 60; k++) {
            assertThat(remainder(ball, k, 1))
                    .isCloseTo((k + 2) * Math.pow(2, -k - 1), within(1e-15));
            double steep = (1 + 1.5 * k) * Math.pow(-0.5, k); // (1 + (1 + q)k)qᵏ in size
            assertThat(remainder(ball, k, 9)).isCloseTo(steep, within(1e-15));
        }
        assertThat(GradientDescent.tuned(9, 1).remainder(1, 1)).isCloseTo(0.8, within(1e-15));
        assertThat(heavyBall(4, 4).run(f, Vector.of(1, 0), 1).getLast())
                .isEqualTo(new GradientDescent(0.25).step(f, Vector.of(1, 0)));
        assertThat(new HeavyBall(0.5, 0).run(f, Vector.of(1, 1), 5))
                .isEqualTo(new GradientDescent(0.5).run(f, Vector.of(1, 1), 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeavyBall(1, 1))
                .withMessageContaining("got 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> HeavyBall.tuned(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeavyBall(0, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeavyBall(1, 0.5).remainder(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ball.run(f, Vector.of(1, 1), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Nesterov(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nesterov(1, 0).run(f, Vector.of(1, 1), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Quadratic.worstCase(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeavyBall(1, 0).remainder(1, 1))
                .withMessageContaining("gradient descent");
    }

    /// Curvature 25, and 1 between 1 and 2.
    static double slope(double x) {
        return x < 1 ? 25 * x : x < 2 ? x + 24 : 25 * x - 24;
    }

    /// A slope with curvatures from 1 to 25 on which the heavy ball of these bounds runs in a circle for ever, while
    /// Nesterov's method arrives (Lessard, Recht & Packard 2016, §4.6).
    @Claim({"OP-07", "OP-21"})
    @Example
    void theHeavyBallMayRunInCircles() {
        Objective f =
                new ConvexityTest.Pair(
                        v -> {
                            double x = v.get(0);
                            return x < 1
                                    ? 12.5 * x * x
                                    : x < 2 ? x * x / 2 + 24 * x - 12 : 12.5 * x * x - 24 * x + 36;
                        },
                        v -> {
                            return Vector.of(slope(v.get(0)));
                        });
        for (double joint : new double[] {1, 2}) { // the pieces meet
            assertThat(f.value(Vector.of(Math.nextDown(joint))))
                    .isCloseTo(f.value(Vector.of(joint)), within(1e-12));
        }
        HeavyBall ball = HeavyBall.tuned(25, 1);
        assertThat(ball.learningRate()).isEqualTo(1 / 9.0, within(1e-17));
        assertThat(ball.momentum()).isEqualTo(4 / 9.0, within(1e-16));
        List<Vector> circle = ball.run(f, Vector.of(3.3), 600);
        double[] expected = {792 / 1225.0, -2208 / 1225.0, 2592 / 1225.0};
        int first = 598;
        while (circle.get(first).get(0) < 0 || circle.get(first).get(0) > 1) {
            first--;
        }
        for (int i = 0; i < 9; i++) {
            assertThat(circle.get(first - 9 + i).get(0)).isCloseTo(expected[i % 3], within(1e-12));
        }
        check(f, Vector.zeros(1), Vector.of(3.3), 25, 1);
        List<Vector> arrives = nesterov(25, 1).run(f, Vector.of(3.3), 150);
        assertThat(arrives.get(1).get(0)).isCloseTo(0.96, within(1e-12));
        for (Vector x : arrives.subList(2, 151)) {
            assertThat(x.get(0)).isCloseTo(0, within(1e-12));
        }
        assertThat(new HeavyBall(1 / 25.0, 2 / 3.0).run(f, Vector.of(3.3), 150).getLast().get(0))
                .isCloseTo(0, within(1e-9));
        Nesterov tooFast = new Nesterov(9, 0); // the heavy ball's 1/9 and 4/9
        Vector before = Vector.of(3.3);
        Vector x = before;
        for (double runsAway : new double[] {-3.2, 10.8, -27.7}) {
            Vector next = tooFast.step(f, before, x, 4 / 9.0);
            before = x;
            x = next;
            assertThat(x.get(0)).isCloseTo(runsAway, within(0.05));
        }
    }

    /// Convex and no more: flat axes, and straight walls with a round bottom.
    @Claim("OP-07")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void accelerationWhereTheSurfaceIsFlat(
            @ForAll @IntRange(min = 1, max = 8) int n, @ForAll boolean walls, @ForAll long seed) {
        GradientDescentTest.Convex c =
                GradientDescentTest.convex(new SplittableRandom(seed), walls ? 1 : 0, n);
        double smoothness = c.s().smoothness();
        Vector error = c.start().minus(c.minimizer());
        double rounding = 200 * c.s().rounding(c.start(), c.minimizer());
        List<Vector> points = nesterov(smoothness, 0).run(c.s().f(), c.start(), 150);
        for (int k = 1; k <= 150; k++) {
            assertThat(c.s().f().value(points.get(k)) - c.s().f().value(c.minimizer()))
                    .isLessThanOrEqualTo(
                            2 * smoothness * error.dot(error) / ((k + 1.0) * (k + 1)) + rounding);
        }
    }

    /// Convex: `f(x_k) − f* ≤ 2L‖x₀ − x*‖²/(k + 1)²`; strongly convex: linear with `1 − 1/√κ`.
    @Claim({"OP-07", "OP-21"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void accelerationOnBowls(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 40) int tenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = n == 1 ? 1 : Math.pow(10, tenths / 10.0);
        double mu = Math.pow(10, random.nextInt(-3, 4));
        RotatedBowl bowl = RotatedBowl.between(random, n, condition * mu, mu);
        check(bowl.f(), bowl.f().minimizer(), gaussian(random, n), condition * mu, mu);
    }

    @Claim({"OP-07", "OP-21"})
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void accelerationOnRegression(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double ridge = Math.pow(2, random.nextInt(-8, 2));
        LogisticLoss f =
                new LogisticLoss(Matrix.of(8, n, gaussian(random, 8 * n).toArray()), ridge);
        check(f, GradientDescentTest.minimum(f, n), gaussian(random, n), f.smoothness(), ridge);
    }

    private void check(
            Objective f, Vector minimizer, Vector start, double smoothness, double convexity) {
        double least = f.value(minimizer);
        Vector error = start.minus(minimizer);
        double square = error.dot(error);
        double first = f.value(start) - least;
        double size = norm(start) + norm(minimizer);
        double rounding = 1e-13 * (f.value(start) + smoothness * size * size);
        List<Vector> convex = nesterov(smoothness, 0).run(f, start, 150);
        List<Vector> strong = nesterov(smoothness, convexity).run(f, start, 150);
        double rate = 1 - Math.sqrt(convexity / smoothness);
        for (int k = 0; k <= 150; k++) {
            double bound =
                    k == 0
                            ? smoothness * square / 2
                            : 2 * smoothness * square / ((k + 1.0) * (k + 1));
            assertThat(f.value(convex.get(k)) - least).isLessThanOrEqualTo(bound + rounding);
            assertThat(f.value(strong.get(k)) - least)
                    .isLessThanOrEqualTo(
                            Math.pow(rate, k) * (first + convexity / 2 * square) + rounding);
        }
        Vector descent = new GradientDescent(1 / smoothness).step(f, start);
        assertThat(convex.get(1)).isEqualTo(descent); // the first step has no momentum
        assertThat(strong.get(1)).isEqualTo(descent);
    }

    /// Along an axis of curvature `λ` the error obeys `e₊ = (1 − λ/L)(e + β(e − e₋))`; at `λ = L` one step ends it.
    @Claim({"OP-07", "OP-21"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theGradientIsThatOfThePointAhead(
            @ForAll @IntRange(min = 1, max = 1000) int condition,
            @ForAll @IntRange(min = 0, max = 8) int eighths,
            @ForAll @IntRange(min = -4, max = 4) int scale,
            @ForAll @IntRange(min = 2, max = 60) int k) {
        double lambda = 1 + (condition - 1) * eighths / 8.0;
        double mu = Math.scalb(1.0, scale);
        Quadratic f = new Quadratic(Matrix.of(1, 1, lambda * mu), Vector.zeros(1));
        double root = Math.sqrt(1.0 / condition);
        double beta = (1 - root) / (1 + root);
        List<Vector> strong = nesterov(condition * mu, mu).run(f, Vector.of(1), k);
        List<Vector> convex = nesterov(condition * mu, 0).run(f, Vector.of(1), k);
        double two =
                (1 - 1.0 / condition)
                        * (1 + beta); // on the flattest axis both eigenvalues are 1 − 1/√κ
        assertThat(two).isCloseTo(2 * (1 - root), within(8 * U));
        assertThat((1 - 1.0 / condition) * beta).isCloseTo((1 - root) * (1 - root), within(8 * U));
        double[] s = {1, 1 - lambda / condition};
        double[] c = {1, 1 - lambda / condition};
        double t = 1;
        for (int i = 1; i <= k; i++) {
            assertThat(strong.get(i).get(0)).isCloseTo(s[1], within(100 * U * i * i));
            assertThat(convex.get(i).get(0)).isCloseTo(c[1], within(100 * U * i * i));
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            s = new double[] {s[1], (1 - lambda / condition) * (s[1] + beta * (s[1] - s[0]))};
            c =
                    new double[] {
                        c[1], (1 - lambda / condition) * (c[1] + (t - 1) / next * (c[1] - c[0]))
                    };
            t = next;
        }
    }

    /// It is no descent method: in more than half of the runs on a long valley `f` rises somewhere.
    @Claim("OP-07")
    @Example
    void theObjectiveMayRise() {
        int rises = 0;
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RotatedBowl bowl = bowl(random, 4, 1000);
            List<Vector> points =
                    nesterov(1000, 0)
                            .run(bowl.f(), bowl.f().minimizer().plus(gaussian(random, 4)), 100);
            for (int k = 1; k <= 100; k++) {
                if (bowl.f().value(points.get(k)) > bowl.f().value(points.get(k - 1))) {
                    rises++;
                    break;
                }
            }
        }
        assertThat(rises).isGreaterThan(25);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nesterov(1, 2))
                .withMessage("0 ≤ μ ≤ L is needed, got μ = 2.0 and L = 1.0");
    }

    @Mutant("OP-06") // no memory
    static class Forgets extends AccelerationTest {
        @Override
        Descent heavyBall(double smoothness, double convexity) {
            return new GradientDescent(HeavyBall.tuned(smoothness, convexity).learningRate());
        }
    }

    @Mutant({"OP-06", "OP-28"}) // the next step in place of the last one: the momentum pushes back
    static class PushesBack extends AccelerationTest {
        @Override
        Descent heavyBall(double smoothness, double convexity) {
            HeavyBall ball = HeavyBall.tuned(smoothness, convexity);
            return (f, start, k) -> {
                List<Vector> points = new ArrayList<>(List.of(start));
                Vector before = start;
                for (int i = 0; i < k; i++) {
                    Vector x = points.getLast();
                    Vector gradient = f.gradient(x).times(ball.learningRate());
                    points.add(x.minus(gradient).plus(before.minus(x).times(ball.momentum())));
                    before = x;
                }
                return points;
            };
        }
    }

    /// Nesterov's method with the gradient taken elsewhere, or another sequence of `t`.
    private static Descent wrong(
            double smoothness, double convexity, boolean ahead, double firstT) {
        return (f, start, k) -> {
            List<Vector> points = new ArrayList<>(List.of(start));
            double root = Math.sqrt(convexity / smoothness);
            double t = firstT;
            Vector y = start;
            for (int i = 0; i < k; i++) {
                Vector at = ahead ? y : points.getLast();
                Vector x = y.minus(f.gradient(at).times(1 / smoothness));
                double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
                double beta = convexity > 0 ? (1 - root) / (1 + root) : (t - 1) / next;
                y = x.plus(x.minus(points.getLast()).times(beta));
                points.add(x);
                t = next;
            }
            return points;
        };
    }

    @Mutant("OP-28") // without the second polynomial
    static class StartsWithSpeed extends AccelerationTest {
        @Override
        double remainder(HeavyBall ball, int k, double curvature) {
            return k == 0
                    ? 1
                    : ball.remainder(k, curvature)
                            + ball.momentum() * remainder(ball, k - 1, curvature);
        }
    }

    @Mutant("OP-29") // β = q in place of q²
    static class ForgetsTheSquare extends AccelerationTest {
        @Override
        HeavyBall tuned(double smoothness, double convexity) {
            HeavyBall ball = HeavyBall.tuned(smoothness, convexity);
            return new HeavyBall(ball.learningRate(), Math.sqrt(ball.momentum()));
        }
    }

    @Mutant({"OP-07", "OP-21"}) // the gradient where the point is, not where the momentum leads
    static class LooksDown extends AccelerationTest {
        @Override
        Descent nesterov(double smoothness, double convexity) {
            return wrong(smoothness, convexity, false, 1);
        }
    }

    @Mutant("OP-07") // t one step ahead
    static class StartsLate extends AccelerationTest {
        @Override
        Descent nesterov(double smoothness, double convexity) {
            return wrong(smoothness, convexity, true, (1 + Math.sqrt(5)) / 2);
        }
    }

    @Mutant({"OP-07", "OP-21"}) // plain gradient descent
    static class Plain extends AccelerationTest {
        @Override
        Descent nesterov(double smoothness, double convexity) {
            return new GradientDescent(1 / smoothness);
        }
    }
}
