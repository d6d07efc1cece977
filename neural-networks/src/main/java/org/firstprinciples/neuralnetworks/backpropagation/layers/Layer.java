package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

/// A part of a model that makes one variable of another, `y = f(x)`.
///
/// Records of parameters implement it, so that [Parameters] finds what they learn. A model holds its parts as layers
/// where they may be exchanged, see [Models#replace].
@FunctionalInterface
public interface Layer {

    /// The layer on `x`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` does not fit the layer
    Variable apply(Variable x);
}
