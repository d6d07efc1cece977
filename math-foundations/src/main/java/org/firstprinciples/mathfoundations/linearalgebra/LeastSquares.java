package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

/// The `x` that brings `Ax` nearest to `b`, for `A (m,n)` with independent columns.
///
/// - accuracy: `‖Aᵀ(b − Ax̂)‖ ≤ 16mnu‖A‖_F(‖b‖ + ‖A‖_F‖x̂‖)`
/// - source: Golub & Van Loan 2013, *Matrix computations*, §5.3
public final class LeastSquares {

    private LeastSquares() {}

    /// The minimum of `‖Ax − b‖`, from `Rx = Qᵀb`.
    ///
    /// @throws ShapeException if `b` has not one element for each row, or there are more columns than rows
    /// @throws SingularMatrixException if a column depends on those before it, up to rounding
    @Exercise(id = "LA-E10", stars = 2, minutes = 15, claims = "LA-08")
    public static Vector solve(Matrix a, Vector b) {
        requireRows(a, b);
        Qr qr = Qr.householder(a);
        int exponent = BinaryScaling.exponent(b.toArray());
        double[] x = qr.q().transpose().times(BinaryScaling.times(-exponent, b)).toArray();
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= qr.r().get(i, k) * x[k];
            }
            x[i] /= qr.r().get(i, i);
        }
        return Vector.of(BinaryScaling.times(exponent, x));
    }

    /// The point of the column space of `A` that is nearest to `b`, `QQᵀb`.
    ///
    /// @throws ShapeException if `b` has not one element for each row, or there are more columns than rows
    /// @throws SingularMatrixException if a column depends on those before it, up to rounding
    public static Vector project(Matrix a, Vector b) {
        requireRows(a, b);
        Matrix q = Qr.householder(a).q();
        int exponent = BinaryScaling.exponent(b.toArray());
        Vector along = q.transpose().times(BinaryScaling.times(-exponent, b));
        return BinaryScaling.times(exponent, q.times(along));
    }

    private static void requireRows(Matrix a, Vector b) {
        if (b.size() != a.rows()) {
            throw new ShapeException(
                    "least squares: A is (%s,%s), b has %s elements; %s are needed"
                            .formatted(a.rows(), a.columns(), b.size(), a.rows()));
        }
    }
}
