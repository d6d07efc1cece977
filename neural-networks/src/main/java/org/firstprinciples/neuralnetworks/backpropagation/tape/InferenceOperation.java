package org.firstprinciples.neuralnetworks.backpropagation.tape;

/// A function of tensors without an adjoint, such as one that reads and extends a cache: only tapes for inference
/// compute it, and [Tape#apply] refuses it on others.
public interface InferenceOperation extends Operation {

    /// Is never called.
    @Override
    default void backward(Frame f) {
        throw new IllegalStateException(this + " has no gradient");
    }
}
