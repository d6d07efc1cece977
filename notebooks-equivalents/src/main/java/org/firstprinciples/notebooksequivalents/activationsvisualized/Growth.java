package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.notebooksequivalents.report.Spread;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// By what a layer of rectifiers multiplies signals on their way up and gradients on their way down, in many stacks of one kind.
///
/// @param name of the kind
/// @param theory the factor that theory promises
/// @param signals `log₁₀` of the standard deviation of what each layer puts out, by stack, `(L)` each
/// @param gradients `log₁₀` of the size of the gradient there, by stack, `(L)` each
record Growth(String name, double theory, List<double[]> signals, List<double[]> gradients) {

    /// Before the first stack.
    static Growth of(String name, double theory) {
        return new Growth(name, theory, new ArrayList<>(), new ArrayList<>());
    }

    /// One more stack.
    void add(DeepStack.Pass pass) {
        signals.add(logarithms(pass.after(), DeepStack::std));
        gradients.add(logarithms(pass.gradients(), DeepStack::size));
    }

    /// `log₁₀` of a size, by layer.
    static double[] logarithms(List<float[]> layers, ToDoubleFunction<float[]> size) {
        return layers.stream().mapToDouble(size).map(StrictMath::log10).toArray();
    }

    /// The geometric mean over layers and stacks, upwards.
    double ofSignals() {
        return StrictMath.pow(10, perLayer(signals));
    }

    /// The geometric mean over layers and stacks, downwards.
    double ofGradients() {
        return StrictMath.pow(10, -perLayer(gradients));
    }

    private static double perLayer(List<double[]> logarithms) {
        return logarithms.stream()
                .mapToDouble(s -> (s[s.length - 1] - s[0]) / (s.length - 1))
                .average()
                .orElseThrow();
    }

    /// How far these means may be from theory, relatively: six times their scatter `½√(5/n)/√((L − 1)S)`, and the `5/4n` by which
    /// the logarithm of a mean square is too low in the mean.
    static double tolerance(int width, int depth, int stacks) {
        return 3 * Math.sqrt(5.0 / width / (depth - 1) / stacks) + 5.0 / (4 * width);
    }

    /// The plot with one more line, the mean over stacks, and a band of one standard deviation to either side.
    Plot drawn(Plot plot, List<double[]> logarithms) {
        int L = logarithms.getFirst().length;
        double[] layers = IntStream.rangeClosed(1, L).asDoubleStream().toArray(); // (L)
        double[] mean = new double[L]; // (L)
        double[] low = new double[L]; // (L)
        double[] high = new double[L]; // (L)
        for (int l = 0; l < L; l++) {
            int layer = l;
            Spread spread = Spread.of(logarithms.stream().mapToDouble(s -> s[layer]).toArray());
            mean[l] = spread.mean();
            low[l] = spread.mean() - spread.std();
            high[l] = spread.mean() + spread.std();
        }
        return plot.band(name, layers, low, high).line(name, layers, mean);
    }
}
