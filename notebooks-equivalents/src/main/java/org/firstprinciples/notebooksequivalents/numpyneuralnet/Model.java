package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import java.util.List;

/// Arrays that turn images into a score for each class, and know the slope of their loss.
interface Model {

    /// Scores of images, `x (N,D)` to `(N,K)`; the largest of a row is the answer.
    double[][] scores(double[][] x);

    /// The derivatives of the mean loss on `x (N,D)` with respect to all numbers, as a model of the same shapes.
    Model gradient(double[][] x, int[] labels);

    /// The arrays that are learned.
    List<double[][]> arrays();

    /// The mean of `−ln p` of the right answers, in nats: `lse(z) − z_y`, so that a probability that underflows does no harm.
    default double loss(double[][] x, int[] labels) {
        double[][] z = scores(x); // (N,K)
        double total = 0;
        for (int n = 0; n < z.length; n++) {
            double max = z[n][Numpy.largest(z[n])];
            double sum = 0;
            for (double score : z[n]) {
                sum += StrictMath.exp(score - max);
            }
            total += StrictMath.log(sum) + (max - z[n][labels[n]]);
        }
        return total / z.length;
    }

    /// The answers, `(N)`.
    default int[] answers(double[][] x) {
        double[][] z = scores(x); // (N,K)
        int[] answers = new int[z.length]; // (N)
        for (int n = 0; n < z.length; n++) {
            answers[n] = Numpy.largest(z[n]);
        }
        return answers;
    }

    /// The share of right answers.
    default double accuracy(double[][] x, int[] labels) {
        int[] answers = answers(x); // (N)
        int right = 0;
        for (int n = 0; n < answers.length; n++) {
            right += answers[n] == labels[n] ? 1 : 0;
        }
        return (double) right / answers.length;
    }

    /// One step down: each number less `rate` times its derivative, in place.
    default void stepInPlace(Model gradient, double rate) {
        for (int a = 0; a < arrays().size(); a++) {
            double[][] values = arrays().get(a);
            double[][] slopes = gradient.arrays().get(a);
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values[i].length; j++) {
                    values[i][j] -= rate * slopes[i][j];
                }
            }
        }
    }

    /// How the scores should change, `(N,K)`: `(p − onehot(y))/N`, the slope of the mean loss.
    static double[][] scoreGradient(double[][] z, int[] labels) {
        double[][] dz = Numpy.softmax(z); // (N,K)
        for (int n = 0; n < dz.length; n++) {
            dz[n][labels[n]] -= 1;
            for (int k = 0; k < dz[n].length; k++) {
                dz[n][k] /= dz.length;
            }
        }
        return dz;
    }
}
