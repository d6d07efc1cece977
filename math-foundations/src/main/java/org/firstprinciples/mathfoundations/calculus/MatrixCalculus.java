package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The gradients of the functions that occur again and again, in closed form. Each has the shape of what it is the
/// gradient for.
///
/// - source: Petersen & Pedersen 2012, *The matrix cookbook*, §2
public final class MatrixCalculus {

    private MatrixCalculus() {}

    /// `∇ xᵀAx = (A + Aᵀ)x`, which is `2Ax` for symmetric `A` only.
    public static Vector quadraticForm(Matrix a, Vector x) {
        return a.plus(a.transpose()).times(x);
    }

    /// `∇ ‖Ax − b‖² = 2Aᵀ(Ax − b)`.
    public static Vector squaredResidual(Matrix a, Vector b, Vector x) {
        return a.transpose().times(a.times(x).minus(b)).times(2);
    }

    /// `∂ tr(AX)/∂X = Aᵀ`.
    public static Matrix traceOfProduct(Matrix a) {
        return a.transpose();
    }

    /// `∂ aᵀXb/∂X = abᵀ`.
    public static Matrix bilinearForm(Vector a, Vector b) {
        return Matrix.of(a.size(), 1, a.toArray()).times(Matrix.of(1, b.size(), b.toArray()));
    }

    /// `∂ ‖X‖²/∂X = 2X`, with the sum of the squares of all elements.
    public static Matrix squaredNorm(Matrix x) {
        return x.times(2);
    }
}
