package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Two ways to make weights smaller with each step of Adam with `ε = 0`: through the gradient, or past it (AdamW).
///
/// `m₊ = β₁m + (1 − β₁)g` and `v₊ = β₂v + (1 − β₂)g²` are divided by `1 − β₁ᵗ` and `1 − β₂ᵗ`, and an entry moves by `−ηm̂/√v̂`, or by 0
/// where both are 0. The mathematics in double precision, for what it says about decay.
///
/// - source: Kingma & Ba 2015, *Adam*, algorithm 1; Loshchilov & Hutter 2019, *Decoupled weight decay regularization*, algorithm 2
///
/// @param learningRate `η`
/// @param meanDecay `β₁`
/// @param squareDecay `β₂`
/// @param decay `λ`
public record AdamWithDecay(
        double learningRate, double meanDecay, double squareDecay, double decay) {

    /// Weights, running means and the number of steps so far.
    ///
    /// @param weights `w (d)`
    /// @param mean `m (d)`
    /// @param square `v (d)`
    /// @param steps `t`
    public record State(Vector weights, Vector mean, Vector square, int steps) {

        /// Before the first step.
        public static State of(Vector weights) {
            Vector zero = Vector.zeros(weights.size());
            return new State(weights, zero, zero, 0);
        }
    }

    /// The decay is a part of the gradient, as of a penalty `λ/2‖w‖²`: a step with `g + λw`.
    ///
    /// @throws ShapeException if weights and gradient differ in length
    public State coupled(State s, Vector gradient) {
        return step(s, gradient.plus(s.weights.times(decay)), 1);
    }

    /// The decay goes past the running means: a step with `g`, from `(1 − ηλ)w`.
    ///
    /// @throws ShapeException if weights and gradient differ in length
    public State decoupled(State s, Vector gradient) {
        return step(s, gradient, 1 - learningRate * decay);
    }

    private State step(State s, Vector gradient, double kept) {
        if (gradient.size() != s.weights.size()) {
            throw new ShapeException(
                    "Adam: there are %s weights, and the gradient has %s entries"
                            .formatted(s.weights.size(), gradient.size()));
        }
        int t = s.steps + 1;
        double[] w = s.weights.toArray();
        double[] mean = s.mean.toArray();
        double[] square = s.square.toArray();
        for (int j = 0; j < w.length; j++) {
            double g = gradient.get(j);
            mean[j] = meanDecay * mean[j] + (1 - meanDecay) * g;
            square[j] = squareDecay * square[j] + (1 - squareDecay) * g * g;
            double first = mean[j] / (1 - StrictMath.pow(meanDecay, t));
            double second = square[j] / (1 - StrictMath.pow(squareDecay, t));
            w[j] = kept * w[j] - (first == 0 ? 0 : learningRate * first / Math.sqrt(second));
        }
        return new State(Vector.of(w), Vector.of(mean), Vector.of(square), t);
    }
}
