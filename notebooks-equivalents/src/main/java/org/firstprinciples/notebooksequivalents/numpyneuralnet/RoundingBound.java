package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.notebooksequivalents.rounding.Rounded;

import java.util.Arrays;

/// How far the network on the tape, in `float`, can be from the one in exact arithmetic with the same numbers.
///
/// @param loss a bound for the mean loss
/// @param gradient bounds for all derivatives
record RoundingBound(double loss, Network gradient) {

    /// The bounds on `x (N,D)`, whose numbers and the network's are `float`s: the computation once more, with matrices that
    /// know how far they may be off.
    static RoundingBound of(Network net, double[][] x, int[] labels) {
        int N = x.length;
        Rounded images = exact(x); // (N,D)
        Rounded w2 = exact(net.w2()); // (H,K)
        Rounded onehot = exact(onehot(labels, net.b2()[0].length)); // (N,K)

        // forward
        Rounded a = images.affine(exact(net.w1()), exact(net.b1())); // (N,H)
        Rounded h = a.monotone(StrictMath::tanh, 3); // (N,H)
        Rounded z = h.affine(w2, exact(net.b2())); // (N,K)
        Rounded loss = z.crossEntropy(onehot).columnSums().scaled(1.0 / N); // (1,1)

        // back
        Rounded dz = z.softmax().minus(onehot).scaled(1.0 / N); // (N,K)
        Rounded one = exact(new double[][] {{1}}).repeated(N, net.w2().length); // (N,H)
        Rounded slopes = one.minus(h).hadamard(one.plus(h)); // (N,H), tanh′ = 1 − tanh²
        Rounded da = dz.times(w2.transpose()).hadamard(slopes); // (N,H)
        return new RoundingBound(
                loss.error().get(0, 0),
                new Network(
                        errors(images.transpose().times(da)), // (D,H)
                        errors(da.columnSums()), // (1,H)
                        errors(h.transpose().times(dz)), // (H,K)
                        errors(dz.columnSums()))); // (1,K)
    }

    private static double[][] onehot(int[] labels, int classes) {
        double[][] onehot = new double[labels.length][classes]; // (N,K)
        for (int n = 0; n < labels.length; n++) {
            onehot[n][labels[n]] = 1;
        }
        return onehot;
    }

    private static Rounded exact(double[][] rows) {
        double[] elements = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return Rounded.exact(Matrix.of(rows.length, rows[0].length, elements));
    }

    private static double[][] errors(Rounded matrix) {
        double[][] errors = new double[matrix.error().rows()][matrix.error().columns()]; // (m,n)
        for (int i = 0; i < errors.length; i++) {
            for (int j = 0; j < errors[i].length; j++) {
                errors[i][j] = matrix.error().get(i, j);
            }
        }
        return errors;
    }
}
