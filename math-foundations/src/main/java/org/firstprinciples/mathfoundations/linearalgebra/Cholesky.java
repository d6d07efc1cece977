package org.firstprinciples.mathfoundations.linearalgebra;

/// The Cholesky factor of a symmetric positive definite matrix, `A = LLᵀ` with `L` lower triangular.
///
/// - accuracy: the computed solution of `Ax = b` solves a system with `A` changed by at most `4n(3n + 1)u‖A‖₂`
/// - source: Golub & Van Loan 2013, *Matrix computations*, §4.2; Higham 2002, theorem 10.4
public final class Cholesky {

    private final Matrix factor;

    private Cholesky(Matrix factor) {
        this.factor = factor;
    }

    /// The factor of `A (n,n)`, column after column. Only the lower triangle is read.
    ///
    /// @throws ShapeException if `A` is not square
    /// @throws IllegalArgumentException if it is not positive definite, up to rounding, or not finite
    public static Cholesky of(Matrix a) {
        int n = a.rows();
        if (a.columns() != n) {
            throw new ShapeException(
                    "Cholesky: a square matrix is needed, got (%s,%s)".formatted(n, a.columns()));
        }
        double[] l = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = a.get(i, j);
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i > j) {
                    l[i * n + j] = sum / l[j * n + j];
                } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
                    l[i * n + j] = Math.sqrt(sum);
                } else {
                    throw new IllegalArgumentException(
                            "Cholesky: the matrix is not positive definite, pivot %s is %s"
                                    .formatted(j, sum));
                }
            }
        }
        return new Cholesky(Matrix.of(n, n, l));
    }

    /// `L`.
    public Matrix factor() {
        return factor;
    }

    /// The solution of `Ax = b`: forward with `L`, then backward with `Lᵀ`.
    ///
    /// @throws ShapeException if `b` has not one element for each row
    public Vector solve(Vector b) {
        int n = factor.rows();
        if (b.size() != n) {
            throw new ShapeException(
                    "Cholesky: the matrix is (%s,%s), b has %s elements".formatted(n, n, b.size()));
        }
        int exponent = BinaryScaling.exponent(b.toArray());
        double[] x = BinaryScaling.times(-exponent, b.toArray());
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor.get(i, k) * x[k];
            }
            x[i] /= factor.get(i, i);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factor.get(k, i) * x[k];
            }
            x[i] /= factor.get(i, i);
        }
        return Vector.of(BinaryScaling.times(exponent, x));
    }

    /// `ln |A| = 2 Σ ln lᵢᵢ`, which does not overflow where the determinant would.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < factor.rows(); i++) {
            sum += 2 * StrictMath.log(factor.get(i, i));
        }
        return sum;
    }
}
