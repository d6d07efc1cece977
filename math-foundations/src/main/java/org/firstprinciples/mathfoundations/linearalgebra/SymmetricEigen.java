package org.firstprinciples.mathfoundations.linearalgebra;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The eigenvalues and eigenvectors of a symmetric matrix, `A = VΛVᵀ`, by Jacobi's rotations: each makes one
/// off-diagonal element 0. They go through all pairs in order, sweep after sweep; the sum of the squares off the diagonal
/// falls, in the end quadratically.
///
/// - accuracy: `‖AV − VΛ‖ ≤ 30nu‖A‖` and `‖VᵀV − I‖ ≤ 50nu` in the Frobenius norm
/// - source: Jacobi 1846; Golub & Van Loan 2013, *Matrix computations*, §8.5
///
/// @param values `λ₁ ≥ … ≥ λₙ`
/// @param vectors `V (n,n)`, one eigenvector in each column
/// @param sweeps how often all pairs were gone through
public record SymmetricEigen(Vector values, Matrix vectors, int sweeps) {

    private static final int MOST_SWEEPS = 50;
    private static final int LEAST_EXPONENT = -900; // what is small beside it is not yet subnormal
    private static final int MOST_EXPONENT = 1018; // sums of a few such numbers do not overflow

    /// The decomposition of `A`.
    ///
    /// @throws ShapeException if `A` is not square
    /// @throws IllegalArgumentException if it is not symmetric, or not finite
    /// @throws ArithmeticException if 50 sweeps leave an off-diagonal element
    public static SymmetricEigen of(Matrix a) {
        requireSymmetric(a);
        int n = a.rows();
        int exponent = BinaryScaling.exponent(a.toArray());
        int scale = exponent - Math.clamp(exponent, LEAST_EXPONENT, MOST_EXPONENT);
        double[] s = BinaryScaling.times(-scale, a.toArray());
        double[] v = Matrix.identity(n).toArray();
        int sweeps = 0;
        while (!isDiagonal(s, n)) {
            if (sweeps++ == MOST_SWEEPS) {
                throw new ArithmeticException(
                        "eigenvalues: the matrix is not diagonal after %s sweeps"
                                .formatted(MOST_SWEEPS));
            }
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(s, v, n, p, q);
                }
            }
        }
        List<Integer> order =
                IntStream.range(0, n)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -s[i * n + i]))
                        .toList();
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int j = 0; j < n; j++) {
            values[j] = StrictMath.scalb(s[order.get(j) * n + order.get(j)], scale);
            for (int i = 0; i < n; i++) {
                vectors[i * n + j] = v[i * n + order.get(j)];
            }
        }
        return new SymmetricEigen(Vector.of(values), Matrix.of(n, n, vectors), sweeps);
    }

    private static void requireSymmetric(Matrix a) {
        if (a.rows() != a.columns()) {
            throw new ShapeException(
                    "eigenvalues: a square matrix is needed, got (%s,%s)"
                            .formatted(a.rows(), a.columns()));
        }
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                if (a.get(i, j) != a.get(j, i)
                        || !(Math.abs(a.get(i, j)) < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "eigenvalues: the matrix must be symmetric and finite, got %s at (%s,%s) and %s at (%s,%s)"
                                    .formatted(a.get(i, j), i, j, a.get(j, i), j, i));
                }
            }
        }
    }

    /// Whether no off-diagonal element changes a sum with the diagonal elements of its row and column.
    private static boolean isDiagonal(double[] s, int n) {
        for (int p = 0; p < n; p++) {
            for (int q = p + 1; q < n; q++) {
                if (!isNegligible(s, n, p, q)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isNegligible(double[] s, int n, int p, int q) {
        double off = Math.abs(s[p * n + q]);
        return off <= 0x1p-54 * Math.min(Math.abs(s[p * n + p]), Math.abs(s[q * n + q]))
                || off < Double.MIN_NORMAL;
    }

    /// Makes the element `(p,q)` 0: `tan 2θ = 2a_pq/(a_qq − a_pp)`, the smaller of the two angles.
    private static void rotate(double[] s, double[] v, int n, int p, int q) {
        if (isNegligible(s, n, p, q)) {
            s[p * n + q] = 0;
            s[q * n + p] = 0;
            return;
        }
        double ratio = (s[q * n + q] - s[p * n + p]) / (2 * s[p * n + q]);
        double t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + StrictMath.hypot(1, ratio));
        double c = 1 / Math.sqrt(1 + t * t);
        double d = t * c;
        for (int k = 0; k < n; k++) {
            double x = s[k * n + p];
            double y = s[k * n + q];
            s[k * n + p] = c * x - d * y;
            s[k * n + q] = d * x + c * y;
        }
        for (int k = 0; k < n; k++) {
            double x = s[p * n + k];
            double y = s[q * n + k];
            s[p * n + k] = c * x - d * y;
            s[q * n + k] = d * x + c * y;
        }
        s[p * n + q] = 0;
        s[q * n + p] = 0;
        for (int k = 0; k < n; k++) {
            double x = v[k * n + p];
            double y = v[k * n + q];
            v[k * n + p] = c * x - d * y;
            v[k * n + q] = d * x + c * y;
        }
    }
}
