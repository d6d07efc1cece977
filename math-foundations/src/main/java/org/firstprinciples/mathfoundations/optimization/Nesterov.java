package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;

/// Nesterov's accelerated gradient: first the momentum, then a gradient step from where it leads.
///
/// From rest, `x₋ = x₀`: `z = x + β(x − x₋)`, `x₊ = z − ∇f(z)/L`. If `μ > 0` is known, `β = (√κ − 1)/(√κ + 1)` with
/// `κ = L/μ`. Otherwise `β` grows: after step `i` it is `(tᵢ − 1)/tᵢ₊₁` with `t₁ = 1` and `tᵢ₊₁ = (1 + √(1 + 4tᵢ²))/2`.
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

    /// One step from `x`, which was reached from `before`, with a momentum `β`: `z = x + β(x − x₋)`,
    /// `x₊ = z − ∇f(z)/L`.
    @Exercise(
            id = "OP-E3",
            stars = 2,
            minutes = 10,
            claims = {"OP-07", "OP-21"})
    public Vector step(Objective f, Vector before, Vector x, double momentum) {
        Vector ahead = x.plus(x.minus(before).times(momentum));
        return ahead.minus(f.gradient(ahead).times(1 / smoothness));
    }

    @Override
    public List<Vector> run(Objective f, Vector start, int k) {
        GradientDescent.requireSteps(k);
        List<Vector> points = new ArrayList<>(List.of(start));
        double root = Math.sqrt(convexity / smoothness);
        double momentum = convexity > 0 ? (1 - root) / (1 + root) : 0;
        double t = 1;
        Vector before = start;
        for (int i = 0; i < k; i++) {
            Vector x = points.getLast();
            points.add(step(f, before, x, momentum));
            before = x;
            if (convexity == 0) {
                double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
                momentum = (t - 1) / next;
                t = next;
            }
        }
        return points;
    }
}
