package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// Ways to see that a function is convex. Each number is 0 or more, for all points, exactly if it is.
///
/// - source: Boyd & Vandenberghe 2004, *Convex optimization*, §3.1
public final class Convexity {

    private Convexity() {}

    /// How far the chord lies above the graph: `(1 − t)f(x) + t f(y) − f((1 − t)x + ty)`.
    ///
    /// @throws IllegalArgumentException if `t` is not in \[0,1]
    public static double chordGap(Objective f, Vector x, Vector y, double t) {
        if (!(t >= 0 && t <= 1)) {
            throw new IllegalArgumentException("a point between is needed, t in [0,1], got " + t);
        }
        Vector between = x.times(1 - t).plus(y.times(t));
        return (1 - t) * f.value(x) + t * f.value(y) - f.value(between);
    }

    /// How far the graph at `y` lies above the tangent at `x`: `f(y) − f(x) − ⟨∇f(x), y − x⟩`.
    public static double tangentGap(Objective f, Vector x, Vector y) {
        return f.value(y) - f.value(x) - f.gradient(x).dot(y.minus(x));
    }

    /// How far the gradient turns along with the point: `⟨∇f(x) − ∇f(y), x − y⟩`.
    public static double monotonicity(Objective f, Vector x, Vector y) {
        return f.gradient(x).minus(f.gradient(y)).dot(x.minus(y));
    }

    /// How far the mean of the values lies above the value at the mean: `Σpᵢf(xᵢ) − f(Σpᵢxᵢ)` (Jensen 1906).
    ///
    /// @param probabilities `p`, 0 or more, with sum 1
    /// @throws IllegalArgumentException if there are no points, or not as many as probabilities
    public static double jensenGap(Objective f, List<Vector> points, double... probabilities) {
        if (points.isEmpty() || points.size() != probabilities.length) {
            throw new IllegalArgumentException(
                    "as many points as probabilities are needed, got %s and %s"
                            .formatted(points.size(), probabilities.length));
        }
        double values = 0;
        Vector mean = Vector.zeros(points.getFirst().size());
        for (int i = 0; i < probabilities.length; i++) {
            values += probabilities[i] * f.value(points.get(i));
            mean = mean.plus(points.get(i).times(probabilities[i]));
        }
        return values - f.value(mean);
    }
}
