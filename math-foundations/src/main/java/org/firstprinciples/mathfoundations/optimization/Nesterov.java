package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;

/// Nesterov's accelerated gradient: first the momentum, then a gradient step from where it leads.
///
/// From `y₀ = x₀`: `x₊ = y − ∇f(y)/L`, `y₊ = x₊ + β(x₊ − x)`. If `μ > 0` is known, `β = (√κ − 1)/(√κ + 1)` with
/// `κ = L/μ`. Otherwise `β` grows: `(tᵢ − 1)/tᵢ₊₁` with `t₁ = 1` and `tᵢ₊₁ = (1 + √(1 + 4tᵢ²))/2`.
///
/// - source: Nesterov 1983; Beck & Teboulle 2009, theorem 4.4; Nesterov 2004, §2.2
///
/// @param smoothness `L`, no smaller than any curvature
/// @param convexity `μ`, no larger than any curvature; 0 if no more is known than that `f` is convex
public record Nesterov(double smoothness, double convexity) implements Descent {

    /// Checks the parameters.
    ///
    /// @throws IllegalArgumentException unless `0 ≤ μ ≤ L`, and `L` is positive and finite
    public Nesterov {
        GradientDescent.requirePositive("L", smoothness);
        if (!(convexity >= 0 && convexity <= smoothness)) {
            throw new IllegalArgumentException(
                    "0 ≤ μ ≤ L is needed, got μ = %s and L = %s".formatted(convexity, smoothness));
        }
    }

    @Exercise(id = "OP-E3", stars = 2, minutes = 25, claims = "OP-07")
    @Override
    public List<Vector> run(Objective f, Vector start, int k) {
        GradientDescent.requireSteps(k);
        List<Vector> points = new ArrayList<>(List.of(start));
        double root = Math.sqrt(convexity / smoothness);
        double t = 1;
        Vector ahead = start;
        for (int i = 0; i < k; i++) {
            Vector x = ahead.minus(f.gradient(ahead).times(1 / smoothness));
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            double momentum = convexity > 0 ? (1 - root) / (1 + root) : (t - 1) / next;
            ahead = x.plus(x.minus(points.getLast()).times(momentum));
            points.add(x);
            t = next;
        }
        return points;
    }
}
