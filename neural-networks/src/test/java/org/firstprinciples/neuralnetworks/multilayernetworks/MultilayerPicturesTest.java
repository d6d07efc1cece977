package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// The pictures of `multilayer-networks.md`. With `-Dpictures=write` they are written, otherwise compared.
class MultilayerPicturesTest {

    private static DoubleUnaryOperator function(MultilayerNetwork network) {
        return x -> network.forward(Vector.of(x)).get(0);
    }

    /// All corners lie at sixteenths, so straight lines between 64ths are exact.
    private static Plot tent(int times, String yTitle) {
        double[] x = new double[65];
        double[] y = new double[65];
        for (int i = 0; i <= 64; i++) {
            x[i] = i / 64.0;
            y[i] = function(Sawtooth.network(times)).applyAsDouble(x[i]);
        }
        return Plot.of("x", yTitle)
                .titled("k = " + times)
                .line("tent", x, y)
                .unlabeled("tent")
                .xTicks(0, 1)
                .yTicks(0, 1);
    }

    /// The tent, twice and four times.
    @Test
    void teeth() throws IOException {
        compare(
                "sawtooth.svg",
                Figure.row(
                        "The tent, applied once, twice and four times",
                        tent(1, "tent, k times").size(200, 230),
                        tent(2, "").size(180, 230),
                        tent(4, "").size(180, 230)));
    }

    /// A sine, straight lines through six of its points, and a staircase of twelve sigmoids.
    @Test
    void linesAndSteps() throws IOException {
        double[] t = new double[6];
        double[] y = new double[6];
        for (int i = 0; i < 6; i++) {
            t[i] = 1.2 * i;
            y[i] = StrictMath.sin(t[i]);
        }
        MultilayerNetwork lines = ReluInterpolant.through(t, y);
        SigmoidStaircase steps = SigmoidStaircase.of(StrictMath::sin, 0, 6, 12, 24);
        compare(
                "approximation.svg",
                Figure.of(
                        "A sine out of rectifiers and out of sigmoids",
                        Plot.of("x", "output")
                                .origin()
                                .yLimits(-1.25, 1.4)
                                .curve("12 sigmoids", steps::value, 0, 6)
                                .curve("sin x", StrictMath::sin, 0, 6)
                                .curve("5 rectifiers", function(lines), 0, 6)
                                .points("5 rectifiers", t, y)
                                .ink("sin x", Ink.GRAY)
                                .solid("sin x")
                                .label("sin x", 1.9, 0.95, Side.ABOVE_RIGHT)));
    }

    private static final String KIND = "kind";
    private static final String UNKIND = "unkind";

    private static Plot plane(String title, String xTitle, String yTitle) {
        return Plot.of(xTitle, yTitle)
                .titled(title)
                .equal()
                .origin()
                .xLimits(-0.5, 2.6)
                .yLimits(-0.6, 1.9)
                .xTicks(0, 1, 2)
                .yTicks(0, 1);
    }

    /// The four comments before and after the hidden layer.
    @Test
    void thePlaneBent() throws IOException {
        Plot before =
                plane("inputs", "x₁ (not)", "x₂ (bad)")
                        .points(KIND, new double[] {0, 1}, new double[] {0, 1})
                        .points(UNKIND, new double[] {0, 1}, new double[] {1, 0})
                        .segment("first fold", -0.6, 0.6, 0.6, -0.6)
                        .segment("second fold", -0.9, 1.9, 1.6, -0.6)
                        .ink("first fold", Ink.GRAY)
                        .ink("second fold", Ink.GRAY)
                        .unlabeled("first fold")
                        .unlabeled("second fold")
                        .unlabeled(KIND)
                        .unlabeled(UNKIND)
                        .text(KIND, "good", 0, 0.05, Side.ABOVE_RIGHT)
                        .text(KIND, "not bad", 1, 1, Side.ABOVE_RIGHT)
                        .text(UNKIND, "bad", 0, 1, Side.ABOVE_RIGHT)
                        .text(UNKIND, "not good", 1, 0, Side.ABOVE_RIGHT)
                        .size(285, 300);
        Plot after =
                plane("hidden units", "h₁", "h₂")
                        .points(KIND, new double[] {0, 2}, new double[] {0, 1})
                        .points(UNKIND, new double[] {1}, new double[] {0})
                        .segment("h₁ − 2h₂ = ½", -0.7, -0.6, 2.6, 1.05)
                        .ink("h₁ − 2h₂ = ½", Ink.BLACK)
                        .unlabeled("h₁ − 2h₂ = ½")
                        .unlabeled(KIND)
                        .unlabeled(UNKIND)
                        .text(KIND, "good", 0.05, 0.2, Side.ABOVE_RIGHT)
                        .text(KIND, "not bad", 2, 1, Side.ABOVE)
                        .text(UNKIND, "bad and\nnot good", 1.1, -0.05, Side.BELOW_RIGHT)
                        .size(275, 300);
        compare(
                "xor-bent.svg",
                Figure.row("The plane before and after the hidden layer", before, after));
    }

    @Test
    void xorAsBoxes() throws IOException {
        compare(
                "xor-network.svg",
                Figure.of(
                        "Two hidden units",
                        Plot.diagram(560, 230)
                                .box("x1", "x₁: not\n1", 50, 60)
                                .box("x2", "x₂: bad\n1", 50, 170)
                                .box("h1", "h₁ = (x₁ + x₂)₊\n2", 250, 60)
                                .box("h2", "h₂ = (x₁ + x₂ − 1)₊\n1", 250, 170)
                                .box("y", "h₁ − 2h₂\n0", 470, 115)
                                .link("x1", "h1")
                                .link("x1", "h2")
                                .link("x2", "h1")
                                .link("x2", "h2")
                                .link("h1", "y", "× 1", Side.ABOVE)
                                .link("h2", "y", "× (−2)", Side.BELOW)));
    }

    @Test
    void shapes() throws IOException {
        compare(
                "layer-shapes.svg",
                Figure.of(
                        "Shapes of a network for digits",
                        Plot.diagram(560, 190)
                                .box("x", "X\n(B, 784)", 50, 50)
                                .box("z", "XW₁ + b₁\n(B, 300)", 190, 50)
                                .box("h", "rectifiers\n(B, 300)", 345, 50)
                                .box("y", "HW₂ + b₂\n(B, 10)", 495, 50)
                                .box("w1", "W₁ (784, 300)\nb₁ (300)", 190, 150)
                                .box("w2", "W₂ (300, 10)\nb₂ (10)", 495, 150)
                                .link("x", "z")
                                .link("z", "h")
                                .link("h", "y")
                                .link("w1", "z")
                                .link("w2", "y")
                                .ink("w1", Ink.VERMILION)
                                .ink("w2", Ink.VERMILION)));
    }

    /// A bump out of three rectifiers, and three bumps that make a curve.
    @Test
    void bumpByBump() throws IOException {
        double[] x = {-0.5, 0, 1, 2, 3, 3.5};
        Plot parts =
                Plot.of("x", "value")
                        .titled("three units, one bump")
                        .origin()
                        .yLimits(-4.2, 4.2)
                        .xLimits(-0.5, 3.6)
                        .xTicks(0, 1, 2, 3)
                        .yTicks(-4, -2, 0, 2, 4)
                        .line("x₊", x, new double[] {0, 0, 1, 2, 3, 3.5})
                        .line("−2(x − 1)₊", x, new double[] {0, 0, 0, -2, -4, -5})
                        .line("(x − 2)₊", x, new double[] {0, 0, 0, 0, 1, 1.5})
                        .line("sum", x, new double[] {0, 0, 1, 0, 0, 0})
                        .ink("sum", Ink.BLACK)
                        .label("x₊", 2.6, 2.7, Side.ABOVE_LEFT)
                        .label("−2(x − 1)₊", 2.3, -2.7, Side.LEFT)
                        .label("(x − 2)₊", 3.05, -0.3, Side.BELOW)
                        .label("sum", 1, 1, Side.ABOVE_LEFT)
                        .size(290, 300);
        double[] t = {0, 1, 2, 3, 4};
        Plot sum =
                Plot.of("x", "")
                        .titled("three bumps, one curve")
                        .origin()
                        .xLimits(-0.1, 4.1)
                        .yLimits(-0.3, 3.4)
                        .line("bumps", new double[] {0, 1, 2}, new double[] {0, 2, 0})
                        .line("bumps", new double[] {2, 1, 0}, new double[] {0, 2, 0})
                        .line("second", new double[] {1, 2, 3}, new double[] {0, 3, 0})
                        .line("third", new double[] {2, 3, 4}, new double[] {0, 1, 0})
                        .line("sum", t, new double[] {0, 2, 3, 1, 0})
                        .ink("sum", Ink.BLACK)
                        .ink("bumps", Ink.SKY)
                        .ink("second", Ink.SKY)
                        .ink("third", Ink.SKY)
                        .unlabeled("bumps")
                        .unlabeled("second")
                        .unlabeled("third")
                        .label("sum", 2.5, 2.1, Side.RIGHT)
                        .size(270, 300);
        compare("bumps.svg", Figure.row("Bump by bump", parts, sum));
    }

    private static Plot map(String title, String yTitle) {
        return Plot.of("x₁", yTitle)
                .equal()
                .titled(title)
                .xLimits(-1.2, 1.2)
                .yLimits(-1.2, 1.2)
                .xTicks(-1, 0, 1)
                .yTicks(-1, 0, 1);
    }

    @Test
    void hat() throws IOException {
        compare(
                "hat.svg",
                Figure.of(
                        "A bump in the plane",
                        map("", "x₂")
                                .contours(
                                        "hat",
                                        (x, y) -> Hat.value(Vector.of(x, y)),
                                        0.01,
                                        0.25,
                                        0.5,
                                        0.75)
                                .point("top", 0, 0)
                                .unlabeled("top")
                                .text("1", 0.03, 0, Side.RIGHT)
                                .size(460, 430)));
    }

    @Test
    void ridges() throws IOException {
        compare(
                "ridges.svg",
                Figure.row(
                        "A product out of two ridges",
                        map("(x₁ + x₂)²/4", "x₂")
                                .contours("a", (x, y) -> (x + y) * (x + y) / 4, 0.1, 0.4, 0.9)
                                .size(200, 230),
                        map("−(x₁ − x₂)²/4", "")
                                .contours("b", (x, y) -> -(x - y) * (x - y) / 4, -0.9, -0.4, -0.1)
                                .size(180, 230),
                        map("sum: x₁x₂", "")
                                .contours("c", (x, y) -> x * y, -0.6, -0.2, 0.2, 0.6)
                                .size(180, 230)));
    }

    /// The irises of the experiment along the direction of the memorizer, in units of its last weight.
    @Test
    void irisesByHeart() throws IOException {
        IrisesByHeartTest.Flowers training = IrisesByHeartTest.flowers().third(false);
        compare(
                "by-heart.svg",
                Figure.row(
                        "Learned by heart",
                        byHeart("true names", "output", training),
                        byHeart(
                                "names by chance",
                                "",
                                training.relabeled(new SplittableRandom(0)))));
    }

    private static Plot byHeart(String title, String yTitle, IrisesByHeartTest.Flowers flowers) {
        MultilayerNetwork network = Memorizer.of(flowers.points(), flowers.labels());
        Vector direction = direction(network);
        double unit = direction.get(3);
        double[] t = new double[flowers.labels().length];
        List<double[]> sorted = new ArrayList<>();
        for (int i = 0; i < t.length; i++) {
            sorted.add(
                    new double[] {
                        direction.dot(flowers.points().get(i)) / unit, flowers.labels()[i]
                    });
        }
        sorted.sort(Comparator.comparingDouble(p -> p[0]));
        double[] x = sorted.stream().mapToDouble(p -> p[0]).toArray();
        double[] y = sorted.stream().mapToDouble(p -> p[1]).toArray();
        return Plot.of("place along a", yTitle)
                .titled(title)
                .xLimits(9.5, 26)
                .yLimits(-1.3, 1.3)
                .yTicks(-1, 0, 1)
                .line("network", x, y)
                .points("flowers", x, y)
                .unlabeled("network")
                .unlabeled("flowers")
                .thin("network")
                .size(280, 270);
    }

    /// The column of weights that all hidden units share.
    private static Vector direction(MultilayerNetwork network) {
        double[] a = new double[4];
        for (int i = 0; i < 4; i++) {
            a[i] = network.layers().getFirst().weight().get(i, 0);
        }
        return Vector.of(a);
    }

    @Test
    void widthAgainstDepth() throws IOException {
        double[] k = new double[20];
        double[] deep = new double[20];
        double[] shallow = new double[20];
        for (int i = 0; i < 20; i++) {
            k[i] = i + 1;
            deep[i] = 2.0 * (i + 1);
            shallow[i] = StrictMath.scalb(1.0, i + 1);
        }
        compare(
                "depth-width.svg",
                Figure.of(
                        "Units for the same teeth",
                        Plot.of("k, how often the tent is applied", "rectifiers")
                                .logY()
                                .line("one hidden layer: 2ᵏ", k, shallow)
                                .line("k hidden layers: 2k", k, deep)
                                .label("one hidden layer: 2ᵏ", 11, 2048, Side.ABOVE_LEFT)
                                .label("k hidden layers: 2k", 14, 28, Side.BELOW)));
    }

    @Test
    void squareErrors() throws IOException {
        Plot plot = Plot.of("x", "f_m(x) − x²").origin().xLimits(0, 1).yLimits(-0.012, 0.07);
        for (int m = 1; m <= 3; m++) {
            int degree = m;
            plot =
                    plot.curve("m = " + m, x -> SquareNetwork.square(degree, x) - x * x, 0, 1)
                            .unlabeled("m = " + m)
                            .text(
                                    "m = " + m,
                                    "m = " + m,
                                    0.5 + StrictMath.scalb(0.5, -m),
                                    m == 3 ? -0.001 : StrictMath.pow(4, -m - 1),
                                    m == 3 ? Side.BELOW : Side.ABOVE);
        }
        compare("square-errors.svg", Figure.of("Errors of squares out of tents", plot));
    }

    /// Cells of the plane, each in a color of its own.
    @Test
    void regions() throws IOException {
        MultilayerNetwork three =
                new MultilayerNetwork(
                        List.of(
                                new DenseLayer(
                                        Matrix.of(2, 3, 1, 0.2, -1, 0.3, 1, 1),
                                        Vector.of(0.3, -0.2, -0.1)),
                                new DenseLayer(
                                        Matrix.of(3, 2, 1, -1, -1.5, 1, 1, 1),
                                        Vector.of(-0.3, -0.4)),
                                new DenseLayer(Matrix.of(2, 1, 1, 1), Vector.of(0))),
                        Nonlinearity.RELU);
        MultilayerNetwork single =
                new MultilayerNetwork(
                        List.of(
                                three.layers().getFirst(),
                                new DenseLayer(Matrix.of(3, 1, 1, 1, 1), Vector.of(0))),
                        Nonlinearity.RELU);
        compare(
                "cells.svg",
                Figure.row(
                        "Regions of two networks",
                        cells("3 units", "x₂", single).size(285, 300),
                        cells("3 units, then 2", "", three).size(275, 300)));
    }

    private static Plot cells(String title, String yTitle, MultilayerNetwork network) {
        Plot plot = map(title, yTitle);
        List<double[]> whole =
                List.of(
                        new double[] {-1.2, -1.2},
                        new double[] {1.2, -1.2},
                        new double[] {1.2, 1.2},
                        new double[] {-1.2, 1.2});
        List<List<double[]>> cells = List.of(whole);
        for (int l = 0; l < network.layers().size() - 1; l++) {
            int layer = l;
            for (int unit = 0; unit < network.layers().get(l).bias().size(); unit++) {
                int j = unit;
                List<List<double[]>> next = new ArrayList<>();
                for (List<double[]> cell : cells) {
                    // affine on the cell: its values at the corners say where it is 0
                    double[] z =
                            cell.stream()
                                    .mapToDouble(c ->
                                            network.preactivations(Vector.of(c)).get(layer).get(j))
                                    .toArray();
                    for (int sign : new int[] {1, -1}) {
                        List<double[]> part = part(cell, z, sign);
                        if (part.size() > 2) {
                            next.add(part);
                        }
                    }
                }
                cells = next;
            }
        }
        Ink[] inks = {
            Ink.BLUE, Ink.VERMILION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.GRAY
        };
        for (int i = 0; i < cells.size(); i++) {
            String name = title + i;
            plot =
                    plot.polygon(
                                    name,
                                    cells.get(i).stream().mapToDouble(c -> c[0]).toArray(),
                                    cells.get(i).stream().mapToDouble(c -> c[1]).toArray())
                            .ink(name, inks[i % inks.length])
                            .unlabeled(name);
        }
        return plot;
    }

    /// The part of a convex polygon where a function with the values `z` at its corners, affine on it, has this sign.
    private static List<double[]> part(List<double[]> cell, double[] z, int sign) {
        List<double[]> part = new ArrayList<>();
        for (int i = 0; i < z.length; i++) {
            int k = (i + 1) % z.length;
            if (sign * z[i] >= 0) {
                part.add(cell.get(i));
            }
            if (z[i] * z[k] < 0) {
                double share = z[i] / (z[i] - z[k]);
                double[] from = cell.get(i);
                double[] to = cell.get(k);
                part.add(
                        new double[] {
                            from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])
                        });
            }
        }
        return part;
    }
}
