package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// A function `f: ℝⁿ → ℝ` to be made small, with its gradient: all that descent asks for.
public interface Objective {

    /// `f(x)`.
    double value(Vector x);

    /// `∇f(x)`, of the length of `x`; where `f` has a kink, a subgradient.
    Vector gradient(Vector x);
}
