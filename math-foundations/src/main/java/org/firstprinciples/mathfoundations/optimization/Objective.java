package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// A twice differentiable function `f: ℝⁿ → ℝ` to be made small.
public interface Objective {

    /// `f(x)`.
    double value(Vector x);

    /// `∇f(x)`, of the length of `x`.
    Vector gradient(Vector x);

    /// `∇²f(x)`, symmetric, `(n,n)`.
    Matrix hessian(Vector x);
}
