package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.neuralnetworks.multilayernetworks.Networks.scalar;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// What the worked examples and the solutions on paper of `multilayer-networks.md` compute.
class ExercisesTest {

    private static final MultilayerNetwork XOR = BooleanNetwork.xor();

    private static double xor(double x1, double x2) {
        return XOR.forward(Vector.of(x1, x2)).get(0);
    }

    private static DenseLayer layer(int m, int n) {
        return new DenseLayer(Matrix.zeros(m, n), Vector.zeros(n));
    }

    @Example
    void fourPoints() {
        MultilayerNetwork g =
                ReluInterpolant.through(new double[] {0, 1, 2, 4}, new double[] {1, 3, 2, 2});
        assertThat(g.layers().getLast().weight().toArray()).containsExactly(2, -3, 1);
        assertThat(g.forward(scalar(3)).get(0)).isEqualTo(2);
    }

    /// The sine of the picture, far to the right of its last point.
    @Example
    void outside() {
        double[] t = new double[6];
        double[] y = new double[6];
        for (int i = 0; i < 6; i++) {
            t[i] = 1.2 * i;
            y[i] = StrictMath.sin(t[i]);
        }
        assertThat(ReluInterpolant.through(t, y).forward(scalar(12)).get(0))
                .isCloseTo(3.30, within(0.005));
        assertThat(StrictMath.sin(12)).isCloseTo(-0.54, within(0.005));
    }

    @Example
    void threeHats() {
        Vector x = Vector.of(0.25, 0.75);
        assertThat(Hat.value(x)).isEqualTo(0.25);
        assertThat(Hat.value(x.minus(Vector.of(0, 1)))).isEqualTo(0.5);
        assertThat(Hat.value(x.minus(Vector.of(1, 1)))).isEqualTo(0.25);
        assertThat(Hat.value(x.minus(Vector.of(1, 0)))).isZero();
        assertThat(Hat.interpolate(p -> p.get(0) * p.get(1), 1, x)).isEqualTo(0.25);
    }

    /// Both units on at (1, 1), one at (0.3, 0.4), none at (−1, 0); exercise 11 asks for (0.9, 0.6).
    @Example
    void twoRegions() {
        assertThat(jacobian(1, 1)).isEqualTo(Matrix.of(1, 2, -1, -1));
        assertThat(jacobian(0.3, 0.4)).isEqualTo(Matrix.of(1, 2, 1, 1));
        assertThat(xor(0.3, 0.4)).isEqualTo(0.7);
        assertThat(jacobian(0.9, 0.6)).isEqualTo(Matrix.of(1, 2, -1, -1));
        assertThat(xor(0.875, 0.625)).isEqualTo(2 - 1.5);
        assertThat(jacobian(-1, 0)).isEqualTo(Matrix.zeros(1, 2));
        // without its rectifiers it is 2 − x₁ − x₂
        DenseLayer bare = XOR.collapse();
        assertThat(bare.weight()).isEqualTo(Matrix.of(2, 1, -1, -1));
        assertThat(bare.bias()).isEqualTo(Vector.of(2));
    }

    private static Matrix jacobian(double x1, double x2) {
        return ActivationPattern.of(XOR, Vector.of(x1, x2)).jacobian(XOR);
    }

    @Example
    void threeByHeart() {
        MultilayerNetwork network =
                Memorizer.of(List.of(Vector.of(0, 1), Vector.of(1, 0), Vector.of(1, 1)), 5, -1, 2);
        assertThat(network.layers().getFirst().weight())
                .isEqualTo(Matrix.of(2, 3, 1, 1, 1, 3, 3, 3));
        assertThat(network.layers().getLast().weight()).isEqualTo(Matrix.of(3, 1, -1, 4, -6));
        assertThat(network.forward(Vector.of(1, 1)).get(0)).isEqualTo(2);
        assertThat(network.forward(Vector.of(0, 0)).get(0)).isZero();
        assertThat(network.forward(Vector.of(2, 2)).get(0)).isEqualTo(-10);
    }

    @Example
    void aTransformersLayers() {
        assertThat(
                        new MultilayerNetwork(
                                        List.of(layer(768, 3072), layer(3072, 768)),
                                        Nonlinearity.RELU)
                                .parameterCount())
                .isEqualTo(4_722_432);
        assertThat(4 * layer(768, 768).parameterCount()).isEqualTo(2_362_368);
        assertThat(4_722_432.0 / (4_722_432 + 2_362_368)).isCloseTo(2 / 3.0, within(1e-3));
    }

    @Example
    void notBadElsewhere() { // 1
        assertThat(xor(0.5, 0.5)).isEqualTo(1);
        assertThat(xor(2, 0)).isZero();
        assertThat(xor(-1, -1)).isZero();
    }

    @Example
    void counts() { // 2
        MultilayerNetwork network =
                new MultilayerNetwork(List.of(layer(64, 256), layer(256, 10)), Nonlinearity.RELU);
        assertThat(network.parameterCount()).isEqualTo(19_210);
        assertThat(network.flops(32)).isEqualTo(1_212_416);
        MultilayerNetwork teeth =
                new MultilayerNetwork(List.of(layer(1, 1024), layer(1024, 1)), Nonlinearity.RELU);
        assertThat(teeth.parameterCount()).isEqualTo(3073); // one layer for ten folds
    }

    @Example
    void absoluteValueAndMaximum() { // 3
        for (int x = -3; x <= 3; x++) {
            assertThat(relu(x) + relu(-x)).isEqualTo(Math.abs(x));
            for (int y = -3; y <= 3; y++) {
                assertThat(relu(y) - relu(-y) + relu(x - y)).isEqualTo(Math.max(x, y));
            }
        }
    }

    private static double relu(double u) {
        return Nonlinearity.RELU.applyAsDouble(u);
    }

    @Example
    void aChain() { // 4
        MultilayerNetwork g =
                ReluInterpolant.through(new double[] {0, 1, 2, 4}, new double[] {0, 3, 2, 2});
        assertThat(g.layers().getLast().weight().toArray()).containsExactly(3, -4, 1);
        assertThat(g.forward(scalar(3)).get(0)).isEqualTo(2);
    }

    @Example
    void majority() { // 5
        boolean[] table = new boolean[8];
        for (int input = 0; input < 8; input++) {
            table[input] = Integer.bitCount(input) >= 2;
        }
        DenseLayer hidden = BooleanNetwork.of(table).layers().getFirst();
        assertThat(hidden.bias().toArray()).containsExactly(-1.5, -1.5, -1.5, -2.5);
        assertThat(Networks.row(hidden.weight().transpose(), 0)).isEqualTo(Vector.of(1, 1, -1));
    }

    @Example
    void linesForASine() { // 6
        assertThat(Math.ceil(2 * Math.PI / Math.sqrt(0.008))).isEqualTo(71);
    }

    @Example
    void tentsElsewhere() { // 8
        MultilayerNetwork four = Sawtooth.network(4);
        assertThat(four.forward(scalar(3 / 16.0)).get(0)).isEqualTo(1);
        assertThat(four.forward(scalar(5 / 32.0)).get(0)).isEqualTo(0.5);
        assertThat(four.forward(scalar(1 / 3.0)).get(0)).isCloseTo(2 / 3.0, within(1e-14));
    }

    @Example
    void fourLines() { // 10
        long[] x = {1, 0, 0};
        long[] y = {0, 1, 0};
        long[] sum = {1, 1, -1};
        assertThat(RegionCount.inThePlane(x, y, sum, new long[] {1, -2, -3})).isEqualTo(11);
        assertThat(RegionCount.inThePlane(x, y, sum, new long[] {1, 1, -2})).isEqualTo(10);
        assertThat(RegionCount.inThePlane(x, y, new long[] {1, 1, 0}, new long[] {1, -1, 0}))
                .isEqualTo(8);
        assertThat(RegionCount.most(10, 2)).isEqualTo(BigInteger.valueOf(56));
    }

    /// Three layers of one unit each: off, or on and off, or on, on and off, or on in all three.
    @Example
    void threeLayersOfOneUnit() {
        SplittableRandom random = new SplittableRandom(3);
        int most = 0;
        for (int i = 0; i < 300; i++) {
            MultilayerNetwork network = Networks.normal(random, Nonlinearity.RELU, 2, 1, 1, 1, 1);
            Set<ActivationPattern> patterns = new HashSet<>();
            for (int j = 0; j < 400; j++) {
                patterns.add(
                        ActivationPattern.of(
                                network, Networks.wholeVector(random, 2, 9).times(0.5)));
            }
            most = Math.max(most, patterns.size());
        }
        assertThat(most).isEqualTo(4);
    }

    @Example
    void xorWithoutBiases() { // 14
        for (int x = 0; x <= 1; x++) {
            for (int y = 0; y <= 1; y++) {
                assertThat(relu(x - y) + relu(y - x)).isEqualTo(x ^ y);
            }
        }
    }

    @Example
    void sixBitsOfASquare() {
        for (int m = 1; m <= 3; m++) {
            double middle = StrictMath.scalb(0.5, -m);
            assertThat(SquareNetwork.square(m, middle) - middle * middle)
                    .isEqualTo(StrictMath.pow(4, -m - 1));
        }
        SigmoidStaircase soft = new SigmoidStaircase(0, 1, new double[] {0, 1}, 10);
        assertThat(soft.errorFactor()).isCloseTo(1.0135, within(5e-5));
    }
}
