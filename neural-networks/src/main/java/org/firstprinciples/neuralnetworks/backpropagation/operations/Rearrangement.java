package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.Gather;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;

/// The definition of an operation that only copies elements to new places: what was copied collects, see [Gather].
interface Rearrangement extends Definition {

    /// From which place each element comes.
    Gather gather(Shape x);

    @Override
    default double[] value(Shape[] shapes, double[][] x) {
        return gather(shapes[0]).forward(x[0]);
    }

    @Override
    default double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
        return new double[][] {gather(shapes[0]).backward(dy)};
    }
}
