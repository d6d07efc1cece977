package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.gaussian;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.norm;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.List;
import java.util.SplittableRandom;

class GradientDescentTest {

    private static final double U = 0x1p-53;

    Descent subject(double learningRate) {
        return new GradientDescent(learningRate);
    }

    double tunedRate(double smoothness, double convexity) {
        return GradientDescent.tuned(smoothness, convexity).learningRate();
    }

    double upperBound(Objective f, Vector x, Vector y, double smoothness) {
        return DescentLemma.upperBound(f, x, y, smoothness);
    }

    boolean isStable(double learningRate, double curvature) {
        return new GradientDescent(learningRate).isStable(curvature);
    }

    /// A function and its `L`.
    record Smooth(Objective f, double smoothness) {}

    private static Smooth smooth(SplittableRandom random, int kind, int n) {
        Matrix a = Matrix.of(6, n, gaussian(random, 6 * n).toArray());
        if (kind == 0) {
            double[] curvatures = new double[n];
            curvatures[0] = 4;
            for (int i = 1; i < n; i++) {
                curvatures[i] = Math.max(0, random.nextDouble(-4, 4));
            }
            return new Smooth(RotatedBowl.of(random, curvatures).f(), 4);
        }
        LogisticLoss logistic = new LogisticLoss(a, 0);
        if (kind == 1) {
            return new Smooth(logistic, logistic.smoothness());
        }
        Objective softmax =
                new ConvexityTest.Pair(
                        w -> LogSumExp.of(a.times(w).toArray()),
                        w -> a.transpose().times(Vector.of(Softmax.of(a.times(w).toArray()))));
        return new Smooth(softmax, 2 * logistic.smoothness());
    }

    /// The parabola lies above, the decrease is what was promised, and the gradient is co-coercive.
    @Claim("OP-02")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void smoothFunctionsLieBelowTheirParabola(
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 16) int eighths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Smooth s = smooth(random, kind, n);
        Vector x = gaussian(random, n);
        Vector y = x.plus(gaussian(random, n).times(random.nextBoolean() ? 1e-6 : 3));
        double size = 1 + norm(x) + norm(y);
        double rounding = 64 * n * U * (1 + s.smoothness) * size * size;
        assertThat(s.f.value(y))
                .isLessThanOrEqualTo(upperBound(s.f, x, y, s.smoothness) + rounding);
        double rate = eighths / 8.0 / s.smoothness; // up to 2/L
        Vector next = subject(rate).run(s.f, x, 1).getLast();
        double promised = DescentLemma.guaranteedDecrease(s.f, x, rate, s.smoothness);
        assertThat(promised).isGreaterThanOrEqualTo(-rounding);
        assertThat(s.f.value(next)).isLessThanOrEqualTo(s.f.value(x) - promised + rounding);
        assertThat(DescentLemma.cocoercivityGap(s.f, x, y, s.smoothness))
                .isGreaterThanOrEqualTo(-rounding);
    }

    /// Along the axis of the largest curvature all three are equalities.
    @Claim("OP-02")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theTopEigenvectorAttainsTheBounds(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 16) int eighths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double smoothness = 1 << random.nextInt(6);
        double[] curvatures = new double[n];
        for (int i = 0; i < n; i++) {
            curvatures[i] = smoothness / (i + 1);
        }
        RotatedBowl bowl = RotatedBowl.of(random, curvatures);
        Vector x = bowl.f().minimizer().plus(bowl.axis(0));
        Vector y = bowl.f().minimizer().plus(bowl.axis(0).times(random.nextDouble(-2, 3)));
        double rounding = 64 * n * U * smoothness * 16 * (1 + norm(bowl.f().minimizer()));
        double rate = eighths / 8.0 / smoothness;
        Vector next = subject(rate).run(bowl.f(), x, 1).getLast();
        assertThat(upperBound(bowl.f(), x, y, smoothness))
                .isCloseTo(bowl.f().value(y), within(rounding));
        assertThat(bowl.f().value(x) - bowl.f().value(next))
                .isCloseTo(
                        DescentLemma.guaranteedDecrease(bowl.f(), x, rate, smoothness),
                        within(rounding));
        assertThat(DescentLemma.cocoercivityGap(bowl.f(), x, y, smoothness))
                .isCloseTo(0, within(rounding));
        assertThat(subject(rate).run(bowl.f(), bowl.f().minimizer(), 1).getLast())
                .isEqualTo(bowl.f().minimizer());
    }

    /// With `η = 1/L`, `f(x_k) − f* ≤ L‖x₀ − x*‖²/(4k + 2)`, also where many points are minima; neither `f` nor the
    /// distance grows.
    @Claim("OP-03")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void convexFunctionsFallLikeOneOverK(
            @ForAll @IntRange(min = 1, max = 8) int n, @ForAll boolean flat, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double smoothness;
        TwiceDifferentiable f;
        Vector minimizer;
        Vector start = gaussian(random, n).times(3);
        if (flat) {
            smoothness = 4;
            double[] curvatures = new double[n];
            for (int i = 0; i < n; i++) { // half of them below 0 and so 0, the others small
                curvatures[i] =
                        i == 0
                                ? 4
                                : random.nextBoolean() ? 0 : 4 * Math.exp(-8 * random.nextDouble());
            }
            RotatedBowl bowl = RotatedBowl.of(random, curvatures);
            minimizer = bowl.f().minimizer();
            for (int i = 0; i < n; i++) { // the minimum that is nearest to the start
                if (curvatures[i] == 0) {
                    Vector axis = bowl.axis(i);
                    minimizer = minimizer.plus(axis.times(axis.dot(start.minus(minimizer))));
                }
            }
            f = bowl.f();
        } else {
            LogisticLoss loss =
                    new LogisticLoss(Matrix.of(6, n, gaussian(random, 6 * n).toArray()), 0.1);
            smoothness = loss.smoothness();
            minimizer = minimum(loss, n);
            f = loss;
        }
        double least = f.value(minimizer);
        double square = start.minus(minimizer).dot(start.minus(minimizer));
        double size = norm(start) + norm(minimizer);
        List<Vector> points = subject(1 / smoothness).run(f, start, 40);
        for (int k = 0; k <= 40; k++) {
            double rounding = 64 * n * U * (k + 1) * (smoothness * size * size + least);
            double value = f.value(points.get(k));
            assertThat(value - least)
                    .isLessThanOrEqualTo(smoothness * square / (4 * k + 2) + rounding);
            if (k > 0) {
                assertThat(value).isLessThanOrEqualTo(f.value(points.get(k - 1)) + rounding);
                assertThat(norm(points.get(k).minus(minimizer)))
                        .isLessThanOrEqualTo(
                                norm(points.get(k - 1).minus(minimizer)) + 1e-14 * (k + 1) * size);
            }
        }
    }

    /// A function with a bottom of width `2a` and straight walls takes as long as the bound allows.
    @Claim("OP-03")
    @Property(tries = 200)
    void theBoundIsReached(
            @ForAll @IntRange(min = 0, max = 50) int k,
            @ForAll @IntRange(min = -9, max = 9) int scale,
            @ForAll @IntRange(min = 1, max = 99) int radius) {
        double smoothness = Math.pow(2, scale) * 1.25;
        double a = radius / (2.0 * k + 1);
        Objective huber =
                new ConvexityTest.Pair(
                        x ->
                                Math.abs(x.get(0)) >= a
                                        ? smoothness * a * (Math.abs(x.get(0)) - a / 2)
                                        : smoothness * x.get(0) * x.get(0) / 2,
                        x -> Vector.of(smoothness * Math.clamp(x.get(0), -a, a)));
        List<Vector> points = subject(1 / smoothness).run(huber, Vector.of(radius), k);
        double bound = smoothness * radius * radius / (4 * k + 2);
        assertThat(huber.value(points.get(k)))
                .isCloseTo(bound, within(1e-14 * smoothness * radius * radius));
    }

    /// With `η = 2/(L + μ)` the distance falls by `(κ − 1)/(κ + 1)` a step, and by no more from between the two ends.
    @Claim("OP-04")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void strongConvexityGivesALinearRate(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 40) int tenths,
            @ForAll boolean ends,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double condition = n == 1 ? 1 : Math.pow(10, tenths / 10.0);
        double convexity = Math.pow(2, random.nextInt(-3, 4));
        double smoothness = condition * convexity;
        RotatedBowl bowl = RotatedBowl.between(random, n, smoothness, convexity);
        Vector e0 =
                !ends
                        ? gaussian(random, n)
                        : n == 1 ? bowl.axis(0) : bowl.axis(0).minus(bowl.axis(1));
        Vector start = bowl.f().minimizer().plus(e0);
        double rate = (condition - 1) / (condition + 1);
        List<Vector> points = subject(tunedRate(smoothness, convexity)).run(bowl.f(), start, 40);
        List<Vector> slow = subject(1 / smoothness).run(bowl.f(), start, 40);
        double size = norm(e0) + norm(bowl.f().minimizer());
        for (int k = 0; k <= 40; k++) {
            double rounding = 30 * n * U * (k + 1) * size;
            double error = norm(bowl.error(points.get(k)));
            double bound = Math.pow(rate, k) * norm(e0);
            assertThat(error).isLessThanOrEqualTo(bound + rounding);
            if (ends) {
                assertThat(error).isCloseTo(bound, within(rounding));
            }
            assertThat(norm(bowl.error(slow.get(k))))
                    .isLessThanOrEqualTo(Math.pow(1 - 1 / condition, k) * norm(e0) + rounding);
        }
    }

    /// On any function with curvatures from `μ` to `L`: `‖x_k − x*‖² ≤ (1 − μ/L)ᵏ‖x₀ − x*‖²` for `η = 1/L`.
    @Claim("OP-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void regressionConvergesLinearly(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double ridge = Math.pow(2, random.nextInt(-6, 3));
        LogisticLoss loss =
                new LogisticLoss(Matrix.of(6, n, gaussian(random, 6 * n).toArray()), ridge);
        Vector minimizer = minimum(loss, n);
        Vector start = gaussian(random, n).times(5);
        double smoothness = loss.smoothness();
        List<Vector> points = subject(1 / smoothness).run(loss, start, 60);
        double rounding = 1000 * n * U * (norm(start) + norm(minimizer)) * smoothness / ridge;
        for (int k = 0; k <= 60; k++) {
            assertThat(norm(points.get(k).minus(minimizer)))
                    .isLessThanOrEqualTo(
                            Math.pow(1 - ridge / smoothness, k / 2.0) * norm(start.minus(minimizer))
                                    + rounding);
        }
    }

    /// `e_k = (1 − ηλ)ᵏe₀` in each coordinate, exactly, for powers of 2: flat, falling, hopping and running away.
    @Claim("OP-05")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void eachCoordinateGoesItsOwnWay(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 12) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double rate = Math.pow(2, -random.nextInt(4));
        double[] h = new double[n * n];
        double[] start = new double[n];
        double[] minimizer = new double[n];
        for (int i = 0; i < n; i++) {
            int exponent = random.nextInt(-3, 3);
            double t = random.nextInt(5) == 0 ? 0 : Math.pow(2, exponent); // ηλ
            h[i * n + i] = (random.nextInt(4) == 0 ? -t : t) / rate;
            minimizer[i] = random.nextInt(-3, 4);
            start[i] = minimizer[i] + random.nextInt(-7, 8);
        }
        Quadratic f = new Quadratic(Matrix.of(n, n, h), Vector.of(minimizer));
        Vector end = subject(rate).run(f, Vector.of(start), k).getLast();
        for (int i = 0; i < n; i++) {
            double factor = 1 - rate * h[i * n + i];
            double power = 1;
            for (int j = 0; j < k; j++) {
                power *= factor;
            }
            assertThat(end.get(i) - minimizer[i]).isEqualTo(power * (start[i] - minimizer[i]));
            assertThat(new GradientDescent(rate).remainder(k, h[i * n + i])).isEqualTo(power);
            assertThat(isStable(rate, h[i * n + i])).isEqualTo(Math.abs(factor) < 1);
        }
    }

    /// The same along the axes of a rotated bowl, against the closed form.
    @Claim("OP-05")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void eachAxisGoesItsOwnWay(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 0, max = 40) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] curvatures = new double[n];
        double most = 1;
        GradientDescent descent = new GradientDescent(0.5);
        for (int i = 0; i < n; i++) {
            curvatures[i] = random.nextDouble(-0.5, 5);
            most = Math.max(most, Math.abs(1 - 0.5 * curvatures[i]));
        }
        RotatedBowl bowl = RotatedBowl.of(random, curvatures);
        Vector e0 = gaussian(random, n);
        Vector start = bowl.f().minimizer().plus(e0);
        Vector error = bowl.error(subject(0.5).run(bowl.f(), start, k).getLast());
        double size = norm(e0) + norm(bowl.f().minimizer());
        for (int i = 0; i < n; i++) {
            double expected = descent.remainder(k, curvatures[i]) * bowl.axis(i).dot(e0);
            assertThat(bowl.axis(i).dot(error))
                    .isCloseTo(expected, within(50 * n * U * (k + 1) * Math.pow(most, k) * size));
        }
    }

    @Claim({"OP-02", "OP-05"})
    @Example
    void aValleyByHand() {
        Quadratic f = new Quadratic(Matrix.of(2, 2, 1, 0, 0, 10), Vector.zeros(2));
        Vector tuned = subject(tunedRate(10, 1)).run(f, Vector.of(1, 1), 1).getLast();
        assertThat(tuned.get(0)).isCloseTo(9 / 11.0, within(1e-15));
        assertThat(tuned.get(1)).isCloseTo(-9 / 11.0, within(1e-15));
        List<Vector> edge = subject(0.2).run(f, Vector.of(1, 1), 3);
        assertThat(edge.stream().map(x -> x.get(1))).containsExactly(1.0, -1.0, 1.0, -1.0);
        List<Vector> beyond = subject(0.21).run(f, Vector.of(1, 1), 2);
        assertThat(beyond.get(1).get(1)).isCloseTo(-1.1, within(1e-15));
        assertThat(beyond.get(2).get(1)).isCloseTo(1.21, within(1e-15));
        assertThat(isStable(0.19, 10)).isTrue();
        assertThat(isStable(0.21, 10)).isFalse();
        assertThat(isStable(0.1, -1)).isFalse();
    }

    @Claim({"OP-03", "OP-04", "OP-05"})
    @Example
    void badInput() {
        Quadratic f = new Quadratic(Matrix.identity(2), Vector.zeros(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientDescent(0))
                .withMessage("the learning rate must be positive and finite, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientDescent.tuned(1, 2))
                .withMessage("0 < μ ≤ L is needed, got μ = 2.0 and L = 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject(1).run(f, Vector.zeros(2), -1))
                .withMessageContaining("got -1");
        assertThat(subject(1).run(f, Vector.of(1, 2), 0)).containsExactly(Vector.of(1, 2));
        assertThat(
                        org.junit.jupiter.api.Assertions.assertThrows(
                                        ShapeException.class,
                                        () -> new Quadratic(Matrix.identity(2), Vector.zeros(3)))
                                .getMessage())
                .contains("(2,2) and (3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quadratic(Matrix.of(2, 2, 1, 2, 3, 4), Vector.zeros(2)))
                .withMessageContaining("symmetric");
    }

    /// The minimum of a strongly convex loss, by Newton's method.
    static Vector minimum(TwiceDifferentiable f, int n) {
        Vector x = Vector.zeros(n);
        for (int k = 0; k < 60; k++) {
            Vector step = NewtonMethod.direction(f.hessian(x), f.gradient(x));
            double length = 1;
            while (f.value(x.plus(step.times(length))) > f.value(x) && length > 1e-3) {
                length /= 2;
            }
            x = x.plus(step.times(length));
        }
        return x;
    }

    @Mutant({"OP-02", "OP-03", "OP-04", "OP-05"}) // up the hill
    static class Ascends extends GradientDescentTest {
        @Override
        Descent subject(double learningRate) {
            return (f, start, k) ->
                    new GradientDescent(learningRate)
                            .run(
                                    new ConvexityTest.Pair(f::value, x -> f.gradient(x).times(-1)),
                                    start,
                                    k);
        }
    }

    @Mutant("OP-02") // L in place of L/2
    static class WithoutHalf extends GradientDescentTest {
        @Override
        double upperBound(Objective f, Vector x, Vector y, double smoothness) {
            return DescentLemma.upperBound(f, x, y, 2 * smoothness);
        }
    }

    @Mutant({"OP-03", "OP-05"}) // half of every step
    static class Hesitates extends GradientDescentTest {
        @Override
        Descent subject(double learningRate) {
            return new GradientDescent(learningRate / 2);
        }
    }

    @Mutant("OP-04") // the rate for functions without a smallest curvature
    static class IgnoresTheLeast extends GradientDescentTest {
        @Override
        double tunedRate(double smoothness, double convexity) {
            return 1 / smoothness;
        }
    }

    @Mutant("OP-05") // takes the limit for stable
    static class StableAtTheEdge extends GradientDescentTest {
        @Override
        boolean isStable(double learningRate, double curvature) {
            return learningRate * curvature > 0 && learningRate * curvature <= 2;
        }
    }
}
