package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.curriculum.pictures.Picture.compare;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.norm;
import static org.firstprinciples.mathfoundations.optimization.ValleyTest.START;
import static org.firstprinciples.mathfoundations.optimization.ValleyTest.VALLEY;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.calculus.Real;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The pictures of `optimization.md`. With `-Dpictures=write` they are written, otherwise compared.
class OptimizationPicturesTest {

    private static final double[] HEIGHTS = {5, 20, 45, 100};

    private static Plot valley(double... heights) {
        return Plot.of("a, along the valley", "b, across")
                .equal()
                .xLimits(-3.5, 12)
                .yLimits(-3.4, 3.4)
                .contours("height", (a, b) -> VALLEY.value(Vector.of(a, b)), heights)
                .size(560, 330);
    }

    /// A line through points of the plane, with its corners.
    private static Plot path(Plot plot, String name, List<Vector> points) {
        double[] x = each(points, p -> p.get(0));
        double[] y = each(points, p -> p.get(1));
        return plot.line(name, x, y).points(name, x, y);
    }

    private static double[] each(List<Vector> points, ToDoubleFunction<Vector> number) {
        return points.stream().mapToDouble(number).toArray();
    }

    private static double[] steps(int k) {
        return IntStream.rangeClosed(0, k).asDoubleStream().toArray();
    }

    @Test
    void downhillIsNotTowardTheMinimum() throws IOException {
        Plot plot =
                valley(5, 45)
                        .arrow("downhill", 9, 1, 7.2, -0.8)
                        .arrow("to the minimum", 9, 1, 6.93, 0.77)
                        .label("downhill", 7.2, -0.8, Side.LEFT)
                        .label("to the minimum", 5.6, 0.85, Side.ABOVE)
                        .point("places", 9, 1)
                        .point("places", 0, 0)
                        .ink("places", Ink.BLACK)
                        .unlabeled("places")
                        .text("(9, 1)", 9.4, 1.2, Side.RIGHT)
                        .text("minimum", 0, 0, Side.BELOW);
        compare("surface.svg", Figure.of("The valley from above", plot));
    }

    @Test
    void aBowlAndAValley() throws IOException {
        Quadratic bowl = new Quadratic(Matrix.identity(2), Vector.zeros(2));
        Plot left =
                path(
                                square("a", "b")
                                        .contours(
                                                "height",
                                                (a, b) -> bowl.value(Vector.of(a, b)),
                                                HEIGHTS),
                                "η = ½",
                                new GradientDescent(0.5).run(bowl, Vector.of(8, 5), 6))
                        .unlabeled("η = ½")
                        .titled("round bowl");
        Plot right =
                path(
                                square("a", "")
                                        .contours(
                                                "height",
                                                (a, b) -> VALLEY.value(Vector.of(a, b)),
                                                HEIGHTS),
                                "η = 0.2",
                                new GradientDescent(0.2).run(VALLEY, START, 15))
                        .unlabeled("η = 0.2")
                        .titled("valley");
        compare(
                "bowl-and-valley.svg",
                Figure.row("Descent in a bowl and in a valley", left, right));
    }

    private static Plot square(String x, String y) {
        return Plot.of(x, y).equal().xLimits(-4.5, 10.5).yLimits(-7.5, 7.5);
    }

    @Test
    void threeRegimes() throws IOException {
        Plot plot =
                Plot.of("step", "b, the steep coordinate")
                        .xLimits(0, 6)
                        .yLimits(-4, 4.4)
                        .yTicks(-3, -1, 0, 1, 3);
        double[] rates = {0.1, 0.2, 2 / 9.0, 0.25};
        String[] names = {"η = 0.1", "η = 0.2", "η = 2/9", "η = 0.25"};
        for (int i = 0; i < 4; i++) {
            double[] b = each(new GradientDescent(rates[i]).run(VALLEY, START, 6), x -> x.get(1));
            plot = plot.line(names[i], steps(6), b);
        }
        plot = plot.labelAtEnd();
        compare("regimes.svg", Figure.of("One coordinate with four learning rates", plot));
    }

    @Test
    void theBestRateIsACompromise() throws IOException {
        Plot plot =
                Plot.of("learning rate η", "factor per step")
                        .xLimits(0, 0.3)
                        .yLimits(0, 1.8)
                        .yTicks(0.5, 1, 1.5)
                        .curve("flat: |1 − η|", x -> Math.abs(1 - x), 0, 0.3)
                        .line(
                                "steep: |1 − 9η|",
                                new double[] {0, 1 / 9.0, 0.3},
                                new double[] {1, 0, 1.7})
                        .level("1: no progress", 1)
                        .point("best", 0.2, 0.8)
                        .ink("best", Ink.BLACK)
                        .unlabeled("best")
                        .label("flat: |1 − η|", 0.25, 0.73, Side.BELOW)
                        .label("steep: |1 − 9η|", 0.26, 1.4, Side.LEFT)
                        .text("best: 0.8 at η = 0.2", 0.18, 0.75, Side.BELOW_LEFT);
        compare("best-rate.svg", Figure.of("Two factors, and the worse of them", plot));
    }

    @Test
    void chordAndTangent() throws IOException {
        Plot plot =
                Plot.of("a, with b = 1", "height")
                        .xLimits(-12, 12)
                        .yLimits(-40, 80)
                        .curve("valley", a -> VALLEY.value(Vector.of(a, 1)), -12, 12)
                        .segment("chord", -9, 45, 9, 45)
                        .segment("tangent", 1, -27, 12, 72)
                        .points("ends", new double[] {-9, 9}, new double[] {45, 45})
                        .ink("ends", Ink.BLACK)
                        .unlabeled("ends")
                        .label("valley", 0, 8, Side.ABOVE)
                        .label("tangent", 4.5, -5, Side.RIGHT);
        compare("chord-and-tangent.svg", Figure.of("A chord above, a tangent below", plot));
    }

    /// Along the negative gradient from (9,1): the height, and what the descent lemma knows of it.
    @Test
    void theParabolaAbove() throws IOException {
        Plot plot =
                Plot.of("learning rate η", "height after the step")
                        .xLimits(0, 0.25)
                        .yLimits(0, 60)
                        .yTicks(20, 40, 60)
                        .curve("height", OptimizationPicturesTest::along, 0, 0.25)
                        .curve(
                                "bound, curvature L",
                                t ->
                                        DescentLemma.upperBound(
                                                VALLEY,
                                                START,
                                                START.minus(VALLEY.gradient(START).times(t)),
                                                9),
                                0,
                                0.25)
                        .curve("tangent", t -> 45 - 162 * t, 0, 0.25)
                        .curve("bound, curvature μ", t -> 45 - 162 * t + 81 * t * t, 0, 0.25)
                        .point("lowest", 1 / 9.0, 36)
                        .ink("lowest", Ink.BLACK)
                        .unlabeled("lowest")
                        .text("36 at η = 1/9", 1 / 9.0, 36, Side.ABOVE)
                        .label("tangent", 0.205, 6, Side.LEFT)
                        .label("bound, curvature μ", 0.212, 21, Side.ABOVE);
        compare("parabola-above.svg", Figure.of("A bound from one point", plot));
    }

    private static double along(double t) {
        return VALLEY.value(START.minus(VALLEY.gradient(START).times(t)));
    }

    @Test
    void armijo() throws IOException {
        Plot plot =
                Plot.of("step α along −g", "height")
                        .xLimits(0, 0.6)
                        .yLimits(0, 90)
                        .yTicks(30, 60, 90)
                        .curve("height", OptimizationPicturesTest::along, 0, 0.6)
                        .curve("allowed", t -> 45 - 40.5 * t, 0, 0.6)
                        .points("tried", new double[] {0.5, 0.25}, new double[] {65.25, 29.8125})
                        .ink("tried", Ink.BLACK)
                        .unlabeled("tried")
                        .text("½ refused", 0.48, 67, Side.LEFT)
                        .text("¼ accepted", 0.25, 28, Side.BELOW);
        compare("armijo.svg", Figure.of("How far is far enough", plot));
    }

    /// What a step leaves of an error in the long run, over `ηλ`: of the heavy ball the larger root.
    @Test
    void onePaceForAllAxes() throws IOException {
        double beta = 0.25;
        Plot plot =
                Plot.of("learning rate times curvature, ηλ", "factor per step")
                        .xLimits(0, 2.8)
                        .yLimits(0, 1.5)
                        .xTicks(0, 0.25, 1, 2.25)
                        .yTicks(0, 0.5, 1)
                        .line(
                                "gradient descent",
                                new double[] {0, 1, 2.5},
                                new double[] {1, 0, 1.5})
                        .curve("heavy ball, β = ¼", t -> largerRoot(1 + beta - t, beta), 0, 2.8)
                        .level("1: no progress", 1)
                        .label("gradient descent", 1.85, 0.85, Side.LEFT)
                        .label("heavy ball, β = ¼", 2.0, 0.42, Side.BELOW);
        compare("roots.svg", Figure.of("One pace for a range of curvatures", plot));
    }

    /// The larger absolute value of the two roots of `t² − pt + β`.
    private static double largerRoot(double p, double beta) {
        double discriminant = p * p - 4 * beta;
        return discriminant <= 0 ? Math.sqrt(beta) : (Math.abs(p) + Math.sqrt(discriminant)) / 2;
    }

    /// Gradient descent and conjugate gradients in the valley: the same first step.
    @Test
    void conjugateDirections() throws IOException {
        Plot plot = valley(5, 45);
        plot = path(plot, "gradient descent", GradientDescent.tuned(9, 1).run(VALLEY, START, 10));
        plot = path(plot, "conjugate gradients", conjugateGradients(VALLEY, START, 2, -1));
        plot =
                plot.label("gradient descent", 5.76, 0.9, Side.ABOVE)
                        .label("conjugate gradients", 4.6, -0.75, Side.BELOW);
        compare("conjugate.svg", Figure.of("Two conjugate directions", plot));
    }

    @Test
    void twoMinima() throws IOException {
        Plot plot =
                Plot.of("weight a", "height")
                        .xLimits(-3.2, 2)
                        .yLimits(-3.3, 2)
                        .curve("f", CriticalPointTest::twoValleys, -3.2, 2)
                        .unlabeled("f");
        plot = plot.ink("f", Ink.GRAY);
        double[] starts = {-0.5, 0.5};
        for (double start : starts) {
            List<Vector> way =
                    new GradientDescent(0.1)
                            .run(CriticalPointTest.TWO_VALLEYS, Vector.of(start), 40);
            double[] a = each(way, x -> x.get(0));
            double[] heights = each(way, x -> CriticalPointTest.twoValleys(x.get(0)));
            String name = start < 0 ? "from −½" : "from ½";
            plot = plot.points(name, a, heights);
        }
        plot =
                plot.label("from −½", -1.1, -1.3, Side.RIGHT)
                        .label("from ½", 0.75, -0.05, Side.ABOVE)
                        .text("lowest: −2.67", -2, -2.75, Side.BELOW)
                        .text("−0.42", 1, -0.5, Side.BELOW);
        compare("two-minima.svg", Figure.of("The start decides", plot));
    }

    /// Descent in the valley with gradients that are means of `m` noisy ones.
    @Test
    void pathsOfBatches() throws IOException {
        Plot above = noisyPath(1).titled("one example a step");
        Plot below = noisyPath(16).titled("sixteen examples a step");
        compare("batch-paths.svg", Figure.grid("Small and large batches", 1, above, below));
    }

    private static Plot noisyPath(int m) {
        SplittableRandom random = new SplittableRandom(3);
        List<Vector> points = new ArrayList<>(List.of(START));
        for (int k = 0; k < 60; k++) {
            Vector g = VALLEY.gradient(points.getLast());
            for (int i = 0; i < m; i++) {
                g =
                        g.plus(
                                Vector.of(random.nextDouble(-14, 14), random.nextDouble(-14, 14))
                                        .times(1.0 / m));
            }
            points.add(points.getLast().minus(g.times(0.1)));
        }
        return Plot.of("a, along the valley", "b, across")
                .equal()
                .xLimits(-5, 11)
                .yLimits(-2.6, 2.6)
                .contours("height", (a, b) -> VALLEY.value(Vector.of(a, b)), 5, 45)
                .line("path", each(points, p -> p.get(0)), each(points, p -> p.get(1)))
                .unlabeled("path")
                .size(560, 250);
    }

    @Test
    void threeMethodsInTheValley() throws IOException {
        Plot plot = valley(5, 60).xLimits(-1, 10.5);
        plot = path(plot, "gradient descent", GradientDescent.tuned(9, 1).run(VALLEY, START, 7));
        plot = path(plot, "heavy ball", HeavyBall.tuned(9, 1).run(VALLEY, START, 7));
        plot = path(plot, "Nesterov", new Nesterov(9, 1).run(VALLEY, START, 7));
        plot =
                plot.label("heavy ball", 6.75, -1.3, Side.BELOW)
                        .label("gradient descent", 5.76, 0.9, Side.ABOVE)
                        .label("Nesterov", 8.2, -0.1, Side.RIGHT);
        compare("valley.svg", Figure.of("Three methods in the valley", plot));
    }

    @Test
    void howFastTheyAre() throws IOException {
        int n = 200;
        double[] h = new double[n * n];
        for (int i = 0; i < n; i++) { // curvatures from 1 to 1000
            h[i * n + i] = StrictMath.pow(1000, i / (n - 1.0));
        }
        Quadratic f = new Quadratic(Matrix.of(n, n, h), Vector.zeros(n));
        Vector start = ones(n);
        double first = f.value(start);
        int k = 200;
        Plot plot = Plot.of("step", "height over height at the start").logY().xLimits(0, 200);
        plot = plot.yLimits(1e-13, 100);
        List<Descent> methods =
                List.of(
                        GradientDescent.tuned(1000, 1),
                        HeavyBall.tuned(1000, 1),
                        new Nesterov(1000, 1));
        String[] names = {"gradient\ndescent", "heavy ball", "Nesterov"};
        for (int i = 0; i < 3; i++) {
            double[] heights = each(methods.get(i).run(f, start, k), x -> f.value(x) / first);
            plot = plot.line(names[i], steps(k), heights);
            if (i == 1) { // the hump of the text
                assertThat(heights[13]).isCloseTo(4.9, within(0.05));
                assertThat(heights[13]).isEqualTo(Arrays.stream(heights).max().getAsDouble());
            }
        }
        List<Vector> best = conjugateGradients(f, start, k, 1e-13 * first);
        plot =
                plot.line(
                        "conjugate\ngradients",
                        steps(best.size() - 1),
                        each(best, x -> f.value(x) / first));
        plot =
                plot.labelAtEnd("gradient\ndescent", "Nesterov")
                        .label("heavy ball", 70, 0.2, Side.ABOVE_RIGHT)
                        .label("conjugate\ngradients", 85, 1e-9, Side.LEFT);
        compare("rates.svg", Figure.of("Four methods on a quadratic of condition 1000", plot));
    }

    static List<Vector> conjugateGradients(Quadratic f, Vector start, int k, double least) {
        UnaryOperator<List<Real>> product =
                v -> ScalarFunction.reals(f.curvature().times(vector(v)).toArray());
        ConjugateGradient.State<Real> s =
                ConjugateGradient.start(
                        product,
                        ScalarFunction.reals(new double[start.size()]),
                        ScalarFunction.reals(start.toArray()));
        List<Vector> points = new ArrayList<>();
        while (points.size() <= k && f.value(vector(s.x())) > least) {
            points.add(vector(s.x()));
            s = ConjugateGradient.step(product, s);
        }
        return points;
    }

    private static Vector ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return Vector.of(ones);
    }

    private static Vector vector(List<Real> x) {
        return Vector.of(x.stream().mapToDouble(Real::value).toArray());
    }

    /// The valley, and the same surface in units in which it is round.
    @Test
    void newtonMakesTheValleyRound() throws IOException {
        Vector newton = NewtonMethod.step(VALLEY, START);
        Plot above =
                square("a", "b")
                        .yLimits(-4, 4.5)
                        .size(560, 330)
                        .contours("height", (a, b) -> VALLEY.value(Vector.of(a, b)), 5, 70)
                        .arrow("−g", 9, 1, 6.5, -1.5)
                        .arrow("Newton", 9, 1, newton.get(0), newton.get(1))
                        .label("−g", 6.5, -1.6, Side.BELOW_LEFT)
                        .label("Newton", 5, 1.1, Side.ABOVE)
                        .titled("over a and b");
        Plot below =
                square("a", "3b")
                        .yLimits(-4, 4.5)
                        .size(560, 330)
                        .contours("height", (a, b) -> (a * a + b * b) / 2, 2, 70)
                        .arrow("−g", 9, 3, 5.5, 5.5 / 3)
                        .arrow("Newton", 5.5, 5.5 / 3, 0, 0)
                        .label("−g", 6.3, 3.3, Side.ABOVE)
                        .label("Newton", 6.5, -0.2, Side.BELOW)
                        .titled("over a and 3b");
        compare(
                "newton.svg",
                Figure.grid("Newton's step does not depend on units", 1, above, below));
    }

    /// The slope on which the heavy ball runs in a circle, and where two methods go on it.
    @Test
    void theCircle() throws IOException {
        Objective f =
                new ConvexityTest.Pair(
                        x -> {
                            throw new AssertionError("no height is needed");
                        },
                        x -> Vector.of(AccelerationTest.slope(x.get(0))));
        Vector start = Vector.of(3.3);
        double[] ball = each(HeavyBall.tuned(25, 1).run(f, start, 15), x -> x.get(0));
        double[] ahead = each(new Nesterov(25, 1).run(f, start, 15), x -> x.get(0));
        Plot left =
                Plot.of("x", "slope")
                        .origin()
                        .xLimits(-2.6, 3.6)
                        .yLimits(-60, 70)
                        .curve("slope", AccelerationTest::slope, -2.6, 3.6)
                        .unlabeled("slope")
                        .titled("slope with a flat piece");
        Plot right =
                Plot.of("step", "x")
                        .xLimits(0, 15)
                        .yLimits(-3.4, 4)
                        .line("heavy ball", steps(15), ball)
                        .points("heavy ball", steps(15), ball)
                        .line("Nesterov", steps(15), ahead)
                        .points("Nesterov", steps(15), ahead)
                        .label("heavy ball", 7.5, 2.6, Side.ABOVE)
                        .text("Nesterov", "Nesterov: 0", 10, -2.3, Side.BELOW)
                        .unlabeled("Nesterov")
                        .titled("two ways from 3.3");
        compare("circle.svg", Figure.row("A heavy ball that never arrives", left, right));
    }

    /// The points of Nesterov's method on the chain for k = 3: one more coordinate with each gradient.
    @Test
    void theChain() throws IOException {
        Quadratic f = Quadratic.worstCase(3, 1);
        List<Vector> points = new Nesterov(1, 0).run(f, Vector.zeros(7), 3);
        double[] places = {1, 2, 3, 4, 5, 6, 7};
        Plot plot =
                Plot.of("coordinate", "its value")
                        .xLimits(0.7, 7.3)
                        .yLimits(-0.06, 1)
                        .xTicks(places)
                        .yTicks(0, 0.25, 0.5, 0.75);
        plot =
                plot.line("minimum", places, f.minimizer().toArray())
                        .points("minimum", places, f.minimizer().toArray())
                        .label("minimum", 4, 0.5, Side.ABOVE_RIGHT);
        String[] names = {"", "1 gradient", "2 gradients", "3 gradients"};
        for (int k = 1; k <= 3; k++) {
            plot =
                    plot.line(names[k], places, points.get(k).toArray())
                            .points(names[k], places, points.get(k).toArray());
        }
        compare("chain.svg", Figure.of("News travels one place per gradient", plot));
    }

    /// All batches of two from twelve examples, around the full gradient.
    @Test
    void gradientsOfBatches() throws IOException {
        double[][] g = exampleGradients();
        int n = g[0].length;
        List<Vector> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(Vector.of((g[0][i] + g[0][j]) / 2, (g[1][i] + g[1][j]) / 2));
            }
        }
        double[] mean = {Arrays.stream(g[0]).sum() / n, Arrays.stream(g[1]).sum() / n};
        Plot left = scatter("gradient in a", "gradient in b", mean, g[0], g[1]);
        Plot right =
                scatter(
                        "gradient in a",
                        "",
                        mean,
                        each(pairs, p -> p.get(0)),
                        each(pairs, p -> p.get(1)));
        compare(
                "batches.svg",
                Figure.row(
                        "Gradients of examples and of batches",
                        left.titled("one example"),
                        right.titled("means of two")));
    }

    /// The gradients of twelve examples at (9, 1), with features drawn evenly from [−2, 2] and [−4, 4].
    private static double[][] exampleGradients() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] g = new double[2][12];
        for (int i = 0; i < 12; i++) {
            double first = random.nextDouble(-2, 2);
            double second = random.nextDouble(-4, 4);
            double error = 9 * first + second; // by how much the prediction is off
            g[0][i] = first * error;
            g[1][i] = second * error;
        }
        return g;
    }

    private static Plot scatter(String x, String y, double[] mean, double[] a, double[] b) {
        return Plot.of(x, y)
                .origin()
                .points("single", a, b)
                .unlabeled("single")
                .point("mean", mean[0], mean[1])
                .ink("mean", Ink.VERMILION)
                .unlabeled("mean")
                .xLimits(-5, 40)
                .yLimits(-50, 60);
    }

    @Test
    void twoLayers() throws IOException {
        TwoLayers f = new TwoLayers();
        Plot plot =
                Plot.of("weight a", "weight b")
                        .xLimits(-2, 2.4)
                        .yLimits(-2, 2)
                        .yTicks(-1, 0, 1)
                        .contours("loss", (a, b) -> f.value(Vector.of(a, b)), 0.5, 1.5, 4);
        String minima = "minima: ab = 1";
        plot = plot.curve(minima, a -> 1 / a, 0.5, 2.4).curve(minima, a -> 1 / a, -2, -0.5);
        List<Vector> way = new GradientDescent(0.1).run(f, Vector.of(0.5, -0.49), 150);
        plot = plot.line("descent", each(way, x -> x.get(0)), each(way, x -> x.get(1)));
        List<Vector> tens = IntStream.rangeClosed(0, 15).mapToObj(i -> way.get(10 * i)).toList();
        plot = plot.points("descent", each(tens, x -> x.get(0)), each(tens, x -> x.get(1)));
        plot =
                plot.point("places", 0, 0)
                        .ink("places", Ink.BLACK)
                        .unlabeled("places")
                        .label("descent", 0.62, -0.5, Side.RIGHT)
                        .text("saddle", -0.1, 0.15, Side.LEFT)
                        .label(minima, 1.8, 0.25, Side.CENTER)
                        .size(560, 440);
        compare("two-layers.svg", Figure.of("The loss of two layers", plot));
    }

    @Test
    void leavingASaddle() throws IOException {
        Quadratic f = new Quadratic(Matrix.of(2, 2, 1, 0, 0, -2), Vector.zeros(2));
        List<Vector> near = new GradientDescent(0.1).run(f, Vector.of(1, 1e-6), 80);
        List<Vector> nearer = new GradientDescent(0.1).run(f, Vector.of(1, 1e-3), 42);
        Plot plot =
                Plot.of("step", "distance from the saddle")
                        .logY()
                        .xLimits(0, 80)
                        .yLimits(1e-7, 10)
                        .xTicks(0, 20, 40, 60)
                        .line("b from 10⁻⁶", steps(80), each(near, x -> x.get(1)))
                        .line("b from 10⁻³", steps(42), each(nearer, x -> x.get(1)))
                        .line("a from 1", steps(80), each(near, x -> x.get(0)))
                        .upright("76", 76)
                        .level("1", 1)
                        .label("b from 10⁻⁶", 30, 2.4e-4, Side.BELOW_RIGHT)
                        .label("b from 10⁻³", 14, 1.3e-2, Side.BELOW_RIGHT)
                        .label("a from 1", 60, 8e-4, Side.BELOW_LEFT);
        compare("leaving-a-saddle.svg", Figure.of("How long a saddle holds", plot));
    }

    @Test
    void theNoiseFloor() throws IOException {
        NoiseFloor<Real> noise = new NoiseFloor<>(new Real(1), new Real(1));
        int k = 150;
        double[][] moments = new double[3][k + 1];
        for (double[] moment : moments) {
            moment[0] = 81;
        }
        for (int i = 0; i < k; i++) {
            Real[] rates = {new Real(0.2), new Real(0.05), noise.decreasingRate(i)};
            for (int j = 0; j < 3; j++) {
                moments[j][i + 1] = noise.next(new Real(moments[j][i]), rates[j]).value();
            }
        }
        Plot plot =
                Plot.of("step", "mean square of a")
                        .logY()
                        .xLimits(0, 150)
                        .yLimits(0.004, 120)
                        .line("η = 0.2", steps(k), moments[0])
                        .line("η = 0.05", steps(k), moments[1])
                        .line("η = 1/(k + 1)", steps(k), moments[2])
                        .labelAtEnd();
        compare("noise-floor.svg", Figure.of("Speed against precision", plot));
    }

    @Test
    void theNearestSolution() throws IOException {
        Plot plot =
                Plot.of("a", "b")
                        .equal()
                        .origin()
                        .xLimits(-1.2, 5.2)
                        .yLimits(-1.9, 2.6)
                        .segment("minima: a + b = 2", -1, 3, 4.5, -2.5)
                        .arrow("from (0, 0)", 0, 0, 1, 1)
                        .arrow("from (4, 0)", 4, 0, 3, -1)
                        .label("minima: a + b = 2", 0.3, 1.8, Side.ABOVE_RIGHT)
                        .label("from (0, 0)", 0.4, 0.4, Side.BELOW_RIGHT)
                        .label("from (4, 0)", 3.5, -0.6, Side.RIGHT)
                        .size(560, 420);
        compare("nearest.svg", Figure.of("Descent ends at the nearest minimum", plot));
    }

    @Test
    void damageOverTemperature() throws IOException {
        ChallengerTest.Launches launches = ChallengerTest.launches();
        Vector w = ChallengerTest.newton(launches.loss(0, 1)).getLast();
        double[][] damaged = launches.at(1);
        double[][] whole = launches.at(-1);
        Plot plot =
                Plot.of("temperature of the joints, °F", "probability of damage")
                        .xLimits(29, 83)
                        .yLimits(-0.1, 1.2)
                        .yTicks(0, 0.25, 0.5, 0.75, 1)
                        .curve(
                                "fit",
                                t -> 1 / (1 + StrictMath.exp(-w.get(0) - t * w.get(1))),
                                29,
                                83)
                        .points("damage", damaged[0], damaged[1])
                        .points("none", whole[0], whole[1])
                        .thin("none")
                        .upright("last launch: 31", 31)
                        .label("fit", 57, 0.75, Side.LEFT)
                        .label("damage", 63, 1.06, Side.ABOVE)
                        .label("none", 66, 0, Side.LEFT);
        compare("challenger.svg", Figure.of("Damage of O-rings over temperature", plot));
    }

    @Test
    void stepsOnRealData() throws IOException {
        ChallengerTest.Launches launches = ChallengerTest.launches();
        LogisticLoss raw = launches.loss(0, 1);
        LogisticLoss standard = launches.loss(launches.mean(), launches.std());
        Vector rawFit = ChallengerTest.newton(raw).getLast();
        Vector standardFit = ChallengerTest.newton(standard).getLast();
        Vector zero = Vector.zeros(2);
        double[][] newton = errors(ChallengerTest.newton(raw).subList(0, 6), rawFit);
        double[][] easy =
                errors(
                        new GradientDescent(1 / standard.smoothness()).run(standard, zero, 40),
                        standardFit);
        double[][] hard =
                errors(new GradientDescent(1 / raw.smoothness()).run(raw, zero, 20_000), rawFit);
        double[][] ball = errors(ChallengerTest.restarted(raw, 9_000), rawFit);
        Plot plot =
                Plot.of("step, from 1", "relative error")
                        .logX()
                        .logY()
                        .xLimits(1, 30_000)
                        .yLimits(1e-7, 8)
                        .line("Newton", newton[0], newton[1])
                        .line("descent,\nstandardized", easy[0], easy[1])
                        .line("Nesterov with\nrestarts, raw", ball[0], ball[1])
                        .line("descent, raw", hard[0], hard[1])
                        .label("Newton", 3.4, 1e-3, Side.LEFT)
                        .label("descent,\nstandardized", 32, 1e-5, Side.RIGHT)
                        .label("Nesterov with\nrestarts, raw", 3000, 1e-4, Side.LEFT)
                        .label("descent, raw", 300, 1, Side.ABOVE);
        compare("challenger-steps.svg", Figure.of("Four ways to one fit", plot));
    }

    /// Steps, about evenly spread on a logarithmic axis, and the relative errors after them.
    private static double[][] errors(List<Vector> points, Vector goal) {
        List<double[]> chosen = new ArrayList<>();
        for (int k = 1; k < points.size(); k = Math.max(k + 1, (int) (k * 1.03))) {
            chosen.add(new double[] {k, norm(points.get(k).minus(goal)) / norm(goal)});
        }
        return new double[][] {
            chosen.stream().mapToDouble(c -> c[0]).toArray(),
            chosen.stream().mapToDouble(c -> c[1]).toArray()
        };
    }
}
