package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

import java.util.Arrays;

/// The decomposition `A = QR` of `A (m,n)` with independent columns, `m ≥ n`: `Q` has orthonormal columns, `R` is upper
/// triangular with a positive diagonal. There is only one.
///
/// Three ways to it, equal without rounding. With rounding, `‖QᵀQ − I‖` grows like `u` (Householder), `uκ` (modified
/// Gram–Schmidt) and `uκ²` (classical Gram–Schmidt), where `κ = σ₁/σₙ`.
///
/// - accuracy: `‖A − QR‖ ≤ 40mnu‖A‖` in the Frobenius norm, for all three
/// - source: Golub & Van Loan 2013, *Matrix computations*, §5.2; Higham 2002, theorems 19.4 and 19.13; Giraud et al.
///   2005
///
/// @param q `Q (m,n)`
/// @param r `R (n,n)`
public record Qr(Matrix q, Matrix r) {

    /// By reflections: each turns what is left of a column into a multiple of a unit vector.
    ///
    /// @throws ShapeException if there are more columns than rows
    /// @throws IllegalArgumentException if an element is not finite
    /// @throws SingularMatrixException if a column depends on those before it, up to rounding
    /// @throws ArithmeticException if a column is longer than the largest double
    public static Qr householder(Matrix a) {
        requireTall(a);
        int m = a.rows();
        int n = a.columns();
        double[][] w = columnsOf(a);
        double[][] mirrors = new double[n][];
        double[] r = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < j; i++) {
                reflect(mirrors[i], w[j]);
                r[i * n + j] = w[j][i];
            }
            double[] rest = w[j].clone();
            Arrays.fill(rest, 0, j, 0);
            double length = Norms.two(Vector.of(rest));
            requireIndependent(j, length, a);
            r[j * n + j] = length;
            // the mirror that takes the rest to ∓length·e_j, away from itself so that nothing
            // cancels
            rest[j] += rest[j] < 0 ? -length : length;
            double norm = Norms.two(Vector.of(rest));
            for (int i = j; i < m; i++) {
                rest[i] /= norm;
            }
            mirrors[j] = rest;
        }
        double[] q = new double[m * n];
        for (int j = 0; j < n; j++) {
            double[] column = new double[m];
            column[j] = 1;
            for (int i = n - 1; i >= 0; i--) {
                reflect(mirrors[i], column);
            }
            for (int i = 0; i < m; i++) {
                q[i * n + j] = column[i];
            }
        }
        return positive(a, q, r, mirrors);
    }

    /// Gram–Schmidt, taking each component out of what is left of the column.
    ///
    /// @throws ShapeException if there are more columns than rows
    /// @throws IllegalArgumentException if an element is not finite
    /// @throws SingularMatrixException if a column depends on those before it, up to rounding
    /// @throws ArithmeticException if a column is longer than the largest double
    @Exercise(id = "LA-E6", stars = 2, minutes = 20, claims = "LA-07")
    public static Qr modifiedGramSchmidt(Matrix a) {
        requireTall(a);
        int n = a.columns();
        double[][] q = columnsOf(a);
        double[] r = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < j; i++) {
                r[i * n + j] = dot(q[i], q[j]);
                subtract(q[j], r[i * n + j], q[i]);
            }
            r[j * n + j] = Norms.two(Vector.of(q[j]));
            requireIndependent(j, r[j * n + j], a);
            divide(q[j], r[j * n + j]);
        }
        return new Qr(matrix(q, a.rows()), rescaled(r, a));
    }

    /// Gram–Schmidt as in the textbook, taking each component out of the column as it was.
    ///
    /// @throws ShapeException if there are more columns than rows
    /// @throws IllegalArgumentException if an element is not finite
    /// @throws SingularMatrixException if a column depends on those before it, up to rounding
    /// @throws ArithmeticException if a column is longer than the largest double
    public static Qr classicalGramSchmidt(Matrix a) {
        requireTall(a);
        int n = a.columns();
        double[][] q = columnsOf(a);
        double[] r = new double[n * n];
        for (int j = 0; j < n; j++) {
            double[] column = q[j].clone();
            for (int i = 0; i < j; i++) {
                r[i * n + j] = dot(q[i], column);
                subtract(q[j], r[i * n + j], q[i]);
            }
            r[j * n + j] = Norms.two(Vector.of(q[j]));
            requireIndependent(j, r[j * n + j], a);
            divide(q[j], r[j * n + j]);
        }
        return new Qr(matrix(q, a.rows()), rescaled(r, a));
    }

    private static void requireTall(Matrix a) {
        if (a.rows() < a.columns()) {
            throw new ShapeException(
                    "QR: at least as many rows as columns are needed, got (%s,%s)"
                            .formatted(a.rows(), a.columns()));
        }
        if (!(Norms.infinity(Vector.of(a.toArray())) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("QR: elements must be finite, got " + a);
        }
    }

    private static void requireIndependent(int j, double left, Matrix a) {
        double length = Norms.two(Vector.of(columnsOf(a)[j]));
        if (!(left > 16 * (a.rows() + a.columns()) * 0x1p-53 * length)) {
            int exponent = BinaryScaling.exponent(a.column(j).toArray());
            throw new SingularMatrixException(
                    "QR: column %s of length %s depends on those before it, %s is left of it"
                            .formatted(
                                    j,
                                    StrictMath.scalb(length, exponent),
                                    StrictMath.scalb(left, exponent)));
        }
    }

    /// The columns, each times the power of 2 that makes its largest element at least 1 and less than 2. `Q` stays what it is, and
    /// the columns of `R` are multiplied alike.
    private static double[][] columnsOf(Matrix a) {
        double[][] columns = new double[a.columns()][];
        for (int j = 0; j < columns.length; j++) {
            double[] column = a.column(j).toArray();
            columns[j] = BinaryScaling.times(-BinaryScaling.exponent(column), column);
        }
        return columns;
    }

    /// `R (n,n)` of `A` from that of the scaled columns.
    private static Matrix rescaled(double[] r, Matrix a) {
        int n = a.columns();
        double[] elements = new double[n * n];
        for (int j = 0; j < n; j++) {
            int exponent = BinaryScaling.exponent(a.column(j).toArray());
            for (int i = 0; i <= j; i++) {
                double element = StrictMath.scalb(r[i * n + j], exponent);
                if (Double.isInfinite(element)) {
                    throw new ArithmeticException(
                            "QR: column %s is longer than the largest double".formatted(j));
                }
                elements[i * n + j] = element;
            }
        }
        return Matrix.of(n, n, elements);
    }

    private static Matrix matrix(double[][] columns, int rows) {
        double[] elements = new double[rows * columns.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns.length; j++) {
                elements[i * columns.length + j] = columns[j][i];
            }
        }
        return Matrix.of(rows, columns.length, elements);
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static void subtract(double[] x, double factor, double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] -= factor * y[i];
        }
    }

    private static void divide(double[] x, double divisor) {
        for (int i = 0; i < x.length; i++) {
            x[i] /= divisor;
        }
    }

    /// `x − 2v(vᵀx)` for a unit vector `v`.
    private static void reflect(double[] v, double[] x) {
        subtract(x, 2 * dot(v, x), v);
    }

    /// The factors with the signs that make the diagonal of `R` positive.
    private static Qr positive(Matrix a, double[] q, double[] r, double[][] mirrors) {
        int m = a.rows();
        int n = a.columns();
        for (int j = 0; j < n; j++) {
            if (mirrors[j][j] > 0) { // row j of R came out with the other sign
                for (int i = 0; i < m; i++) {
                    q[i * n + j] = -q[i * n + j];
                }
                for (int k = j + 1; k < n; k++) {
                    r[j * n + k] = -r[j * n + k];
                }
            }
        }
        return new Qr(Matrix.of(m, n, q), rescaled(r, a));
    }
}
