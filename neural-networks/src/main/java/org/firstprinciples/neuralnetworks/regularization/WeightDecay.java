package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Two ways to make weights smaller with each step of a method with momentum `v₊ = βv + g`: through the gradient, or past it.
///
/// - source: Loshchilov & Hutter 2019, *Decoupled weight decay regularization*
///
/// @param learningRate `η`
/// @param momentum `β`
/// @param decay `λ`
public record WeightDecay(double learningRate, double momentum, double decay) {

    /// Weights and the sum of gradients.
    ///
    /// @param weights `w`
    /// @param velocity `v`
    public record State(Vector weights, Vector velocity) {}

    /// The decay is a part of the gradient, as of a penalty `λ/2‖w‖²`: `v₊ = βv + g + λw`, `w₊ = w − ηv₊`.
    public State coupled(State s, Vector gradient) {
        Vector velocity = s.velocity.times(momentum).plus(gradient.plus(s.weights.times(decay)));
        return new State(s.weights.minus(velocity.times(learningRate)), velocity);
    }

    /// The decay goes past the momentum: `v₊ = βv + g`, `w₊ = (1 − ηλ)w − ηv₊`.
    @Exercise(
            id = "RG-E4",
            stars = 1,
            minutes = 10,
            claims = {"RG-08", "RG-26"})
    public State decoupled(State s, Vector gradient) {
        Vector velocity = s.velocity.times(momentum).plus(gradient);
        return new State(
                s.weights.times(1 - learningRate * decay).minus(velocity.times(learningRate)),
                velocity);
    }
}
