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

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

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

    double cocoercivityGap(Objective f, Vector x, Vector y, double smoothness) {
        return DescentLemma.cocoercivityGap(f, x, y, smoothness);
    }

    double factor(double learningRate, double smoothness, double convexity) {
        return new GradientDescent(learningRate).factor(smoothness, convexity);
    }

    /// An `L`-smooth function.
    ///
    /// @param size a bound of the terms that are added up for a value at `x`
    record Smooth(Objective f, double smoothness, boolean convex, ToDoubleFunction<Vector> size) {

        /// What rounding makes of a difference of values at two points, and of slopes times their distance.
        double rounding(Vector x, Vector y) {
            double distance = norm(x.minus(y));
            double slopes = norm(f.gradient(x)) + norm(f.gradient(y)) + smoothness * distance;
            return 64
                    * x.size()
                    * U
                    * (size.applyAsDouble(x) + size.applyAsDouble(y) + slopes * distance);
        }
    }

    /// Six kinds: quadratics with flat axes, with axes that bend down, logistic regression, softmax regression, round
    /// bottoms with straight walls, and waves.
    private static Smooth smooth(SplittableRandom random, int kind, int n) {
        Matrix a = Matrix.of(6, n, gaussian(random, 6 * n).toArray());
        double l = Math.pow(2, random.nextInt(-3, 4));
        return switch (kind) {
            case 0, 1 -> {
                double[] curvatures = new double[n];
                curvatures[0] = l;
                for (int i = 1; i < n; i++) {
                    double c = random.nextDouble(-l, l);
                    curvatures[i] = kind == 0 ? Math.max(0, c) : c;
                }
                Quadratic f = RotatedBowl.of(random, curvatures).f();
                yield new Smooth(
                        f,
                        l,
                        kind == 0,
                        x -> {
                            double e = norm(x) + norm(f.minimizer());
                            return l * e * e;
                        });
            }
            case 2 -> {
                LogisticLoss logistic = new LogisticLoss(a, 0);
                yield new Smooth(
                        logistic, logistic.smoothness(), true, x -> 6 * (1 + absolute(a, x)));
            }
            case 3 -> {
                Objective softmax =
                        new ConvexityTest.Pair(
                                w -> LogSumExp.of(a.times(w).toArray()),
                                w ->
                                        a.transpose()
                                                .times(
                                                        Vector.of(
                                                                Softmax.of(a.times(w).toArray()))));
                double twice = 2 * new LogisticLoss(a, 0).smoothness(); // ½‖A‖²
                yield new Smooth(softmax, twice, true, x -> 6 * (1 + absolute(a, x)));
            }
            case 4 -> new Smooth(walls(l, 1), l, true, x -> l * n * (1 + norm(x)) * (1 + norm(x)));
            default -> {
                Objective waves =
                        new ConvexityTest.Pair(
                                x -> {
                                    double sum = 0;
                                    for (double t : x.toArray()) {
                                        sum += l * Math.sin(t);
                                    }
                                    return sum;
                                },
                                x -> {
                                    double[] slopes = x.toArray();
                                    for (int i = 0; i < slopes.length; i++) {
                                        slopes[i] = l * Math.cos(slopes[i]);
                                    }
                                    return Vector.of(slopes);
                                });
                yield new Smooth(waves, l, false, x -> l * n * (1 + norm(x)));
            }
        };
    }

    /// The sum over coordinates of `(L/2)x²` where `|x| < c`, and `Lc|x| − (L/2)c²` elsewhere: a smooth convex function
    /// that is not twice differentiable.
    private static Objective walls(double smoothness, double c) {
        return new ConvexityTest.Pair(
                x -> {
                    double sum = 0;
                    for (double t : x.toArray()) {
                        sum +=
                                Math.abs(t) >= c
                                        ? smoothness * c * (Math.abs(t) - c / 2)
                                        : smoothness * t * t / 2;
                    }
                    return sum;
                },
                x -> {
                    double[] slopes = x.toArray();
                    for (int i = 0; i < slopes.length; i++) {
                        slopes[i] = smoothness * Math.clamp(slopes[i], -c, c);
                    }
                    return Vector.of(slopes);
                });
    }

    /// `max |a|·|x|` over the rows `a`.
    private static double absolute(Matrix a, Vector x) {
        double most = 0;
        for (int i = 0; i < a.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < a.columns(); j++) {
                sum += Math.abs(a.get(i, j) * x.get(j));
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /// The parabola lies above, also where the function is not convex.
    @Claim("OP-02")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void smoothFunctionsLieBelowTheirParabola(
            @ForAll @IntRange(min = 0, max = 5) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = -3, max = 1) int distance,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Smooth s = smooth(random, kind, n);
        Vector x = gaussian(random, n).times(3);
        Vector y = x.plus(gaussian(random, n).times(Math.pow(10, distance)));
        assertThat(s.f.value(y))
                .isLessThanOrEqualTo(upperBound(s.f, x, y, s.smoothness) + s.rounding(x, y));
    }

    /// A step changes `f` by what was promised or more, up to `4/L`, where it may go up.
    @Claim("OP-20")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aStepGainsWhatWasPromised(
            @ForAll @IntRange(min = 0, max = 5) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 32) int eighths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Smooth s = smooth(random, kind, n);
        Vector x = gaussian(random, n).times(3);
        double rate = eighths / 8.0 / s.smoothness;
        Vector next = subject(rate).run(s.f, x, 1).getLast();
        double promised = DescentLemma.guaranteedDecrease(s.f, x, rate, s.smoothness);
        Vector g = s.f.gradient(x);
        assertThat(promised)
                .isCloseTo(
                        rate * g.dot(g) * (1 - eighths / 16.0),
                        within(16 * n * U * rate * g.dot(g)));
        assertThat(s.f.value(next))
                .isLessThanOrEqualTo(s.f.value(x) - promised + s.rounding(x, next));
    }

    /// `⟨Δg,Δx⟩ ≥ ‖Δg‖²/L` on the convex ones.
    @Claim("OP-26")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void smoothConvexGradientsAreCocoercive(
            @ForAll @IntRange(min = 0, max = 5) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = -3, max = 1) int distance,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Smooth s = smooth(random, kind, n);
        Assume.that(s.convex);
        Vector x = gaussian(random, n).times(3);
        Vector y = x.plus(gaussian(random, n).times(Math.pow(10, distance)));
        assertThat(cocoercivityGap(s.f, x, y, s.smoothness))
                .isGreaterThanOrEqualTo(-s.rounding(x, y));
    }

    /// Along the axis of the largest curvature all three are equalities.
    @Claim({"OP-02", "OP-20", "OP-26"})
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
        assertThat(cocoercivityGap(bowl.f(), x, y, smoothness)).isCloseTo(0, within(rounding));
        assertThat(subject(rate).run(bowl.f(), bowl.f().minimizer(), 1).getLast())
                .isEqualTo(bowl.f().minimizer());
    }

    /// A convex function, the minimizer that is nearest to a start, and that start.
    record Convex(Smooth s, Vector minimizer, Vector start) {}

    /// Quadratics of which about half the axes are flat, straight walls, and logistic regression with a ridge.
    static Convex convex(SplittableRandom random, int kind, int n) {
        Vector start = gaussian(random, n).times(3);
        if (kind == 0) {
            double[] curvatures = new double[n];
            for (int i = 0; i < n; i++) { // half of them 0, the others small
                double small = 4 * Math.exp(-8 * random.nextDouble());
                curvatures[i] = i == 0 ? 4 : random.nextBoolean() ? 0 : small;
            }
            RotatedBowl bowl = RotatedBowl.of(random, curvatures);
            Vector minimizer = bowl.f().minimizer();
            for (int i = 0; i < n; i++) {
                if (curvatures[i] == 0) {
                    Vector axis = bowl.axis(i);
                    minimizer = minimizer.plus(axis.times(axis.dot(start.minus(minimizer))));
                }
            }
            double size = norm(start) + norm(bowl.f().minimizer());
            return new Convex(
                    new Smooth(bowl.f(), 4, true, x -> 4 * size * size), minimizer, start);
        }
        if (kind == 1) {
            double l = Math.pow(2, random.nextInt(-3, 4));
            double c = Math.pow(2, random.nextInt(-4, 2));
            double size = 1 + norm(start);
            return new Convex(
                    new Smooth(walls(l, c), l, true, x -> l * n * size * (c + size)),
                    Vector.zeros(n),
                    start);
        }
        LogisticLoss loss =
                new LogisticLoss(Matrix.of(6, n, gaussian(random, 6 * n).toArray()), 0.1);
        Vector minimizer = minimum(loss, n);
        double size = 1 + norm(start) + norm(minimizer);
        return new Convex(
                new Smooth(loss, loss.smoothness(), true, x -> loss.smoothness() * size * size),
                minimizer,
                start);
    }

    /// With `η = 1/L`, `f(x_k) − f* ≤ L‖x₀ − x*‖²/(4k + 2)`, also where many points are minima.
    @Claim("OP-03")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void convexFunctionsFallLikeOneOverK(
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll long seed) {
        Convex c = convex(new SplittableRandom(seed), kind, n);
        double smoothness = c.s.smoothness;
        double least = c.s.f.value(c.minimizer);
        Vector error = c.start.minus(c.minimizer);
        List<Vector> points = subject(1 / smoothness).run(c.s.f, c.start, 40);
        for (int k = 0; k <= 40; k++) {
            assertThat(c.s.f.value(points.get(k)) - least)
                    .isLessThanOrEqualTo(
                            smoothness * error.dot(error) / (4 * k + 2)
                                    + (k + 1) * c.s.rounding(c.start, c.minimizer));
        }
    }

    /// For every `η ≤ 2/L` no step leads away from the minimizer, and none up.
    @Claim("OP-27")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void descentOnAConvexFunctionNeverMovesAway(
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 16) int eighths,
            @ForAll long seed) {
        Convex c = convex(new SplittableRandom(seed), kind, n);
        double rate = eighths / 8.0 / c.s.smoothness;
        List<Vector> points = subject(rate).run(c.s.f, c.start, 20);
        double size = norm(c.start) + norm(c.minimizer);
        for (int k = 1; k <= 20; k++) {
            assertThat(norm(points.get(k).minus(c.minimizer)))
                    .isLessThanOrEqualTo(
                            norm(points.get(k - 1).minus(c.minimizer))
                                    + 64 * n * U * (k + 1) * size);
            assertThat(c.s.f.value(points.get(k)))
                    .isLessThanOrEqualTo(
                            c.s.f.value(points.get(k - 1))
                                    + (k + 1) * c.s.rounding(c.start, c.minimizer));
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
        double learningRate = random.nextDouble(0.01, 3) / smoothness; // the worse end is worst
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, Math.abs(1 - learningRate * bowl.curvatures()[i]));
        }
        assertThat(factor(learningRate, smoothness, convexity)).isCloseTo(worst, within(1e-14));
        assertThat(factor(tunedRate(smoothness, convexity), smoothness, convexity))
                .isCloseTo(rate, within(1e-15));
    }

    /// The same on a function that is no quadratic: a step of any size leaves at most its factor of the distance.
    @Claim("OP-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void regressionConvergesLinearly(
            @ForAll @IntRange(min = 1, max = 6) int n, @ForAll boolean tuned, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double ridge = Math.pow(2, random.nextInt(-6, 3));
        LogisticLoss loss =
                new LogisticLoss(Matrix.of(6, n, gaussian(random, 6 * n).toArray()), ridge);
        Vector minimizer = minimum(loss, n);
        Vector start = gaussian(random, n).times(5);
        double smoothness = loss.smoothness();
        double condition = smoothness / ridge;
        double rate =
                tuned ? tunedRate(smoothness, ridge) : random.nextDouble(0.01, 2) / smoothness;
        double factor = tuned ? (condition - 1) / (condition + 1) : factor(rate, smoothness, ridge);
        List<Vector> points = subject(rate).run(loss, start, 60);
        double rounding = 1000 * n * U * (norm(start) + norm(minimizer)) * condition;
        for (int k = 0; k <= 60; k++) {
            assertThat(norm(points.get(k).minus(minimizer)))
                    .isLessThanOrEqualTo(
                            Math.pow(factor, k) * norm(start.minus(minimizer)) + rounding);
        }
    }

    /// Below `2/L` every start ends at the minimum, at `2/L` the steepest axis swings for ever, beyond it grows.
    @Claim("OP-17")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void beyondTwoOverLDescentRunsAway(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 60) int percent,
            @ForAll @IntRange(min = 0, max = 6) int bits,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double smoothness = Math.pow(2, random.nextInt(-4, 5));
        RotatedBowl bowl =
                RotatedBowl.between(random, n, smoothness, Math.scalb(smoothness, -bits));
        Vector e0 = gaussian(random, n);
        double rate = percent / 25.0 / smoothness; // 2/L at 50
        double most = n == 1 ? Math.abs(1 - percent / 25.0) : 0;
        for (double curvature : bowl.curvatures()) {
            most = Math.max(most, Math.abs(1 - rate * curvature));
        }
        assertThat(isStable(rate, smoothness)).isEqualTo(percent < 50);
        Vector start = bowl.f().minimizer().plus(e0);
        double size = norm(e0) + norm(bowl.f().minimizer());
        if (percent < 50) {
            int steps = most == 0 ? 1 : (int) Math.ceil(Math.log(1e-6) / Math.log(most));
            assertThat(norm(bowl.error(subject(rate).run(bowl.f(), start, steps).getLast())))
                    .isLessThanOrEqualTo(1.1e-6 * size);
        } else {
            Vector top = bowl.axis(0);
            Vector end = bowl.error(subject(rate).run(bowl.f(), start, 41).getLast());
            double growth = Math.pow(percent / 25.0 - 1, 41);
            assertThat(top.dot(end)) // after an odd number of steps on the other side
                    .isCloseTo(-growth * top.dot(e0), within(3000 * n * U * growth * size));
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

    /// The worked example: the valley `½(a² + 9b²)` from (9,1).
    @Claim({"OP-05", "OP-17", "OP-20"})
    @Example
    void threeLearningRatesByHand() {
        Quadratic f = new Quadratic(Matrix.of(2, 2, 1, 0, 0, 9), Vector.zeros(2));
        Vector start = Vector.of(9, 1);
        assertThat(subject(0.25).run(f, start, 2))
                .containsExactly(start, Vector.of(6.75, -1.25), Vector.of(5.0625, 1.5625));
        List<Vector> tuned = subject(tunedRate(9, 1)).run(f, start, 2);
        assertThat(norm(tuned.get(1).minus(Vector.of(7.2, -0.8)))).isLessThan(1e-14);
        assertThat(norm(tuned.get(2).minus(Vector.of(5.76, 0.64)))).isLessThan(1e-14);
        List<Vector> edge = subject(2 / 9.0).run(f, start, 2);
        assertThat(norm(edge.get(1).minus(Vector.of(7, -1)))).isLessThan(1e-14);
        assertThat(norm(edge.get(2).minus(Vector.of(49 / 9.0, 1)))).isLessThan(1e-14);
        assertThat(isStable(0.22, 9)).isTrue();
        assertThat(isStable(0.23, 9)).isFalse();
        assertThat(isStable(0.1, -1)).isFalse();
        double along = 4.5; // what b contributes to the height
        for (double expected : new double[] {4.5, 7.0, 11.0, 17.2, 26.8, 41.9, 65.5}) {
            assertThat(along).isCloseTo(expected, within(0.05));
            along *= 1.5625;
        }
        double[] heights = subject(0.25).run(f, start, 6).stream().mapToDouble(f::value).toArray();
        assertThat(heights[0]).isEqualTo(45);
        assertThat(heights[2]).isLessThan(heights[1]).isLessThan(heights[3]);
        assertThat(40.5 * (Math.pow(0.75, 4) - Math.pow(0.75, 6))).isCloseTo(5.6, within(0.05));
        assertThat(heights[5]).isLessThan(45);
        assertThat(heights[6]).isCloseTo(66.8, within(0.05));
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

    @Mutant({"OP-20", "OP-03", "OP-04", "OP-05", "OP-17", "OP-27"}) // up the hill
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

    @Mutant({"OP-05", "OP-17"}) // takes the limit for stable
    static class StableAtTheEdge extends GradientDescentTest {
        @Override
        boolean isStable(double learningRate, double curvature) {
            return learningRate * curvature > 0 && learningRate * curvature <= 2;
        }
    }

    @Mutant("OP-26") // a curvature of half the size
    static class HalfTheCurvature extends GradientDescentTest {
        @Override
        double cocoercivityGap(Objective f, Vector x, Vector y, double smoothness) {
            return DescentLemma.cocoercivityGap(f, x, y, smoothness / 2);
        }
    }
}
