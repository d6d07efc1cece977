package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;

import java.util.Map;

/// Changes parameters so that a loss falls, from the gradients that backward passes left in them.
public interface Optimizer {

    /// What it changes.
    Parameters parameters();

    /// One step with this learning rate; afterwards all gradients are 0.
    ///
    /// @throws IllegalArgumentException if the rate is negative or not finite
    void step(double learningRate);

    /// Everything that the next step depends on besides the parameters.
    State state();

    /// Continues from a state: the next step is the one that would have followed it, bit for bit.
    ///
    /// @throws IllegalArgumentException if the state does not fit the parameters
    void restore(State state);

    /// A state as a value.
    ///
    /// @param steps how many steps were done
    /// @param tensors named as the parameters, with what they are in front: `first.blocks.0.norm1.scale`
    record State(long steps, Map<String, Tensor> tensors) {}
}
