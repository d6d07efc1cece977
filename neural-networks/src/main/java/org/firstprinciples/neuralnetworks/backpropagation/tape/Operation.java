package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;

/// A differentiable function of tensors, `y = f(x₀, x₁, …)`, together with its adjoint.
///
/// An operation knows its rule of shapes, its value and how a gradient of its result becomes gradients
/// of its inputs. What is not a tensor (token ids, targets, a scale) is configuration of the operation,
/// a component of its record. An operation keeps no state between calls, so one instance may be used
/// many times; what its backward pass needs from the forward pass it writes into [Frame#saved()].
public interface Operation {

    /// The shape of the result for inputs of these shapes.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException
    ///     if the inputs do not fit; the message names the shapes it got and what it needs
    Shape shape(Shape... inputs);

    /// Writes the value: `y := f(x₀, x₁, …)`. The former content of `y` and `saved` is arbitrary.
    void forward(Frame f);

    /// Adds the adjoint: `dxᵢ += (∂y/∂xᵢ)ᵀ dy` for every input that needs a gradient.
    /// It accumulates, because an input may be used more than once; where [Frame#first(int)] holds it writes.
    void backward(Frame f);

    /// Whether `backward` looks at [Frame#first(int)] for this input. Where it does not, the gradient is filled
    /// with zeros before, which is a pass over memory.
    default boolean writesFirst(int input) {
        return false;
    }

    /// How many numbers are kept from the forward pass for the backward pass.
    default int saved(Shape... inputs) {
        return 0;
    }
}
