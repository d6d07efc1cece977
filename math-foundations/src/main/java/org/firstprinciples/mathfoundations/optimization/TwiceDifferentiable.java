package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// An objective that knows how its gradient turns.
public interface TwiceDifferentiable extends Objective {

    /// `∇²f(x)`, symmetric, `(n,n)`.
    Matrix hessian(Vector x);
}
