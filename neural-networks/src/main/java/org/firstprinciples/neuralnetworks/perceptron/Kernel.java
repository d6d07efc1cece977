package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// An inner product of features of two points, computed without the features.
@FunctionalInterface
public interface Kernel {

    /// `K(x,z) = ψ(x)·ψ(z)`.
    double of(Vector x, Vector z);

    /// `x·z`, the points as their own features.
    static Kernel linear() {
        return Vector::dot;
    }

    /// `(1 + x·z)ⁿ`, all products of up to `n` coordinates as features.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    static Kernel polynomial(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("the degree must be 0 or more, got " + n);
        }
        return (x, z) -> {
            double power = 1;
            for (int i = 0; i < n; i++) {
                power *= 1 + x.dot(z);
            }
            return power;
        };
    }
}
