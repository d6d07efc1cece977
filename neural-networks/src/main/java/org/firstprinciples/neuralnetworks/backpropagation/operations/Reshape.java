package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.Gather;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The same elements in the same order under another shape.
///
/// - shapes: `x (…)` to another shape of the same size
/// - adjoint: `x̄ = ȳ`, in the shape of `x`
///
/// @param to the shape of the result
public record Reshape(Shape to) implements Operation {

    private static final int ELEMENTS_PER_TASK = 16_384;

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1 || inputs[0].size() != to.size()) {
            throw new ShapeException(
                    "reshape to %s: one tensor of %s elements is needed, got %s"
                            .formatted(to, to.size(), Arrays.toString(inputs)));
        }
        return to;
    }

    @Override
    public void forward(Frame f) {
        float[] x = f.x(0);
        float[] y = f.y();
        f.workers()
                .blocks(
                        y.length,
                        ELEMENTS_PER_TASK,
                        (from, to) -> System.arraycopy(x, from, y, from, to - from));
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        float[] dx = f.dx(0);
        float[] dy = f.dy();
        f.workers()
                .blocks(
                        dy.length,
                        ELEMENTS_PER_TASK,
                        (from, to) -> f.kernels().add(to - from, dx, from, dy, from, dx, from));
    }

    /// Each element at its own place, in double precision.
    public record Formula() implements Rearrangement {

        @Override
        public Gather gather(Shape x) {
            return Gather.of(x.size(), IntStream.range(0, x.size()).toArray());
        }
    }
}
