package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// What the tests of attention share: the subject, its results and weights, and matrices to try it on.
abstract class AttentionClaims {

    Attention subject() {
        return new SoftmaxAttention();
    }

    Matrix attend(Matrix q, Matrix k, Matrix v) {
        return subject().attend(q, k, v, Mask.none());
    }

    /// The weights themselves: what attention makes of the rows of the identity.
    double[] weights(double... scores) {
        int m = scores.length;
        Matrix q = Matrix.of(1, m, scores).times(Math.sqrt(m));
        return attend(q, Matrix.identity(m), Matrix.identity(m)).toArray();
    }

    static Matrix normal(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[rows * columns];
        Arrays.setAll(x, i -> random.nextGaussian());
        return Matrix.of(rows, columns, x);
    }

    static Matrix map(Matrix a, DoubleUnaryOperator f) {
        return Matrix.of(a.rows(), a.columns(), Arrays.stream(a.toArray()).map(f).toArray());
    }

    static Matrix rows(Matrix a, int... chosen) {
        double[] x = new double[chosen.length * a.columns()];
        Arrays.setAll(x, i -> a.get(chosen[i / a.columns()], i % a.columns()));
        return Matrix.of(chosen.length, a.columns(), x);
    }

    static int[] shuffled(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    static double largest(Matrix a) {
        return Arrays.stream(a.toArray()).map(Math::abs).max().orElse(0);
    }

    static double distance(Matrix a, Matrix b) {
        return largest(a.plus(b.times(-1)));
    }

    static double norm(Matrix row) {
        return Math.sqrt(inner(row, row));
    }

    static double inner(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.toArray().length; i++) {
            sum += a.toArray()[i] * b.toArray()[i];
        }
        return sum;
    }

    static double[] ones(int n) {
        double[] one = new double[n];
        Arrays.fill(one, 1);
        return one;
    }

    static double[] scores(int m, double size, long seed) {
        return normal(1, m, seed).times(size).toArray();
    }

    static double[] scaled(double[] s, double beta) {
        return Arrays.stream(s).map(x -> beta * x).toArray();
    }

    static void assertClose(Matrix actual, Matrix expected, double tolerance) {
        assertThat(actual.rows()).isEqualTo(expected.rows());
        assertThat(actual.toArray()).containsExactly(expected.toArray(), within(tolerance));
    }
}
