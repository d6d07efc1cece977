package org.firstprinciples.mathfoundations.generators;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

/// Random matrices whose rank, condition or eigenvalues are known.
public final class Matrices {

    private Matrices() {}

    /// Independent normal elements.
    public static Matrix normals(SplittableRandom random, int m, int n) {
        double[] elements = new double[m * n];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = random.nextGaussian();
        }
        return Matrix.of(m, n, elements);
    }

    /// A vector of independent normal elements.
    public static Vector normal(SplittableRandom random, int n) {
        return Vector.of(normals(random, 1, n).toArray());
    }

    /// Elements of either sign whose magnitudes are spread over 60 powers of 2; some are 0.
    public static Vector wide(SplittableRandom random, int n) {
        double[] elements = new double[n];
        for (int i = 0; i < n; i++) {
            if (random.nextInt(8) > 0) {
                elements[i] = random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-30, 31));
            }
        }
        return Vector.of(elements);
    }

    /// Whole numbers of magnitude at most `bound`.
    public static long[][] integers(SplittableRandom random, int m, int n, int bound) {
        long[][] elements = new long[m][n];
        for (long[] row : elements) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextInt(-bound, bound + 1);
            }
        }
        return elements;
    }

    /// A product `(m,r)·(r,n)` of whole numbers of magnitude at most 3, whose rank is at most `r`.
    public static long[][] ofRank(SplittableRandom random, int m, int n, int r) {
        long[][] a = integers(random, m, r, 3);
        long[][] b = integers(random, r, n, 3);
        long[][] product = new long[m][n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < r; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    /// The same numbers as a matrix.
    public static Matrix matrix(long[]... rows) {
        int n = rows[0].length;
        double[] elements = new double[rows.length * n];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = rows[i / n][i % n];
        }
        return Matrix.of(rows.length, n, elements);
    }

    /// An orthogonal matrix, the product of `n` random reflections.
    public static Matrix orthogonal(SplittableRandom random, int n) {
        Matrix q = Matrix.identity(n);
        for (int k = 0; k < n; k++) {
            Vector v = normal(random, n);
            double square = v.dot(v);
            double[] reflection = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reflection[i * n + j] = (i == j ? 1 : 0) - 2 * v.get(i) * v.get(j) / square;
                }
            }
            q = q.times(Matrix.of(n, n, reflection));
        }
        return q;
    }

    /// The diagonal matrix `(m,n)` with these elements.
    public static Matrix diagonal(int m, int n, double... elements) {
        double[] diagonal = new double[m * n];
        for (int i = 0; i < elements.length; i++) {
            diagonal[i * n + i] = elements[i];
        }
        return Matrix.of(m, n, diagonal);
    }

    /// A matrix with singular values from 1 down to `1/condition`, equal in logarithm.
    public static Matrix ofCondition(SplittableRandom random, int m, int n, double condition) {
        int r = Math.min(m, n);
        double[] values = new double[r];
        for (int i = 0; i < r; i++) {
            values[i] = r == 1 ? 1 : Math.pow(condition, -i / (r - 1.0));
        }
        return orthogonal(random, m).times(diagonal(m, n, values)).times(orthogonal(random, n));
    }

    /// `VΛVᵀ` for an orthogonal `V`, symmetric to the last bit.
    public static Matrix symmetric(Matrix axes, double... eigenvalues) {
        int n = eigenvalues.length;
        Matrix a = axes.times(diagonal(n, n, eigenvalues)).times(axes.transpose());
        return a.plus(a.transpose()).times(0.5);
    }
}
