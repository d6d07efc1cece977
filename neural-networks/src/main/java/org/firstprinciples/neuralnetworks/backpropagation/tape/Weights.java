package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

/// Numbers that belong to a model and are saved with it: those that are learned, [Parameter], and those that are
/// counted along, [Buffer].
public sealed interface Weights permits Parameter, Buffer {

    /// The extents.
    Shape shape();

    /// The live values, row-major.
    float[] values();

    /// A copy of the values.
    default Tensor value() {
        return Tensor.of(shape(), values());
    }

    /// The same values in arrays of their own.
    Weights copy();
}
