package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;

/// The mathematics of an [Operation]: value and adjoint in double precision, written like the formula.
///
/// A definition is slow and plain on purpose. The operation is tested equal to it on generated inputs,
/// value and gradients, and central differences of its value are the oracle for its adjoint.
public interface Definition {

    /// The value `y = f(x₀, x₁, …)`, row-major, for inputs `x[i]` of shape `shapes[i]`.
    double[] value(Shape[] shapes, double[][] x);

    /// The adjoint: element `i` of the result is `(∂y/∂xᵢ)ᵀ dy`, in the shape of input `i`.
    double[][] adjoint(Shape[] shapes, double[][] x, double[] dy);
}
