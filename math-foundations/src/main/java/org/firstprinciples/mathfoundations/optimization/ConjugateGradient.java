package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.Real;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The method of conjugate gradients: the minimizer of `½xᵀHx − bᵀx`, so the solution of `Hx = b`, for symmetric
/// positive definite `H`, of which only products with vectors are needed.
///
/// - source: Hestenes & Stiefel 1952; Nocedal & Wright 2006, *Numerical optimization*, algorithm 5.2
public final class ConjugateGradient {

    private ConjugateGradient() {}

    /// Where the method is. All lists have length `n`.
    ///
    /// @param x the point
    /// @param residual `r = b − Hx`, minus the gradient
    /// @param direction `p`, where the next step goes
    /// @param image `Hp`
    /// @param <T> the kind of number
    public record State<T extends Arithmetic<T>>(
            List<T> x, List<T> residual, List<T> direction, List<T> image) {

        /// `pᵀHp`, which is positive unless `p = 0` or `H` is not positive definite.
        public T curvature() {
            return dot(direction, image);
        }

        /// `rᵀr`.
        public T squaredResidual() {
            return dot(residual, residual);
        }
    }

    /// The state before the first step, `p = r = b − Hx`.
    ///
    /// @throws ShapeException if `b`, `x` and `Hx` differ in length, or are empty
    public static <T extends Arithmetic<T>> State<T> start(
            UnaryOperator<List<T>> h, List<T> b, List<T> x) {
        List<T> image = h.apply(x);
        if (b.isEmpty() || x.size() != b.size() || image.size() != b.size()) {
            throw new ShapeException(
                    "conjugate gradient: b, x and Hx have lengths %s, %s and %s; one length above 0 is needed"
                            .formatted(b.size(), x.size(), image.size()));
        }
        List<T> residual = sum(b, b.getFirst().constant(-1), image);
        return new State<>(x, residual, residual, h.apply(residual));
    }

    /// One step: `α = rᵀr / pᵀHp`, `x₊ = x + αp`, `r₊ = r − αHp`, `p₊ = r₊ + (r₊ᵀr₊ / rᵀr)·p`.
    ///
    /// The residual must not be 0.
    @Exercise(
            id = "OP-E5",
            stars = 3,
            minutes = 30,
            claims = {"OP-08", "OP-09"})
    public static <T extends Arithmetic<T>> State<T> step(UnaryOperator<List<T>> h, State<T> s) {
        T square = s.squaredResidual();
        T alpha = square.dividedBy(s.curvature());
        List<T> x = sum(s.x, alpha, s.direction);
        List<T> residual = sum(s.residual, alpha.times(-1), s.image);
        T beta = dot(residual, residual).dividedBy(square);
        List<T> direction = sum(residual, beta, s.direction);
        return new State<>(x, residual, direction, h.apply(direction));
    }

    /// The solution of `Hx = b` from 0, when `‖r‖ ≤ tolerance·‖b‖`.
    ///
    /// @throws ShapeException if `H` is not `(n,n)` with `n` the length of `b`, or `n = 0`
    /// @throws IllegalArgumentException if the tolerance is negative or NaN, `b` is not finite, or a direction without
    ///     `pᵀHp > 0` shows that `H` is not positive definite
    /// @throws ArithmeticException if `10n` steps do not suffice
    public static Vector solve(Matrix h, Vector b, double tolerance) {
        int n = b.size();
        if (h.rows() != n || h.columns() != n) {
            throw new ShapeException(
                    "conjugate gradient: H is (%s,%s), b has %s elements; (n,n) and n are needed"
                            .formatted(h.rows(), h.columns(), n));
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("the tolerance must be 0 or more, got " + tolerance);
        }
        if (!(Norms.infinity(b) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a finite right-hand side is needed, got " + b);
        }
        UnaryOperator<List<Real>> product = v -> ScalarFunction.reals(h.times(vector(v)).toArray());
        int exponent = BinaryScaling.exponent(b.toArray()); // so that squares stay in range
        Vector scaled = BinaryScaling.times(-exponent, b);
        State<Real> s =
                start(
                        product,
                        ScalarFunction.reals(scaled.toArray()),
                        ScalarFunction.reals(new double[n]));
        double goal = tolerance * Norms.two(scaled);
        for (int k = 0; k <= 10 * n; k++) {
            double size = Math.sqrt(s.squaredResidual().value());
            if (size <= goal) {
                return BinaryScaling.times(exponent, vector(s.x));
            }
            double curvature = s.curvature().value();
            if (!(curvature > 0)) {
                throw new IllegalArgumentException(
                        "H is not positive definite: pᵀHp = %s in step %s".formatted(curvature, k));
            }
            s = step(product, s);
        }
        throw new ArithmeticException(
                "conjugate gradient: ‖r‖ is still %s after %s steps, %s is needed"
                        .formatted(
                                StrictMath.scalb(Math.sqrt(s.squaredResidual().value()), exponent),
                                10 * n,
                                StrictMath.scalb(goal, exponent)));
    }

    private static Vector vector(List<Real> x) {
        return Vector.of(x.stream().mapToDouble(Real::value).toArray());
    }

    /// `x + a·y`.
    private static <T extends Arithmetic<T>> List<T> sum(List<T> x, T a, List<T> y) {
        List<T> sum = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            sum.add(x.get(i).plus(a.times(y.get(i))));
        }
        return List.copyOf(sum);
    }

    private static <T extends Arithmetic<T>> T dot(List<T> x, List<T> y) {
        T sum = x.getFirst().constant(0);
        for (int i = 0; i < x.size(); i++) {
            sum = sum.plus(x.get(i).times(y.get(i)));
        }
        return sum;
    }
}
