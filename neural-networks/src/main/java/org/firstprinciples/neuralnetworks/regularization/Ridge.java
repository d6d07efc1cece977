package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.LeastSquares;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Svd;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;

/// Least squares with a price for large weights: the minimum of `‖y − Xw‖² + λ‖w‖²`, `w = (XᵀX + λI)⁻¹Xᵀy`.
///
/// It is found as the least squares solution for `X` with `√λI` below it and `y` with zeros, which does not square the
/// condition.
///
/// - source: Hoerl & Kennard 1970, *Ridge regression*; Hastie, Tibshirani & Friedman 2009, §3.4.1
public final class Ridge {

    private Ridge() {}

    /// The weights, for `X (n,d)` and `y (n)`.
    ///
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if `λ` is negative or NaN
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.SingularMatrixException if `λ = 0` and columns of `X`
    ///     depend on each other
    public static Vector fit(Matrix x, Vector y, double lambda) {
        requireNotNegative(lambda);
        if (y.size() != x.rows()) {
            throw new ShapeException(
                    "ridge: X is (%d,%d), y has %d elements"
                            .formatted(x.rows(), x.columns(), y.size()));
        }
        if (lambda == 0) {
            return LeastSquares.solve(x, y);
        }
        int n = x.rows();
        int d = x.columns();
        double[] below = Arrays.copyOf(x.toArray(), (n + d) * d);
        for (int j = 0; j < d; j++) {
            below[(n + j) * d + j] = Math.sqrt(lambda);
        }
        return LeastSquares.solve(
                Matrix.of(n + d, d, below), Vector.of(Arrays.copyOf(y.toArray(), n + d)));
    }

    /// `Σ σᵢ²/(σᵢ² + λ)`, how many weights are left, in effect.
    ///
    /// @throws IllegalArgumentException if `λ` is negative or NaN
    public static double degreesOfFreedom(Matrix x, double lambda) {
        requireNotNegative(lambda);
        double sum = 0;
        for (double sigma : Svd.of(x).values().toArray()) {
            sum += sigma == 0 ? 0 : sigma * sigma / (sigma * sigma + lambda);
        }
        return sum;
    }

    private static void requireNotNegative(double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("λ must be 0 or more, got " + lambda);
        }
    }
}
