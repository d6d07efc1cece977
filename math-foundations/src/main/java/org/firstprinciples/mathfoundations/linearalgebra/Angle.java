package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

/// The angle between two vectors, and its cosine.
///
/// - source: Horn & Johnson 2013, *Matrix analysis*, §0.6
public final class Angle {

    private Angle() {}

    /// `cos θ = xᵀy / (‖x‖‖y‖)`, in \[−1,1].
    ///
    /// - accuracy: `(2n + 6)u` absolute, at any scale of `x` and `y`
    ///
    /// @throws ShapeException if the lengths differ
    /// @throws IllegalArgumentException if a vector has no direction: its length is 0, infinite or NaN
    @Exercise(id = "LA-E5", stars = 1, minutes = 10, claims = "LA-03")
    public static double cosine(Vector x, Vector y) {
        return Math.clamp(unit(x).dot(unit(y)), -1, 1);
    }

    /// `θ`, from 0 to π.
    ///
    /// @throws ShapeException if the lengths differ
    /// @throws IllegalArgumentException if a vector has no direction: its length is 0, infinite or NaN
    public static double of(Vector x, Vector y) {
        return StrictMath.acos(cosine(x, y));
    }

    /// `x/‖x‖`, divided in two steps so that neither the length nor its inverse overflows.
    ///
    /// @throws IllegalArgumentException if a vector has no direction: its length is 0, infinite or NaN
    public static Vector unit(Vector x) {
        double largest = Norms.infinity(x);
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a vector of length %s has no direction, got %s".formatted(Norms.two(x), x));
        }
        double[] unit = BinaryScaling.times(-BinaryScaling.exponent(largest), x.toArray());
        double length = Norms.two(Vector.of(unit));
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= length;
        }
        return Vector.of(unit);
    }
}
