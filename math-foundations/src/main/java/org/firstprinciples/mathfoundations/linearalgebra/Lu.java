package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

/// Gaussian elimination with row exchanges, `PA = LU`: `L` lower triangular with ones on its diagonal and no element
/// above 1 in magnitude, `U` upper triangular, `P` an order of the rows.
///
/// - accuracy: `|Pb − PAx̂| ≤ γ₃ₙ|L||U||x̂|` in every element, where `γₖ = ku/(1 − ku)`
/// - source: Golub & Van Loan 2013, *Matrix computations*, §3.4; Higham 2002, theorem 9.4
public final class Lu {

    private final int n;
    private final double[] factors; // (n,n): U on and above the diagonal, L below
    private final int[] order; // row i of PA is row order[i] of A
    private final int exchanges;

    private Lu(int n, double[] factors, int[] order, int exchanges) {
        this.n = n;
        this.factors = factors;
        this.order = order;
        this.exchanges = exchanges;
    }

    /// The factors of `A (n,n)`, column after column, each with the largest element left in it as pivot.
    ///
    /// @throws ShapeException if `A` is not square
    /// @throws SingularMatrixException if a column has nothing left but zeros
    /// @throws IllegalArgumentException if an element is infinite or NaN, or becomes so
    public static Lu of(Matrix a) {
        int n = a.rows();
        if (a.columns() != n) {
            throw new ShapeException(
                    "LU: a square matrix is needed, got (%s,%s)".formatted(n, a.columns()));
        }
        double[] f = a.toArray();
        int[] order = new int[n];
        int exchanges = 0;
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(f[i * n + k]) > Math.abs(f[pivot * n + k])) {
                    pivot = i;
                }
            }
            if (!(Math.abs(f[pivot * n + k]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "LU: elements must be finite and stay so, the pivot of column %s is %s"
                                .formatted(k, f[pivot * n + k]));
            }
            if (f[pivot * n + k] == 0) {
                throw new SingularMatrixException(
                        "LU: the matrix is singular, no pivot is left in column %s".formatted(k));
            }
            if (pivot != k) {
                exchange(f, order, n, k, pivot);
                exchanges++;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = f[i * n + k] / f[k * n + k];
                f[i * n + k] = factor;
                for (int j = k + 1; j < n; j++) {
                    f[i * n + j] -= factor * f[k * n + j];
                }
            }
        }
        return new Lu(n, f, order, exchanges);
    }

    private static void exchange(double[] f, int[] order, int n, int i, int k) {
        int row = order[i];
        order[i] = order[k];
        order[k] = row;
        for (int j = 0; j < n; j++) {
            double element = f[i * n + j];
            f[i * n + j] = f[k * n + j];
            f[k * n + j] = element;
        }
    }

    /// `L (n,n)`.
    public Matrix lower() {
        double[] l = Matrix.identity(n).toArray();
        for (int i = 0; i < n; i++) {
            System.arraycopy(factors, i * n, l, i * n, i);
        }
        return Matrix.of(n, n, l);
    }

    /// `U (n,n)`.
    public Matrix upper() {
        double[] u = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(factors, i * n + i, u, i * n + i, n - i);
        }
        return Matrix.of(n, n, u);
    }

    /// `P`, as an order: row `i` of `PA` is row `order()[i]` of `A`.
    public int[] order() {
        return order.clone();
    }

    /// The solution of `Ax = b`: forward with `L`, then backward with `U`.
    ///
    /// @throws ShapeException if `b` has not one element for each row
    @Exercise(id = "LA-E9", stars = 2, minutes = 20, claims = "LA-20")
    public Vector solve(Vector b) {
        if (b.size() != n) {
            throw new ShapeException(
                    "LU: the matrix is (%s,%s), b has %s elements".formatted(n, n, b.size()));
        }
        int exponent = BinaryScaling.exponent(b.toArray());
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = StrictMath.scalb(b.get(order[i]), -exponent);
            for (int k = 0; k < i; k++) {
                x[i] -= factors[i * n + k] * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factors[i * n + k] * x[k];
            }
            x[i] /= factors[i * n + i];
        }
        return Vector.of(BinaryScaling.times(exponent, x));
    }

    /// `det A = ± Π uᵢᵢ`, with a minus for an odd number of exchanges; 1 for the empty matrix.
    ///
    /// The exponents of the factors are added up beside their product, so that it leaves the range only where the determinant does.
    public double determinant() {
        double product = exchanges % 2 == 0 ? 1 : -1;
        long exponent = 0;
        for (int i = 0; i < n; i++) {
            int ofFactor = BinaryScaling.exponent(factors[i * n + i]);
            product *= StrictMath.scalb(factors[i * n + i], -ofFactor);
            int ofProduct = BinaryScaling.exponent(product);
            product = StrictMath.scalb(product, -ofProduct);
            exponent += ofFactor + ofProduct;
        }
        return StrictMath.scalb(product, Math.clamp(exponent, -5000, 5000));
    }
}
