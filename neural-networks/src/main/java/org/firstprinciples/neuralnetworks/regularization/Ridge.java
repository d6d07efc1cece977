package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.LeastSquares;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Qr;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.SingularMatrixException;
import org.firstprinciples.mathfoundations.linearalgebra.Svd;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;

/// Least squares with a penalty on large weights: the minimum of `‖y − Xw‖² + λ‖w‖²`, `w = (XᵀX + λI)⁻¹Xᵀy`.
///
/// It is found as the least squares solution for `X` with `√λI` below it and `y` with zeros, which does not square the
/// condition. Where `λ` outweighs `X`, and where it is hidden by rounding while columns depend on each other, the sum over the singular
/// values is taken in its place; in the second case without those that are 0 up to rounding.
///
/// - source: Hoerl & Kennard 1970, *Ridge regression*; Hastie, Tibshirani & Friedman 2009, §3.4.1
public final class Ridge {

    private static final double HIDDEN = 0x1p-26; // λ below rounding of XᵀX, √λ over ‖X‖

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
                    "ridge: X is (%s,%s), y has %s elements"
                            .formatted(x.rows(), x.columns(), y.size()));
        }
        if (lambda == 0) {
            return LeastSquares.solve(x, y);
        }
        int n = x.rows();
        int d = x.columns();
        double root = Math.sqrt(lambda);
        double norm = Norms.frobenius(x);
        if (root > norm) {
            return bySingularValues(x, y, lambda, 0);
        }
        if (root < HIDDEN * norm && !hasIndependentColumns(x)) {
            return bySingularValues(x, y, lambda, rounding(x));
        }
        double[] below = Arrays.copyOf(x.toArray(), (n + d) * d);
        for (int j = 0; j < d; j++) {
            below[(n + j) * d + j] = root;
        }
        return LeastSquares.solve(
                Matrix.of(n + d, d, below), Vector.of(Arrays.copyOf(y.toArray(), n + d)));
    }

    /// `σ²/(σ² + λ)`, the share that ridge keeps of a singular direction; 0 for `σ = 0`.
    public static double kept(double sigma, double lambda) {
        return sigma == 0 ? 0 : 1 / (1 + lambda / sigma / sigma);
    }

    /// `Σ σᵢ²/(σᵢ² + λ)`, the effective number of parameters.
    ///
    /// @throws IllegalArgumentException if `λ` is negative or NaN
    public static double degreesOfFreedom(Matrix x, double lambda) {
        requireNotNegative(lambda);
        double least = Math.sqrt(lambda) < HIDDEN * Norms.frobenius(x) ? rounding(x) : 0;
        double sum = 0;
        for (double sigma : Svd.of(x).values().toArray()) {
            sum += sigma <= least ? 0 : kept(sigma, lambda);
        }
        return sum;
    }

    /// `Σ σᵢ/(σᵢ² + λ)⟨uᵢ,y⟩vᵢ` over the singular values above `least`.
    private static Vector bySingularValues(Matrix x, Vector y, double lambda, double least) {
        Svd svd = Svd.of(x);
        double[] along = svd.u().transpose().times(y).toArray(); // ⟨uᵢ,y⟩
        for (int i = 0; i < along.length; i++) {
            double sigma = svd.values().get(i);
            along[i] = sigma <= least ? 0 : along[i] / (sigma + lambda / sigma);
        }
        return svd.v().times(Vector.of(along));
    }

    /// The singular value that rounding may make of 0, `max(n,d)·ε·‖X‖`.
    private static double rounding(Matrix x) {
        return Math.max(x.rows(), x.columns()) * 0x1p-52 * Norms.frobenius(x);
    }

    private static boolean hasIndependentColumns(Matrix x) {
        if (x.rows() < x.columns()) {
            return false;
        }
        try {
            Qr.householder(x);
            return true;
        } catch (SingularMatrixException dependent) {
            return false;
        }
    }

    private static void requireNotNegative(double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("λ must be 0 or more, got " + lambda);
        }
    }
}
