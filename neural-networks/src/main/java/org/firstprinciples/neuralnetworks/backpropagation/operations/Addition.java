package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// The sum of two tensors of one shape, `z = x + y`.
///
/// - shapes: `x, y, z (…)`
/// - adjoint: `x̄ = z̄`, `ȳ = z̄`
public record Addition() implements Operation {

    private static final int ELEMENTS_PER_TASK = 16_384;

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 2 || !inputs[0].equals(inputs[1])) {
            throw new ShapeException(
                    "addition: two tensors of one shape are needed, got "
                            + Arrays.toString(inputs));
        }
        return inputs[0];
    }

    @Override
    public void forward(Frame f) {
        float[] x = f.x(0);
        float[] y = f.x(1);
        float[] z = f.y();
        f.workers()
                .run(
                        Math.ceilDiv(z.length, ELEMENTS_PER_TASK),
                        task -> {
                            int end = Math.min(z.length, (task + 1) * ELEMENTS_PER_TASK);
                            for (int i = task * ELEMENTS_PER_TASK; i < end; i++) {
                                z[i] = x[i] + y[i];
                            }
                        });
    }

    @Override
    public boolean writesFirst(int input) {
        return true;
    }

    @Override
    public void backward(Frame f) {
        float[] dz = f.dy();
        for (int input = 0; input < 2; input++) {
            if (f.needs(input)) {
                float[] dx = f.dx(input);
                boolean first = f.first(input);
                f.workers()
                        .run(
                                Math.ceilDiv(dz.length, ELEMENTS_PER_TASK),
                                task -> {
                                    int end = Math.min(dz.length, (task + 1) * ELEMENTS_PER_TASK);
                                    for (int i = task * ELEMENTS_PER_TASK; i < end; i++) {
                                        dx[i] = (first ? 0f : dx[i]) + dz[i];
                                    }
                                });
            }
        }
    }

    /// Addition in double precision.
    public record Formula() implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] z = new double[x[0].length];
            for (int i = 0; i < z.length; i++) {
                z[i] = x[0][i] + x[1][i];
            }
            return z;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dz) {
            return new double[][] {dz.clone(), dz.clone()};
        }
    }
}
