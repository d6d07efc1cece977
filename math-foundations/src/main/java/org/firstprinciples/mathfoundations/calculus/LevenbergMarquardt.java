package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Cholesky;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Nonlinear least squares: the parameters `x` with the smallest `½‖F(x)‖²`.
///
/// `F` is replaced by its tangent, `F(x) + Jδ`, whose least squares solution obeys `JᵀJδ = −JᵀF`. Where the tangent is
/// not to be trusted, `λ·diag(JᵀJ)` is added, which shortens the step and turns it towards `−diag(JᵀJ)⁻¹JᵀF`.
/// A parameter without any effect stays where it is.
///
/// - source: Marquardt 1963, *An algorithm for least-squares estimation of nonlinear parameters*
public final class LevenbergMarquardt {

    private static final int STEPS = 10_000;
    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING =
            1e-10; // far above rounding, so that there is a factor
    private static final double MOST_DAMPING = 1e16;

    private LevenbergMarquardt() {}

    /// Where the method stopped.
    ///
    /// @param parameters `x`
    /// @param sumOfSquares `‖F(x)‖²`
    /// @param steps how often the tangent was made
    public record Fit(Vector parameters, double sumOfSquares, int steps) {}

    /// The fit from a first guess. Steps that do not lower the sum of squares are not made. It ends where no step goes down,
    /// or only steps that are smaller than the rounding of the parameters.
    ///
    /// @throws IllegalArgumentException if the residuals at the guess are not finite, or their squares vanish
    /// @throws ArithmeticException if it still moves after 10,000 steps
    @Exercise(
            id = "CA-E6",
            stars = 4,
            minutes = 90,
            claims = {"CA-16", "CA-33"})
    public static Fit fit(VectorFunction residuals, double... guess) {
        Vector x = Vector.of(guess);
        Vector r = Vector.of(residuals.at(guess));
        double sum = r.dot(r);
        if (!(sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the residuals at the guess %s are not finite".formatted(x));
        }
        if (sum == 0 && Norms.infinity(r) > 0) {
            throw new IllegalArgumentException(
                    "the squares of the residuals %s at the guess vanish: scale them".formatted(r));
        }
        double damping = FIRST_DAMPING;
        for (int step = 1; step <= STEPS; step++) {
            Matrix transposed = Differentiation.jacobian(residuals, x.toArray()).transpose();
            Matrix normal = transposed.times(transposed.transpose());
            Vector gradient = transposed.times(r);
            while (true) {
                Vector move = move(normal, gradient, damping);
                if (isRounding(move, x, normal)) {
                    return new Fit(x, sum, step);
                }
                Vector next = x.plus(move);
                Vector residual = Vector.of(residuals.at(next.toArray()));
                double nextSum = residual.dot(residual);
                if (nextSum < sum) {
                    x = next;
                    r = residual;
                    sum = nextSum;
                    damping = Math.max(damping / 10, LEAST_DAMPING);
                    break;
                }
                damping *= 10;
                if (damping > MOST_DAMPING) {
                    return new Fit(x, sum, step); // no step, however short, goes down
                }
            }
        }
        throw new ArithmeticException(
                "Levenberg–Marquardt still moves after %s steps, at %s".formatted(STEPS, x));
    }

    /// The step `δ` of `(JᵀJ + λ·diag(JᵀJ))·δ = −JᵀF`.
    static Vector move(Matrix normal, Vector gradient, double damping) {
        return Cholesky.of(damped(normal, damping)).solve(gradient).times(-1);
    }

    /// Whether `‖Dδ‖ ≤ u‖Dx‖`, each parameter in the unit `dⱼ = √(JᵀJ)ⱼⱼ` in which it moves the residuals.
    private static boolean isRounding(Vector move, Vector x, Matrix normal) {
        double ofMove = 0;
        double ofX = 0;
        for (int j = 0; j < normal.rows(); j++) {
            ofMove += normal.get(j, j) * move.get(j) * move.get(j);
            ofX += normal.get(j, j) * x.get(j) * x.get(j);
        }
        return Math.sqrt(ofMove) <= 0x1p-53 * Math.sqrt(ofX);
    }

    private static Matrix damped(Matrix normal, double damping) {
        double[] elements = normal.toArray();
        for (int i = 0; i < normal.rows(); i++) {
            double square = normal.get(i, i);
            elements[i * normal.columns() + i] += damping * (square > 0 ? square : 1);
        }
        return Matrix.of(normal.rows(), normal.columns(), elements);
    }
}
