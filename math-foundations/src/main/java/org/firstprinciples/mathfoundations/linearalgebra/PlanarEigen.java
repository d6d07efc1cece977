package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

/// Real eigenvalues and eigenvectors of a matrix of two rows and columns, as one finds them by hand: `det(A − λI) = 0` is
/// `λ² − (a + d)λ + (ad − bc) = 0`.
///
/// - source: Strang 2016, *Introduction to linear algebra*, §6.1
public final class PlanarEigen {

    private PlanarEigen() {}

    /// The real `λ` with `Av = λv` for some `v ≠ 0`, the largest first: none, one or two.
    ///
    /// They are `m ± √(h² + bc)` with `m = (a + d)/2` and `h = (a − d)/2`: half of the discriminant `tr² − 4 det`, without
    /// its cancellation.
    ///
    /// @throws ShapeException if `A` is not `(2,2)`
    @Exercise(id = "LA-E3", stars = 2, minutes = 20, claims = "LA-29")
    public static Vector values(Matrix matrix) {
        requirePlanar(matrix);
        int exponent = BinaryScaling.exponent(matrix.toArray()) + 1;
        Matrix a = BinaryScaling.times(-exponent, matrix);
        double middle = (a.get(0, 0) + a.get(1, 1)) / 2;
        double half = (a.get(0, 0) - a.get(1, 1)) / 2;
        double square = half * half + a.get(0, 1) * a.get(1, 0);
        if (square < 0) {
            return Vector.of();
        }
        double root = Math.sqrt(square);
        return BinaryScaling.times(
                exponent, root == 0 ? Vector.of(middle) : Vector.of(middle + root, middle - root));
    }

    /// A unit vector `v` with `Av = λv`, for an eigenvalue `λ`: at a right angle to the rows of `A − λI`; `(1,0)` where
    /// both are 0.
    ///
    /// @throws ShapeException if `A` is not `(2,2)`
    public static Vector vector(Matrix a, double lambda) {
        requirePlanar(a);
        Vector first = Vector.of(a.get(0, 1), lambda - a.get(0, 0));
        Vector second = Vector.of(lambda - a.get(1, 1), a.get(1, 0));
        Vector longer = Norms.two(first) >= Norms.two(second) ? first : second;
        return Norms.two(longer) == 0 ? Vector.of(1, 0) : Angle.unit(longer);
    }

    private static void requirePlanar(Matrix a) {
        if (a.rows() != 2 || a.columns() != 2) {
            throw new ShapeException(
                    "eigenvalues in the plane: a matrix of shape (2,2) is needed, got (%s,%s)"
                            .formatted(a.rows(), a.columns()));
        }
    }
}
