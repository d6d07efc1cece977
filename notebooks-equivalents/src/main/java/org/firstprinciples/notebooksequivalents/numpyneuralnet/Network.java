package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.mathfoundations.probability.Philox;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Two layers as four arrays: `h = tanh(x·W₁ + b₁)`, `z = h·W₂ + b₂`.
///
/// @param w1 `W₁ (D,H)`
/// @param b1 `(1,H)`
/// @param w2 `W₂ (H,K)`
/// @param b2 `(1,K)`
record Network(double[][] w1, double[][] b1, double[][] w2, double[][] b2) implements Model {

    /// Normal weights and biases of 0.
    ///
    /// Weights before the hidden units have variance `4/D`: pixels have a mean square of about a quarter, so that `x·W₁` has
    /// variance about 1, where tanh has begun to bend and is not yet flat. Those behind are a tenth of `1/√H`, so that all
    /// scores begin near 0.
    static Network initialize(int in, int hidden, int classes, Philox random) {
        return new Network(
                normal(in, hidden, 2 / StrictMath.sqrt(in), random.split("w1")),
                new double[1][hidden],
                normal(hidden, classes, 0.1 / StrictMath.sqrt(hidden), random.split("w2")),
                new double[1][classes]);
    }

    private static double[][] normal(int rows, int columns, double std, Philox random) {
        double[][] w = new double[rows][columns]; // (rows,columns)
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                w[i][j] = std * random.normal(0, (long) i * columns + j);
            }
        }
        return w;
    }

    /// What the hidden units say, `x (N,D)` to `(N,H)`.
    double[][] hidden(double[][] x) {
        double[][] a = Numpy.plus(Numpy.times(x, w1), b1); // (N,H)
        return Numpy.map(StrictMath::tanh, a); // (N,H)
    }

    @Override
    public double[][] scores(double[][] x) {
        double[][] h = hidden(x); // (N,H)
        return Numpy.plus(Numpy.times(h, w2), b2); // (N,K)
    }

    /// Backpropagation by hand: six lines, each the adjoint of a step forward, in the opposite order.
    @Override
    public Network gradient(double[][] x, int[] labels) {
        double[][] h = hidden(x); // (N,H)
        double[][] z = Numpy.plus(Numpy.times(h, w2), b2); // (N,K)

        double[][] dz = Model.scoreGradient(z, labels); // (N,K)
        double[][] dw2 = Numpy.times(Numpy.transpose(h), dz); // (H,K)
        double[][] db2 = Numpy.sumOfRows(dz); // (1,K)
        double[][] da = timesSlopes(Numpy.times(dz, Numpy.transpose(w2)), h); // (N,H)
        double[][] dw1 = Numpy.times(Numpy.transpose(x), da); // (D,H)
        double[][] db1 = Numpy.sumOfRows(da); // (1,H)
        return new Network(dw1, db1, dw2, db2);
    }

    /// `dh ⊙ (1 − h²)`, `(N,H)`: the slope of tanh, written with its value.
    static double[][] timesSlopes(double[][] dh, double[][] h) {
        double[][] da = new double[h.length][h[0].length]; // (N,H)
        for (int n = 0; n < h.length; n++) {
            for (int j = 0; j < h[n].length; j++) {
                da[n][j] = dh[n][j] * (1 - h[n][j] * h[n][j]);
            }
        }
        return da;
    }

    @Override
    public List<double[][]> arrays() {
        return List.of(w1, b1, w2, b2);
    }

    /// A network whose numbers are these, each changed in the same way.
    Network map(DoubleUnaryOperator change) {
        return new Network(
                Numpy.map(change, w1),
                Numpy.map(change, b1),
                Numpy.map(change, w2),
                Numpy.map(change, b2));
    }
}
