package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Cholesky;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Newton's method for a minimum: go to the minimum of the parabola that `f` looks like, `x₊ = x − H⁻¹∇f(x)`.
///
/// - source: Boyd & Vandenberghe 2004, *Convex optimization*, §9.5
public final class NewtonMethod {

    private NewtonMethod() {}

    /// The direction `−H⁻¹g`, by a Cholesky factor.
    ///
    /// @throws IllegalArgumentException if `H (n,n)` is not positive definite
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if the shapes do not fit
    public static Vector direction(Matrix hessian, Vector gradient) {
        return Cholesky.of(hessian).solve(gradient).times(-1);
    }

    /// One step of full length.
    ///
    /// @throws IllegalArgumentException if the Hessian at `x` is not positive definite
    public static Vector step(TwiceDifferentiable f, Vector x) {
        return x.plus(direction(f.hessian(x), f.gradient(x)));
    }

    /// One step of a length that decreases `f`; `x` itself at a stationary point.
    ///
    /// @throws IllegalArgumentException if the Hessian at `x` is not positive definite
    /// @throws ArithmeticException if no length decreases `f` enough
    public static Vector step(TwiceDifferentiable f, Vector x, BacktrackingLineSearch search) {
        Vector gradient = f.gradient(x);
        if (Norms.infinity(gradient) == 0) {
            return x;
        }
        return search.search(f::value, x, gradient, direction(f.hessian(x), gradient)).point();
    }
}
