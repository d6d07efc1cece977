package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

import java.util.Arrays;

/// The singular value decomposition `A = UΣVᵀ` of `A ∈ ℝᵐˣⁿ`, with `r = min(m,n)`: `U` is `(m,r)` and `V`
/// is `(n,r)`, both with orthonormal columns, and `σ₁ ≥ … ≥ σᵣ ≥ 0`.
///
/// By one-sided Jacobi rotations (Hestenes 1958; Golub and Van Loan, section 8.6.3). The error
/// `‖A − UΣVᵀ‖` is a small multiple of `m·u·‖A‖` in the Frobenius norm, `u = 2⁻⁵³`.
///
/// @param u the left singular vectors, as columns
/// @param values the singular values, descending
/// @param v the right singular vectors, as columns
public record Svd(Matrix u, Vector values, Matrix v) {

    private static final int SWEEPS = 60;
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    /// Decomposes `A`.
    ///
    /// @throws IllegalArgumentException if an element is not finite
    /// @throws ArithmeticException if 60 sweeps leave columns that are not orthogonal
    public static Svd of(Matrix a) {
        if (a.rows() < a.columns()) {
            Svd transposed = of(a.transpose());
            return new Svd(transposed.v, transposed.values, transposed.u);
        }
        int scale = scale(a);
        double[][] w = columns(a, StrictMath.scalb(1.0, -scale)); // (n,m): the columns of A·V
        double[][] v = columns(Matrix.identity(a.columns()), 1); // (n,n)
        double negligible = 0;
        for (double[] column : w) {
            negligible += dot(column, column);
        }
        negligible *= UNIT_ROUNDOFF * UNIT_ROUNDOFF * UNIT_ROUNDOFF * UNIT_ROUNDOFF;
        int sweep = 0;
        while (rotated(w, v, negligible)) {
            if (++sweep == SWEEPS) {
                throw new ArithmeticException(
                        "svd: columns are not orthogonal after %s sweeps".formatted(SWEEPS));
            }
        }
        return sorted(w, v, a.rows(), scale);
    }

    /// The exponent of the largest element, so that squares neither overflow nor vanish.
    private static int scale(Matrix a) {
        double largest = 0;
        for (double element : a.toArray()) {
            if (!Double.isFinite(element)) {
                throw new IllegalArgumentException("svd: elements must be finite, got " + element);
            }
            largest = Math.max(largest, Math.abs(element));
        }
        return largest == 0 ? 0 : Math.clamp(StrictMath.getExponent(largest), -1000, 1000);
    }

    private static double[][] columns(Matrix a, double factor) {
        double[][] columns = new double[a.columns()][a.rows()]; // (n,m)
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                columns[j][i] = a.get(i, j) * factor;
            }
        }
        return columns;
    }

    /// One sweep over all pairs of columns; whether any was turned.
    /// A column of squared length `negligible`, `u⁴‖A‖²`, or less is rounding and becomes zero; left alone it
    /// would shrink until it is subnormal, where a rotation no longer changes it.
    @Exercise(
            id = "LA-E8",
            stars = 4,
            minutes = 60,
            claims = {"LA-12", "LA-13", "LA-14"},
            changes = {"w", "v"})
    private static boolean rotated(double[][] w, double[][] v, double negligible) {
        for (double[] column : w) {
            if (dot(column, column) <= negligible) {
                Arrays.fill(column, 0);
            }
        }
        boolean rotated = false;
        for (int p = 0; p < w.length; p++) {
            for (int q = p + 1; q < w.length; q++) {
                double alpha = dot(w[p], w[p]);
                double beta = dot(w[q], w[q]);
                double gamma = dot(w[p], w[q]);
                double small = 8 * w[p].length * UNIT_ROUNDOFF * Math.sqrt(alpha) * Math.sqrt(beta);
                if (Math.abs(gamma) > small) {
                    double zeta = (beta - alpha) / (2 * gamma);
                    double t =
                            StrictMath.copySign(1, zeta)
                                    / (Math.abs(zeta) + StrictMath.hypot(1, zeta));
                    double c = 1 / Math.sqrt(1 + t * t);
                    rotate(w[p], w[q], c, c * t);
                    rotate(v[p], v[q], c, c * t);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[] x, double[] y, double c, double s) {
        for (int i = 0; i < x.length; i++) {
            double xi = x[i];
            x[i] = c * xi - s * y[i];
            y[i] = s * xi + c * y[i];
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static Svd sorted(double[][] w, double[][] v, int m, int scale) {
        int n = w.length;
        for (int i = 1; i < n; i++) {
            for (int j = i; j > 0 && dot(w[j], w[j]) > dot(w[j - 1], w[j - 1]); j--) {
                swap(w, j);
                swap(v, j);
            }
        }
        double[] values = new double[n]; // (n)
        double[] left = new double[m * n]; // (m,n)
        double[] right = new double[n * n]; // (n,n)
        for (int j = 0; j < n; j++) {
            double norm = Math.sqrt(dot(w[j], w[j]));
            values[j] = StrictMath.scalb(norm, scale);
            if (norm > 0) {
                for (int i = 0; i < m; i++) {
                    w[j][i] /= norm;
                }
            } else {
                w[j] = orthogonalToFirst(j, w, m);
            }
            for (int i = 0; i < m; i++) {
                left[i * n + j] = w[j][i];
            }
            for (int i = 0; i < n; i++) {
                right[i * n + j] = v[j][i];
            }
        }
        return new Svd(Matrix.of(m, n, left), Vector.of(values), Matrix.of(n, n, right));
    }

    private static void swap(double[][] columns, int j) {
        double[] column = columns[j];
        columns[j] = columns[j - 1];
        columns[j - 1] = column;
    }

    /// A unit vector orthogonal to the first `count` columns: what they leave of a unit vector of which
    /// they leave the most, taken away twice.
    private static double[] orthogonalToFirst(int count, double[][] u, int m) {
        double[] best = new double[m]; // (m)
        for (int k = 0; k < m; k++) {
            double[] rest = new double[m]; // (m)
            rest[k] = 1;
            for (int j = 0; j < 2 * count; j++) {
                double along = dot(u[j % count], rest);
                for (int i = 0; i < m; i++) {
                    rest[i] -= along * u[j % count][i];
                }
            }
            if (dot(rest, rest) > dot(best, best)) {
                best = rest;
            }
        }
        double norm = Math.sqrt(dot(best, best));
        for (int i = 0; i < m; i++) {
            best[i] /= norm;
        }
        return best;
    }
}
