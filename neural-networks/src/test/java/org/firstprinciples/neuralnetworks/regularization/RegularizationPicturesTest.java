package org.firstprinciples.neuralnetworks.regularization;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Svd;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.optimization.LeastSquaresDescent;
import org.firstprinciples.mathfoundations.probability.CrossEntropy;
import org.firstprinciples.mathfoundations.probability.Laplace;
import org.firstprinciples.mathfoundations.probability.Normal;
import org.firstprinciples.neuralnetworks.regularization.DiabetesTest.Data;
import org.firstprinciples.neuralnetworks.regularization.DiabetesTest.Split;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The pictures of `regularization.md` and its companion pages. With `-Dpictures=write` they are written, otherwise compared.
class RegularizationPicturesTest {

    private static final Matrix NEARLY = Matrix.of(2, 2, 1.1, 0.9, 0.9, 1.1);
    private static final Vector SEEN = Vector.of(1, 0.6);

    private static double[] column(List<Vector> points, int j) {
        return points.stream().mapToDouble(x -> x.get(j)).toArray();
    }

    /// Powers of ten from `from` to `to`, with `each` for a factor of ten.
    private static double[] powers(double from, double to, int each) {
        int n = (int) Math.rint((to - from) * each);
        double[] powers = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            powers[i] = StrictMath.pow(10, from + (double) i / each);
        }
        return powers;
    }

    private static Plot circle(Plot plot, String name, double x, double y, double radius) {
        double[] xs = new double[97];
        double[] ys = new double[97];
        for (int i = 0; i < 97; i++) {
            xs[i] = x + radius * StrictMath.cos(2 * Math.PI * i / 96);
            ys[i] = y + radius * StrictMath.sin(2 * Math.PI * i / 96);
        }
        return plot.line(name, xs, ys).ink(name, Ink.GRAY).unlabeled(name);
    }

    @Test
    void diabetesSteps() throws IOException {
        Split split = DiabetesTest.split();
        Svd svd = Svd.of(split.training().x());
        double[] steps = powers(0, 5, 10);
        double[] training = new double[steps.length];
        double[] validation = new double[steps.length];
        for (int i = 0; i < steps.length; i++) {
            Vector w = DiabetesTest.after((int) Math.rint(steps[i]), split, svd);
            training[i] = split.training().error(w);
            validation[i] = split.validation().error(w);
            steps[i] = Math.rint(steps[i]);
        }
        compare(
                "diabetes-steps.svg",
                Figure.of(
                        "Overfitting",
                        Plot.of("steps of gradient descent", "error")
                                .logX()
                                .yLimits(30, 150)
                                .line("training", steps, training)
                                .line("validation", steps, validation)
                                .upright("14 steps", 14)
                                .label("training", 2000, 40.2, Side.BELOW)
                                .label("validation", 1500, 73, Side.ABOVE_LEFT)));
    }

    @Test
    void shots() throws IOException {
        double[] lambdas = {5, 1, 0};
        Plot plot =
                Plot.of("weight", "λ")
                        .xLimits(0, 1)
                        .yLimits(-0.6, 2.8)
                        .yLabels(List.of("5", "1", "0"), 0, 1, 2)
                        .upright("truth ½", 0.5);
        for (int i = 0; i < 3; i++) {
            double[] weights = RunningExampleTest.weights(lambdas[i]);
            double mean = (weights[0] + weights[1] + weights[2] + weights[3]) / 4;
            plot =
                    plot.points("four weights", weights, new double[] {i, i, i, i})
                            .point("their mean", mean, i - 0.3);
        }
        compare(
                "shots.svg",
                Figure.of(
                        "Four weights",
                        plot.label("four weights", 0.8, 2, Side.ABOVE)
                                .label("their mean", 0.25, -0.3, Side.RIGHT)
                                .size(560, 260)));
    }

    @Test
    void uCurve() throws IOException {
        compare(
                "u-curve.svg",
                Figure.of(
                        "Bias, variance and their sum",
                        Plot.of("λ", "mean squared error of the weight")
                                .xLimits(0, 5)
                                .yLimits(0, 0.08)
                                .curve("bias²", t -> split(t).squaredBias(), 0, 5)
                                .curve("variance", t -> split(t).variance(), 0, 5)
                                .curve("sum", t -> split(t).meanSquaredError(), 0, 5)
                                .point("sum", 1, split(1).meanSquaredError())
                                .label("bias²", 2.6, 0.0292, Side.BELOW_RIGHT)
                                .label("variance", 3.6, 0.0169, Side.BELOW)
                                .label("sum", 3.4, 0.0586, Side.ABOVE_LEFT)));
    }

    private static BiasVariance split(double lambda) {
        return BiasVariance.of(0.5, RunningExampleTest.weights(lambda));
    }

    private static double squares(double w) {
        return (1 - w) * (1 - w) / 2 + (1.5 - 2 * w) * (1.5 - 2 * w) / 2;
    }

    @Test
    void ridgeSum() throws IOException {
        double w = Ridge.fit(RunningExampleTest.X, RunningExampleTest.OURS, 1).get(0);
        compare(
                "ridge-sum.svg",
                Figure.of(
                        "Squares plus a penalty",
                        Plot.of("weight w", "loss")
                                .xLimits(0, 1.4)
                                .yLimits(0, 1.2)
                                .curve(
                                        "half the squared error",
                                        RegularizationPicturesTest::squares,
                                        0,
                                        1.4)
                                .curve("penalty ½w²", t -> t * t / 2, 0, 1.4)
                                .curve("sum", t -> squares(t) + t * t / 2, 0, 1.4)
                                .point("half the squared error", 0.8, squares(0.8))
                                .point("sum", w, squares(w) + w * w / 2)
                                .label("half the squared error", 0.2, 1.1, Side.RIGHT)
                                .label("penalty ½w²", 0.08, 0.15, Side.RIGHT)
                                .label("sum", 0.3, 0.72, Side.RIGHT)
                                .text("0.667", w, 0.35, Side.ABOVE)
                                .text("0.8", 0.8, 0.03, Side.ABOVE)));
    }

    @Test
    void ridgeFactor() throws IOException {
        double[] sigma = powers(-2, 2, 25);
        Plot plot =
                Plot.of("singular value σ", "share that ridge keeps")
                        .logX()
                        .yLimits(0, 1.1)
                        .yTicks(0, 0.5, 1);
        double[] lambdas = {0.01, 1, 100};
        String[] names = {"λ = 0.01", "λ = 1", "λ = 100"};
        for (int k = 0; k < 3; k++) {
            double[] kept = new double[sigma.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = Ridge.kept(sigma[i], lambdas[k]);
            }
            plot = plot.line(names[k], sigma, kept);
        }
        compare(
                "ridge-factor.svg",
                Figure.of(
                        "What ridge keeps",
                        plot.points(
                                        "λ = 1",
                                        new double[] {0.2, 2},
                                        new double[] {Ridge.kept(0.2, 1), Ridge.kept(2, 1)})
                                .label("λ = 0.01", 0.1, 0.5, Side.LEFT)
                                .label("λ = 1", 1, 0.5, Side.LEFT)
                                .label("λ = 100", 10, 0.5, Side.LEFT)));
    }

    private static Plot target(double lambda, String yTitle) {
        Plot plot =
                Plot.of("first weight", yTitle)
                        .titled(lambda == 0.1 ? "λ = 0.1" : "λ = " + (int) lambda)
                        .equal()
                        .xLimits(-0.9, 1.7)
                        .yLimits(-0.9, 1.7)
                        .xTicks(0, 1)
                        .yTicks(0, 1);
        for (double radius : new double[] {0.3, 0.6, 0.9}) {
            plot = circle(plot, "ring " + radius, 0.4, 0.4, radius);
        }
        List<Vector> shots = RunningExampleTest.shots(lambda);
        return plot.point("truth", 0.4, 0.4)
                .ink("truth", Ink.BLACK)
                .unlabeled("truth")
                .points("shots", column(shots, 0), column(shots, 1))
                .ink("shots", Ink.VERMILION)
                .unlabeled("shots");
    }

    @Test
    void targets() throws IOException {
        compare(
                "targets.svg",
                Figure.grid(
                        "Bias and variance as shots at a target",
                        2,
                        target(0, "second weight"),
                        target(0.1, ""),
                        target(1, "second weight"),
                        target(16, "")));
    }

    @Test
    void priors() throws IOException {
        double scale = 0.5 / StrictMath.sqrt(2); // variance 2·scale²
        compare(
                "priors.svg",
                Figure.of(
                        "Two priors",
                        Plot.of("weight", "density")
                                .yLimits(0, 1.55)
                                .curve(
                                        "normal",
                                        w -> StrictMath.exp(new Normal(0, 0.5).logDensity(w)),
                                        -2,
                                        2)
                                .curve(
                                        "Laplace",
                                        w -> StrictMath.exp(new Laplace(0, scale).logDensity(w)),
                                        -2,
                                        2)
                                .label("normal", -0.5, 0.48, Side.LEFT)
                                .label("Laplace", 0.12, 1.1, Side.RIGHT)));
    }

    @Test
    void softThreshold() throws IOException {
        compare(
                "soft-threshold.svg",
                Figure.of(
                        "Scaling and subtracting",
                        Plot.of("number t", "result for λ = 1")
                                .origin()
                                .xLimits(-3, 3)
                                .yLimits(-3, 3)
                                .line("no penalty", new double[] {-3, 3}, new double[] {-3, 3})
                                .line("ridge, t/2", new double[] {-3, 3}, new double[] {-1.5, 1.5})
                                .curve("soft threshold", t -> SoftThreshold.of(t, 1), -3, 3)
                                .ink("no penalty", Ink.GRAY)
                                .dashed("no penalty")
                                .label("no penalty", 2, 2, Side.ABOVE_LEFT)
                                .label("ridge, t/2", -2.2, -1.1, Side.ABOVE_LEFT)
                                .label("soft threshold", 1.7, 0.7, Side.BELOW_RIGHT)
                                .size(560, 420)));
    }

    private static double loss(double a, double b) {
        Vector r = SEEN.minus(NEARLY.times(Vector.of(a, b)));
        return r.dot(r) / 2;
    }

    private static Plot bowl(String title, String yTitle, double... levels) {
        return Plot.of("w₁", yTitle)
                .titled(title)
                .equal()
                .xLimits(-0.5, 1.6)
                .yLimits(-0.9, 1.2)
                .xTicks(0, 1)
                .yTicks(0, 1)
                .contours("squares", RegularizationPicturesTest::loss, levels)
                .unlabeled("squares");
    }

    @Test
    void circleAndDiamond() throws IOException {
        Vector ridge = Ridge.fit(NEARLY, SEEN, 1);
        Vector lasso = Lasso.coordinateDescent(NEARLY, SEEN, 1, 1e-15);
        double c = lasso.get(0);
        Plot left =
                circle(
                        bowl("ridge", "w₂", 0.01, loss(ridge.get(0), ridge.get(1)), 0.3),
                        "circle",
                        0,
                        0,
                        Norms.two(ridge));
        Plot right =
                bowl("lasso", "", 0.01, loss(c, 0), 0.5)
                        .line(
                                "diamond",
                                new double[] {c, 0, -c, 0, c},
                                new double[] {0, c, 0, -c, 0});
        compare(
                "circle-and-diamond.svg",
                Figure.row(
                        "A circle and a diamond",
                        left.ink("circle", Ink.BLUE)
                                .point("ridge", ridge.get(0), ridge.get(1))
                                .ink("ridge", Ink.VERMILION)
                                .unlabeled("ridge"),
                        right.ink("diamond", Ink.BLUE)
                                .unlabeled("diamond")
                                .point("lasso", c, 0)
                                .ink("lasso", Ink.VERMILION)
                                .unlabeled("lasso")));
    }

    @Test
    void stoppingPath() throws IOException {
        List<Vector> descent = new ArrayList<>();
        for (int k : new int[] {0, 1, 2, 3, 5, 10, 20, 40, 70, 100, 150, 250, 400, 700, 2000}) {
            descent.add(LeastSquaresDescent.after(k, NEARLY, SEEN, Vector.zeros(2), 0.25));
        }
        List<Vector> ridge = new ArrayList<>();
        ridge.add(Vector.zeros(2));
        for (double lambda : powers(-4, 3, 8)) {
            ridge.add(1, Ridge.fit(NEARLY, SEEN, lambda));
        }
        compare(
                "stopping-path.svg",
                Figure.of(
                        "Two paths",
                        bowl("", "w₂", 0.08)
                                .line("ridge", column(ridge, 0), column(ridge, 1))
                                .line("descent", column(descent, 0), column(descent, 1))
                                .points("descent", column(descent, 0), column(descent, 1))
                                .point("truth", 0.4, 0.4)
                                .ink("truth", Ink.BLACK)
                                .unlabeled("truth")
                                .text("truth", 0.55, 0.75, Side.RIGHT)
                                .label("descent", 0.95, 0.35, Side.RIGHT)
                                .label("ridge", 0.08, 0.25, Side.LEFT)
                                .text("least squares", 1.2, -0.75, Side.LEFT)
                                .size(560, 460)));
    }

    @Test
    void doubleDescent() throws IOException {
        int[] numbers = {
            5, 10, 20, 40, 60, 80, 90, 96, 99, 100, 101, 103, 110, 130, 200, 500, 1000, 5000
        };
        double[] features = new double[numbers.length];
        double[] shortest = new double[numbers.length];
        double[] ridge = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            features[i] = numbers[i];
            shortest[i] = DoubleDescentTest.errors(numbers[i], 0).validation();
            ridge[i] = DoubleDescentTest.errors(numbers[i], 1).validation();
        }
        compare(
                "double-descent.svg",
                Figure.of(
                        "Double descent",
                        Plot.of("features", "validation error")
                                .logX()
                                .logY()
                                .yLimits(35, 1000)
                                .yTicks(50, 100, 200, 500)
                                .line("least squares, the shortest", features, shortest)
                                .line("ridge, λ = 1", features, ridge)
                                .upright("100 patients", 100)
                                .label("least squares, the shortest", 250, 95, Side.ABOVE_RIGHT)
                                .label("ridge, λ = 1", 600, 49, Side.BELOW)));
    }

    private static double[] adam(double size, boolean coupled) {
        AdamWithDecay adam = new AdamWithDecay(0.01, 0.9, 0.999, 1);
        AdamWithDecay.State s = AdamWithDecay.State.of(Vector.of(1));
        double[] weights = new double[151];
        weights[0] = 1;
        for (int t = 1; t <= 300; t++) {
            Vector g = Vector.of(t % 2 == 1 ? size : -size);
            s = coupled ? adam.coupled(s, g) : adam.decoupled(s, g);
            if (t % 2 == 0) {
                weights[t / 2] = s.weights().get(0);
            }
        }
        return weights;
    }

    @Test
    void adamDecay() throws IOException {
        double[] steps = new double[151];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 2 * i;
        }
        Plot left = Plot.of("step", "weight").titled("penalty in the gradient").yLimits(0, 1.1);
        Plot right = Plot.of("step", "").titled("decoupled decay").yLimits(0, 1.1);
        String small = "gradients ±0.1";
        String large = "gradients ±10";
        compare(
                "adam-decay.svg",
                Figure.row(
                        "Decay in Adam",
                        left.line(small, steps, adam(0.1, true))
                                .line(large, steps, adam(10, true))
                                .label(small, 75, 0.45, Side.ABOVE_RIGHT)
                                .label(large, 120, 0.95, Side.ABOVE),
                        right.line(small, steps, adam(0.1, false))
                                .line(large, steps, adam(10, false))
                                .unlabeled(small)
                                .unlabeled(large)
                                .text("both", 150, 0.25, Side.ABOVE_RIGHT)));
    }

    @Test
    void thinned() throws IOException {
        Plot plot = Plot.diagram(560, 230);
        String[] first = {"4", "4", "0", "0"};
        String[] second = {"8", "0", "8", "0"};
        for (int k = 0; k < 4; k++) {
            double x = 75 + 137 * k;
            String a = "first " + k;
            String b = "second " + k;
            String out = "out " + k;
            plot =
                    plot.box(a, first[k], x - 35, 180)
                            .box(b, second[k], x + 35, 180)
                            .box(out, "output", x, 60);
            boolean keepsFirst = k < 2;
            boolean keepsSecond = k % 2 == 0;
            plot = keepsFirst ? plot.link(a, out) : plot.ink(a, Ink.GRAY);
            plot = keepsSecond ? plot.link(b, out) : plot.ink(b, Ink.GRAY);
            plot = plot.text("¼", x, 20, Side.CENTER);
        }
        compare("thinned.svg", Figure.of("Four thinned networks", plot));
    }

    @Test
    void smoothing() throws IOException {
        double[] targets = new LabelSmoothing(5, 0.1).targets(0);
        double[] hard = {1, 0, 0, 0, 0};
        double gap = new LabelSmoothing(5, 0.1).bestGap();
        compare(
                "smoothing.svg",
                Figure.of(
                        "Hard and smoothed targets",
                        Plot.of("by how much the right logit leads", "loss")
                                .yLimits(0, 1.7)
                                .curve(
                                        "hard target",
                                        t -> CrossEntropy.of(new double[] {t, 0, 0, 0, 0}, hard),
                                        0,
                                        10)
                                .curve(
                                        "smoothed target, α = 0.1",
                                        t -> CrossEntropy.of(new double[] {t, 0, 0, 0, 0}, targets),
                                        0,
                                        10)
                                .point(
                                        "smoothed target, α = 0.1",
                                        gap,
                                        CrossEntropy.of(new double[] {gap, 0, 0, 0, 0}, targets))
                                .label("hard target", 6, 0.01, Side.ABOVE)
                                .label("smoothed target, α = 0.1", 8, 0.64, Side.ABOVE_LEFT)
                                .text("3.83", gap, 0.39, Side.ABOVE)));
    }

    @Test
    void rightAngle() throws IOException {
        double root = StrictMath.sqrt(5);
        double longer = StrictMath.sqrt(5 + 1.25);
        Plot plot =
                Plot.of("first weight", "second weight")
                        .equal()
                        .origin()
                        .xLimits(-2.8, 3.2)
                        .yLimits(-2.8, 2.8);
        plot = circle(plot, "before", 0, 0, root);
        plot = circle(plot, "after", 0, 0, longer).dashed("after");
        compare(
                "right-angle.svg",
                Figure.of(
                        "A step at a right angle",
                        plot.vector("w", 2, 1)
                                .arrow("step", 2, 1, 1.5, 2)
                                .arrow("new w", 0, 0, 1.5, 2)
                                .label("w", 1.2, 0.6, Side.BELOW_RIGHT)
                                .label("step", 2.1, 1.7, Side.RIGHT)
                                .label("new w", 0.7, 1, Side.ABOVE_LEFT)
                                .size(560, 460)));
    }

    private static Plot table(String title, String yTitle, boolean rows) {
        double[][] cells = new double[4][5];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 5; j++) {
                cells[i][j] = (rows ? i : j) == 1 ? 0.65 : 0.1;
            }
        }
        return Plot.of("features", yTitle)
                .equal()
                .titled(title)
                .tiles("table", cells, Shade.INK)
                .xLabels(List.of("1", "2", "3", "4", "5"), 0.5, 1.5, 2.5, 3.5, 4.5)
                .yLabels(List.of("1", "2", "3", "4"), 0.5, 1.5, 2.5, 3.5);
    }

    @Test
    void axes() throws IOException {
        compare(
                "axes.svg",
                Figure.row(
                        "Which numbers share a mean",
                        table("batch norm", "examples", false),
                        table("layer and RMS norm", "", true)));
    }

    @Test
    void diabetesValidation() throws IOException {
        Split split = DiabetesTest.split();
        double[] lambdas = powers(-1, 5, 8);
        double[] training = new double[lambdas.length];
        double[] validation = new double[lambdas.length];
        for (int i = 0; i < lambdas.length; i++) {
            Vector w = Ridge.fit(split.training().x(), split.training().y(), lambdas[i]);
            training[i] = split.training().error(w);
            validation[i] = split.validation().error(w);
        }
        compare(
                "diabetes-validation.svg",
                Figure.of(
                        "Choosing a penalty",
                        Plot.of("λ", "error")
                                .logX()
                                .yLimits(30, 90)
                                .line("training", lambdas, training)
                                .line("validation", lambdas, validation)
                                .upright("λ = 94", 94)
                                .label("training", 3, 41, Side.BELOW)
                                .label("validation", 3, 63, Side.ABOVE_RIGHT)));
    }

    @Test
    void diabetesPath() throws IOException {
        Data ten = DiabetesTest.ten();
        double[] lambdas = powers(0, 3, 16);
        double[][] weights = new double[10][lambdas.length];
        for (int i = 0; i < lambdas.length; i++) {
            Vector w = DiabetesTest.lasso(ten, lambdas[i]);
            for (int j = 0; j < 10; j++) {
                weights[j][i] = w.get(j);
            }
        }
        Plot plot = Plot.of("λ", "weight").logX().yLimits(-850, 850);
        List<String> shown = List.of("bmi", "ltg", "map", "hdl", "sex");
        for (int j = 0; j < 10; j++) {
            String name = DiabetesTest.NAMES.get(j);
            plot = plot.line(name, lambdas, weights[j]);
            if (!shown.contains(name)) {
                plot = plot.ink(name, Ink.GRAY).thin(name).unlabeled(name);
            }
        }
        compare(
                "diabetes-path.svg",
                Figure.of(
                        "The path of the lasso",
                        plot.label("bmi", 40, 500, Side.ABOVE_RIGHT)
                                .label("ltg", 6, 500, Side.BELOW)
                                .label("map", 20, 250, Side.BELOW)
                                .label("hdl", 60, -180, Side.BELOW_RIGHT)
                                .label("sex", 8, -220, Side.BELOW)
                                .size(560, 420)));
    }

    @Test
    void clipping() throws IOException {
        Plot plot =
                Plot.of("first part", "second part")
                        .equal()
                        .origin()
                        .xLimits(-0.3, 4.3)
                        .yLimits(-0.3, 4.3);
        plot = circle(plot, "circle", 0, 0, 2.5);
        compare(
                "clipping.svg",
                Figure.of(
                        "Clipping together and part by part",
                        plot.vector("gradient (3, 4)", 3, 4)
                                .vector("together", 1.5, 2)
                                .vector("part by part", 2.5, 2.5)
                                .ink("gradient (3, 4)", Ink.GRAY)
                                .label("gradient (3, 4)", 2.6, 3.6, Side.LEFT)
                                .label("together", 1.1, 1.6, Side.LEFT)
                                .label("part by part", 2.5, 2.5, Side.RIGHT)
                                .size(560, 460)));
    }
}
