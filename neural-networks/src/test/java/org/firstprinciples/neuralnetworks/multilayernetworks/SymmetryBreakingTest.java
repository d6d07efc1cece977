package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.backpropagation.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Gradient descent on `½Σ(f(x) − y)²` for networks with one or two hidden layers. The gradients are those of the graph that
/// `backpropagation` builds; it knows nothing of layers.
class SymmetryBreakingTest {

    /// One step over all examples.
    MultilayerNetwork step(MultilayerNetwork network, Matrix x, double[] y, double rate) {
        Vector parameters = network.flatten();
        List<Value> leaves = new ArrayList<>();
        for (double parameter : parameters.toArray()) {
            leaves.add(Value.of(parameter));
        }
        Value loss = Value.of(0);
        for (int e = 0; e < y.length; e++) {
            Value error =
                    output(network, leaves, Networks.row(x, e).toArray()).plus(Value.of(-y[e]));
            loss = loss.plus(error.times(error).times(Value.of(0.5)));
        }
        loss.backward();
        double[] next = new double[parameters.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = parameters.get(i) - rate * leaves.get(i).gradient();
        }
        return network.unflatten(Vector.of(next));
    }

    /// The one number that comes out, in the order of [MultilayerNetwork#flatten()].
    private static Value output(MultilayerNetwork network, List<Value> leaves, double... x) {
        List<Value> h = new ArrayList<>();
        for (double number : x) {
            h.add(Value.of(number));
        }
        int at = 0;
        for (int l = 0; l < network.layers().size(); l++) {
            int m = network.layers().get(l).weight().rows();
            int n = network.layers().get(l).weight().columns();
            List<Value> z = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                Value sum = leaves.get(at + m * n + j);
                for (int i = 0; i < m; i++) {
                    sum = sum.plus(h.get(i).times(leaves.get(at + i * n + j)));
                }
                boolean last = l == network.layers().size() - 1;
                z.add(
                        last
                                ? sum
                                : network.nonlinearity() == Nonlinearity.TANH
                                        ? sum.tanh()
                                        : sum.relu());
            }
            h = z;
            at += (m + 1) * n;
        }
        return h.getFirst();
    }

    /// Two units with the same weights on both sides keep them, to the bit.
    @Claim("ML-13")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void identicalUnitsStayIdentical(
            @ForAll @IntRange(min = 2, max = 5) int units,
            @ForAll @IntRange(min = 1, max = 10) int steps,
            @ForAll boolean rectifiers,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Nonlinearity nonlinearity = rectifiers ? Nonlinearity.RELU : Nonlinearity.TANH;
        Matrix x = Matrices.matrix(Matrices.integers(random, 4, 3, 3));
        double[] y = random.ints(4, -3, 4).asDoubleStream().toArray();
        MultilayerNetwork network = twin(Networks.normal(random, nonlinearity, 3, units, 2, 1));
        for (int s = 0; s < steps; s++) {
            network = step(network, x, y, 0.001);
            assertThat(network).isEqualTo(twin(network));
        }
    }

    /// The network whose second unit in the first hidden layer has the weights of the first.
    private static MultilayerNetwork twin(MultilayerNetwork network) {
        DenseLayer hidden = network.layers().getFirst();
        DenseLayer behind = network.layers().get(1);
        double[] in = hidden.weight().toArray();
        double[] bias = hidden.bias().toArray();
        double[] out = behind.weight().toArray();
        int units = bias.length;
        for (int i = 0; i < in.length; i += units) {
            in[i + 1] = in[i];
        }
        bias[1] = bias[0];
        int width = behind.bias().size();
        System.arraycopy(out, 0, out, width, width);
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(in.length / units, units, in), Vector.of(bias)),
                        new DenseLayer(Matrix.of(units, width, out), behind.bias()),
                        network.layers().getLast()),
                network.nonlinearity());
    }

    /// From zeros only the last bias ever moves, with one hidden layer and with two.
    @Claim("ML-13")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void zerosAreNoStart(
            @ForAll @IntRange(min = 1, max = 10) int steps,
            @ForAll boolean deep,
            @ForAll boolean rectifiers,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.matrix(Matrices.integers(random, 4, 3, 3));
        int[] widths = deep ? new int[] {3, 2, 3, 1} : new int[] {3, 3, 1};
        MultilayerNetwork network =
                Networks.whole(
                        random, 0, rectifiers ? Nonlinearity.RELU : Nonlinearity.TANH, widths);
        for (int s = 0; s < steps; s++) {
            network = step(network, x, new double[] {1, 2, -1, 3}, 0.125);
        }
        double[] moved = network.flatten().toArray();
        assertThat(moved[moved.length - 1]).isNotZero();
        for (int i = 0; i < moved.length - 1; i++) {
            assertThat(moved[i]).isZero();
        }
    }

    /// Other weights behind them: one step, and they part.
    @Claim("ML-13")
    @Example
    void anotherOutgoingWeightBreaksTheTie() {
        MultilayerNetwork network =
                new MultilayerNetwork(
                        List.of(
                                new DenseLayer(Matrix.of(1, 2, 1, 1), Vector.of(0, 0)),
                                new DenseLayer(Matrix.of(2, 1, 1, 2), Vector.of(0))),
                        Nonlinearity.RELU);
        MultilayerNetwork next = step(network, Matrix.of(1, 1, 1), new double[] {0}, 0.125);
        // the error is 3
        assertThat(next.layers().getFirst().weight())
                .isEqualTo(Matrix.of(1, 2, 1 - 3 / 8.0, 1 - 6 / 8.0));
    }

    @Mutant("ML-13") // one weight moves on its own
    static class WithNoise extends SymmetryBreakingTest {
        @Override
        MultilayerNetwork step(MultilayerNetwork network, Matrix x, double[] y, double rate) {
            double[] next = super.step(network, x, y, rate).flatten().toArray();
            next[0] += 1e-9;
            return network.unflatten(Vector.of(next));
        }
    }
}
