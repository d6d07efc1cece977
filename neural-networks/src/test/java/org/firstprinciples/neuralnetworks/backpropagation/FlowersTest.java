package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.DenseNetTest.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.DenseNetTest.DeltaRule;
import org.firstprinciples.neuralnetworks.backpropagation.DenseNetTest.Net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A network 4–8–3 with tanh learns the three kinds of irises, by gradients that are right and by some that are not.
class FlowersTest {

    static final int STEPS = 200;
    private static final int HIDDEN = 8;
    private static final int PARAMETERS = 5 * HIDDEN + (HIDDEN + 1) * 3;

    /// `∂h/∂z` is taken at `h` in place of `z`.
    static class SlopeAtTheResult extends DeltaRule {
        @Override
        double derivative(Activation activation, double z, double h) {
            return activation.derivative(h);
        }
    }

    /// The biases get no gradient.
    static class NoBias extends DeltaRule {
        @Override
        double bias(double delta) {
            return 0;
        }
    }

    /// The flowers as networks: measures with mean 0 and variance 1, and a 1 for the right kind.
    private static List<Net> flowers() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("..", "math-foundations", "data", "iris.csv"));
        List<String> kinds = List.of("setosa", "versicolor", "virginica");
        double[][] x = new double[4][lines.size() - 1];
        List<List<Double>> targets = new ArrayList<>();
        for (int n = 0; n < lines.size() - 1; n++) {
            String[] fields = lines.get(n + 1).split(",", -1);
            for (int j = 0; j < 4; j++) {
                x[j][n] = Double.parseDouble(fields[j]);
            }
            Double[] target = {0.0, 0.0, 0.0};
            target[kinds.indexOf(fields[4])] = 1.0;
            targets.add(List.of(target));
        }
        for (double[] column : x) {
            double mean = Arrays.stream(column).average().orElseThrow();
            double variance =
                    Arrays.stream(column).map(e -> (e - mean) * (e - mean)).average().orElseThrow();
            Arrays.setAll(column, n -> (column[n] - mean) / Math.sqrt(variance));
        }
        List<Net> flowers = new ArrayList<>();
        for (int n = 0; n < targets.size(); n++) {
            List<Double> measures = List.of(x[0][n], x[1][n], x[2][n], x[3][n]);
            flowers.add(new Net(List.of(4, HIDDEN, 3), Activation.TANH, measures, targets.get(n)));
        }
        return flowers;
    }

    /// The mean loss before each step and after the last, with the rate 0.2.
    static double[] losses(DeltaRule rule) throws IOException {
        List<Net> flowers = flowers();
        Philox random = Philox.of(1).split("weights");
        double[] p = new double[PARAMETERS];
        Arrays.setAll(p, i -> 0.5 * random.normal(0, i));
        double[] losses = new double[STEPS + 1];
        for (int step = 0; step <= STEPS; step++) {
            double[] gradient = new double[PARAMETERS];
            for (Net flower : flowers) {
                losses[step] += rule.loss(flower, p) / flowers.size();
                double[] g = rule.of(flower, p);
                Arrays.setAll(gradient, i -> gradient[i] + g[i] / flowers.size());
            }
            Arrays.setAll(p, i -> p[i] - 0.2 * gradient[i]);
        }
        return losses;
    }

    @Example
    void wrongGradientsLearnToo() throws IOException {
        double[] right = losses(new DeltaRule());
        double[] noBias = losses(new NoBias());
        double[] atTheResult = losses(new SlopeAtTheResult());
        assertThat(right[0]).isCloseTo(1.251, within(5e-4));
        assertThat(right[STEPS]).isCloseTo(0.0426, within(5e-4));
        assertThat(noBias[STEPS]).isCloseTo(0.0863, within(5e-4));
        assertThat(atTheResult[STEPS]).isCloseTo(0.0616, within(5e-4));
    }
}
