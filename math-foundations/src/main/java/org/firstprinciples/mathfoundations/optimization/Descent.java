package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// A method that steps from point to point and asks for values and gradients only.
public interface Descent {

    /// The points that `k` steps visit, `x₀, x₁, …, x_k`, the first of them the start.
    ///
    /// @throws IllegalArgumentException if `k` is negative
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if the start does not fit the objective
    List<Vector> run(Objective f, Vector start, int k);
}
