package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// What is known of `f` elsewhere from its value and gradient at one point, if its gradient changes by at most
/// `L‖x − y‖` from `x` to `y` (`f` is *L-smooth*).
///
/// - source: Nesterov 2004, *Introductory lectures on convex optimization*, lemma 1.2.3 and theorem 2.1.5
public final class DescentLemma {

    private DescentLemma() {}

    /// The parabola above `f` that touches it at `x`, at `y`: `f(x) + ⟨∇f(x), y − x⟩ + (L/2)‖y − x‖²`.
    ///
    /// @throws IllegalArgumentException if `L` is not positive and finite
    public static double upperBound(Objective f, Vector x, Vector y, double smoothness) {
        GradientDescent.requirePositive("L", smoothness);
        Vector step = y.minus(x);
        return f.value(x) + f.gradient(x).dot(step) + smoothness / 2 * step.dot(step);
    }

    /// By how much a step of gradient descent makes `f` smaller, at least: `η(1 − Lη/2)‖∇f(x)‖²`.
    ///
    /// @throws IllegalArgumentException if `L` or `η` is not positive and finite
    public static double guaranteedDecrease(
            Objective f, Vector x, double learningRate, double smoothness) {
        GradientDescent.requirePositive("L", smoothness);
        GradientDescent.requirePositive("the learning rate", learningRate);
        Vector gradient = f.gradient(x);
        return learningRate * (1 - smoothness * learningRate / 2) * gradient.dot(gradient);
    }

    /// `⟨∇f(x) − ∇f(y), x − y⟩ − ‖∇f(x) − ∇f(y)‖²/L`, which is 0 or more for a convex `L`-smooth `f`
    /// (*co-coercivity*).
    ///
    /// @throws IllegalArgumentException if `L` is not positive and finite
    public static double cocoercivityGap(Objective f, Vector x, Vector y, double smoothness) {
        GradientDescent.requirePositive("L", smoothness);
        Vector change = f.gradient(x).minus(f.gradient(y));
        return change.dot(x.minus(y)) - change.dot(change) / smoothness;
    }
}
