package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;

/// One call of an [Operation]: its buffers and its means.
///
/// The arrays are live and exactly as long as their shapes say. `dx` always means the derivative of the
/// loss with respect to `x`.
public interface Frame {

    /// The number of inputs.
    int inputs();

    /// Input `i`.
    float[] x(int i);

    /// The result.
    float[] y();

    /// The gradient of input `i`, to be added to.
    ///
    /// @throws IllegalStateException if input `i` needs no gradient, see [#needs(int)]
    float[] dx(int i);

    /// Whether nothing stands in the gradient of input `i` yet: its content is arbitrary, to be written with
    /// the bits that adding to +0 would give. Only for inputs that [Operation#writesFirst(int)] names.
    boolean first(int i);

    /// The gradient of the result, to be read.
    float[] dy();

    /// What the forward pass keeps for the backward pass, [Operation#saved(Shape...)] numbers.
    float[] saved();

    /// The shape of input `i`.
    Shape shape(int i);

    /// The shape of the result.
    Shape shape();

    /// Whether input `i` needs a gradient.
    boolean needs(int i);

    /// The loops to compute with.
    Kernels kernels();

    /// What runs the independent parts of this call.
    Parallel workers();
}
