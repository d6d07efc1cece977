package org.firstprinciples.mathfoundations.linearalgebra;

/// `R(x) = xᵀAx / xᵀx`, how much a symmetric `A` stretches along `x`.
///
/// - source: Horn & Johnson 2013, *Matrix analysis*, theorem 4.2.2
public final class RayleighQuotient {

    private RayleighQuotient() {}

    /// The quotient, between the smallest and the largest eigenvalue of `A`.
    ///
    /// @throws ShapeException if `A` is not `(n,n)` with `n` the length of `x`
    /// @throws IllegalArgumentException if `x` has no direction: its length is 0, infinite or NaN
    public static double of(Matrix a, Vector x) {
        if (a.rows() != x.size() || a.columns() != x.size()) {
            throw new ShapeException(
                    "Rayleigh quotient: A is (%s,%s), x has %s elements; (n,n) and n are needed"
                            .formatted(a.rows(), a.columns(), x.size()));
        }
        Vector u = Angle.unit(x);
        return u.dot(a.times(u));
    }
}
