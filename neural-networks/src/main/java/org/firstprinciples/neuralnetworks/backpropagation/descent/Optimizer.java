package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;

import java.util.Arrays;
import java.util.Map;

/// Changes parameters so that a loss falls, from the gradients that backward passes left in them.
public interface Optimizer {

    /// What it changes: parameters that are trainable, all of them.
    Parameters parameters();

    /// One step with this learning rate; afterwards all gradients are 0.
    ///
    /// @throws IllegalArgumentException if the rate is negative or not finite in 32 bits; nothing is changed then
    void step(double learningRate);

    /// Sets all gradients to 0 without a step.
    default void zeroGradients() {
        for (Parameters.Entry entry : parameters()) {
            Arrays.fill(entry.parameter().gradient(), 0f);
        }
    }

    /// Everything that the next step depends on besides the parameters.
    State state();

    /// Continues from a state: the next step is the one that would have followed it, bit for bit.
    ///
    /// @throws IllegalArgumentException if the state does not fit the parameters
    void restore(State state);

    /// A learning rate as the number of 32 bits that weights are moved with.
    ///
    /// @throws IllegalArgumentException if it is negative or not finite in 32 bits
    static float requireRate(double learningRate) {
        if (!(learningRate >= 0 && Float.isFinite((float) learningRate))) {
            throw new IllegalArgumentException(
                    "the learning rate must be 0 or more and finite in 32 bits, got "
                            + learningRate);
        }
        return (float) learningRate;
    }

    /// A state as a value.
    ///
    /// @param steps how many steps were done
    /// @param tensors named as the parameters, with what they are in front: `first.blocks.0.norm1.scale`
    record State(long steps, Map<String, Tensor> tensors) {}
}
