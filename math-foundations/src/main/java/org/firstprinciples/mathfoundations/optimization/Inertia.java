package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The signs of the eigenvalues of a symmetric matrix, counted without eigenvalues.
///
/// `H` is reduced by congruences, `H ↦ CᵀHC`, which keep the signs (Sylvester's law of inertia): by a pivot on the
/// diagonal, or by two rows with a large element outside of it, whose block has one eigenvalue of each sign.
///
/// - accuracy: what is left below `40nu‖H‖` counts as 0
/// - source: Bunch & Parlett 1971, *Direct methods for solving symmetric indefinite systems*
///
/// @param positive how many are positive
/// @param negative how many are negative
/// @param zero how many are 0, up to rounding
public record Inertia(int positive, int negative, int zero) {

    private static final double RATIO = (1 + Math.sqrt(17)) / 8; // bounds the growth of elements

    /// The inertia of `H (n,n)`.
    ///
    /// @throws ShapeException if `H` is not square
    /// @throws IllegalArgumentException if it is not symmetric, or not finite
    public static Inertia of(Matrix h) {
        int n = h.rows();
        if (h.columns() != n) {
            throw new ShapeException(
                    "inertia: a square matrix is needed, got (%s,%s)".formatted(n, h.columns()));
        }
        double[][] a = new double[n][n]; // (n,n)
        if (!(Norms.infinity(Vector.of(h.toArray())) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("inertia: a finite matrix is needed, got " + h);
        }
        int exponent = BinaryScaling.exponent(h.toArray()); // so that products stay in range
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = StrictMath.scalb(h.get(i, j), -exponent);
                if (h.get(i, j) != h.get(j, i)) {
                    throw new IllegalArgumentException(
                            "inertia: a symmetric matrix is needed, elements (%s,%s) and (%s,%s) are %s and %s"
                                    .formatted(i, j, j, i, h.get(i, j), h.get(j, i)));
                }
            }
        }
        double norm = StrictMath.scalb(Norms.frobenius(h), -exponent);
        return reduce(a, 40 * n * 0x1p-53 * norm);
    }

    private static Inertia reduce(double[][] a, double threshold) {
        int n = a.length;
        boolean[] done = new boolean[n];
        int positive = 0;
        int negative = 0;
        while (positive + negative < n) {
            int p = -1;
            int q = -1;
            int r = -1;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    if (done[i] || done[j]) {
                        continue;
                    }
                    if (i == j && (p < 0 || Math.abs(a[i][i]) > Math.abs(a[p][p]))) {
                        p = i;
                    } else if (i != j && (q < 0 || Math.abs(a[i][j]) > Math.abs(a[q][r]))) {
                        q = i;
                        r = j;
                    }
                }
            }
            double diagonal = Math.abs(a[p][p]);
            double other = q < 0 ? 0 : Math.abs(a[q][r]);
            if (Math.max(diagonal, other) <= threshold) {
                break;
            }
            if (diagonal >= RATIO * other) {
                done[p] = true;
                if (a[p][p] > 0) {
                    positive++;
                } else {
                    negative++;
                }
                eliminate(a, done, p);
            } else {
                done[q] = true;
                done[r] = true;
                positive++;
                negative++;
                eliminate(a, done, q, r);
            }
        }
        return new Inertia(positive, negative, n - positive - negative);
    }

    /// Subtracts `h·hᵀ / aₚₚ`, `h` the pivot's column.
    private static void eliminate(double[][] a, boolean[] done, int p) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                if (!done[i] && !done[j]) {
                    a[i][j] -= a[i][p] * a[p][j] / a[p][p];
                }
            }
        }
    }

    /// Subtracts `B·P⁻¹·Bᵀ`, `P` the block of rows `q` and `r`, `B` their columns.
    private static void eliminate(double[][] a, boolean[] done, int q, int r) {
        double determinant = a[q][q] * a[r][r] - a[q][r] * a[q][r];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                if (!done[i] && !done[j]) {
                    double x = (a[r][r] * a[q][j] - a[q][r] * a[r][j]) / determinant;
                    double y = (a[q][q] * a[r][j] - a[q][r] * a[q][j]) / determinant;
                    a[i][j] -= a[i][q] * x + a[i][r] * y;
                }
            }
        }
    }
}
