package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.optimization.LeastSquaresDescent;
import org.firstprinciples.neuralnetworks.regularization.BatchStandardization.Statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The numbers of `regularization.md` about its running example: the truth `y = x/2`, measured at 1 and 2, off by half a unit each.
class RunningExampleTest {

    static final Matrix X = Matrix.of(2, 1, 1, 2);

    /// The data sets with the errors −−, −+, +−, ++.
    static final List<Vector> DATA =
            List.of(Vector.of(0, 0.5), Vector.of(0, 1.5), Vector.of(1, 0.5), Vector.of(1, 1.5));

    static final Vector OURS = DATA.getLast();

    /// The weights of ridge for the four data sets.
    static double[] weights(double lambda) {
        return DATA.stream().mapToDouble(y -> Ridge.fit(X, y, lambda).get(0)).toArray();
    }

    private static double[] rounded(double... numbers) {
        double[] result = numbers.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.rint(numbers[i] * 1e4) / 1e4;
        }
        return result;
    }

    @Example
    void fourWeights() {
        assertThat(rounded(weights(0))).containsExactly(0.2, 0.6, 0.4, 0.8);
        assertThat(rounded(weights(1))).containsExactly(0.1667, 0.5, 0.3333, 0.6667);
        assertThat(rounded(weights(5))).containsExactly(0.1, 0.3, 0.2, 0.4);
    }

    @Example
    void biasAndVariance() {
        double[][] rows = {
            {0, 0.5, 0, 0.05, 0.05},
            {1, 0.4167, 0.0069, 0.0347, 0.0417},
            {2.5, 0.3333, 0.0278, 0.0222, 0.05},
            {5, 0.25, 0.0625, 0.0125, 0.075}
        };
        for (double[] row : rows) {
            double[] weights = weights(row[0]);
            double average = (weights[0] + weights[1] + weights[2] + weights[3]) / 4;
            BiasVariance split = BiasVariance.of(0.5, weights);
            assertThat(
                            rounded(
                                    average,
                                    split.squaredBias(),
                                    split.variance(),
                                    split.meanSquaredError()))
                    .containsExactly(new double[] {row[1], row[2], row[3], row[4]}, within(1e-12));
        }
        for (double lambda = 0.1; lambda < 2.45; lambda += 0.1) { // and up to 2 the claim is sure
            assertThat(BiasVariance.of(0.5, weights(lambda)).meanSquaredError()).isLessThan(0.05);
            assertThat(BiasVariance.of(0.5, weights(lambda)).meanSquaredError())
                    .isGreaterThanOrEqualTo(1 / 24.0 - 1e-12); // the least, at λ = 1
        }
    }

    /// At `x = 2`, and the average over both places on the training data and on fresh measurements.
    @Example
    void predictions() {
        double[] twice = {0.1667 * 2, 1, 0.3333 * 2, 0.6667 * 2};
        BiasVariance split = BiasVariance.of(1, twice);
        assertThat(split.squaredBias()).isCloseTo(0.0278, within(5e-5));
        assertThat(split.variance()).isCloseTo(0.1389, within(5e-5));
        assertThat(split.errorOnMeasurements(0.25)).isCloseTo(0.4167, within(5e-5));
        assertThat(BiasVariance.of(1, 0.4, 1.2, 0.8, 1.6).errorOnMeasurements(0.25))
                .isCloseTo(0.45, within(1e-14));
        double[][] rows = {{0, 0.125, 0.375}, {1, 0.1458, 0.3542}, {5, 0.3125, 0.4375}};
        for (double[] row : rows) {
            double training = 0;
            double fresh = 0;
            double[] weights = weights(row[0]);
            for (int set = 0; set < 4; set++) {
                for (int i = 0; i < 2; i++) {
                    double prediction = weights[set] * X.get(i, 0);
                    double error = prediction - DATA.get(set).get(i);
                    training += error * error / 8;
                    for (int other = 0; other < 4; other++) {
                        double off = prediction - DATA.get(other).get(i);
                        fresh += off * off / 32;
                    }
                }
            }
            assertThat(training).isCloseTo(row[1], within(5e-5));
            assertThat(fresh).isCloseTo(row[2], within(5e-5));
        }
    }

    /// Two equal columns, and the trap of a penalized intercept.
    @Example
    void columns() {
        Vector both = Ridge.fit(Matrix.of(2, 2, 1, 1, 2, 2), OURS, 1);
        assertThat(both.get(0)).isCloseTo(4 / 11.0, within(1e-14));
        assertThat(both.get(1)).isCloseTo(4 / 11.0, within(1e-14));
        Matrix constant = Matrix.of(2, 2, 1, 1, 2, 1);
        assertThat(Ridge.fit(constant, OURS, 1).get(0)).isCloseTo(0.5, within(1e-14));
        assertThat(Ridge.fit(constant, Vector.of(101, 101.5), 1).get(0))
                .isCloseTo(33.8, within(0.05));
        assertThat(Ridge.fit(Matrix.of(2, 1, -0.5, 0.5), Vector.of(-0.25, 0.25), 1).get(0))
                .isCloseTo(0.167, within(5e-4));
    }

    /// The four shots at a target: `X` of the worked example, errors of `±0.2`.
    static List<Vector> shots(double lambda) {
        Matrix x = Matrix.of(2, 2, 1.1, 0.9, 0.9, 1.1);
        List<Vector> shots = new ArrayList<>();
        for (int code = 0; code < 4; code++) {
            double first = (code & 1) == 0 ? 0.2 : -0.2;
            double second = (code & 2) == 0 ? 0.2 : -0.2;
            shots.add(Ridge.fit(x, Vector.of(0.8 + first, 0.8 + second), lambda));
        }
        return shots;
    }

    @Example
    void targets() {
        double[][] rows = {{0, 0, 1.01}, {1, 0.0128, 0.0207}, {16, 0.2048, 0.2052}};
        for (double[] row : rows) {
            double bias = 0;
            double error = 0;
            for (int j = 0; j < 2; j++) {
                int entry = j;
                double[] entries = shots(row[0]).stream().mapToDouble(w -> w.get(entry)).toArray();
                BiasVariance split = BiasVariance.of(0.4, entries);
                bias += split.squaredBias();
                error += split.meanSquaredError();
            }
            assertThat(bias).isCloseTo(row[1], within(5e-5));
            assertThat(error).isCloseTo(row[2], within(5e-5));
        }
    }

    @Example
    void lassoOfOneWeight() {
        double[][] rows = {{1, 0.6}, {2 / 3.0, 2 / 3.0}, {4, 0}, {5, 0}};
        for (double[] row : rows) {
            assertThat(Lasso.coordinateDescent(X, OURS, row[0], 1e-15).get(0))
                    .isCloseTo(row[1], within(1e-7));
        }
        assertThat(Ridge.fit(X, OURS, 100).get(0)).isCloseTo(0.038, within(5e-4));
    }

    @Example
    void stoppingEarly() {
        int[] steps = {1, 2, 3, 4, 6};
        double[] descent = {0.4, 0.6, 0.7, 0.75, 0.7875};
        double[] ridge = {0.267, 0.4, 0.48, 0.533, 0.6};
        double[] ratio = {1.5, 1.5, 1.458, 1.406, 1.312};
        for (int i = 0; i < 5; i++) {
            double found =
                    LeastSquaresDescent.after(steps[i], X, OURS, Vector.zeros(1), 0.1).get(0);
            double kept = Ridge.fit(X, OURS, EarlyStopping.equivalentRidge(steps[i], 0.1)).get(0);
            assertThat(found).isCloseTo(descent[i], within(1e-14));
            assertThat(kept).isCloseTo(ridge[i], within(5e-4));
            assertThat(found / kept).isCloseTo(ratio[i], within(6e-4));
        }
        Matrix x = Matrix.of(2, 2, 1.1, 0.9, 0.9, 1.1);
        double[][] rows = {
            {1, 0.410, 0.390}, {10, 0.496, 0.304}, {100, 1.034, -0.234}, {10_000, 1.4, -0.6}
        };
        for (double[] row : rows) {
            Vector w =
                    LeastSquaresDescent.after(
                            (int) row[0], x, Vector.of(1, 0.6), Vector.zeros(2), 0.25);
            assertThat(w.toArray()).containsExactly(new double[] {row[1], row[2]}, within(5e-4));
        }
    }

    /// Decay, noise and dropout lead to the weight of ridge with `λ = 1`.
    @Example
    void theSameWeight() {
        double w = 0.8;
        WeightDecay decay = new WeightDecay(0.1, 0, 1);
        WeightDecay.State s = new WeightDecay.State(Vector.of(w), Vector.zeros(1));
        assertThat(decay.coupled(s, Vector.of(0)).weights().get(0)).isCloseTo(0.72, within(1e-15));
        assertThat(decay.decoupled(s, Vector.of(0)).weights().get(0))
                .isCloseTo(0.72, within(1e-15));
        for (int k = 0; k < 200; k++) {
            Vector gradient = Vector.of(5 * s.weights().get(0) - 4);
            s = decay.decoupled(s, gradient);
        }
        assertThat(s.weights().get(0)).isCloseTo(2 / 3.0, within(1e-14));
        double least = 2 / 3.0;
        for (double other : new double[] {least - 1e-3, least + 1e-3}) {
            assertThat(NoisyRegression.withInputNoise(X, OURS, Vector.of(other), 0.5))
                    .isGreaterThan(NoisyRegression.withInputNoise(X, OURS, Vector.of(least), 0.5));
            assertThat(NoisyRegression.withDropout(X, OURS, Vector.of(other), 1 / 6.0))
                    .isGreaterThan(NoisyRegression.withDropout(X, OURS, Vector.of(least), 1 / 6.0));
        }
    }

    /// What the book's GPT had learned about text that it had seen, and about text that it had not.
    @Example
    void aGptHardlyOverfits() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("..", "math-foundations", "data", "notebook-09.csv"));
        assertThat(figure(lines, "training")).isCloseTo(1.76, within(0.005));
        assertThat(figure(lines, "validation")).isCloseTo(1.81, within(0.005));
    }

    private static double figure(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ","))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Example
    void threeModels() {
        BiasVariance split = BiasVariance.of(1, 0.6, 0.8, 1.3);
        assertThat(split.meanSquaredError()).isCloseTo(0.0967, within(5e-5));
        assertThat(split.squaredBias()).isCloseTo(0.01, within(1e-15));
        assertThat(split.variance()).isCloseTo(0.0867, within(5e-5));
    }

    /// Batch, layer and RMS norm of `(2, 4)` and `(6, 4)`, and of the same table plus 10.
    @Example
    void threeNorms() {
        Statistics s = BatchStandardization.statistics(Matrix.of(2, 2, 2, 4, 6, 4));
        assertThat(s).isEqualTo(new Statistics(Vector.of(4, 4), Vector.of(4, 0)));
        BatchStandardization one = new BatchStandardization(Vector.of(1), Vector.of(0), 0);
        assertThat(one.train(Matrix.of(2, 1, 2, 6))).isEqualTo(Matrix.of(2, 1, -1, 1));
        double[][] rows = {{2, 4}, {6, 4}, {12, 14}, {16, 14}};
        double[][] rms = {{0.632, 1.265}, {1.177, 0.784}, {0.920, 1.074}, {1.064, 0.931}};
        for (int i = 0; i < 4; i++) {
            // a layer norm is a batch norm of the row, turned on its side
            double[] normal = one.train(Matrix.of(2, 1, rows[i])).toArray();
            double sign = rows[i][0] < rows[i][1] ? 1 : -1;
            assertThat(normal).containsExactly(-sign, sign);
            assertThat(new RmsNorm(0).normalize(Vector.of(rows[i])).toArray())
                    .containsExactly(rms[i], within(5e-4));
        }
        assertThat(new RmsNorm(0).normalize(Vector.of(1, 2, 3, 6)).toArray())
                .containsExactly(new double[] {0.283, 0.566, 0.849, 1.697}, within(5e-4));
        BatchStandardization two = new BatchStandardization(Vector.of(1, 1), Vector.zeros(2), 0);
        Matrix equal = two.train(Matrix.of(4, 2, 1, 1, 2, 2, 3, 3, 6, 6));
        for (int i = 0; i < 4; i++) { // two equal columns stay equal
            assertThat(equal.get(i, 0)).isEqualTo(equal.get(i, 1));
        }
    }
}
