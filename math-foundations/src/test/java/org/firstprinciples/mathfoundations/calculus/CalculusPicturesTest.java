package org.firstprinciples.mathfoundations.calculus;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.calculus.LevenbergMarquardtTest.Saturation;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// The pictures of `calculus.md`. With `-Dpictures=write` they are written, otherwise compared.
class CalculusPicturesTest {

    private static final TwoLayerLoss LOSS = new TwoLayerLoss();

    private static final ScalarFunction TIED =
            new ScalarFunction() {
                @Override
                public <T extends Arithmetic<T>> T of(List<T> w) {
                    return LOSS.of(List.of(w.getFirst(), w.getFirst()));
                }
            };

    private static double[] over(double[] x, DoubleUnaryOperator f) {
        return java.util.Arrays.stream(x).map(f).toArray();
    }

    private static double[] between(double from, double to, int pieces) {
        return IntStream.rangeClosed(0, pieces)
                .mapToDouble(i -> from + (to - from) * i / pieces)
                .toArray();
    }

    @Test
    void zoomingIn() throws IOException {
        compare(
                "calculus-zoom.svg",
                Figure.row(
                        "A curve from closer and closer by",
                        zoom(1, "loss").titled("± 1"),
                        zoom(0.1, "").titled("± 0.1"),
                        zoom(0.01, "").titled("± 0.01")));
    }

    private static Plot zoom(double half, String yName) {
        return Plot.of("weight a", yName)
                .curve("tangent", a -> 0.5 + 2 * (a - 1), 1 - half, 1 + half)
                .curve("loss", a -> LOSS.at(a, 2), 1 - half, 1 + half)
                .dashed("tangent")
                .ink("tangent", Ink.VERMILION)
                .solid("loss")
                .ink("loss", Ink.BLUE)
                .point("here", 1, 0.5)
                .ink("here", Ink.BLACK)
                .unlabeled("here")
                .unlabeled("tangent")
                .unlabeled("loss")
                .xLimits(1 - half, 1 + half)
                .yLimits(0.5 - 2.6 * half, 0.5 + 2.6 * half)
                .xTicks(1 - half, 1 + half);
    }

    /// Lines through (1, ½) and two other points of the loss with `b = 2`, and the tangent.
    @Test
    void twoPointsOfTheCurve() throws IOException {
        DoubleUnaryOperator loss = a -> LOSS.at(a, 2);
        double[] ends = {1, 1.5, 2};
        compare(
                "calculus-quotient.svg",
                Figure.of(
                        "Difference quotients as slopes of lines",
                        line(
                                        line(
                                                Plot.of("weight a", "loss")
                                                        .curve("loss", loss, 0.4, 2.1),
                                                "slope 4",
                                                loss,
                                                1,
                                                2,
                                                0.75,
                                                2.1),
                                        "slope 3",
                                        loss,
                                        1,
                                        1.5,
                                        0.7,
                                        2.1)
                                .segment("tangent, slope 2", 0.6, -0.3, 2.1, 2.7)
                                .points("points", ends, over(ends, loss))
                                .ink("points", Ink.BLACK)
                                .unlabeled("points")
                                .solid("loss")
                                .ink("loss", Ink.BLUE)
                                .ink("slope 4", Ink.GREEN)
                                .ink("slope 3", Ink.PURPLE)
                                .ink("tangent, slope 2", Ink.VERMILION)
                                .dashed("tangent, slope 2")
                                .labelAtEnd("slope 4", "slope 3", "tangent, slope 2")
                                .label("loss", 0.45, 0.05, Side.ABOVE_RIGHT)
                                .xTicks(0.5, 1, 1.5, 2)));
    }

    /// The central chord of a parabola is parallel to the tangent, the forward one is steeper.
    @Test
    void aChordOnBothSides() throws IOException {
        DoubleUnaryOperator loss = a -> LOSS.at(a, 2);
        double[] ends = {0.6, 1, 1.4};
        compare(
                "calculus-chords.svg",
                Figure.of(
                        "A forward and a central quotient",
                        line(
                                        line(
                                                Plot.of("weight a", "loss")
                                                        .curve("loss", loss, 0.45, 1.5),
                                                "central, slope 2",
                                                loss,
                                                0.6,
                                                1.4,
                                                0.5,
                                                1.5),
                                        "forward, slope 2.8",
                                        loss,
                                        1,
                                        1.4,
                                        0.85,
                                        1.5)
                                .segment("tangent, slope 2", 0.7, -0.1, 1.5, 1.5)
                                .points("points", ends, over(ends, loss))
                                .ink("points", Ink.BLACK)
                                .unlabeled("points")
                                .solid("loss")
                                .ink("loss", Ink.BLUE)
                                .ink("central, slope 2", Ink.GREEN)
                                .ink("forward, slope 2.8", Ink.PURPLE)
                                .ink("tangent, slope 2", Ink.VERMILION)
                                .dashed("tangent, slope 2")
                                .label("central, slope 2", 0.8, 0.6, Side.ABOVE_LEFT)
                                .label("forward, slope 2.8", 1.42, 1.76, Side.ABOVE_LEFT)
                                .label("tangent, slope 2", 1.2, 0.85, Side.BELOW_RIGHT)
                                .label("loss", 0.5, -0.05, Side.BELOW_LEFT)
                                .xLimits(0.4, 1.7)
                                .yLimits(-0.2, 2.2)
                                .xTicks(0.6, 1, 1.4)));
    }

    /// The straight line through the points of `f` at `x` and `y`, drawn between `from` and `to`.
    private static Plot line(
            Plot plot,
            String name,
            DoubleUnaryOperator f,
            double x,
            double y,
            double from,
            double to) {
        double slope = (f.applyAsDouble(y) - f.applyAsDouble(x)) / (y - x);
        DoubleUnaryOperator chord = a -> f.applyAsDouble(x) + slope * (a - x);
        return plot.segment(name, from, chord.applyAsDouble(from), to, chord.applyAsDouble(to))
                .solid(name);
    }

    @Test
    void twoStripsAndACorner() throws IOException {
        double[] first = {0, 2, 2, 0};
        double[] grown = {2, 2.2, 2.2, 2};
        double[] low = {0, 0, 2, 2};
        double[] high = {2, 2, 2.2, 2.2};
        compare(
                "calculus-product.svg",
                Figure.of(
                        "A product changes by two strips",
                        Plot.of("first side", "second side")
                                .equal()
                                .polygon("square", first, low)
                                .polygon("strips", grown, low)
                                .polygon("strips", first, high)
                                .polygon("corner", grown, high)
                                .ink("square", Ink.GRAY)
                                .ink("strips", Ink.BLUE)
                                .ink("corner", Ink.VERMILION)
                                .unlabeled("square")
                                .unlabeled("strips")
                                .unlabeled("corner")
                                .text("2 · 2 = 4", 1, 1, Side.CENTER)
                                .text("strips", "0.2 · 2 = 0.4", 2.25, 1, Side.RIGHT)
                                .text("strips", "2 · 0.2 = 0.4", 1, 2.25, Side.ABOVE)
                                .text("corner", "0.2 · 0.2 = 0.04", 2.25, 2.15, Side.RIGHT)
                                .xLimits(0, 3.6)
                                .yLimits(0, 2.5)
                                .xTicks(0, 1, 2, 2.2)
                                .size(560, 420)));
    }

    @Test
    void threeFunctionsOfTheTable() throws IOException {
        compare(
                "calculus-functions.svg",
                Figure.of(
                        "Exponential function, logarithm and tanh",
                        Plot.of("w", "value")
                                .origin()
                                .curve("eʷ", StrictMath::exp, -3, 1.35)
                                .curve("log w", StrictMath::log, 0.05, 3)
                                .curve("tanh w", StrictMath::tanh, -3, 3)
                                .label("eʷ", 1.1, 3.1, Side.LEFT)
                                .label("log w", 0.3, -1.4, Side.RIGHT)
                                .label("tanh w", -1.5, -0.95, Side.BELOW)
                                .yLimits(-3, 4)));
    }

    /// The slope of the loss with `b = 2`, and the four columns of the document.
    @Test
    void slopesTimesLengths() throws IOException {
        double[] edges = between(0.5, 1, 4);
        double[] heights = new double[4];
        for (int i = 0; i < 4; i++) {
            heights[i] = Differentiation.gradient(LOSS, (edges[i] + edges[i + 1]) / 2, 2)[0];
        }
        compare(
                "calculus-integral.svg",
                Figure.of(
                        "Slopes times lengths",
                        Plot.of("weight a", "slope of the loss")
                                .origin()
                                .columns("slope times length", edges, heights)
                                .polygon(
                                        "below",
                                        new double[] {0, 0.5, 0},
                                        new double[] {
                                            0, 0, Differentiation.gradient(LOSS, 0, 2)[0]
                                        })
                                .curve(
                                        "slope",
                                        a -> Differentiation.gradient(LOSS, a, 2)[0],
                                        0,
                                        1.05)
                                .ink("slope times length", Ink.BLUE)
                                .ink("below", Ink.GREEN)
                                .ink("slope", Ink.VERMILION)
                                .solid("slope")
                                .label("slope times length", 0.74, -0.3, Side.CENTER)
                                .text("slope times length", "½", 0.83, 0.6, Side.CENTER)
                                .unlabeled("below")
                                .text("below", "−½", 0.14, -0.7, Side.CENTER)
                                .label("slope", 0.92, 2.05, Side.LEFT)
                                .xLimits(0, 1.1)
                                .xTicks(0, 0.25, 0.5, 0.75, 1)
                                .yLimits(-2.2, 2.6)));
    }

    /// From (1, 2): the line of steps that Gauss and Newton allow, and the damped steps, all in one direction.
    @Test
    void dampedSteps() throws IOException {
        Matrix normal = Matrix.of(2, 2, 4, 2, 2, 1);
        double[] dampings = {0.1, 1, 10};
        double[] as = new double[3];
        double[] bs = new double[3];
        for (int i = 0; i < 3; i++) {
            Vector move = LevenbergMarquardt.move(normal, Vector.of(2, 1), dampings[i]);
            as[i] = 1 + move.get(0);
            bs[i] = 2 + move.get(1);
        }
        compare(
                "calculus-damping.svg",
                Figure.of(
                        "Damped steps",
                        Plot.of("first weight a", "second weight b")
                                .equal()
                                .xLimits(0, 2.6)
                                .yLimits(0.6, 2.5)
                                .curve("ab = 1", a -> 1 / a, 0.41, 1.6)
                                .segment("Gauss–Newton's\nline of steps", 0.26, 2.48, 1.18, 0.64)
                                .line(
                                        "damped steps",
                                        new double[] {1, as[0]},
                                        new double[] {2, bs[0]})
                                .points("damped steps", as, bs)
                                .ink("ab = 1", Ink.GREEN)
                                .solid("ab = 1")
                                .ink("Gauss–Newton's\nline of steps", Ink.GRAY)
                                .dashed("Gauss–Newton's\nline of steps")
                                .ink("damped steps", Ink.VERMILION)
                                .solid("damped steps")
                                .unlabeled("damped steps")
                                .label("ab = 1", 1.45, 0.72, Side.ABOVE_RIGHT)
                                .label("Gauss–Newton's\nline of steps", 1, 0.85, Side.LEFT)
                                .point("here", 1, 2)
                                .ink("here", Ink.BLACK)
                                .unlabeled("here")
                                .text("(1, 2)", 1.02, 2.05, Side.ABOVE_RIGHT)
                                .text("damped steps", "λ = 10", as[2] + 0.04, bs[2], Side.RIGHT)
                                .text("damped steps", "λ = 1", as[1] + 0.04, bs[1], Side.RIGHT)
                                .text(
                                        "damped steps",
                                        "λ = 0.1",
                                        as[0] + 0.04,
                                        bs[0] - 0.02,
                                        Side.RIGHT)
                                .size(560, 440)));
    }

    @Test
    void stretchFactors() throws IOException {
        Plot plot = Plot.diagram(560, 300);
        String[] names = {"w", "w²", "w² − 1", "loss ½(w² − 1)²"};
        String[] numbers = {"2", "4", "3", "4.5"};
        String[] factors = {"× 2w = 4", "× 1", "× 3"};
        double[] lengths = {25, 100, 100, 300};
        String[] changes = {"0.01", "0.04", "0.04", "0.12"};
        for (int i = 0; i < 4; i++) {
            double y = 40 + 72 * i;
            double[] xs = {200, 200 + lengths[i]};
            plot =
                    plot.text(names[i], 185, y, Side.LEFT)
                            .line("change" + i, xs, new double[] {y, y})
                            .solid("change" + i)
                            .ink("change" + i, Ink.VERMILION)
                            .unlabeled("change" + i)
                            .points("value" + i, new double[] {200}, new double[] {y})
                            .ink("value" + i, Ink.BLACK)
                            .unlabeled("value" + i)
                            .text(numbers[i], 200, y, Side.ABOVE)
                            .text("change" + i, changes[i], 206 + lengths[i], y, Side.RIGHT);
            if (i < 3) {
                plot =
                        plot.arrow("to" + i, 210, y + 14, 210, y + 46)
                                .ink("to" + i, Ink.GRAY)
                                .unlabeled("to" + i)
                                .text(factors[i], 222, y + 30, Side.RIGHT);
            }
        }
        compare("calculus-stretch.svg", Figure.of("Stretch factors multiply", plot));
    }

    @Test
    void theErrorOverTheStep() throws IOException {
        double[] steps =
                IntStream.rangeClosed(0, 47).mapToDouble(k -> StrictMath.scalb(1.0, -k)).toArray();
        double slope = StrictMath.cos(1);
        double[] ofForward =
                over(
                        steps,
                        h -> Math.abs(DifferenceQuotient.forward(StrictMath::sin, 1, h) - slope));
        double[] ofCentral =
                over(
                        steps,
                        h -> Math.abs(DifferenceQuotient.central(StrictMath::sin, 1, h) - slope));
        compare(
                "difference-quotient.svg",
                Figure.of(
                        "The error of difference quotients",
                        Plot.of("step h", "error of the slope")
                                .logX()
                                .logY()
                                .line("forward", steps, ofForward)
                                .line("central", steps, ofCentral)
                                .solid("central")
                                .ink("central", Ink.BLUE)
                                .dashed("forward")
                                .ink("forward", Ink.VERMILION)
                                .label("forward", 1e-4, 8e-5, Side.ABOVE_LEFT)
                                .label("central", 1e-3, 3e-8, Side.BELOW_RIGHT)
                                .text("rounding\nwins", 3e-13, 1e-8, Side.CENTER)
                                .text("the formula's\nerror wins", 0.03, 1e-10, Side.CENTER)));
    }

    /// The surface and the plane as nets, seen from the side.
    @Test
    void theTangentPlane() throws IOException {
        Plot plot = Plot.of("", "").bare().size(560, 360);
        double[] as = between(0.5, 1.5, 8);
        double[] bs = between(1.5, 2.5, 8);
        int lines = 0;
        for (double a : as) {
            plot =
                    net(
                            plot,
                            "plane" + lines,
                            Ink.VERMILION,
                            over(bs, b -> a),
                            bs,
                            (p, q) -> 0.5 + 2 * (p - 1) + (q - 2));
            plot = net(plot, "loss" + lines++, Ink.BLUE, over(bs, b -> a), bs, LOSS::at);
        }
        for (double b : bs) {
            plot =
                    net(
                            plot,
                            "plane" + lines,
                            Ink.VERMILION,
                            as,
                            over(as, a -> b),
                            (p, q) -> 0.5 + 2 * (p - 1) + (q - 2));
            plot = net(plot, "loss" + lines++, Ink.BLUE, as, over(as, a -> b), LOSS::at);
        }
        plot =
                plot.points("here", new double[] {across(1, 2)}, new double[] {up(1, 2, 0.5)})
                        .ink("here", Ink.BLACK)
                        .unlabeled("here")
                        .text(
                                "plane0",
                                "tangent plane",
                                across(1, 1.5) + 0.12,
                                up(1, 1.5, 0) - 0.12,
                                Side.RIGHT)
                        .arrow(
                                "a",
                                across(0.5, 1.5),
                                up(0.5, 1.5, -1.5),
                                across(1.5, 1.5),
                                up(1.5, 1.5, -1.5))
                        .arrow(
                                "b",
                                across(0.4, 1.5),
                                up(0.4, 1.5, -1.5),
                                across(0.4, 2.5),
                                up(0.4, 2.5, -1.5))
                        .ink("a", Ink.BLACK)
                        .ink("b", Ink.BLACK)
                        .unlabeled("a")
                        .unlabeled("b")
                        .text("a", across(1, 1.5) + 0.02, up(1, 1.5, -1.5) - 0.03, Side.BELOW_RIGHT)
                        .text("b", across(0.4, 2) - 0.02, up(0.4, 2, -1.5) - 0.03, Side.BELOW_LEFT)
                        .text(
                                "loss0",
                                "loss",
                                across(1.5, 2.5) + 0.2,
                                up(1.5, 2.5, 3),
                                Side.CENTER);
        compare("calculus-plane.svg", Figure.of("A tangent plane", plot));
    }

    private static Plot net(
            Plot plot, String name, Ink ink, double[] as, double[] bs, DoubleBinaryOperator f) {
        double[] xs = new double[as.length];
        double[] ys = new double[as.length];
        for (int i = 0; i < as.length; i++) {
            xs[i] = across(as[i], bs[i]);
            ys[i] = up(as[i], bs[i], f.applyAsDouble(as[i], bs[i]));
        }
        return plot.line(name, xs, ys).solid(name).ink(name, ink).thin(name).unlabeled(name);
    }

    private static double across(double a, double b) {
        return 0.87 * (a - 1) - 0.6 * (b - 2);
    }

    private static double up(double a, double b, double height) {
        return 0.25 * (a - 1) + 0.35 * (b - 2) + 0.3 * height;
    }

    @Test
    void theSlopeOverTheDirection() throws IOException {
        double[] g = Differentiation.gradient(LOSS, 1, 2);
        double steepest = StrictMath.toDegrees(StrictMath.atan2(g[1], g[0]));
        DoubleUnaryOperator slope =
                angle ->
                        Differentiation.directionalDerivative(
                                LOSS,
                                new double[] {1, 2},
                                new double[] {
                                    StrictMath.cos(StrictMath.toRadians(angle)),
                                    StrictMath.sin(StrictMath.toRadians(angle))
                                });
        double slanted = StrictMath.toDegrees(StrictMath.atan2(0.8, 0.6));
        compare(
                "calculus-direction.svg",
                Figure.of(
                        "The slope over the direction",
                        Plot.of(
                                        "direction in degrees from the a axis",
                                        "slope of the loss at (1, 2)")
                                .origin()
                                .curve("slope", slope, 0, 360)
                                .unlabeled("slope")
                                .points(
                                        "marks",
                                        new double[] {
                                            steepest, steepest + 90, steepest + 180, steepest + 270
                                        },
                                        new double[] {
                                            slope.applyAsDouble(steepest),
                                            slope.applyAsDouble(steepest + 90),
                                            slope.applyAsDouble(steepest + 180),
                                            slope.applyAsDouble(steepest + 270)
                                        })
                                .ink("marks", Ink.BLACK)
                                .unlabeled("marks")
                                .point("slanted", slanted, slope.applyAsDouble(slanted))
                                .ink("slanted", Ink.VERMILION)
                                .unlabeled("slanted")
                                .text("slanted", "(0.6, 0.8)", slanted + 3, 2, Side.ABOVE_RIGHT)
                                .text("the gradient, 27°", steepest, 2.6, Side.ABOVE_RIGHT)
                                .text("level, 117°", steepest + 95, 0.2, Side.RIGHT)
                                .text("level, 297°", steepest + 265, 0.2, Side.ABOVE_LEFT)
                                .text("against it, 207°", steepest + 180, -2.3, Side.BELOW)
                                .yLimits(-3.2, 3.3)
                                .xLimits(0, 360)
                                .xTicks(0, 90, 180, 270, 360)));
    }

    @Test
    void contoursAndTheGradient() throws IOException {
        compare(
                "calculus-contours.svg",
                Figure.of(
                        "Contour lines and the gradient",
                        Plot.of("first weight a", "second weight b")
                                .equal()
                                .xLimits(0, 2.6)
                                .yLimits(0.2, 3)
                                .contours("loss", LOSS::at, 0.02, 0.125, 0.5, 1.5, 4)
                                .curve("ab = 1,\nloss 0", a -> 1 / a, 0.33, 2.6)
                                .solid("ab = 1,\nloss 0")
                                .ink("ab = 1,\nloss 0", Ink.GREEN)
                                .labelAtEnd("ab = 1,\nloss 0")
                                .arrow("gradient (2, 1)", 1, 2, 1.8, 2.4)
                                .ink("gradient (2, 1)", Ink.VERMILION)
                                .label("gradient (2, 1)", 1.85, 2.42, Side.ABOVE_RIGHT)
                                .point("here", 1, 2)
                                .ink("here", Ink.BLACK)
                                .unlabeled("here")
                                .size(560, 500)));
    }

    /// Squares with the corner (1, 3), their images, and the parallelograms that the Jacobian makes of them.
    @Test
    void aMapFromCloseBy() throws IOException {
        VectorFunction map =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> x) {
                        return List.of(x.get(0).times(x.get(1)), x.get(0).plus(x.get(1)));
                    }
                };
        Matrix jacobian = Differentiation.jacobian(map, 1, 3);
        Vector corner = Vector.of(map.at(1, 3));
        Plot before = Plot.of("a", "b").equal();
        Plot after = Plot.of("ab", "a + b");
        for (double h : new double[] {1, 0.4}) {
            double[] as = {1, 1 + h, 1 + h, 1, 1};
            double[] bs = {3, 3, 3 + h, 3 + h, 3};
            double[][] images = new double[2][5];
            double[][] nearly = new double[2][5];
            for (int i = 0; i < 5; i++) {
                double[] image = map.at(as[i], bs[i]);
                Vector linear = corner.plus(jacobian.times(Vector.of(as[i] - 1, bs[i] - 3)));
                for (int k = 0; k < 2; k++) {
                    images[k][i] = image[k];
                    nearly[k][i] = linear.get(k);
                }
            }
            before = before.polygon("squares", as, bs);
            after =
                    after.polygon("images", images[0], images[1])
                            .line("by the Jacobian", nearly[0], nearly[1]);
        }
        compare(
                "calculus-jacobian.svg",
                Figure.row(
                        "A map and its Jacobian",
                        before.ink("squares", Ink.GREEN)
                                .label("squares", 1.5, 4.05, Side.ABOVE)
                                .xLimits(0.6, 2.4)
                                .yLimits(2.7, 4.5)
                                .xTicks(1, 2)
                                .yTicks(3, 4)
                                .titled("inputs")
                                .size(210, 400),
                        after.ink("images", Ink.BLUE)
                                .ink("by the Jacobian", Ink.VERMILION)
                                .dashed("by the Jacobian")
                                .label("images", 7.2, 5.5, Side.BELOW_RIGHT)
                                .label("by the Jacobian", 5.4, 6.02, Side.ABOVE)
                                .xLimits(2.5, 8.7)
                                .yLimits(3.6, 6.5)
                                .titled("outputs")
                                .size(350, 400)));
    }

    /// The running example at (1, 2): values from left to right, slopes of the loss from right to left.
    @Test
    void fromTheLossBack() throws IOException {
        double[] g = Differentiation.gradient(LOSS, 1, 2);
        Plot plot =
                Plot.diagram(560, 270)
                        .box("a", "a = 1", 60, 80)
                        .box("b", "b = 2", 60, 190)
                        .box("ab", "ab = 2", 210, 135)
                        .box("error", "error\n1", 350, 135)
                        .box("loss", "loss\n½", 490, 135)
                        .link("a", "ab", "× 2", Side.ABOVE_RIGHT)
                        .link("b", "ab", "× 1", Side.BELOW_RIGHT)
                        .link("ab", "error", "× 1", Side.ABOVE)
                        .link("error", "loss", "× 1", Side.ABOVE)
                        .point("slopes", 490, 250)
                        .ink("slopes", Ink.VERMILION)
                        .unlabeled("slopes")
                        .text("slopes", "slope 1", 490, 185, Side.CENTER)
                        .text("slopes", "slope 1", 350, 185, Side.CENTER)
                        .text("slopes", "slope 1", 210, 185, Side.CENTER)
                        .text("slopes", "slope " + Math.round(g[0]), 60, 35, Side.CENTER)
                        .text("slopes", "slope " + Math.round(g[1]), 60, 235, Side.CENTER)
                        .arrow("back", 490, 250, 200, 250)
                        .ink("back", Ink.VERMILION)
                        .unlabeled("back")
                        .text("slopes", "from the loss back", 335, 230, Side.CENTER);
        compare("calculus-reverse.svg", Figure.of("Slopes from the loss back", plot));
    }

    /// The map of the loss, and that of its Taylor polynomial of degree 2 at (1, 2).
    @Test
    void thePlaneAndTheParaboloid() throws IOException {
        double[] x = {1, 2};
        double[] g = Differentiation.gradient(LOSS, x);
        Matrix h = Differentiation.hessian(LOSS, x);
        DoubleBinaryOperator model =
                (a, b) -> {
                    Vector v = Vector.of(a - 1, b - 2);
                    return LOSS.at(x) + Vector.of(g).dot(v) + h.times(v).dot(v) / 2;
                };
        compare(
                "calculus-paraboloid.svg",
                Figure.row(
                        "The loss and its Taylor polynomial",
                        map(LOSS::at, "second weight b").titled("loss"),
                        map(model, "").titled("polynomial of degree 2")));
    }

    private static Plot map(DoubleBinaryOperator f, String yName) {
        return Plot.of("first weight a", yName)
                .xLimits(0.4, 1.6)
                .yLimits(1.4, 2.6)
                .contours("loss", f, 0.2, 0.5, 1.5, 3)
                .point("here", 1, 2)
                .ink("here", Ink.BLACK)
                .unlabeled("here")
                .size(280, 320);
    }

    @Test
    void lineAndParabola() throws IOException {
        QuadraticModel model = QuadraticModel.along(TIED, new double[] {2}, new double[] {1});
        compare(
                "calculus-taylor.svg",
                Figure.of(
                        "A curve, its tangent line and its parabola",
                        Plot.of("tied weight w", "loss")
                                .curve("loss", TIED::at, 1, 2.8)
                                .curve(
                                        "tangent line",
                                        w -> model.value() + model.slope() * (w - 2),
                                        1.55,
                                        2.8)
                                .curve("parabola", w -> model.at(w - 2), 1, 2.8)
                                .point("here", 2, 4.5)
                                .ink("here", Ink.BLACK)
                                .unlabeled("here")
                                .labelAtEnd("loss", "tangent line", "parabola")
                                .yLimits(-1, 24)));
    }

    @Test
    void theRemainderOverTheStep() throws IOException {
        ScalarFunction logistic =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().times(-1).exp().plus(1).log();
                    }
                };
        double[] steps =
                IntStream.rangeClosed(0, 20)
                        .mapToDouble(k -> StrictMath.pow(2, -k / 2.0))
                        .toArray();
        double[] origin = {0};
        double[] one = {1};
        compare(
                "taylor-remainder.svg",
                Figure.of(
                        "Remainders of a right and a wrong gradient",
                        Plot.of("step h", "remainder")
                                .logX()
                                .logY()
                                .line(
                                        "1 % wrong",
                                        steps,
                                        over(
                                                steps,
                                                h ->
                                                        TaylorTest.remainder(
                                                                logistic::at,
                                                                new double[] {-0.505},
                                                                origin,
                                                                one,
                                                                h)))
                                .line(
                                        "right",
                                        steps,
                                        over(
                                                steps,
                                                h ->
                                                        TaylorTest.remainder(
                                                                logistic::at,
                                                                new double[] {-0.5},
                                                                origin,
                                                                one,
                                                                h)))
                                .solid("right")
                                .ink("right", Ink.BLUE)
                                .dashed("1 % wrong")
                                .ink("1 % wrong", Ink.VERMILION)));
    }

    @Test
    void theLandscape() throws IOException {
        compare(
                "calculus-landscape.svg",
                Figure.of(
                        "Two valleys and a saddle",
                        Plot.of("first weight a", "second weight b")
                                .equal()
                                .xLimits(-2.1, 2.1)
                                .yLimits(-2.1, 2.1)
                                .contours("loss", LOSS::at, 0.3, 0.5, 1, 2, 4)
                                .curve("valley", a -> 1 / a, 0.5, 2)
                                .curve("valley", a -> 1 / a, -2, -0.5)
                                .solid("valley")
                                .ink("valley", Ink.GREEN)
                                .unlabeled("valley")
                                .arrow("down", 0, 0, 0.7, 0.7)
                                .arrow("down", 0, 0, -0.7, -0.7)
                                .arrow("up", 0, 0, 0.6, -0.6)
                                .arrow("up", 0, 0, -0.6, 0.6)
                                .ink("down", Ink.BLUE)
                                .ink("up", Ink.VERMILION)
                                .label("down", 0.62, 0.42, Side.RIGHT)
                                .label("up", 0.65, -0.65, Side.BELOW_RIGHT)
                                .text("valley", "valley", 1.5, 0.38, Side.CENTER)
                                .point("saddle", 0, 0)
                                .ink("saddle", Ink.BLACK)
                                .unlabeled("saddle")
                                .text("saddle", -0.66, 0.14, Side.CENTER)
                                .size(560, 560)));
    }

    @Test
    void newtonsSteps() throws IOException {
        DoubleUnaryOperator f = w -> w * w - 2;
        compare(
                "calculus-newton.svg",
                Figure.of(
                        "Newton's method for the root of 2",
                        Plot.of("w", "w² − 2")
                                .origin()
                                .curve("w² − 2", f, 0.3, 2)
                                .segment("first tangent", 0.5, -2, 1.75, 0.5)
                                .segment("second tangent", 1.2, -0.65, 1.9, 1.45)
                                .segment("up to the curve", 1.5, 0, 1.5, 0.25)
                                .ink("up to the curve", Ink.BLACK)
                                .dotted("up to the curve")
                                .unlabeled("up to the curve")
                                .points(
                                        "steps",
                                        new double[] {1, 1.5, 1.5, 17 / 12.0},
                                        new double[] {-1, 0, 0.25, 0})
                                .ink("steps", Ink.BLACK)
                                .unlabeled("steps")
                                .text("w = 1", 1.03, -1.05, Side.BELOW_RIGHT)
                                .text("1.5", 1.52, -0.05, Side.BELOW_RIGHT)
                                .text("1.417", 1.4, 0.05, Side.ABOVE_LEFT)
                                .label("w² − 2", 0.5, -1.6, Side.ABOVE_LEFT)
                                .label("first tangent", 0.6, -1.9, Side.RIGHT)
                                .label("second tangent", 1.75, 1.2, Side.ABOVE_LEFT)
                                .xLimits(0.2, 2.2)
                                .xTicks(0.5, 1, 1.5, 2)
                                .yLimits(-2.3, 2.1)));
    }

    @Test
    void linesBelowAKink() throws IOException {
        MaxAffine relu = new MaxAffine(Matrix.of(2, 1, 0, 1), Vector.zeros(2));
        MaxAffine absolute = new MaxAffine(Matrix.of(2, 1, 1, -1), Vector.zeros(2));
        compare(
                "subgradients.svg",
                Figure.row(
                        "Subgradients of relu and of the absolute value",
                        lines(Plot.of("x", "value"), relu, 0.25, 0.5, 0.75).titled("relu(x)"),
                        lines(Plot.of("x", ""), absolute, -0.6, -0.2, 0.3, 0.8).titled("|x|")));
    }

    /// A function with a kink at 0, and lines through the kink.
    private static Plot lines(Plot empty, MaxAffine f, double... slopes) {
        Plot plot = empty.origin().xLimits(-1.1, 1.1).yLimits(-0.9, 1.1).xTicks(-1, 0, 1);
        for (double s : slopes) {
            String name = (s < 0 ? "−" : "") + Math.abs(s);
            plot =
                    plot.curve(name, x -> s * x, -1, 1)
                            .dashed(name)
                            .ink(name, Ink.VERMILION)
                            .labelAtEnd(name);
        }
        return plot.curve("graph", x -> f.value(Vector.of(x)), -1, 1)
                .solid("graph")
                .ink("graph", Ink.BLUE)
                .unlabeled("graph")
                .size(280, 320);
    }

    /// From (0, 0) to (1, 1): on the map of the loss, and in the field `(−b, a)`.
    @Test
    void twoRoads() throws IOException {
        Plot onTheMap =
                roads(
                        Plot.of("first weight a", "second weight b")
                                .xLimits(-0.2, 1.1)
                                .yLimits(-0.1, 1.2)
                                .contours("loss", LOSS::at, 0.02, 0.1, 0.2, 0.3, 0.4));
        Plot inTheField = Plot.of("first weight a", "").xLimits(-0.2, 1.1).yLimits(-0.1, 1.2);
        for (int i = 0; i <= 4; i++) {
            for (int j = 0; j <= 4; j++) {
                double a = i / 4.0;
                double b = j / 4.0;
                if (i + j > 0) {
                    inTheField = inTheField.arrow("field", a, b, a - 0.15 * b, b + 0.15 * a);
                }
            }
        }
        inTheField = inTheField.ink("field", Ink.GRAY).unlabeled("field");
        compare(
                "calculus-roads.svg",
                Figure.row(
                        "Two roads from (0, 0) to (1, 1)",
                        onTheMap.titled("the loss"),
                        roads(inTheField).titled("the field (−b, a)")));
    }

    private static Plot roads(Plot map) {
        return map.equal()
                .xTicks(0, 0.5, 1)
                .yTicks(0, 0.5, 1)
                .line("straight", new double[] {0, 1}, new double[] {0, 1})
                .line("corner", new double[] {0, 1, 1}, new double[] {0, 0, 1})
                .solid("straight")
                .solid("corner")
                .ink("straight", Ink.BLUE)
                .ink("corner", Ink.VERMILION)
                .unlabeled("straight")
                .unlabeled("corner")
                .size(280, 320);
    }

    @Test
    void theFitOfMisra1a() throws IOException {
        Saturation data = LevenbergMarquardtTest.misra1a();
        Vector b = LevenbergMarquardt.fit(data, 250, 5e-4).parameters();
        compare(
                "misra1a.svg",
                Figure.of(
                        "The fit of Misra1a and where it began",
                        Plot.of("pressure x", "volume of gas y")
                                .points("measured", data.x(), data.y())
                                .curve("fit", x -> volume(b.get(0), b.get(1), x), 0, 800)
                                .curve("first start", x -> volume(500, 1e-4, x), 0, 800)
                                .curve("second start", x -> volume(250, 5e-4, x), 0, 800)
                                .ink("measured", Ink.BLACK)
                                .labelAtEnd("fit", "first start", "second start")
                                .label("measured", 480, 57, Side.ABOVE_LEFT)
                                .yLimits(0, 90)));
    }

    private static double volume(double b1, double b2, double x) {
        return b1 * (1 - StrictMath.exp(-b2 * x));
    }
}
