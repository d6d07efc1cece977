package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import java.util.List;

/// No hidden layer: `z = x·W + b`.
///
/// @param w `W (D,K)`
/// @param b `(1,K)`
record SoftmaxRegression(double[][] w, double[][] b) implements Model {

    /// All zeros: without hidden units there is no symmetry to break.
    static SoftmaxRegression zeros(int in, int classes) {
        return new SoftmaxRegression(new double[in][classes], new double[1][classes]);
    }

    /// The rule of the nearest mean: the class whose mean image `c` is nearest to `x` has the largest `2c·x − ‖c‖²`, since
    /// `‖x − c‖² = ‖x‖² − (2c·x − ‖c‖²)`. So it has the form of a regression, and nothing needs to be trained.
    static SoftmaxRegression nearestMean(double[][] x, int[] labels, int classes) {
        double[][] mean = new double[classes][x[0].length]; // (K,D)
        int[] count = new int[classes]; // (K)
        for (int n = 0; n < x.length; n++) {
            count[labels[n]]++;
            for (int i = 0; i < x[n].length; i++) {
                mean[labels[n]][i] += x[n][i];
            }
        }
        double[][] b = new double[1][classes]; // (1,K)
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < mean[k].length; i++) {
                mean[k][i] /= count[k];
                b[0][k] -= mean[k][i] * mean[k][i];
            }
        }
        return new SoftmaxRegression(Numpy.map(c -> 2 * c, Numpy.transpose(mean)), b);
    }

    @Override
    public double[][] scores(double[][] x) {
        return Numpy.plus(Numpy.times(x, w), b); // (N,K)
    }

    @Override
    public SoftmaxRegression gradient(double[][] x, int[] labels) {
        double[][] dz = Model.scoreGradient(scores(x), labels); // (N,K)
        return new SoftmaxRegression(Numpy.times(Numpy.transpose(x), dz), Numpy.sumOfRows(dz));
    }

    @Override
    public List<double[][]> arrays() {
        return List.of(w, b);
    }
}
