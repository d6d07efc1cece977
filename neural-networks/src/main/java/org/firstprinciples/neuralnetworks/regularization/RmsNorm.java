package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
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
        return divided(x, root(x));
    }

    /// `x̄ = (n̄ − n·mean(n̄⊙n))/r`, for the adjoint `n̄`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if the lengths differ
    /// @throws IllegalArgumentException if the row is 0 and `ε` too
    @Exercise(id = "RG-E7", stars = 3, minutes = 30, claims = "RG-34")
    public Vector adjoint(Vector x, Vector dn) {
        Vector n = normalize(x);
        double mean = n.times(1.0 / x.size()).dot(dn);
        return divided(dn.minus(n.times(mean)), root(x));
    }

    private double root(Vector x) {
        // of x/2ᵉ, so that a sum of squares stays in range
        int exponent = BinaryScaling.exponent(x.toArray());
        double scaled = Norms.two(BinaryScaling.times(-exponent, x)) / Math.sqrt(x.size());
        double root = StrictMath.hypot(StrictMath.scalb(scaled, exponent), Math.sqrt(epsilon));
        if (!(root > 0)) {
            throw new IllegalArgumentException("a row of length 0 has no direction, and ε is 0");
        }
        return root;
    }

    private static Vector divided(Vector x, double root) {
        double[] quotients = x.toArray();
        for (int i = 0; i < quotients.length; i++) {
            quotients[i] /= root;
        }
        return Vector.of(quotients);
    }
}
