package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;

/// Gradient descent, `x₊ = x − η∇f(x)`.
///
/// - source: Cauchy 1847; Nesterov 2004, *Introductory lectures on convex optimization*, §1.2.3
///
/// @param learningRate `η`
public record GradientDescent(double learningRate) implements Descent {

    /// Checks the rate.
    ///
    /// @throws IllegalArgumentException if it is not positive and finite
    public GradientDescent {
        requirePositive("the learning rate", learningRate);
    }

    /// The best rate for curvatures from `μ` to `L`, `η = 2/(L + μ)`: both ends shrink by `(κ − 1)/(κ + 1)` a step.
    ///
    /// @throws IllegalArgumentException unless `0 < μ ≤ L`, both finite
    public static GradientDescent tuned(double smoothness, double convexity) {
        requireCurvatures(smoothness, convexity);
        return new GradientDescent(1 / (smoothness / 2 + convexity / 2));
    }

    /// One step.
    @Exercise(
            id = "OP-E1",
            stars = 1,
            minutes = 5,
            claims = {"OP-05", "OP-20"})
    public Vector step(Objective f, Vector x) {
        return x.minus(f.gradient(x).times(learningRate));
    }

    @Override
    public List<Vector> run(Objective f, Vector start, int k) {
        requireSteps(k);
        List<Vector> points = new ArrayList<>(List.of(start));
        for (int i = 0; i < k; i++) {
            points.add(step(f, points.getLast()));
        }
        return points;
    }

    /// The share of its distance to the minimizer that a step leaves, at most, where all curvatures lie between `μ` and
    /// `L`: `max(|1 − ημ|, |1 − ηL|)`.
    ///
    /// @throws IllegalArgumentException unless `0 < μ ≤ L`, both finite
    @Exercise(id = "OP-E7", stars = 1, minutes = 5, claims = "OP-04")
    public double factor(double smoothness, double convexity) {
        requireCurvatures(smoothness, convexity);
        return Math.max(
                Math.abs(1 - learningRate * convexity), Math.abs(1 - learningRate * smoothness));
    }

    /// What `k` steps leave of an error along an eigenvector of curvature `λ`, in closed form: `(1 − ηλ)ᵏ`.
    ///
    /// @throws IllegalArgumentException if `k` is negative
    public double remainder(int k, double curvature) {
        requireSteps(k);
        return StrictMath.pow(1 - learningRate * curvature, k);
    }

    /// Whether errors along an eigenvector of curvature `λ` die out: `0 < ηλ < 2`.
    public boolean isStable(double curvature) {
        double t = learningRate * curvature;
        return t > 0 && t < 2;
    }

    static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s must be positive and finite, got %s".formatted(what, value));
        }
    }

    static void requireCurvatures(double smoothness, double convexity) {
        if (!(convexity > 0 && smoothness >= convexity && smoothness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "0 < μ ≤ L is needed, got μ = %s and L = %s".formatted(convexity, smoothness));
        }
    }

    static void requireSteps(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("the number of steps must be 0 or more, got " + k);
        }
    }
}
