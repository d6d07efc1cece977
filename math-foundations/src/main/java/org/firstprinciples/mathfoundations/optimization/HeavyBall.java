package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;

/// Gradient descent with momentum, `x₊ = x − η∇f(x) + β(x − x₋)`: the last step goes on by itself, a little shorter.
///
/// - source: Polyak 1964, *Some methods of speeding up the convergence of iteration methods*
///
/// @param learningRate `η`
/// @param momentum `β`, in \[0,1)
public record HeavyBall(double learningRate, double momentum) implements Descent {

    /// Checks the parameters.
    ///
    /// @throws IllegalArgumentException if the rate is not positive and finite, or the momentum not in \[0,1)
    public HeavyBall {
        GradientDescent.requirePositive("the learning rate", learningRate);
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("the momentum must lie in [0,1), got " + momentum);
        }
    }

    /// The best choice for curvatures from `μ` to `L`: `η = 4/(√L + √μ)²`, `β = q²` with `q = (√κ − 1)/(√κ + 1)`,
    /// `κ = L/μ`.
    ///
    /// @throws IllegalArgumentException unless `0 < μ ≤ L`, both finite
    public static HeavyBall tuned(double smoothness, double convexity) {
        GradientDescent.requireCurvatures(smoothness, convexity);
        double sum = Math.sqrt(smoothness) + Math.sqrt(convexity);
        double q = (Math.sqrt(smoothness) - Math.sqrt(convexity)) / sum;
        return new HeavyBall(4 / (sum * sum), q * q);
    }

    /// One step from `x`, which was reached from `before`.
    @Exercise(id = "OP-E2", stars = 2, minutes = 10, claims = "OP-06")
    public Vector step(Objective f, Vector before, Vector x) {
        return x.minus(f.gradient(x).times(learningRate)).plus(x.minus(before).times(momentum));
    }

    @Override
    public List<Vector> run(Objective f, Vector start, int k) {
        GradientDescent.requireSteps(k);
        List<Vector> points = new ArrayList<>(List.of(start));
        Vector before = start;
        for (int i = 0; i < k; i++) {
            Vector x = points.getLast();
            points.add(step(f, before, x));
            before = x;
        }
        return points;
    }

    /// What `k` steps leave of an error along an eigenvector of curvature `λ`, in closed form: with `q = √β` and
    /// `c = (1 + β − ηλ)/2q`, `qᵏ(U_k(c) − q U_{k−1}(c))`, where `U_k` are Chebyshev's polynomials of the second kind.
    ///
    /// @throws IllegalArgumentException if `k` is negative, or `β = 0`
    public double remainder(int k, double curvature) {
        GradientDescent.requireSteps(k);
        if (momentum == 0) {
            throw new IllegalArgumentException("without momentum this is gradient descent");
        }
        double twoQc = 1 + momentum - learningRate * curvature;
        // qⁱ⁻¹Uᵢ₋₁ and qⁱUᵢ: the powers alone would vanish, and the polynomials alone overflow
        double before = 0;
        double current = 1;
        for (int i = 0; i < k; i++) {
            double next = twoQc * current - momentum * before;
            before = current;
            current = next;
        }
        return current - momentum * before;
    }
}
