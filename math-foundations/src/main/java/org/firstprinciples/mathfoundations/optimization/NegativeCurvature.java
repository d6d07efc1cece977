package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Angle;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.function.UnaryOperator;

/// A way down from a saddle, where the gradient is 0 and says nothing: a direction `v` with `vᵀHv < 0`, from products
/// with the Hessian alone.
public final class NegativeCurvature {

    private NegativeCurvature() {}

    /// A unit vector near the eigenvector of the lowest eigenvalue of `H`, by `k` steps of the power method for
    /// `cI − H`: `v₊ = cv − Hv`, made a unit vector.
    ///
    /// @param product `v ↦ Hv`, for symmetric `H (n,n)`
    /// @param bound `c`, no smaller than any eigenvalue of `H` in magnitude
    /// @param start a vector that is not at a right angle to what is sought
    /// @throws IllegalArgumentException if `c` is not positive and finite, `k` is negative, or a vector of length 0
    ///     turns up
    @Exercise(id = "OP-E6", stars = 2, minutes = 20, claims = "OP-36")
    public static Vector direction(
            UnaryOperator<Vector> product, double bound, Vector start, int k) {
        GradientDescent.requirePositive("the bound", bound);
        GradientDescent.requireSteps(k);
        Vector v = unit(start);
        for (int i = 0; i < k; i++) {
            v = unit(v.times(bound).minus(product.apply(v)));
        }
        return v;
    }

    private static Vector unit(Vector v) {
        double norm = Norms.two(v);
        if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a vector of length %s has no direction: start elsewhere, or take a larger bound"
                            .formatted(norm));
        }
        return Angle.unit(v);
    }
}
