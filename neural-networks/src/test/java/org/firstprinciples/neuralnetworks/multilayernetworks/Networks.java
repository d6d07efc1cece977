package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// Random networks.
final class Networks {

    private Networks() {}

    /// Widths from 1 to 5 for `layers + 1` places.
    static int[] widths(SplittableRandom random, int layers) {
        return random.ints(layers + 1L, 1, 6).toArray();
    }

    /// Whole weights and biases of magnitude at most `bound`.
    static MultilayerNetwork whole(
            SplittableRandom random, int bound, DoubleUnaryOperator nonlinearity, int... widths) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            layers.add(
                    new DenseLayer(
                            Matrices.matrix(
                                    Matrices.integers(random, widths[l - 1], widths[l], bound)),
                            wholeVector(random, widths[l], bound)));
        }
        return new MultilayerNetwork(layers, nonlinearity);
    }

    static MultilayerNetwork normal(
            SplittableRandom random, DoubleUnaryOperator nonlinearity, int... widths) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            layers.add(
                    new DenseLayer(
                            Matrices.normals(random, widths[l - 1], widths[l]),
                            Matrices.normal(random, widths[l])));
        }
        return new MultilayerNetwork(layers, nonlinearity);
    }

    static Vector wholeVector(SplittableRandom random, int n, int bound) {
        return Vector.of(random.ints(n, -bound, bound + 1).asDoubleStream().toArray());
    }

    static Vector row(Matrix a, int i) {
        double[] row = new double[a.columns()];
        for (int j = 0; j < row.length; j++) {
            row[j] = a.get(i, j);
        }
        return Vector.of(row);
    }

    static Vector scalar(double x) {
        return Vector.of(x);
    }
}
