package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// `f(x) = ½(x − x*)ᵀH(x − x*)`: a bowl if `H` is positive definite.
///
/// It is computed in the coordinates `x − x*`, so that nothing cancels near the minimum.
///
/// @param curvature `H (n,n)`, symmetric
/// @param minimizer `x* (n)`, where the gradient is 0; if `H` is positive definite the only minimizer
public record Quadratic(Matrix curvature, Vector minimizer) implements TwiceDifferentiable {

    /// Checks the shapes.
    ///
    /// @throws ShapeException if `H` is not square, or `x*` has another length
    /// @throws IllegalArgumentException if `H` is not symmetric
    public Quadratic {
        if (curvature.rows() != curvature.columns() || minimizer.size() != curvature.rows()) {
            throw new ShapeException(
                    "quadratic: H (n,n) and x* (n) are needed, got (%s,%s) and (%s)"
                            .formatted(curvature.rows(), curvature.columns(), minimizer.size()));
        }
        if (!curvature.equals(curvature.transpose())) {
            throw new IllegalArgumentException("a symmetric H is needed, got " + curvature);
        }
    }

    /// The bowl on which `k` gradients help least: `H` is `L/4` times the matrix with 2 on the diagonal and −1 beside
    /// it, `n = 2k + 1`, and `x*ᵢ = 1 − i/(n + 1)` for `i = 1, …, n`. From 0, each gradient tells one more coordinate.
    ///
    /// - source: Nesterov 2004, *Introductory lectures on convex optimization*, §2.1.2
    ///
    /// @throws IllegalArgumentException if `k < 1` or `L` is not positive and finite
    public static Quadratic worstCase(int k, double smoothness) {
        if (k < 1) {
            throw new IllegalArgumentException("at least 1 step is needed, got " + k);
        }
        GradientDescent.requirePositive("L", smoothness);
        int n = 2 * k + 1;
        double[] h = new double[n * n];
        double[] minimizer = new double[n];
        for (int i = 0; i < n; i++) {
            h[i * n + i] = smoothness / 2;
            if (i > 0) {
                h[i * n + i - 1] = -smoothness / 4;
                h[(i - 1) * n + i] = -smoothness / 4;
            }
            minimizer[i] = 1 - (i + 1.0) / (n + 1);
        }
        return new Quadratic(Matrix.of(n, n, h), Vector.of(minimizer));
    }

    @Override
    public double value(Vector x) {
        Vector error = x.minus(minimizer);
        return error.dot(curvature.times(error)) / 2;
    }

    @Override
    public Vector gradient(Vector x) {
        return curvature.times(x.minus(minimizer));
    }

    @Override
    public Matrix hessian(Vector x) {
        return curvature;
    }
}
