package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.neuralnetworks.multilayernetworks.Networks.row;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.IntegerElimination;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

class MultilayerNetworkTest {

    private static final double U = 0x1p-53;

    Matrix forward(MultilayerNetwork network, Matrix x) {
        return network.forward(x);
    }

    DenseLayer collapse(MultilayerNetwork network) {
        return network.collapse();
    }

    Vector flatten(MultilayerNetwork network) {
        return network.flatten();
    }

    double lipschitzBound(MultilayerNetwork network) {
        return network.lipschitzBound();
    }

    /// Without a nonlinearity a network is one layer, whose rank is that of the narrowest at most.
    @Claim("ML-01")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void linearLayersCollapse(@ForAll @IntRange(min = 1, max = 4) int layers, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] widths = Networks.widths(random, layers);
        MultilayerNetwork network = Networks.whole(random, 3, Nonlinearity.IDENTITY, widths);
        DenseLayer one = collapse(network);
        Vector x = Networks.wholeVector(random, widths[0], 3);
        assertThat(one.forward(x).minus(network.forward(x)))
                .satisfies(v -> assertThat(Norms.infinity(v)).isZero());
        long[][] whole = new long[one.weight().rows()][one.weight().columns()];
        for (int i = 0; i < whole.length; i++) {
            for (int j = 0; j < whole[i].length; j++) {
                whole[i][j] = (long) one.weight().get(i, j);
            }
        }
        int narrowest = Arrays.stream(widths).min().orElseThrow();
        assertThat(IntegerElimination.of(whole).rank()).isLessThanOrEqualTo(narrowest);
    }

    /// Parameters are counted, put into a vector and taken out again; a batch of `B` costs `2B` for each weight.
    @Claim("ML-10")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void parametersAreCounted(
            @ForAll @IntRange(min = 1, max = 4) int layers,
            @ForAll @IntRange(min = 0, max = 5) int batch,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] widths = Networks.widths(random, layers);
        MultilayerNetwork network = Networks.normal(random, Nonlinearity.TANH, widths);
        int expected = 0;
        long flops = 0;
        for (int l = 1; l < widths.length; l++) {
            expected += (widths[l - 1] + 1) * widths[l];
            flops += 2L * batch * widths[l - 1] * widths[l];
        }
        Vector flat = flatten(network);
        assertThat(network.parameterCount()).isEqualTo(expected);
        assertThat(flat.size()).isEqualTo(expected);
        assertThat(network.flops(batch)).isEqualTo(flops);
        assertThat(network.unflatten(flat)).isEqualTo(network);
        // the order: layer by layer, weights row by row, then biases
        int at = 0;
        for (DenseLayer layer : network.layers()) {
            for (int i = 0; i < layer.weight().rows(); i++) {
                for (int j = 0; j < layer.weight().columns(); j++) {
                    assertThat(flat.get(at++)).isEqualTo(layer.weight().get(i, j));
                }
            }
            for (double bias : layer.bias().toArray()) {
                assertThat(flat.get(at++)).isEqualTo(bias);
            }
        }
    }

    @Claim("ML-10")
    @Example
    void aNetworkForDigits() {
        MultilayerNetwork network =
                new MultilayerNetwork(
                        List.of(
                                new DenseLayer(Matrix.zeros(784, 300), Vector.zeros(300)),
                                new DenseLayer(Matrix.zeros(300, 10), Vector.zeros(10))),
                        Nonlinearity.RELU);
        assertThat(network.parameterCount()).isEqualTo(238_510);
        assertThat(network.flops(1)).isEqualTo(476_400);
        assertThatThrownBy(() -> network.unflatten(Vector.zeros(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("network: 238510 parameters are needed, got 3");
        assertThatThrownBy(() ->
                        new MultilayerNetwork(
                                List.of(network.layers().getFirst(), network.layers().getFirst()),
                                Nonlinearity.RELU))
                .isInstanceOf(ShapeException.class)
                .hasMessage("network: layer 0 gives 300 numbers, layer 1 takes 784");
        assertThatThrownBy(() -> new DenseLayer(Matrix.zeros(2, 3), Vector.zeros(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("layer: weights (m,n) and biases (n) are needed, got (2,3) and (2)");
        assertThatThrownBy(() -> new MultilayerNetwork(List.of(), Nonlinearity.RELU))
                .isInstanceOf(ShapeException.class);
    }

    /// A batch is a loop: rows of the result are those of single inputs, rows in another order give rows in that order, and a NaN
    /// stays in its row.
    @Claim("ML-11")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aBatchIsALoop(
            @ForAll @IntRange(min = 1, max = 4) int layers,
            @ForAll @IntRange(min = 0, max = 9) int batch,
            @ForAll boolean whole,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] widths = Networks.widths(random, layers);
        MultilayerNetwork network =
                whole
                        ? Networks.whole(random, 3, Nonlinearity.RELU, widths)
                        : Networks.normal(random, Nonlinearity.TANH, widths);
        double[] elements = new double[batch * widths[0]];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = whole ? random.nextInt(-3, 4) : random.nextGaussian();
        }
        Matrix x = Matrix.of(batch, widths[0], elements);
        Matrix y = forward(network, x);
        assertThat(y.rows()).isEqualTo(batch);
        assertThat(x).isEqualTo(Matrix.of(batch, widths[0], elements));
        for (int i = 0; i < batch; i++) {
            Vector difference = row(y, i).minus(network.forward(row(x, i)));
            double size = 1 + Norms.two(row(y, i)) + Norms.two(row(x, i));
            for (DenseLayer layer : network.layers()) {
                size *= 1 + Norms.frobenius(layer.weight()) + Norms.two(layer.bias());
            }
            assertThat(Norms.infinity(difference))
                    .isLessThanOrEqualTo(whole ? 0 : 2 * 6 * layers * U * size);
        }
        if (batch > 1) {
            double[] turned = new double[elements.length];
            for (int i = 0; i < elements.length; i++) {
                turned[i] = elements[(i + widths[0]) % elements.length];
            }
            Matrix z = forward(network, Matrix.of(batch, widths[0], turned));
            for (int i = 0; i < batch; i++) {
                assertThat(row(z, i)).isEqualTo(row(y, (i + 1) % batch));
            }
            double[] spoiled = elements.clone();
            spoiled[0] = Double.NaN;
            Matrix w = forward(network, Matrix.of(batch, widths[0], spoiled));
            for (int i = 1; i < batch; i++) {
                assertThat(row(w, i)).isEqualTo(row(y, i));
            }
        }
    }

    /// Hidden units may change places, whatever the nonlinearity.
    @Claim("ML-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void unitsChangePlaces(
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll Nonlinearity nonlinearity,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix batch = Matrix.of(1, 3, Networks.wholeVector(random, 3, 9).toArray());
        MultilayerNetwork whole = Networks.whole(random, 5, nonlinearity, 3, width, 2);
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            shuffled.add(random.nextInt(i + 1), i);
        }
        int[] order = shuffled.stream().mapToInt(Integer::intValue).toArray();
        Matrix expected = forward(whole, batch);
        Matrix difference = forward(permuted(whole, order), batch).plus(expected.times(-1));
        // whole numbers are exact; five products with values of tanh are rounded
        double tolerance = nonlinearity == Nonlinearity.TANH ? 2 * 6 * 30 * U : 0;
        assertThat(Norms.frobenius(difference)).isLessThanOrEqualTo(tolerance);
    }

    /// A rectifier may take a power of 2 from the weights behind it.
    @Claim("ML-28")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void rectifiersMayBeScaled(
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @IntRange(min = -10, max = 10) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int unit = random.nextInt(width);
        double alpha = Math.pow(2, power);
        Matrix batch = Matrix.of(1, 3, Networks.wholeVector(random, 3, 9).toArray());
        MultilayerNetwork normal = Networks.normal(random, Nonlinearity.RELU, 3, width, 2);
        assertThat(forward(scaled(normal, unit, alpha, 1 / alpha), batch))
                .isEqualTo(forward(normal, batch));
    }

    /// A unit with an odd nonlinearity may change its sign on both sides; one with a rectifier may not.
    @Claim("ML-29")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void oddUnitsMayChangeSign(
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleUnaryOperator odd =
                List.<DoubleUnaryOperator>of(
                                Nonlinearity.TANH, Nonlinearity.IDENTITY, u -> u * Math.abs(u))
                        .get(which);
        int unit = random.nextInt(width);
        Matrix batch = Matrix.of(1, 3, Networks.wholeVector(random, 3, 9).toArray());
        MultilayerNetwork network = Networks.normal(random, odd, 3, width, 2);
        assertThat(forward(scaled(network, unit, -1, -1), batch))
                .isEqualTo(forward(network, batch));
    }

    /// Without biases a network of rectifiers is homogeneous, and its derivative along `x` is its value.
    @Claim("ML-30")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void withoutBiasesInputsMayBeScaled(
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @IntRange(min = -10, max = 10) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double alpha = Math.pow(2, power);
        Vector x = Networks.wholeVector(random, 3, 9);
        Matrix batch = Matrix.of(1, 3, x.toArray());
        MultilayerNetwork bare =
                new MultilayerNetwork(
                        Networks.normal(random, Nonlinearity.RELU, 3, width, 4, 2).layers().stream()
                                .map(layer ->
                                        new DenseLayer(
                                                layer.weight(), Vector.zeros(layer.bias().size())))
                                .toList(),
                        Nonlinearity.RELU);
        assertThat(forward(bare, batch.times(alpha))).isEqualTo(forward(bare, batch).times(alpha));
        assertThat(Norms.frobenius(forward(bare, batch.times(0)))).isZero();
        // Euler: the derivative along x is the value
        Matrix jacobian = ActivationPattern.of(bare, x).jacobian(bare);
        Vector value = bare.forward(x);
        double size = 1;
        for (DenseLayer layer : bare.layers()) {
            size *= 1 + Norms.frobenius(layer.weight());
        }
        assertThat(Norms.infinity(jacobian.times(x).minus(value)))
                .isLessThanOrEqualTo(50 * U * size * (1 + Norms.two(x)));
    }

    /// A negative factor does change a rectifier.
    @Claim("ML-28")
    @Example
    void rectifiersKnowSigns() {
        MultilayerNetwork one =
                new MultilayerNetwork(
                        List.of(
                                new DenseLayer(Matrix.of(1, 1, 1), Vector.of(0)),
                                new DenseLayer(Matrix.of(1, 1, 1), Vector.of(0))),
                        Nonlinearity.RELU);
        assertThat(forward(one, Matrix.of(1, 1, 2)).get(0, 0)).isEqualTo(2);
        assertThat(forward(scaled(one, 0, -1, -1), Matrix.of(1, 1, 2)).get(0, 0)).isZero();
    }

    MultilayerNetwork permuted(MultilayerNetwork network, int... order) {
        DenseLayer first = network.layers().getFirst();
        DenseLayer second = network.layers().getLast();
        int n = order.length;
        int m = first.weight().rows();
        int k = second.weight().columns();
        double[] w1 = new double[m * n];
        double[] b1 = new double[n];
        double[] w2 = new double[n * k];
        for (int i = 0; i < n; i++) {
            b1[i] = first.bias().get(order[i]);
            for (int j = 0; j < m; j++) {
                w1[j * n + i] = first.weight().get(j, order[i]);
            }
            for (int j = 0; j < k; j++) {
                w2[i * k + j] = second.weight().get(order[i], j);
            }
        }
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(m, n, w1), Vector.of(b1)),
                        new DenseLayer(Matrix.of(n, k, w2), second.bias())),
                network.nonlinearity());
    }

    MultilayerNetwork scaled(MultilayerNetwork network, int unit, double in, double out) {
        DenseLayer first = network.layers().getFirst();
        DenseLayer second = network.layers().getLast();
        double[] w1 = first.weight().toArray();
        double[] b1 = first.bias().toArray();
        double[] w2 = second.weight().toArray();
        int m = first.weight().rows();
        int n = b1.length;
        int k = second.weight().columns();
        for (int j = 0; j < m; j++) {
            w1[j * n + unit] *= in;
        }
        b1[unit] *= in;
        for (int j = 0; j < k; j++) {
            w2[unit * k + j] *= out;
        }
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(m, n, w1), Vector.of(b1)),
                        new DenseLayer(Matrix.of(n, k, w2), second.bias())),
                network.nonlinearity());
    }

    /// `‖f(x) − f(x′)‖ ≤ Π‖W_l‖₂‖x − x′‖`, with equality for diagonal layers that stretch the same coordinate most.
    @Claim("ML-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void outputsAreNoFurtherApart(
            @ForAll @IntRange(min = 1, max = 5) int layers,
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Nonlinearity nonlinearity =
                new Nonlinearity[] {Nonlinearity.RELU, Nonlinearity.TANH, Nonlinearity.IDENTITY}
                        [which];
        int[] widths = Networks.widths(random, layers);
        MultilayerNetwork network = Networks.normal(random, nonlinearity, widths);
        double bound = lipschitzBound(network);
        double expected = 1;
        double coarse = 1;
        for (DenseLayer layer : network.layers()) {
            expected *= new SingularValueDecomposition(layer.weight().toRealMatrix()).getNorm();
            coarse *= Norms.frobenius(layer.weight());
        }
        assertThat(bound).isCloseTo(expected, within(1e-12 * expected));
        assertThat(bound).isLessThanOrEqualTo(coarse * (1 + 1e-12));
        Vector x = Matrices.normal(random, widths[0]);
        Vector z =
                x.plus(Matrices.normal(random, widths[0]).times(random.nextBoolean() ? 1e-4 : 2));
        double moved = Norms.two(network.forward(x).minus(network.forward(z)));
        assertThat(moved)
                .isLessThanOrEqualTo(
                        bound * Norms.two(x.minus(z)) * (1 + 500 * layers * U)
                                + 1e-12 * (1 + coarse) * (3 + Norms.two(x)));
        List<DenseLayer> diagonal = new ArrayList<>();
        double product = 1;
        for (int l = 0; l < layers; l++) {
            double top = 1 + random.nextInt(4);
            product *= top;
            diagonal.add(new DenseLayer(Matrices.diagonal(2, 2, top, top / 2), Vector.zeros(2)));
        }
        MultilayerNetwork aligned = new MultilayerNetwork(diagonal, Nonlinearity.RELU);
        Vector difference =
                aligned.forward(Vector.of(5, 1)).minus(aligned.forward(Vector.of(2, 1)));
        assertThat(Norms.two(difference)).isEqualTo(3 * product);
        assertThat(lipschitzBound(aligned)).isCloseTo(product, within(1e-12 * product));
    }

    /// Inside a region the network is affine, with the derivative that the pattern gives; between two points of one pattern all have it.
    @Claim("ML-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void affineInsideEachRegion(
            @ForAll @IntRange(min = 1, max = 3) int layers,
            @ForAll @IntRange(min = 2, max = 8) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] widths = Networks.widths(random, layers);
        MultilayerNetwork network = Networks.whole(random, 3, Nonlinearity.RELU, widths);
        Vector x = Networks.wholeVector(random, widths[0], 3);
        double[] step = new double[widths[0]];
        step[random.nextInt(widths[0])] = Math.pow(2, -power);
        Vector z = x.plus(Vector.of(step));
        ActivationPattern pattern = ActivationPattern.of(network, x);
        boolean same = pattern.equals(ActivationPattern.of(network, z));
        Statistics.label("same pattern")
                .collect(same)
                .coverage(c -> c.check(true).percentage(p -> p >= 60));
        if (same) {
            Matrix jacobian = pattern.jacobian(network);
            Vector there = row(forward(network, Matrix.of(1, widths[0], z.toArray())), 0);
            Vector change = there.minus(network.forward(x));
            assertThat(Norms.infinity(change.minus(jacobian.times(Vector.of(step))))).isZero();
            Vector middle = x.plus(z).times(0.5);
            assertThat(ActivationPattern.of(network, middle)).isEqualTo(pattern);
        }
    }

    @Claim("ML-09")
    @Example
    void patternsAtTheBorder() {
        MultilayerNetwork network = BooleanNetwork.xor();
        ActivationPattern border = ActivationPattern.of(network, Vector.of(0, 1));
        assertThat(border.on()).containsExactly(List.of(true, false)); // z = 0 is off
        assertThat(border.jacobian(network)).isEqualTo(Matrix.of(1, 2, 1, 1));
        assertThat(ActivationPattern.of(network, Vector.of(-1, -1)).jacobian(network))
                .isEqualTo(Matrix.zeros(1, 2)); // all off: constant
        assertThatThrownBy(() -> new ActivationPattern(List.of()).jacobian(network))
                .hasMessage("the network has 1 hidden layers, the pattern 0");
    }

    @Mutant({"ML-11", "ML-30"}) // the nonlinearity after the last layer, too
    static class ActivatesTheOutput extends MultilayerNetworkTest {
        @Override
        Matrix forward(MultilayerNetwork network, Matrix x) {
            double[] y = network.forward(x).toArray();
            for (int i = 0; i < y.length; i++) {
                y[i] = Math.max(0, y[i]) + 1;
            }
            return Matrix.of(x.rows(), network.layers().getLast().bias().size(), y);
        }
    }

    @Mutant("ML-12") // the weights behind the layer keep their places
    static class LeavesTheNextLayer extends MultilayerNetworkTest {
        @Override
        MultilayerNetwork permuted(MultilayerNetwork network, int... order) {
            return new MultilayerNetwork(
                    List.of(
                            super.permuted(network, order).layers().getFirst(),
                            network.layers().getLast()),
                    network.nonlinearity());
        }
    }

    @Mutant({"ML-28", "ML-29"}) // the bias is forgotten
    static class LeavesTheBias extends MultilayerNetworkTest {
        @Override
        MultilayerNetwork scaled(MultilayerNetwork network, int unit, double in, double out) {
            MultilayerNetwork right = super.scaled(network, unit, in, out);
            return new MultilayerNetwork(
                    List.of(
                            new DenseLayer(
                                    right.layers().getFirst().weight(),
                                    network.layers().getFirst().bias()),
                            right.layers().getLast()),
                    network.nonlinearity());
        }
    }

    @Mutant("ML-09") // as if all units were on
    static class IgnoresThePattern extends MultilayerNetworkTest {
        @Override
        Matrix forward(MultilayerNetwork network, Matrix x) {
            DenseLayer all = network.collapse();
            return all.forward(x);
        }
    }

    @Mutant("ML-01") // the last bias only
    static class ForgetsBiases extends MultilayerNetworkTest {
        @Override
        DenseLayer collapse(MultilayerNetwork network) {
            return new DenseLayer(network.collapse().weight(), network.layers().getLast().bias());
        }
    }

    @Mutant("ML-10") // column by column
    static class ColumnMajor extends MultilayerNetworkTest {
        @Override
        Vector flatten(MultilayerNetwork network) {
            List<DenseLayer> turned = new ArrayList<>();
            for (DenseLayer layer : network.layers()) {
                Matrix w = layer.weight();
                turned.add(
                        new DenseLayer(
                                Matrix.of(w.rows(), w.columns(), w.transpose().toArray()),
                                layer.bias()));
            }
            return new MultilayerNetwork(turned, network.nonlinearity()).flatten();
        }
    }

    @Mutant("ML-14") // the sum of the norms
    static class Sum extends MultilayerNetworkTest {
        @Override
        double lipschitzBound(MultilayerNetwork network) {
            return network.layers().stream().mapToDouble(l -> Norms.two(l.weight())).sum();
        }
    }
}
