package org.firstprinciples.neuralnetworks.backpropagation;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.DenseNetTest.DeltaRule;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The pictures of `backpropagation.md` and its companion. With `-Dpictures=write` they are written, otherwise compared.
class BackpropagationPicturesTest {

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.0f", x);
    }

    @Test
    void graph() throws IOException {
        Value x = Value.of(2);
        Value y = Value.of(3);
        Value a = x.times(y);
        Value b = a.plus(x);
        Value f = b.power(2);
        f.backward();
        Plot plot =
                Plot.diagram(560, 300)
                        .box("x", box("x", x), 60, 60)
                        .box("y", box("y", y), 60, 240)
                        .box("a", box("a = x · y", a), 210, 240)
                        .box("b", box("b = a + x", b), 360, 150)
                        .box("f", box("f = b²", f), 500, 150)
                        .link("x", "a", number(a.derivative(0)), Side.LEFT)
                        .link("y", "a", number(a.derivative(1)), Side.ABOVE)
                        .link("a", "b", number(b.derivative(0)), Side.BELOW_RIGHT)
                        .link("x", "b", number(b.derivative(1)), Side.ABOVE)
                        .link("b", "f", number(f.derivative(0)), Side.ABOVE)
                        .ink("x", Ink.BLUE)
                        .ink("y", Ink.BLUE);
        compare("backprop-graph.svg", Figure.of("The graph of (xy + x)²", plot));
    }

    private static String box(String name, Value value) {
        return "%s\n%s\nadjoint %s".formatted(name, number(value.data()), number(value.gradient()));
    }

    @Test
    void paths() throws IOException {
        double[] n = IntStream.rangeClosed(1, 40).asDoubleStream().toArray();
        Plot plot =
                Plot.of("doublings, one after the other", "number")
                        .logY()
                        .line(
                                "paths from x to the result",
                                n,
                                Arrays.stream(n).map(k -> Math.scalb(1.0, (int) k)).toArray())
                        .line("visits of the pass back", n, n)
                        .label(
                                "paths from x to the result",
                                20,
                                Math.scalb(1.0, 20),
                                Side.ABOVE_LEFT)
                        .label("visits of the pass back", 20, 20, Side.ABOVE);
        compare("backprop-paths.svg", Figure.of("Paths and visits", plot));
    }

    @Test
    void layer() throws IOException {
        Plot plot =
                Plot.diagram(560, 330)
                        .text("forward", 60, 25, Side.CENTER)
                        .box("x", "x\n(B, I)", 60, 80)
                        .box("op", "linear layer\nx W + 1 b", 270, 80)
                        .box("z", "z\n(B, O)", 480, 80)
                        .link("x", "op")
                        .link("op", "z")
                        .text("back", 60, 170, Side.CENTER)
                        .box("dz", "z̄\n(B, O)", 480, 225)
                        .box("back", "pullback", 270, 225)
                        .box("dx", "x̄ = z̄ Wᵀ\n(B, I)", 60, 225)
                        .box("dw", "W̄ = xᵀ z̄\n(I, O)", 190, 300)
                        .box("db", "b̄ = 1ᵀ z̄\n(O)", 350, 300)
                        .link("dz", "back")
                        .link("back", "dx")
                        .link("back", "dw")
                        .link("back", "db")
                        .link("op", "back", "keeps x and W", Side.RIGHT)
                        .ink("x", Ink.BLUE)
                        .ink("z", Ink.BLUE)
                        .ink("dx", Ink.VERMILION)
                        .ink("dw", Ink.VERMILION)
                        .ink("db", Ink.VERMILION)
                        .ink("dz", Ink.VERMILION);
        compare("backprop-layer.svg", Figure.of("One layer, forward and back", plot));
    }

    @Test
    void twoLayers() throws IOException {
        Shape[] first = {Shape.of(1, 2), Shape.of(2, 2), Shape.of(2)};
        Shape[] second = {Shape.of(1, 2), Shape.of(2, 1), Shape.of(1)};
        Linear.Formula layer = new Linear.Formula();
        double[][] in = {{1, 2}, {1, 2, -1, 0}, {0, -1}}; // x, W₁, b₁
        double[] z = layer.value(first, in);
        double[][] hidden = {Arrays.stream(z).map(e -> Math.max(e, 0)).toArray(), {3, 4}, {1}};
        double[] y = layer.value(second, hidden);
        double[] dy = {y[0] - 3};
        double[][] back = layer.adjoint(second, hidden, dy);
        double[] dz = new double[2];
        Arrays.setAll(dz, k -> z[k] > 0 ? back[0][k] : 0);
        double[][] atStart = layer.adjoint(first, in, dz);
        double[] weights = atStart[1];
        Plot plot = Plot.diagram(560, 330);
        plot = plot.text("forward", 50, 25, Side.CENTER);
        plot =
                row(
                        plot,
                        Ink.BLUE,
                        75,
                        "x\n" + list(in[0]),
                        "z₁\n" + list(z),
                        "h\n" + list(hidden[0]),
                        "y\n" + number(y[0]),
                        "loss\n" + number(dy[0] * dy[0] / 2));
        plot = plot.text("back", 50, 150, Side.CENTER);
        plot =
                row(
                        plot,
                        Ink.VERMILION,
                        200,
                        "x̄\n" + list(atStart[0]),
                        "z̄₁\n" + list(dz),
                        "h̄\n" + list(back[0]),
                        "ȳ\n" + number(dy[0]),
                        "1");
        plot =
                plot.box(
                                "dw1",
                                "W̄₁ %s\n     %s"
                                        .formatted(
                                                list(weights[0], weights[1]),
                                                list(weights[2], weights[3])),
                                180,
                                290)
                        .box("dw2", "W̄₂ " + list(back[1]), 430, 290)
                        .ink("dw1", Ink.VERMILION)
                        .ink("dw2", Ink.VERMILION)
                        .link("back1", "dw1")
                        .link("back3", "dw2");
        compare("backprop-two-layers.svg", Figure.of("Two layers, forward and back", plot));
    }

    private static String list(double... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(x -> number(x).replace('-', '−'))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /// Five boxes beside each other; arrows lead to the right above, to the left below.
    private static Plot row(Plot plot, Ink ink, double y, String... words) {
        double[] places = {50, 180, 310, 430, 520};
        boolean isForward = ink == Ink.BLUE;
        String name = isForward ? "forward" : "back";
        for (int i = 0; i < words.length; i++) {
            plot = plot.box(name + i, words[i], places[i], y).ink(name + i, ink);
        }
        for (int i = 1; i < words.length; i++) {
            plot =
                    isForward
                            ? plot.link(name + (i - 1), name + i)
                            : plot.link(name + i, name + (i - 1));
        }
        return plot;
    }

    @Test
    void copies() throws IOException {
        Gather copy = Gather.broadcast(new int[] {1}, 3);
        double[] rows = copy.forward(5);
        double[] adjoints = {2, -1, 4};
        double sum = copy.backward(adjoints)[0];
        Plot plot =
                Plot.diagram(560, 300)
                        .text("forward: copied", 140, 25, Side.CENTER)
                        .text("back: added", 430, 25, Side.CENTER)
                        .box("b", "b\n5", 60, 150)
                        .box("db", "b̄\n2 − 1 + 4 = " + number(sum), 490, 150)
                        .ink("b", Ink.BLUE)
                        .ink("db", Ink.VERMILION);
        for (int i = 0; i < 3; i++) {
            double y = 80 + 70 * i;
            String number = number(adjoints[i]).replace('-', '−');
            plot =
                    plot.box("r" + i, "row %s: %s".formatted(i + 1, number(rows[i])), 220, y)
                            .box("d" + i, "row %s: %s".formatted(i + 1, number), 350, y)
                            .ink("r" + i, Ink.BLUE)
                            .ink("d" + i, Ink.VERMILION)
                            .link("b", "r" + i)
                            .link("d" + i, "db");
        }
        compare("backprop-copies.svg", Figure.of("What is copied collects", plot));
    }

    @Test
    void logits() throws IOException {
        double[] p = Softmax.of(2, 1, 0);
        List<String> names = List.of("target, z = 2", "z = 1", "z = 0");
        Plot plot =
                Plot.of("logit", "number")
                        .bars("probability", names, p[0], p[1], p[2])
                        .bars("gradient of the loss", names, p[0] - 1, p[1], p[2])
                        .yLimits(-0.5, 0.8)
                        .label("probability", 0, p[0], Side.ABOVE)
                        .label("gradient of the loss", 0.2, p[0] - 1, Side.BELOW_RIGHT);
        compare("backprop-logits.svg", Figure.of("Probability minus target", plot));
    }

    @Test
    void differences() throws IOException {
        int[] exponents = IntStream.rangeClosed(1, 36).toArray();
        double[] h =
                Arrays.stream(exponents).mapToDouble(k -> StrictMath.pow(10, -k / 4.0)).toArray();
        double[] inFloat = new double[26];
        double[] inDouble = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            double x = 2 + h[i];
            inDouble[i] = Math.abs(((3 * x + x) * (3 * x + x) - 64) / h[i] - 64);
            if (i < inFloat.length) {
                float y = 2f + (float) h[i];
                float four = y * 3 + y;
                inFloat[i] = Math.abs((four * four - 64f) / (float) h[i] - 64f);
            }
        }
        Plot plot =
                Plot.of("step h", "error of the quotient")
                        .logX()
                        .logY()
                        .line(
                                "float",
                                Arrays.copyOf(h, 26),
                                Arrays.stream(inFloat).map(e -> Math.max(e, 1e-9)).toArray())
                        .line(
                                "double",
                                h,
                                Arrays.stream(inDouble).map(e -> Math.max(e, 1e-9)).toArray())
                        .yLimits(1e-8, 100);
        compare(
                "backprop-differences.svg",
                Figure.of("Difference quotients of (3x + x)² at 2", plot));
    }

    @Test
    void wrongGradients() throws IOException {
        double[] steps = IntStream.rangeClosed(0, FlowersTest.STEPS).asDoubleStream().toArray();
        Plot plot =
                Plot.of("steps of descent", "mean loss on 150 irises")
                        .logY()
                        .line("right gradient", steps, FlowersTest.losses(new DeltaRule()))
                        .line(
                                "slope at wrong place",
                                steps,
                                FlowersTest.losses(new FlowersTest.SlopeAtTheResult()))
                        .line(
                                "biases forgotten",
                                steps,
                                FlowersTest.losses(new FlowersTest.NoBias()))
                        .labelAtEnd()
                        .yLimits(0.03, 1.5);
        compare("backprop-wrong-gradients.svg", Figure.of("Wrong gradients learn, too", plot));
    }

    /// `Σ xᵢ tanh(xᵢ)` of `n` numbers: operations by one pass for each input, and by one pass back.
    @Test
    void passes() throws IOException {
        double[] n = IntStream.of(1, 2, 5, 10, 20, 50, 100, 200).asDoubleStream().toArray();
        double[] function = new double[n.length];
        double[] back = new double[n.length];
        double[] differences = new double[n.length];
        for (int i = 0; i < n.length; i++) {
            long[] count = new long[1];
            List<Counted> x = new ArrayList<>();
            for (int k = 0; k < n[i]; k++) {
                x.add(new Counted(0.5, count));
            }
            SUM.of(x);
            function[i] = count[0];
            count[0] = 0;
            ReverseNumber.adjoints(SUM, x);
            back[i] = count[0];
            differences[i] = (n[i] + 1) * function[i];
        }
        Plot plot =
                Plot.of("number of inputs", "operations")
                        .logX()
                        .logY()
                        .line("one run for each input", n, differences)
                        .line("forward and back", n, back)
                        .line("the function alone", n, function)
                        .label("one run for each input", 50, 51 * 150.0, Side.ABOVE_LEFT)
                        .label("forward and back", 5, 60, Side.ABOVE_LEFT)
                        .label("the function alone", 50, 150, Side.BELOW_RIGHT);
        compare("backprop-passes.svg", Figure.of("What a gradient costs", plot));
    }

    private static final ScalarFunction SUM =
            new ScalarFunction() {
                @Override
                public <T extends Arithmetic<T>> T of(List<T> x) {
                    T sum = x.getFirst().times(x.getFirst().tanh());
                    for (T number : x.subList(1, x.size())) {
                        sum = sum.plus(number.times(number.tanh()));
                    }
                    return sum;
                }
            };

    @Test
    void memory() throws IOException {
        double[] states = IntStream.rangeClosed(1, 36).asDoubleStream().toArray();
        double[] fewest =
                Arrays.stream(states).map(c -> Checkpointing.fewestSteps(36, (int) c)).toArray();
        Plot plot =
                Plot.of("states in memory", "steps forward")
                        .logY()
                        .line("fewest possible", states, fewest)
                        .point("segments of six", 11, 60)
                        .point("all states", 36, 35)
                        .yLimits(25, 800)
                        .label("fewest possible", 4, 100, Side.ABOVE_RIGHT)
                        .label("segments of six", 11, 60, Side.ABOVE_RIGHT)
                        .label("all states", 36, 35, Side.BELOW_LEFT);
        compare("backprop-memory.svg", Figure.of("Memory against time, 36 steps", plot));
    }

    @Test
    void chains() throws IOException {
        double[] length = IntStream.rangeClosed(0, 100).asDoubleStream().toArray();
        Plot plot = Plot.of("length of the chain", "slope of the whole").logY();
        for (double factor : new double[] {0.5, 0.9, 1, 1.1, 2}) {
            String name = String.format(Locale.ROOT, "%s", factor);
            plot =
                    plot.line(
                            name,
                            length,
                            Arrays.stream(length).map(l -> StrictMath.pow(factor, l)).toArray());
        }
        compare("backprop-chains.svg", Figure.of("Slopes multiply", plot.labelAtEnd()));
    }
}
