package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import java.util.function.DoubleUnaryOperator;

/// What a network asks of arrays, each a loop: NumPy's `@`, `.T`, `+`, `sum`, `argmax`, functions of each number, and softmax.
///
/// Arrays are rows of numbers, `(rows,columns)`; a vector is an array of one row.
final class Numpy {

    private Numpy() {}

    /// `a @ b`: the product of `a (n,k)` and `b (k,m)`, `(n,m)`.
    ///
    /// @throws IllegalArgumentException if `a` has not as many columns as `b` has rows
    static double[][] times(double[][] a, double[][] b) {
        if (a[0].length != b.length) {
            throw new IllegalArgumentException(
                    "times: (%s,%s) and (%s,%s) do not fit; transpose one?"
                            .formatted(a.length, a[0].length, b.length, b[0].length));
        }
        double[][] c = new double[a.length][b[0].length]; // (n,m)
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                double s = a[i][k];
                double[] row = b[k];
                double[] sum = c[i];
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += s * row[j];
                }
            }
        }
        return c;
    }

    /// `a.T`: rows become columns, `(n,m)` to `(m,n)`.
    static double[][] transpose(double[][] a) {
        double[][] t = new double[a[0].length][a.length]; // (m,n)
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    /// `a + b`: the one row of `b (1,m)` is added to each row of `a (n,m)`.
    static double[][] plus(double[][] a, double[][] b) {
        double[][] c = new double[a.length][a[0].length]; // (n,m)
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c[i].length; j++) {
                c[i][j] = a[i][j] + b[0][j];
            }
        }
        return c;
    }

    /// `a.sum(0)`: the sum of all rows, `(n,m)` to `(1,m)`.
    static double[][] sumOfRows(double[][] a) {
        double[][] sum = new double[1][a[0].length]; // (1,m)
        for (double[] row : a) {
            for (int j = 0; j < row.length; j++) {
                sum[0][j] += row[j];
            }
        }
        return sum;
    }

    /// A function of each number, `(n,m)`: `np.tanh(a)`, `np.abs(a)`.
    static double[][] map(DoubleUnaryOperator function, double[][] a) {
        double[][] c = new double[a.length][a[0].length]; // (n,m)
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                c[i][j] = function.applyAsDouble(a[i][j]);
            }
        }
        return c;
    }

    /// Each row of scores as probabilities, `(n,m)`: exponentials over their sum, the largest score taken off first, so that
    /// none overflows.
    static double[][] softmax(double[][] z) {
        double[][] p = new double[z.length][z[0].length]; // (n,m)
        for (int i = 0; i < z.length; i++) {
            double max = z[i][largest(z[i])];
            double sum = 0;
            for (int j = 0; j < z[i].length; j++) {
                p[i][j] = StrictMath.exp(z[i][j] - max);
                sum += p[i][j];
            }
            for (int j = 0; j < z[i].length; j++) {
                p[i][j] /= sum;
            }
        }
        return p;
    }

    /// `argmax`: the place of the largest number of a row, the first of equals.
    static int largest(double[] row) {
        int best = 0;
        for (int j = 1; j < row.length; j++) {
            best = row[j] > row[best] ? j : best;
        }
        return best;
    }
}
