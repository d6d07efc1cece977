package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.function.ToDoubleFunction;

/// How far to go along a direction `d`: a first step `α₀`, times `ρ` until
/// `f(x + αd) ≤ f(x) + cα⟨∇f(x),d⟩` (Armijo's condition).
///
/// A trial value that is NaN or infinite is refused, so the search comes back from outside of the domain of `f`.
///
/// - source: Armijo 1966; Nocedal & Wright 2006, *Numerical optimization*, algorithm 3.1
///
/// @param first `α₀ > 0`
/// @param shrink `ρ`, in (0,1)
/// @param decrease `c`, in (0,1)
public record BacktrackingLineSearch(double first, double shrink, double decrease) {

    private static final double LEAST = 0x1p-200; // of the first step

    /// Checks the constants.
    ///
    /// @throws IllegalArgumentException if one is outside of its range
    public BacktrackingLineSearch {
        if (!(first > 0 && first < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the first step must be positive, got " + first);
        }
        if (!(shrink > 0 && shrink < 1)) {
            throw new IllegalArgumentException("the shrinking must lie in (0,1), got " + shrink);
        }
        if (!(decrease > 0 && decrease < 1)) {
            throw new IllegalArgumentException("the decrease must lie in (0,1), got " + decrease);
        }
    }

    /// What was accepted.
    ///
    /// @param size `α`
    /// @param point `x + αd`
    /// @param value `f(x + αd)`
    /// @param reductions how often the step was shrunk
    public record Step(double size, Vector point, double value, int reductions) {}

    /// Armijo's condition: whether a step `α` that takes `f` from one value to another gains `cα` times the slope, at
    /// least. NaN and ±∞ are not enough.
    public boolean isEnough(double before, double slope, double size, double after) {
        return Double.isFinite(after) && after <= before + decrease * size * slope;
    }

    /// The first step that decreases `f` enough.
    ///
    /// @throws IllegalArgumentException if `⟨∇f,d⟩` is not negative, as at a stationary point, or `f(x)` is not finite
    /// @throws ArithmeticException if the step falls below `2⁻²⁰⁰α₀`, or `x + αd` is `x` in floating point
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if the lengths differ
    @Exercise(id = "OP-E4", stars = 3, minutes = 25, claims = "OP-10")
    public Step search(ToDoubleFunction<Vector> f, Vector x, Vector gradient, Vector direction) {
        double slope = gradient.dot(direction);
        if (!(slope < 0)) {
            throw new IllegalArgumentException(
                    "a direction of descent is needed, the slope along this one is " + slope);
        }
        double start = f.applyAsDouble(x);
        if (!Double.isFinite(start)) {
            throw new IllegalArgumentException(
                    "the value at the start must be finite, got " + start);
        }
        double size = first;
        for (int reductions = 0; size > 0 && size >= LEAST * first; reductions++) {
            Vector point = x.plus(direction.times(size));
            if (Norms.infinity(point.minus(x)) == 0) {
                break; // rounding would accept it
            }
            double value = f.applyAsDouble(point);
            if (isEnough(start, slope, size, value)) {
                return new Step(size, point, value, reductions);
            }
            size *= shrink;
        }
        throw new ArithmeticException(
                "no step down to %s decreases %s enough along a slope of %s; is the gradient right?"
                        .formatted(size, start, slope));
    }
}
