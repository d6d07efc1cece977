package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The pictures of `perceptron.md` and `perceptron-capacity.md`. With `-Dpictures=write` they are written, otherwise compared.
class PerceptronPicturesTest {

    private static final String TRUE = "label 1";
    private static final String FALSE = "label −1";
    private static final String LIKED = "liked";
    private static final String DISLIKED = "disliked";
    private static final Vector BEST = Vector.of(2, -3);

    private static Plot withPoints(Plot plot, Examples examples, String plus, String minus) {
        for (int label : new int[] {1, -1}) {
            String name = label > 0 ? plus : minus;
            List<Vector> points = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                if (examples.labels().get(i) > 0 == label > 0) {
                    points.add(examples.points().get(i));
                }
            }
            plot = plot.points(name, column(points, 0), column(points, 1));
        }
        return plot;
    }

    private static double[] column(List<Vector> points, int j) {
        return points.stream().mapToDouble(x -> x.get(j)).toArray();
    }

    private static Plot gate(String title, String yTitle) {
        return Plot.of("first input x₁", yTitle)
                .titled(title)
                .equal()
                .xLimits(-0.45, 1.6)
                .yLimits(-0.45, 1.6)
                .xTicks(0, 1)
                .yTicks(0, 1);
    }

    /// The line `w·x + b = 0`, far beyond the limits of the panel on both sides.
    private static Plot line(Plot plot, String name, Vector w, double b) {
        double square = w.dot(w);
        double x = -b * w.get(0) / square;
        double y = -b * w.get(1) / square;
        double t = 9 / Math.sqrt(square);
        return plot.segment(
                name, x - t * w.get(1), y + t * w.get(0), x + t * w.get(1), y - t * w.get(0));
    }

    private static Plot lettered(Plot plot) {
        for (int i = 0; i < 5; i++) {
            Vector x = CommentsTest.COMMENTS.points().get(i);
            plot = plot.text("ABCDE".substring(i, i + 1), x.get(0), x.get(1), Side.LEFT);
        }
        return plot;
    }

    /// A ring around a point, in units of the axes.
    private static Plot ring(Plot plot, String name, double x, double y, double across, double up) {
        double[] xs = new double[37];
        double[] ys = new double[37];
        for (int k = 0; k <= 36; k++) {
            xs[k] = x + across * StrictMath.cos(k * Math.PI / 18);
            ys[k] = y + up * StrictMath.sin(k * Math.PI / 18);
        }
        return plot.line(name, xs, ys).ink(name, Ink.BLACK).solid(name).unlabeled(name);
    }

    private static String written(Vector w) {
        return String.format(Locale.ROOT, "(%.0f, %.0f)", w.get(0), w.get(1)).replace('-', '−');
    }

    @Test
    void bias() throws IOException {
        Plot plot =
                lettered(
                        withPoints(
                                Plot.of("praise", "complaint")
                                        .equal()
                                        .origin()
                                        .xLimits(-0.7, 4.2)
                                        .yLimits(-0.9, 2.8),
                                CommentsTest.COMMENTS,
                                LIKED,
                                DISLIKED));
        plot = line(plot, "bias 0", BEST, 0);
        plot = line(plot, "bias −2", BEST, -2);
        compare(
                "bias.svg",
                Figure.of(
                        "The bias moves the line",
                        plot.ink("bias 0", Ink.BLACK)
                                .ink("bias −2", Ink.GREEN)
                                .unlabeled(LIKED)
                                .label(DISLIKED, 0, 2, Side.ABOVE)
                                .text(LIKED, LIKED, 2, 0, Side.BELOW_RIGHT)
                                .label("bias 0", 3.2, 2.3, Side.LEFT)
                                .label("bias −2", 3.55, 1.6, Side.BELOW_RIGHT)
                                .size(560, 420)));
    }

    @Test
    void neuron() throws IOException {
        compare(
                "neuron.svg",
                Figure.of(
                        "A neuron as a weighted vote",
                        Plot.diagram(560, 200)
                                .box("praise", "praise\n2", 60, 55)
                                .box("complaint", "complaint\n1", 60, 145)
                                .box("sum", "sum of votes\n4 − 3 + 0 = 1", 280, 90)
                                .box("bias", "bias 0", 280, 175)
                                .box("sign", "sign\n+1", 470, 90)
                                .link("praise", "sum", "× 2", Side.ABOVE)
                                .link("complaint", "sum", "× (−3)", Side.BELOW)
                                .link("bias", "sum")
                                .link("sum", "sign")));
    }

    @Test
    void lineAndNormal() throws IOException {
        Plot plot =
                line(
                        withPoints(
                                Plot.of("praise x₁", "complaint x₂")
                                        .equal()
                                        .xLimits(-1, 3.6)
                                        .yLimits(-3.3, 2.8)
                                        .origin(),
                                CommentsTest.COMMENTS,
                                LIKED,
                                DISLIKED),
                        "2x₁ = 3x₂",
                        BEST,
                        0);
        plot = lettered(plot);
        compare(
                "line-and-normal.svg",
                Figure.of(
                        "Weights and decision boundary",
                        plot.vector("weights (2, −3)", 2, -3)
                                .ink("2x₁ = 3x₂", Ink.BLACK)
                                .label(LIKED, 2, 0, Side.RIGHT)
                                .label(DISLIKED, 0, 2, Side.ABOVE)
                                .label("2x₁ = 3x₂", 2.7, 2.15, Side.ABOVE_LEFT)
                                .label("weights (2, −3)", 1.6, -2.3, Side.RIGHT)
                                .size(560, 460)));
    }

    @Test
    void distance() throws IOException {
        Plot plot =
                line(
                        Plot.of("x₁", "x₂").equal().origin().xLimits(-1, 4.4).yLimits(-0.8, 4.4),
                        "3x₁ + 4x₂ = 5",
                        Vector.of(3, 4),
                        -5);
        compare(
                "distance.svg",
                Figure.of(
                        "The distance from a line",
                        plot.segment("distance 4", 3, 4, 0.6, 0.8)
                                .point("point", 3, 4)
                                .point("foot", 0.6, 0.8)
                                .ink("3x₁ + 4x₂ = 5", Ink.BLACK)
                                .unlabeled("point")
                                .unlabeled("foot")
                                .ink("point", Ink.VERMILION)
                                .ink("foot", Ink.BLACK)
                                .text("(3, 4)", 3, 4, Side.RIGHT)
                                .text("(0.6, 0.8)", 0.75, 0.75, Side.RIGHT)
                                .label("distance 4", 1.8, 2.4, Side.RIGHT)
                                .label("3x₁ + 4x₂ = 5", 1.6, 0.05, Side.ABOVE_RIGHT)
                                .size(560, 440)));
    }

    private static Plot updatePanel(String title, String yTitle, Vector w) {
        String name =
                String.format(Locale.ROOT, "w = (%.0f, %.0f)", w.get(0), w.get(1))
                        .replace('-', '−');
        return line(
                        Plot.of("praise", yTitle)
                                .equal()
                                .origin()
                                .xLimits(-1.3, 2.7)
                                .yLimits(-1.5, 2.6)
                                .point("B, label −1", 1, 2),
                        "line",
                        w,
                        0)
                .titled(title)
                .vector(name, w.get(0), w.get(1))
                .ink(name, Ink.BLUE)
                .ink("line", Ink.BLACK)
                .ink("B, label −1", Ink.VERMILION)
                .unlabeled("line")
                .label("B, label −1", 1, 2, Side.ABOVE)
                .label(name, w.get(0), w.get(1), w.get(1) > 0 ? Side.ABOVE : Side.BELOW);
    }

    @Test
    void update() throws IOException {
        compare(
                "update.svg",
                Figure.row(
                        "One repair",
                        updatePanel("before: score 4", "complaint", Vector.of(2, 1)),
                        updatePanel("after: score −1", "", Vector.of(1, -1))));
    }

    @Test
    void run() throws IOException {
        List<Vector> visited = CommentsTest.mistakes(CommentsTest.COMMENTS, 4);
        String repaired = "ABEABAE";
        Plot[] panels = new Plot[7];
        for (int k = 0; k < 7; k++) {
            String letter = repaired.substring(k, k + 1);
            Vector w = visited.get(k);
            Vector x = CommentsTest.COMMENTS.points().get("ABCDE".indexOf(letter));
            Plot panel =
                    Plot.of("praise", k % 3 == 0 ? "complaint" : "")
                            .equal()
                            .xLimits(-0.7, 3.3)
                            .yLimits(-3.3, 2.7)
                            .xTicks(0, 1, 2, 3)
                            .yTicks(-2, 0, 2);
            panel = line(panel, "line", w, 0);
            panel = withPoints(panel, CommentsTest.COMMENTS, LIKED, DISLIKED);
            panels[k] =
                    ring(panel, "repaired", x.get(0), x.get(1), 0.26, 0.26)
                            .vector("weights", w.get(0), w.get(1))
                            .titled("%s: %s → %s".formatted(k + 1, letter, written(w)))
                            .ink("line", Ink.BLACK)
                            .ink("weights", Ink.GREEN)
                            .unlabeled("line", "weights");
            panels[k] =
                    k > 0
                            ? panels[k].unlabeled(LIKED, DISLIKED)
                            : panels[k]
                                    .label(LIKED, 2, 0, Side.BELOW)
                                    .label(DISLIKED, 0, 2, Side.ABOVE_RIGHT);
        }
        compare("run.svg", Figure.grid("The line after each mistake", 3, panels));
    }

    @Test
    void race() throws IOException {
        double root = Math.sqrt(13);
        double[] count = new double[7];
        double[] progress = new double[7];
        double[] length = new double[7];
        List<Vector> visited = CommentsTest.mistakes(CommentsTest.COMMENTS, 4);
        for (int k = 0; k < 7; k++) {
            count[k] = k + 1;
            progress[k] = visited.get(k).dot(BEST) / root;
            length[k] = Math.sqrt(visited.get(k).dot(visited.get(k)));
        }
        String far = "way along w*";
        String wide = "length of w";
        Plot left =
                race("length", 10)
                        .titled("the seven mistakes")
                        .yLimits(0, 7.5)
                        .points(wide, count, length)
                        .points(far, count, progress)
                        .ink(wide, Ink.BLUE)
                        .ink(far, Ink.VERMILION)
                        .unlabeled("at most √(5M)", "at least M/√13")
                        .label(wide, 5.9, 4.35, Side.RIGHT)
                        .label(far, 4.4, 0.5, Side.RIGHT);
        Plot right =
                race("", 72)
                        .titled("up to the bound")
                        .yLimits(0, 24)
                        .upright("65", 65)
                        .label("at most √(5M)", 46, 16.4, Side.ABOVE_LEFT)
                        .label("at least M/√13", 17, 1.6, Side.RIGHT);
        compare("race.svg", Figure.row("Progress against length", left, right));
    }

    private static Plot race(String yTitle, double most) {
        double root = Math.sqrt(13);
        return Plot.of("mistakes M", yTitle)
                .xLimits(0, most)
                .curve("at most √(5M)", m -> StrictMath.sqrt(5 * m), 0, most)
                .curve("at least M/√13", m -> m / root, 0, most)
                .ink("at most √(5M)", Ink.BLUE)
                .ink("at least M/√13", Ink.VERMILION);
    }

    private static Plot strip(String title, String yTitle, Vector w, double b, double margin) {
        Examples and = Cases.gate(-1, -1, -1, 1);
        Plot plot = gate(title, yTitle);
        double reach = margin * Math.sqrt(w.dot(w));
        plot = line(plot, "line", w, b);
        plot = line(plot, "edge", w, b - reach);
        plot = line(plot, "edge 2", w, b + reach);
        return withPoints(plot, and, TRUE, FALSE)
                .ink("line", Ink.BLACK)
                .ink("edge", Ink.GRAY)
                .ink("edge 2", Ink.GRAY)
                .dashed("edge")
                .dashed("edge 2")
                .unlabeled("line")
                .unlabeled("edge")
                .unlabeled("edge 2");
    }

    @Test
    void strips() throws IOException {
        compare(
                "strips.svg",
                Figure.row(
                        "Two lines for AND",
                        strip(
                                        "3x₁ + 2x₂ = 4: 0.277",
                                        "second input x₂",
                                        Vector.of(3, 2),
                                        -4,
                                        1 / Math.sqrt(13))
                                .label(TRUE, 1, 1, Side.RIGHT)
                                .label(FALSE, 0, 0, Side.BELOW),
                        strip("x₁ + x₂ = 3/2: 0.354", "", Vector.of(1, 1), -1.5, 0.5 / Math.sqrt(2))
                                .unlabeled(TRUE)
                                .unlabeled(FALSE)));
    }

    /// AND with the plane that the perceptron finds, and *not bad*, whose two diagonals meet.
    @Test
    void andAndXor() throws IOException {
        Examples and = Cases.gate(-1, -1, -1, 1);
        Vector w = Perceptron.train(and, Vector.zeros(3), 1, 100).weights();
        String name =
                String.format(Locale.ROOT, "%.0fx₁ + %.0fx₂ = %.0f", w.get(0), w.get(1), -w.get(2));
        Plot left =
                line(
                                withPoints(gate("AND", "second input x₂"), and, TRUE, FALSE),
                                name,
                                Vector.of(w.get(0), w.get(1)),
                                w.get(2))
                        .ink(name, Ink.BLACK)
                        .label(TRUE, 1, 1, Side.ABOVE)
                        .label(FALSE, 0, 0, Side.BELOW)
                        .label(name, 0.45, 1.42, Side.RIGHT);
        Plot right =
                withPoints(
                                Plot.of("not", "bad")
                                        .titled("not bad (XOR exchanged)")
                                        .equal()
                                        .xLimits(-0.45, 1.6)
                                        .yLimits(-0.45, 1.6)
                                        .xTicks(0, 1)
                                        .yTicks(0, 1),
                                Cases.gate(1, -1, -1, 1),
                                TRUE,
                                FALSE)
                        .segment(TRUE, 0, 0, 1, 1)
                        .segment(FALSE, 0, 1, 1, 0)
                        .dashed(FALSE)
                        .unlabeled(TRUE, FALSE)
                        .text(TRUE, "good", 0, 0, Side.BELOW)
                        .text(FALSE, "bad", 0, 1, Side.ABOVE)
                        .text(FALSE, "not good", 1, 0, Side.BELOW)
                        .text(TRUE, "not bad", 1, 1, Side.ABOVE)
                        .text("(½, ½)", 0.6, 0.5, Side.RIGHT);
        compare("and-and-xor.svg", Figure.row("A line for AND and none for not bad", left, right));
    }

    @Test
    void cycle() throws IOException {
        List<Vector> visited = new ArrayList<>(List.of(Vector.zeros(2)));
        visited.addAll(CommentsTest.mistakes(CommentsTest.withF(), 2));
        Plot plot =
                Plot.of("weight of praise", "weight of complaint")
                        .equal()
                        .origin()
                        .xLimits(-1.6, 2.7)
                        .yLimits(-2.4, 1.6);
        String repaired = "ABEFBD";
        Side[] sides = {
            Side.ABOVE_LEFT, Side.RIGHT, Side.BELOW_RIGHT, Side.RIGHT, Side.ABOVE_LEFT, Side.ABOVE
        };
        for (int k = 0; k < 6; k++) {
            Vector from = visited.get(k);
            Vector to = visited.get(k + 1);
            double share = k == 1 || k == 5 ? 0.3 : k == 3 ? 0.77 : 0.5;
            String name = "step %s".formatted(k);
            plot =
                    plot.arrow(name, from.get(0), from.get(1), to.get(0), to.get(1))
                            .ink(name, k < 2 ? Ink.GRAY : Ink.BLUE)
                            .unlabeled(name)
                            .text(
                                    name,
                                    repaired.substring(k, k + 1),
                                    from.get(0) + share * (to.get(0) - from.get(0)),
                                    from.get(1) + share * (to.get(1) - from.get(1)),
                                    sides[k]);
        }
        compare(
                "cycle.svg",
                Figure.of(
                        "Weights that walk in a circle",
                        plot.text("(2, 1)", 2, 1, Side.ABOVE)
                                .text("(1, −1)", 1, -1, Side.RIGHT)
                                .text("(0, −2)", 0, -2, Side.RIGHT)
                                .text("(0, 1)", 0, 1, Side.ABOVE_RIGHT)
                                .text("(−1, −1)", -1, -1, Side.BELOW)
                                .size(560, 480)));
    }

    @Test
    void averaged() throws IOException {
        Examples examples = FlowersAndTumorsTest.petals();
        int epochs = 40;
        double[] xs = new double[epochs];
        double[] last = new double[epochs];
        double[] mean = new double[epochs];
        double[] pocket = new double[epochs];
        for (int k = 0; k < epochs; k++) {
            xs[k] = k + 1;
            last[k] =
                    examples.errors(
                            Perceptron.train(examples, Vector.zeros(3), 1, k + 1).weights());
            mean[k] = examples.errors(AveragedPerceptron.train(examples, k + 1));
            pocket[k] = PocketPerceptron.train(examples, k + 1).errors();
        }
        compare(
                "averaged.svg",
                Figure.of(
                        "Errors on two kinds of irises",
                        Plot.of("epochs", "errors of 100")
                                .xLimits(0, 41)
                                .yLimits(0, 54)
                                .line("last weights", xs, last)
                                .line("average", xs, mean)
                                .line("pocket", xs, pocket)
                                .label("last weights", 33.5, 30, Side.LEFT)
                                .label("average", 5, 18, Side.ABOVE_RIGHT)
                                .label("pocket", 22, 4.6, Side.BELOW)));
    }

    @Test
    void iris() throws IOException {
        MulticlassPerceptron p = FlowersAndTumorsTest.threeKinds();
        List<Vector> all = FlowersAndTumorsTest.threePetals();
        Plot plot =
                Plot.of("petal length in cm", "petal width in cm").xLimits(0.5, 7.5).yLimits(0, 3);
        String[] names = {"setosa", "versicolor", "virginica"};
        for (int k = 0; k < 3; k++) {
            List<Vector> kind = new ArrayList<>();
            for (int i = k; i < 150; i += 3) {
                kind.add(all.get(i));
            }
            plot = plot.points(names[k], column(kind, 0), column(kind, 1));
        }
        Matrix w = p.weights();
        for (int a = 0; a < 3; a++) {
            int b = (a + 1) % 3;
            Vector normal = Vector.of(w.get(0, a) - w.get(0, b), w.get(1, a) - w.get(1, b));
            double bias = w.get(2, a) - w.get(2, b);
            // the part of the border where the two win
            List<Double> xs = new ArrayList<>();
            List<Double> ys = new ArrayList<>();
            for (int t = 0; t <= 700; t++) {
                double x = 0.5 + t / 100.0;
                double y = -(bias + normal.get(0) * x) / normal.get(1);
                Vector scores = Vector.of(x, y, 1).times(w);
                if (scores.get(a) >= scores.get(3 - a - b) && y > 0 && y < 3) {
                    xs.add(x);
                    ys.add(y);
                }
            }
            String name = "border %s".formatted(a);
            if (!xs.isEmpty()) {
                plot =
                        plot.line(
                                        name,
                                        xs.stream().mapToDouble(x -> x).toArray(),
                                        ys.stream().mapToDouble(y -> y).toArray())
                                .ink(name, Ink.BLACK)
                                .unlabeled(name);
            }
        }
        int wrong = 0;
        for (int i = 0; i < 150; i++) {
            Vector x = all.get(i);
            if (p.predict(x) != i % 3) {
                plot = ring(plot, "wrong %s".formatted(i), x.get(0), x.get(1), 0.13, 0.09);
                wrong++;
            }
        }
        assertThat(wrong).isEqualTo(4);
        compare(
                "iris.svg",
                Figure.of(
                        "Three kinds of irises",
                        plot.label("setosa", 0.75, 0.75, Side.RIGHT)
                                .label("versicolor", 3.4, 1.0, Side.BELOW_RIGHT)
                                .label("virginica", 6.6, 2.45, Side.ABOVE)));
    }

    @Test
    void kernel() throws IOException {
        Examples notBad =
                new Examples(
                        List.of(Vector.of(0, 0), Vector.of(0, 1), Vector.of(1, 0), Vector.of(1, 1)),
                        List.of(1, -1, -1, 1));
        DualPerceptron learned = DualPerceptron.train(notBad, Kernel.polynomial(2), 100);
        // along the diagonals: between the curves, at s = x₁ + x₂, lie the points with |x₁ − x₂| up
        // to a width
        int steps = 60;
        double[] xs = new double[2 * steps + 2];
        double[] ys = new double[2 * steps + 2];
        for (int k = 0; k <= steps; k++) {
            double s = -2.4 + 6.4 * k / steps;
            double inside = 0;
            double outside = 8;
            for (int halving = 0; halving < 60; halving++) {
                double t = (inside + outside) / 2;
                boolean isLiked = learned.score(Vector.of((s + t) / 2, (s - t) / 2)) >= 0;
                inside = isLiked ? t : inside;
                outside = isLiked ? outside : t;
            }
            xs[k] = (s + inside) / 2;
            ys[k] = (s - inside) / 2;
            xs[2 * steps + 1 - k] = (s - inside) / 2;
            ys[2 * steps + 1 - k] = (s + inside) / 2;
        }
        Plot plot =
                Plot.of("not", "bad")
                        .equal()
                        .xLimits(-0.6, 1.7)
                        .yLimits(-0.6, 1.7)
                        .xTicks(0, 1)
                        .yTicks(0, 1)
                        .polygon("score of 0 or more", xs, ys)
                        .ink("score of 0 or more", Ink.SKY)
                        .label("score of 0 or more", 1.2, 1.4, Side.CENTER);
        compare(
                "kernel.svg",
                Figure.of(
                        "A curve that reads not bad",
                        withPoints(plot, notBad, LIKED, DISLIKED)
                                .unlabeled(LIKED, DISLIKED)
                                .text(LIKED, "good", 0, 0, Side.ABOVE)
                                .text(DISLIKED, "bad", 0, 1, Side.ABOVE)
                                .text(DISLIKED, "not good", 1, 0, Side.BELOW)
                                .text(LIKED, "not bad", 1, 1, Side.ABOVE)
                                .size(560, 480)));
    }

    @Test
    void adaline() throws IOException {
        compare(
                "adaline.svg",
                Figure.of(
                        "Least squares on labels",
                        Plot.of("x", "label, and score of the line")
                                .origin()
                                .xLimits(-3.6, 3.6)
                                .yLimits(-1.4, 1.6)
                                .curve("(18x + 55)/83", x -> (18 * x + 55) / 83, -3.6, 3.6)
                                .points(TRUE, new double[] {-2, -1, 3}, new double[] {1, 1, 1})
                                .point(FALSE, -3, -1)
                                .label(TRUE, -1, 1, Side.ABOVE)
                                .label(FALSE, -3, -1, Side.RIGHT)
                                .label("(18x + 55)/83", 1, 0.85, Side.BELOW_RIGHT)
                                .text("1/83, above 0", -2.2, -0.08, Side.BELOW)));
    }

    @Test
    void sigmoid() throws IOException {
        compare(
                "sigmoid.svg",
                Figure.of(
                        "From a jump to a probability",
                        Plot.of("score", "answer as a number, probability of +1")
                                .xLimits(-6, 6)
                                .yLimits(-0.1, 1.15)
                                .line(
                                        "perceptron",
                                        new double[] {-6, 0, 0, 6},
                                        new double[] {0, 0, 1, 1})
                                .curve("logistic neuron", LogisticNeuron::sigmoid, -6, 6)
                                .label("perceptron", -0.1, 0.9, Side.LEFT)
                                .label("logistic neuron", 1.4, 0.75, Side.BELOW_RIGHT)));
    }

    @Test
    void losses() throws IOException {
        compare(
                "losses.svg",
                Figure.of(
                        "Four losses over the margin",
                        Plot.of("margin z", "loss")
                                .xLimits(-3, 3.6)
                                .yLimits(-0.2, 4.2)
                                .line(
                                        "error count",
                                        new double[] {-3, 0, 0, 3.6},
                                        new double[] {1, 1, 0, 0})
                                .curve("perceptron", z -> Math.max(0, -z), -3, 3.6)
                                .curve("ADALINE", z -> (1 - z) * (1 - z) / 2, -3, 3.6)
                                .curve("logistic", LogisticNeuron::loss, -3, 3.6)
                                .label("error count", -1.6, 1, Side.BELOW_LEFT)
                                .label("perceptron", -1.75, 1.55, Side.BELOW_LEFT)
                                .label("ADALINE", -1.4, 2.9, Side.ABOVE_RIGHT)
                                .label("logistic", 0.15, 0.66, Side.ABOVE_RIGHT)));
    }

    @Test
    void tumors() throws IOException {
        Examples all = FlowersAndTumorsTest.tumors();
        Examples two =
                new Examples(
                        all.points().stream().map(x -> Vector.of(x.get(0), x.get(1))).toList(),
                        all.labels());
        Vector w = FlowersAndTumorsTest.boundaryOfTwoFeatures();
        String malignant = "malignant";
        compare(
                "tumors.svg",
                Figure.of(
                        "Tumors in two features",
                        withPoints(
                                        Plot.of("mean radius", "mean texture")
                                                .xLimits(6, 29)
                                                .yLimits(9, 41),
                                        two,
                                        malignant,
                                        "benign")
                                .curve(
                                        "boundary",
                                        x -> -(w.get(2) + w.get(0) * x) / w.get(1),
                                        6,
                                        29)
                                .ink("boundary", Ink.BLACK)
                                .label(malignant, 24, 32, Side.ABOVE)
                                .label("benign", 8, 30, Side.ABOVE)
                                .label("boundary", 11.3, 39, Side.RIGHT)
                                .size(560, 420)));
    }

    @Test
    void cover() throws IOException {
        Plot plot =
                Plot.of("points per weight, N/d", "share of labelings")
                        .xLimits(0, 4.1)
                        .yLimits(0, 1.15);
        for (int d : new int[] {5, 25, 100}) {
            List<Double> xs = new ArrayList<>();
            List<Double> ys = new ArrayList<>();
            for (int n = 1; n <= 4 * d; n += Math.max(1, d / 25)) {
                xs.add(n / (double) d);
                ys.add(
                        new BigDecimal(CoverCount.of(n, d))
                                .divide(
                                        new BigDecimal(BigInteger.TWO.pow(n)),
                                        MathContext.DECIMAL64)
                                .doubleValue());
            }
            plot =
                    plot.line(
                            "d = %s".formatted(d),
                            xs.stream().mapToDouble(x -> x).toArray(),
                            ys.stream().mapToDouble(y -> y).toArray());
        }
        compare(
                "cover.svg",
                Figure.of(
                        "Cover's count",
                        plot.level("one half", 0.5)
                                .label("d = 5", 2.9, 0.16, Side.ABOVE_RIGHT)
                                .label("d = 25", 1.9, 0.75, Side.ABOVE_RIGHT)
                                .label("d = 100", 1.85, 0.93, Side.ABOVE_RIGHT)
                                .label("one half", 3.6, 0.5, Side.ABOVE)));
    }
}
