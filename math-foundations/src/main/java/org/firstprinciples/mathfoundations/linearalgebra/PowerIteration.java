package org.firstprinciples.mathfoundations.linearalgebra;

import org.firstprinciples.curriculum.Exercise;

import java.util.ArrayList;
import java.util.List;

/// The eigenvalue of largest magnitude of a symmetric matrix, by nothing but products: `q₊ = Aq / ‖Aq‖`.
///
/// If `|λ₁| > |λ₂|`, a step makes the tangent of the angle to the eigenvector at most `|λ₂/λ₁|` times as large; the error
/// of the eigenvalue is at most `max|λᵢ − λ₁|` times the square of that tangent.
///
/// - source: von Mises & Pollaczek-Geiringer 1929; Golub & Van Loan 2013, *Matrix computations*, theorem 8.2.1
///
/// @param value the Rayleigh quotient of the last vector
/// @param vector `q`, of length 1
/// @param residual `‖Aq − λq‖`: there is an eigenvalue at most that far from `value`
/// @param steps how many products were made
/// @param converged whether the residual came below the tolerance; not so if the two largest are `λ₁ = −λ₂`, unless one of
///     the start's two parts is below it
public record PowerIteration(
        double value, Vector vector, double residual, int steps, boolean converged) {

    /// Steps from `start` until `‖Aq − λq‖ ≤ tolerance·|λ|`, or `mostSteps`.
    ///
    /// @throws ShapeException if `A` is not `(n,n)` with `n` the length of the start
    /// @throws IllegalArgumentException if the start has length 0, `mostSteps` is negative, or the tolerance is negative
    ///     or NaN
    @Exercise(id = "LA-E7", stars = 3, minutes = 30, claims = "LA-11")
    public static PowerIteration of(Matrix a, Vector start, double tolerance, int mostSteps) {
        if (mostSteps < 0 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "a tolerance and a number of steps of 0 or more are needed, got %s and %s"
                            .formatted(tolerance, mostSteps));
        }
        double value = RayleighQuotient.of(a, start);
        Vector q = Angle.unit(start);
        for (int k = 0; ; k++) {
            Vector image = a.times(q);
            double residual = Norms.two(image.minus(q.times(value)));
            boolean converged =
                    Math.abs(value) < Double.POSITIVE_INFINITY
                            && residual <= tolerance * Math.abs(value);
            if (converged || k == mostSteps || Norms.two(image) == 0) {
                return new PowerIteration(value, q, residual, k, converged);
            }
            q = Angle.unit(image);
            value = RayleighQuotient.of(a, q);
        }
    }

    /// The `k` eigenvalues of largest magnitude, one after the other: each is found, then taken out of the matrix,
    /// `A ← A − λqqᵀ`.
    ///
    /// @throws ShapeException if `A` is not `(n,n)` with `n` the length of the start
    /// @throws IllegalArgumentException if `k` is not between 0 and `n`, or as for one
    public static List<PowerIteration> leading(
            Matrix a, int k, Vector start, double tolerance, int mostSteps) {
        if (k < 0 || k > start.size()) {
            throw new IllegalArgumentException(
                    "between 0 and %s eigenvalues can be had, got %s".formatted(start.size(), k));
        }
        List<PowerIteration> found = new ArrayList<>();
        Matrix rest = a;
        for (int i = 0; i < k; i++) {
            Vector from = start;
            for (PowerIteration before : found) {
                from = from.minus(before.vector.times(before.vector.dot(from)));
            }
            PowerIteration next = of(rest, from, tolerance, mostSteps);
            found.add(next);
            Matrix q = Matrix.of(start.size(), 1, next.vector.toArray());
            rest = rest.plus(q.times(q.transpose()).times(-next.value));
        }
        return found;
    }
}
