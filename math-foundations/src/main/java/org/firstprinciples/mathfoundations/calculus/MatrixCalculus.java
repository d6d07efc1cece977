package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.mathfoundations.linearalgebra.Lu;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.SingularMatrixException;
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

    /// `∂ ln|det X|/∂X = X⁻ᵀ` for invertible `X (n,n)`.
    ///
    /// @throws SingularMatrixException if elimination meets a pivot of 0
    public static Matrix logDeterminant(Matrix x) {
        int n = x.rows();
        Lu factors = Lu.of(x.transpose());
        double[] elements = new double[n * n];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            Vector column = factors.solve(Vector.of(unit));
            for (int i = 0; i < n; i++) {
                elements[i * n + j] = column.get(i);
            }
        }
        return Matrix.of(n, n, elements);
    }

    /// `∂ ‖X‖²/∂X = 2X`, with the sum of the squares of all elements.
    public static Matrix squaredNorm(Matrix x) {
        return x.times(2);
    }
}
