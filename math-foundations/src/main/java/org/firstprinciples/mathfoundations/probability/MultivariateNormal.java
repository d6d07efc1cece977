package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.mathfoundations.linearalgebra.Cholesky;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The normal law in `n` dimensions, `f(x) = exp(−½(x − μ)ᵀΣ⁻¹(x − μ))/√((2π)ⁿ|Σ|)`.
///
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §2.3
///
/// @param mean `μ (n)`
/// @param covariance `Σ (n,n)`, symmetric positive definite
public record MultivariateNormal(Vector mean, Matrix covariance) {

    /// Checks the parameters.
    ///
    /// @throws ShapeException if `Σ` is not `(n,n)`, or `n = 0`
    /// @throws IllegalArgumentException if `Σ` is not symmetric and positive definite
    public MultivariateNormal {
        int n = mean.size();
        if (n == 0 || covariance.rows() != n || covariance.columns() != n) {
            throw new ShapeException(
                    "normal: a mean (n) and a covariance (n,n) are needed, got (%s) and (%s,%s)"
                            .formatted(n, covariance.rows(), covariance.columns()));
        }
        if (!covariance.equals(covariance.transpose())) {
            throw new IllegalArgumentException(
                    "a symmetric covariance is needed, got " + covariance);
        }
        Cholesky.of(covariance);
    }

    /// `ln f(x)`.
    ///
    /// @throws ShapeException if `x` has another length
    public double logDensity(Vector x) {
        Vector distance = x.minus(mean);
        Cholesky factor = Cholesky.of(covariance);
        return -(distance.dot(factor.solve(distance))
                        + factor.logDeterminant()
                        + mean.size() * StrictMath.log(2 * Math.PI))
                / 2;
    }

    /// The law of `AX + b`: mean `Aμ + b`, covariance `AΣAᵀ`.
    ///
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if the rows of `A` are dependent, so that there is no density
    public MultivariateNormal affine(Matrix a, Vector b) {
        Matrix image = a.times(covariance).times(a.transpose());
        return new MultivariateNormal(
                a.times(mean).plus(b), image.plus(image.transpose()).times(0.5));
    }

    /// The law of coordinate `i` alone.
    ///
    /// @throws ShapeException if there is no such coordinate
    public Normal marginal(int i) {
        return new Normal(mean.get(i), Math.sqrt(covariance.get(i, i)));
    }

    /// The law of the other coordinates, in their order, if coordinate `j` is known: mean
    /// `μᵢ + Σᵢⱼ(v − μⱼ)/Σⱼⱼ`, covariance `Σᵢₖ − ΣᵢⱼΣⱼₖ/Σⱼⱼ`, which does not depend on `v`.
    ///
    /// @throws ShapeException if there is no such coordinate, or no other one
    public MultivariateNormal given(int j, double value) {
        int n = mean.size();
        double known = covariance.get(j, j);
        double std = Math.sqrt(known);
        double[] means = new double[n - 1];
        double[] covariances = new double[(n - 1) * (n - 1)];
        for (int i = 0; i < n - 1; i++) {
            int row = i < j ? i : i + 1;
            means[i] = mean.get(row) + covariance.get(row, j) / known * (value - mean.get(j));
            for (int k = 0; k < n - 1; k++) {
                int column = k < j ? k : k + 1;
                covariances[i * (n - 1) + k] =
                        covariance.get(row, column)
                                - covariance.get(row, j) / std * (covariance.get(j, column) / std);
            }
        }
        return new MultivariateNormal(Vector.of(means), Matrix.of(n - 1, n - 1, covariances));
    }
}
