package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// A row over its root mean square, `n = x/r`, `r = √(Σxᵢ²/d + ε)`: layer normalization without the mean.
///
/// - source: Zhang & Sennrich 2019, *Root mean square layer normalization*
///
/// @param epsilon `ε`, 0 or more
public record RmsNorm(double epsilon) {

    /// Checks `ε`.
    ///
    /// @throws IllegalArgumentException if it is negative or NaN
    public RmsNorm {
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("ε must be 0 or more, got " + epsilon);
        }
    }

    /// `n`.
    ///
    /// @throws IllegalArgumentException if the row is 0 and `ε` too
    public Vector normalize(Vector x) {
        return x.times(1 / root(x));
    }

    /// `x̄ = (n̄ − n·mean(n̄⊙n))/r`, for the adjoint `n̄`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if the lengths differ
    /// @throws IllegalArgumentException if the row is 0 and `ε` too
    public Vector adjoint(Vector x, Vector dn) {
        Vector n = normalize(x);
        return dn.minus(n.times(n.dot(dn) / x.size())).times(1 / root(x));
    }

    private double root(Vector x) {
        double length = Norms.two(x);
        double root = Math.sqrt(length * length / x.size() + epsilon);
        if (!(root > 0)) {
            throw new IllegalArgumentException("a row of length 0 has no direction, and ε is 0");
        }
        return root;
    }
}
