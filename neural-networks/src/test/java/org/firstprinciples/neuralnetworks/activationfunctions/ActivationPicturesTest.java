package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions;
import org.firstprinciples.mathfoundations.probability.Normal;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// The pictures of `activation-functions.md` and of its companion page. With `-Dpictures=write` they are written, otherwise
/// compared.
class ActivationPicturesTest {

    private static double relu(double x) {
        return Activation.RELU.applyAsDouble(x);
    }

    /// Chebyshev's series of `|x|` on \[−1,1], cut off after a degree.
    private static double polynomial(int degree, double x) {
        double angle = StrictMath.acos(Math.clamp(x, -1, 1));
        double sum = 2 / Math.PI;
        for (int k = 2; k <= degree; k += 2) {
            double sign = k % 4 == 0 ? -1 : 1;
            sum += sign * 4 / Math.PI / ((double) k * k - 1) * StrictMath.cos(k * angle);
        }
        return sum;
    }

    @Test
    void corner() throws IOException {
        Plot left =
                Plot.of("x", "value")
                        .titled("polynomials")
                        .curve("|x|", Math::abs, -1, 1)
                        .ink("|x|", Ink.GRAY)
                        .curve("degree 4", x -> polynomial(4, x), -1, 1)
                        .curve("degree 16", x -> polynomial(16, x), -1, 1)
                        .unlabeled("|x|")
                        .label("degree 4", 0, 0.45, Side.ABOVE)
                        .label("degree 16", 0, 0, Side.BELOW)
                        .yLimits(-0.15, 1.1);
        Plot right =
                Plot.of("x", "")
                        .titled("rectifiers")
                        .curve("r(x)", x -> relu(x) - 0.012, -1, 1)
                        .curve("r(−x)", x -> relu(-x) - 0.012, -1, 1)
                        .curve("r(x) + r(−x)", Math::abs, -1, 1)
                        .label("r(x)", -0.55, 0, Side.BELOW)
                        .label("r(−x)", 0.55, 0, Side.BELOW)
                        .label("r(x) + r(−x)", 0, 0.45, Side.ABOVE)
                        .yLimits(-0.15, 1.1);
        compare("corner.svg", Figure.row("A corner", left.size(280, 300), right.size(280, 300)));
    }

    private static Plot panel(
            String title, String yTitle, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        return Plot.of("x", yTitle)
                .titled(title)
                .origin()
                .curve("value", f, -4, 4)
                .curve("slope", slope, -4, 4)
                .unlabeled("value")
                .unlabeled("slope")
                .xLimits(-4, 4)
                .yLimits(-2, 3)
                .xTicks(-4, 0, 4)
                .yTicks(-1, 0, 1, 3)
                .size(280, 210);
    }

    private static String name(Activation f) {
        return switch (f) {
            case SIGMOID -> "sigmoid";
            case TANH -> "tanh";
            case RELU -> "ReLU";
            case LEAKY_RELU -> "leaky ReLU";
            case ELU -> "ELU";
            case SELU -> "SELU";
            case SOFTPLUS -> "softplus";
            case GELU -> "GELU";
            case GELU_TANH -> "GELU, tanh form";
            case SILU -> "SiLU";
        };
    }

    @Test
    void gallery() throws IOException {
        List<Plot> panels = new ArrayList<>();
        double[] x = {-4, 0, 0, 4};
        panels.add(
                Plot.of("x", "value, slope")
                        .titled("step")
                        .origin()
                        .line("value", x, new double[] {0, 0, 1, 1})
                        .segment("slope", -4, 0, 4, 0)
                        .label("value", 2.2, 1, Side.ABOVE)
                        .label("slope", 2.2, 0, Side.BELOW)
                        .xLimits(-4, 4)
                        .yLimits(-2, 3)
                        .xTicks(-4, 0, 4)
                        .yTicks(-1, 0, 1, 3)
                        .size(280, 210));
        for (Activation f : Activation.values()) {
            if (f != Activation.GELU_TANH) {
                String yTitle = panels.size() % 2 == 0 ? "value, slope" : "";
                panels.add(panel(name(f), yTitle, f, f::derivative));
            }
        }
        compare(
                "gallery.svg",
                Figure.grid("Activation functions and slopes", 2, panels.toArray(Plot[]::new)));
    }

    @Test
    void sharpness() throws IOException {
        compare(
                "sharpness.svg",
                Figure.of(
                        "Softplus",
                        Plot.of("x", "value")
                                .curve("rectifier", ActivationPicturesTest::relu, -3, 3)
                                .curve("sharpness 1", x -> Softplus.of(x, 1), -3, 3)
                                .curve("sharpness 2", x -> Softplus.of(x, 2), -3, 3)
                                .curve("sharpness 8", x -> Softplus.of(x, 8), -3, 3)
                                .ink("rectifier", Ink.GRAY)
                                .label("rectifier", 2, 2, Side.BELOW_RIGHT)
                                .label("sharpness 1", -1.0, 0.33, Side.ABOVE_LEFT)
                                .label("sharpness 2", 0.65, 0.62, Side.BELOW_RIGHT)
                                .label("sharpness 8", 0.1, 0, Side.BELOW_RIGHT)
                                .yLimits(-0.3, 3.1)));
    }

    @Test
    void saturation() throws IOException {
        compare(
                "saturation.svg",
                Figure.of(
                        "Saturation",
                        Plot.of("argument x", "slope")
                                .curve("sigmoid", Activation.SIGMOID::derivative, 0, 12)
                                .curve("tanh", Activation.TANH::derivative, 0, 12)
                                .curve("GELU", Activation.GELU::derivative, 0, 12)
                                .curve("ReLU", x -> 1, 0, 12)
                                .logY()
                                .label("sigmoid", 7.5, 5.5e-4, Side.ABOVE_RIGHT)
                                .label("tanh", 5, 1.8e-4, Side.BELOW_LEFT)
                                .label("GELU", 1.4, 1.13, Side.ABOVE)
                                .label("ReLU", 9, 1, Side.ABOVE)
                                .yLimits(1e-8, 20)));
    }

    /// Eight examples and a unit, before and after the step that kills it.
    @Test
    void deadUnit() throws IOException {
        double[] x = {0.6, 1.2, 1.8, 2.4, 0.8, 1.6, 2.6, 2.2};
        double[] y = {1.5, 0.6, 2.1, 1.1, 2.4, 1.3, 2.2, 0.4};
        List<Vector> inputs = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            inputs.add(Vector.of(x[i], y[i]));
        }
        Vector w = Vector.of(1, 1);
        double b = -2.8;
        // one step on ½Σ(h − 0)² with the rate 0.5
        Vector after = w;
        double bias = b;
        int on = 0;
        for (Vector input : inputs) {
            double z = w.dot(input) + b;
            double error = relu(z) * Activation.RELU.derivative(z);
            after = after.minus(input.times(0.5 * error));
            bias -= 0.5 * error;
            on += z > 0 ? 1 : 0;
        }
        if (on != 5 || !DeadUnit.isDead(after, bias, inputs)) {
            throw new AssertionError(on + " on; after the step " + after + ", " + bias);
        }
        compare(
                "dead-unit.svg",
                Figure.row(
                        "A step too far",
                        unit("before: five on", "second input", x, y, w, b),
                        unit("after: none on", "", x, y, after, bias)));
    }

    private static Plot unit(
            String title, String yTitle, double[] x, double[] y, Vector w, double b) {
        double[][] on = new double[2][];
        double[][] off = new double[2][];
        int[] which =
                IntStream.range(0, x.length)
                        .filter(i -> w.get(0) * x[i] + w.get(1) * y[i] + b > 0)
                        .toArray();
        on[0] = Arrays.stream(which).mapToDouble(i -> x[i]).toArray();
        on[1] = Arrays.stream(which).mapToDouble(i -> y[i]).toArray();
        int[] others =
                IntStream.range(0, x.length)
                        .filter(i -> w.get(0) * x[i] + w.get(1) * y[i] + b <= 0)
                        .toArray();
        off[0] = Arrays.stream(others).mapToDouble(i -> x[i]).toArray();
        off[1] = Arrays.stream(others).mapToDouble(i -> y[i]).toArray();
        double square = w.dot(w);
        double px = -b * w.get(0) / square;
        double py = -b * w.get(1) / square;
        double t = 9 / Math.sqrt(square);
        Plot plot =
                Plot.of("first input", yTitle)
                        .titled(title)
                        .equal()
                        .xLimits(-2, 3.2)
                        .yLimits(-2, 3.2)
                        .segment(
                                "score 0",
                                px - t * w.get(1),
                                py + t * w.get(0),
                                px + t * w.get(1),
                                py - t * w.get(0))
                        .ink("score 0", Ink.BLACK);
        plot = on[0].length > 0 ? plot.points("on", on[0], on[1]) : plot;
        plot = plot.points("off", off[0], off[1]);
        boolean before = on[0].length > 0;
        plot =
                before
                        ? plot.label("on", 2.4, 1.1, Side.RIGHT).label("off", 0.6, 1.5, Side.BELOW)
                        : plot.label("off", 1.6, 1.3, Side.BELOW_LEFT);
        return (before
                        ? plot.label("score 0", 0.5, 2.3, Side.BELOW_LEFT)
                        : plot.unlabeled("score 0"))
                .ink("off", Ink.VERMILION)
                .size(280, 300);
    }

    @Test
    void gates() throws IOException {
        Plot left =
                Plot.of("x", "gate, result")
                        .titled("gates")
                        .line("step", new double[] {-4, 0, 0, 4}, new double[] {0, 0, 1, 1})
                        .curve("Φ", Normal.STANDARD::cdf, -4, 4)
                        .curve("σ", Activation.SIGMOID, -4, 4)
                        .label("step", 0, 0.93, Side.LEFT)
                        .label("Φ", 2.2, 0.99, Side.ABOVE)
                        .label("σ", -1.7, 0.16, Side.ABOVE_LEFT)
                        .yLimits(-0.1, 1.15)
                        .size(280, 300);
        Plot right =
                Plot.of("x", "")
                        .titled("x times the gate")
                        .curve("ReLU", ActivationPicturesTest::relu, -4, 2)
                        .curve("GELU", Activation.GELU, -4, 2)
                        .curve("SiLU", Activation.SILU, -4, 2)
                        .origin()
                        .label("ReLU", 0.9, 0.9, Side.ABOVE_LEFT)
                        .label("GELU", -0.4, -0.14, Side.BELOW_RIGHT)
                        .label("SiLU", -1.9, -0.25, Side.BELOW_LEFT)
                        .yLimits(-0.6, 2)
                        .size(280, 300);
        // a gate's color is that of its function
        compare(
                "gates.svg",
                Figure.row(
                        "Gates",
                        left.ink("step", Ink.BLUE).ink("Φ", Ink.VERMILION).ink("σ", Ink.GREEN),
                        right.ink("ReLU", Ink.BLUE)
                                .ink("GELU", Ink.VERMILION)
                                .ink("SiLU", Ink.GREEN)));
    }

    @Test
    void geluErrors() throws IOException {
        Plot tanh =
                Plot.of("x", "form less GELU")
                        .titled("tanh form")
                        .curve(
                                "tanh",
                                x ->
                                        Activation.GELU_TANH.applyAsDouble(x)
                                                - Activation.GELU.applyAsDouble(x),
                                -6,
                                6)
                        .unlabeled("tanh")
                        .yLimits(-0.0006, 0.0006)
                        .yTicks(-0.0005, 0, 0.0005)
                        .size(280, 280);
        Plot sigmoid =
                Plot.of("x", "")
                        .titled("sigmoid form")
                        .curve(
                                "sigmoid",
                                x ->
                                        x * Activation.SIGMOID.applyAsDouble(1.702 * x)
                                                - Activation.GELU.applyAsDouble(x),
                                -6,
                                6)
                        .unlabeled("sigmoid")
                        .yLimits(-0.025, 0.025)
                        .yTicks(-0.02, 0, 0.02)
                        .size(280, 280);
        compare("gelu-errors.svg", Figure.row("Errors of the short forms", tanh, sigmoid));
    }

    @Test
    void gradients() throws IOException {
        Plot plot =
                Plot.of("layer (a gradient goes from right to left)", "size of the gradient")
                        .logY();
        double[] layers = IntStream.rangeClosed(0, 30).asDoubleStream().toArray();
        for (GradientsTest.Beginning beginning : GradientsTest.Beginning.values()) {
            plot = plot.line(beginning.label, layers, beginning.gradients());
        }
        compare(
                "gradients.svg",
                Figure.of(
                        "Gradients through thirty layers",
                        plot.xLimits(-0.5, 31)
                                .yLimits(1e-21, 1e7)
                                .label("sigmoid, 1/n", 12, 1e-12, Side.BELOW_RIGHT)
                                .label("tanh, 1/n", 10, 0.2, Side.BELOW)
                                .label("ReLU, 1/n", 3, 6e-5, Side.BELOW_RIGHT)
                                .label("ReLU, 2/n", 26, 2, Side.ABOVE)
                                .label("ReLU, 4/n", 8, 4e3, Side.ABOVE_RIGHT)
                                .size(560, 400)));
    }

    @Test
    void histograms() throws IOException {
        List<Plot> panels = new ArrayList<>();
        String[] names = {"half of 1/√n", "1/√n", "three times 1/√n"};
        double[] gains = {0.5, 1, 3};
        Matrix x = RandomStack.digits(100);
        for (int g = 0; g < 3; g++) {
            RandomStack stack =
                    RandomStack.draw(
                            Activation.TANH, gains[g], 64, 30, Philox.of(3).split("stack"));
            List<Matrix> scores = stack.scores(x);
            for (int layer : new int[] {1, 10, 30}) {
                double[] h = stack.outputs(scores.get(layer - 1)).toArray();
                panels.add(
                        Plot.of("output", layer == 1 ? names[g] : "")
                                .titled(g == 0 ? "layer %s".formatted(layer) : "")
                                .histogram("h", h, -1, 1, 20)
                                .unlabeled("h")
                                .xLimits(-1.05, 1.05)
                                .xTicks(-1, 0, 1)
                                .yLimits(0, 6)
                                .yTicks(0, 6)
                                .size(186, 185));
            }
        }
        compare(
                "histograms.svg",
                Figure.grid("Activations through depth", 3, panels.toArray(Plot[]::new)));
    }

    @Test
    void spread() throws IOException {
        double[] logs = Arrays.stream(InitializerTest.spread()).map(StrictMath::log10).toArray();
        compare(
                "spread.svg",
                Figure.of(
                        "Mean squares behind thirty layers",
                        Plot.of("log₁₀ of the mean square behind layer 30", "density")
                                .histogram("a thousand stacks", logs, -3.5, 2, 44)
                                .upright("median 0.30", -0.52)
                                .upright("input 1", 0)
                                .unlabeled("a thousand stacks")
                                .yLimits(0, 0.85)
                                .size(560, 320)));
    }

    @Test
    void meanSquareMap() throws IOException {
        Plot plot =
                Plot.of("mean square q", "mean square behind the next layer")
                        .segment("unchanged", 0, 0, 2.5, 2.5)
                        .ink("unchanged", Ink.GRAY);
        Activation[] all = {Activation.TANH, Activation.RELU, Activation.GELU};
        String[] names = {"tanh", "ReLU", "GELU"};
        double[] q = IntStream.rangeClosed(0, 50).mapToDouble(i -> i / 20.0).toArray();
        for (int k = 0; k < 3; k++) {
            Activation f = all[k];
            double gain = GaussianMoments.gain(f);
            plot =
                    plot.line(
                            names[k],
                            q,
                            Arrays.stream(q)
                                    .map(v -> SignalPropagation.next(f, gain, v))
                                    .toArray());
        }
        compare(
                "mean-square-map.svg",
                Figure.of(
                        "The mean square from layer to layer",
                        plot.unlabeled("unchanged")
                                .label("tanh", 2.2, 1.33, Side.BELOW)
                                .label("ReLU", 2.35, 2.35, Side.BELOW_RIGHT)
                                .label("GELU", 1.9, 2.05, Side.ABOVE_LEFT)
                                .point("all keep 1", 1, 1)
                                .ink("all keep 1", Ink.BLACK)
                                .label("all keep 1", 1, 1, Side.BELOW_RIGHT)
                                .xLimits(0, 2.7)
                                .yLimits(0, 2.9)
                                .size(560, 400)));
    }

    @Test
    void angles() throws IOException {
        Plot plot = Plot.of("layer", "angle between two inputs, degrees");
        double[] layers = IntStream.rangeClosed(0, 40).asDoubleStream().toArray();
        for (int start : new int[] {170, 90, 30}) {
            double[] angle = new double[layers.length];
            double c = StrictMath.cos(Math.toRadians(start));
            for (int l = 0; l < angle.length; l++) {
                angle[l] = Math.toDegrees(StrictMath.acos(c));
                c = ReluKernel.nextCosine(c);
            }
            plot = plot.line("start at %s°".formatted(start), layers, angle);
        }
        compare(
                "angles.svg",
                Figure.of(
                        "Angles through depth",
                        plot.label("start at 170°", 0.4, 150, Side.RIGHT)
                                .label("start at 90°", 2.5, 58, Side.ABOVE_RIGHT)
                                .label("start at 30°", 1, 20, Side.BELOW_RIGHT)
                                .yLimits(0, 180)));
    }

    @Test
    void softmaxScale() throws IOException {
        double[] largest =
                Arrays.stream(SaturationTest.DEVIATIONS)
                        .map(SaturationTest::meanOfLargest)
                        .toArray();
        compare(
                "softmax-scale.svg",
                Figure.of(
                        "The largest of 64 probabilities",
                        Plot.of("deviation of the scores", "largest probability, mean")
                                .bars("largest", List.of("1", "2", "4", "8"), largest)
                                .unlabeled("largest")
                                .yLimits(0, 1)
                                .size(560, 300)));
    }

    @Test
    void thirtyLayers() throws IOException {
        Plot plot = Plot.of("step", "loss, mean of 20 steps");
        GradientsTest.Beginning[] all = {
            GradientsTest.Beginning.SIGMOID,
            GradientsTest.Beginning.SMALL,
            GradientsTest.Beginning.HE,
            GradientsTest.Beginning.TANH
        };
        double[] steps = IntStream.range(0, 30).mapToDouble(i -> 20 * i + 10).toArray();
        for (GradientsTest.Beginning beginning : all) {
            double[] losses =
                    DeepDigits.draw(beginning.activation, beginning.gain, 1)
                            .train(1, DeepDigitsTest.RATE)
                            .losses();
            double[] smooth =
                    IntStream.range(0, 30)
                            .mapToDouble(i ->
                                    Arrays.stream(losses, 20 * i, 20 * i + 20)
                                            .average()
                                            .orElseThrow())
                            .toArray();
            plot = plot.line(beginning.label, steps, smooth);
        }
        compare(
                "thirty-layers.svg",
                Figure.of(
                        "Thirty layers read digits",
                        plot.label("sigmoid, 1/n", 150, 2.33, Side.ABOVE)
                                .label("ReLU, 1/n", 450, 2.28, Side.BELOW)
                                .label("ReLU, 2/n", 330, 1.0, Side.ABOVE_RIGHT)
                                .label("tanh, 1/n", 200, 0.5, Side.BELOW_LEFT)
                                .yLimits(0, 2.8)));
    }

    /// Companion page: errors of the exponential in units in the last place.
    @Test
    void exponentialError() throws IOException {
        int n = 600;
        double[] x = new double[n];
        double[] error = new double[n];
        for (int i = 0; i < n; i++) {
            float at = (float) (-2 + 4 * (i + 0.37) / n);
            double exact = StrictMath.exp(at);
            x[i] = at;
            error[i] = (FloatFunctions.exp(at) - exact) / Math.ulp((float) exact);
        }
        compare(
                "exponential-error.svg",
                Figure.of(
                        "Error of the exponential",
                        Plot.of("x", "error, units in the last place")
                                .points("error", x, error)
                                .unlabeled("error")
                                .origin()
                                .yLimits(-1.3, 1.3)
                                .size(560, 300)));
    }
}
