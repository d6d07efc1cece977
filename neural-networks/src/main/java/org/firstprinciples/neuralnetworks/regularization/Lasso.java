package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The minimum of `½‖y − Xw‖² + λ‖w‖₁`, in which some weights are exactly 0.
///
/// - source: Tibshirani 1996, *Regression shrinkage and selection via the lasso*; Beck & Teboulle 2009 (ISTA)
public final class Lasso {

    private static final int MOST_SWEEPS = 1_000_000;

    private Lasso() {}

    /// `½‖y − Xw‖² + λ‖w‖₁`.
    public static double objective(Matrix x, Vector y, double lambda, Vector w) {
        Vector residual = y.minus(x.times(w));
        double size = Norms.one(w);
        return residual.dot(residual) / 2 + (size == 0 ? 0 : lambda * size); // also for λ = ∞
    }

    /// How far the objective can be above its minimum: the difference to the dual objective at the residual, scaled until no
    /// column has an inner product above `λ` with it. What is above `λ` by no more than the rounding of these products does not count:
    /// for a small `λ` nothing else may be left.
    public static double dualityGap(Matrix x, Vector y, double lambda, Vector w) {
        Vector residual = y.minus(x.times(w));
        double largest = Norms.infinity(x.transpose().times(residual));
        double sizes = Norms.infinity(y) + Norms.infinity(x) * Norms.infinity(w); // |y| + |X||w|
        double rounding = 4 * (x.rows() + x.columns() + 4) * 0x1p-53 * Norms.one(x) * sizes;
        double scale = largest <= lambda + rounding ? 1 : lambda / largest;
        Vector dual = residual.times(scale);
        Vector distance = y.minus(dual);
        double dualValue = (y.dot(y) - distance.dot(distance)) / 2;
        return objective(x, y, lambda, w) - dualValue;
    }

    /// By going through the weights one after the other, each to its minimum, until the gap is `tolerance·‖y‖²` or less.
    ///
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if `λ` or the tolerance is negative or NaN, or `X` or `y` is not finite
    /// @throws ArithmeticException if a million sweeps do not suffice
    @Exercise(id = "RG-E2", stars = 3, minutes = 40, claims = "RG-07")
    public static Vector coordinateDescent(Matrix x, Vector y, double lambda, double tolerance) {
        require(x, y, lambda, tolerance);
        // X = 2ᵉa and y = 2ᶠb have w = 2ᶠ⁻ᵉ times that of a and b for λ/2ᵉ⁺ᶠ, and no square leaves
        // the range
        int ofX = BinaryScaling.exponent(x.toArray());
        int ofY = BinaryScaling.exponent(y.toArray());
        Matrix a = BinaryScaling.times(-ofX, x);
        Vector b = BinaryScaling.times(-ofY, y);
        double threshold = StrictMath.scalb(lambda, -ofX - ofY);
        int d = a.columns();
        double[] w = new double[d];
        double gap = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            gap = dualityGap(a, b, threshold, Vector.of(w));
            if (gap <= tolerance * b.dot(b)) {
                return Vector.of(BinaryScaling.times(ofY - ofX, w));
            }
            double[] residual = b.minus(a.times(Vector.of(w))).toArray();
            for (int j = 0; j < d; j++) {
                double square = 0;
                double along = 0;
                for (int i = 0; i < residual.length; i++) {
                    square += a.get(i, j) * a.get(i, j);
                    along += a.get(i, j) * residual[i];
                }
                if (square > 0) {
                    double next = SoftThreshold.of(along + square * w[j], threshold) / square;
                    for (int i = 0; i < residual.length; i++) {
                        residual[i] += a.get(i, j) * (w[j] - next);
                    }
                    w[j] = next;
                }
            }
        }
        throw new ArithmeticException(
                "lasso: the gap is still %s‖y‖² after %s sweeps, %s‖y‖² is needed"
                        .formatted(gap / b.dot(b), MOST_SWEEPS, tolerance));
    }

    /// One step of gradient descent on the squares, then the soft threshold: `w₊ = S(w + ηXᵀ(y − Xw))` with `ηλ` as threshold
    /// (ISTA).
    ///
    /// @throws IllegalArgumentException if `λ` is negative or NaN
    public static Vector shrinkageStep(Matrix x, Vector y, double lambda, double rate, Vector w) {
        Vector moved = w.plus(x.transpose().times(y.minus(x.times(w))).times(rate));
        double[] next = moved.toArray();
        for (int j = 0; j < next.length; j++) {
            next[j] = SoftThreshold.of(next[j], rate * lambda);
        }
        return Vector.of(next);
    }

    private static void require(Matrix x, Vector y, double lambda, double tolerance) {
        if (y.size() != x.rows()) {
            throw new ShapeException(
                    "lasso: X is (%s,%s), y has %s elements"
                            .formatted(x.rows(), x.columns(), y.size()));
        }
        if (!(lambda >= 0) || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "λ and the tolerance must be 0 or more, got %s and %s"
                            .formatted(lambda, tolerance));
        }
        requireFinite("X", x.toArray());
        requireFinite("y", y.toArray());
    }

    private static void requireFinite(String name, double... elements) {
        for (double element : elements) {
            if (!(Math.abs(element) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "lasso: %s must be finite, got %s".formatted(name, element));
            }
        }
    }
}
