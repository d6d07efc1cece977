package org.firstprinciples.mathfoundations.linearalgebra;

/// The shadow of a vector on a line through 0.
///
/// - source: Strang 2016, *Introduction to linear algebra*, §4.2
public final class LineProjection {

    private LineProjection() {}

    /// The multiple of `y (n)` that is nearest to `x (n)`, `(xᵀy / yᵀy)·y`, by way of the unit vector `y/‖y‖`.
    ///
    /// @throws ShapeException if the lengths differ
    /// @throws IllegalArgumentException if `y` has no direction: its length is 0, infinite or NaN
    public static Vector onto(Vector y, Vector x) {
        Vector u = Angle.unit(y);
        return u.times(u.dot(x));
    }
}
