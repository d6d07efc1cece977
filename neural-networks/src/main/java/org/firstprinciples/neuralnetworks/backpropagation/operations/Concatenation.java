package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Tensors one behind the other along one axis; all other extents are the same.
///
/// - shapes: `x₀ (…,n₀,…)`, `x₁ (…,n₁,…)`, … to `(…,n₀+n₁+…,…)`
/// - adjoint: each input gets its own part of `ȳ`
///
/// @param axis the axis that grows, counted from 0
public record Concatenation(int axis) implements Operation {

    private static final int RUNS_PER_TASK = 64;

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length == 0 || axis < 0 || axis >= inputs[0].rank()) {
            throw new ShapeException(
                    "concatenation: one tensor or more with an axis %s are needed, got %s"
                            .formatted(axis, Arrays.toString(inputs)));
        }
        int[] extents = inputs[0].toArray();
        for (int i = 1; i < inputs.length; i++) {
            int[] others = inputs[i].toArray();
            if (others.length == extents.length) {
                extents[axis] += others[axis];
                others[axis] = extents[axis];
            }
            if (!Arrays.equals(others, extents)) {
                throw new ShapeException(
                        "concatenation: all extents but that of axis %s must be the same, got %s"
                                .formatted(axis, Arrays.toString(inputs)));
            }
        }
        return Shape.of(extents);
    }

    @Override
    public void forward(Frame f) {
        float[] y = f.y();
        Runs whole = Runs.along(axis, f.shape());
        int place = 0;
        for (int i = 0; i < f.inputs(); i++) {
            float[] x = f.x(i);
            Runs part = Runs.along(axis, f.shape(i));
            int start = place;
            f.workers()
                    .blocks(
                            part.count(),
                            RUNS_PER_TASK,
                            (first, end) -> {
                                for (int run = first; run < end; run++) {
                                    int at = whole.at(run, start);
                                    System.arraycopy(x, part.at(run, 0), y, at, part.length());
                                }
                            });
            place += f.shape(i).dim(axis);
        }
    }

    @Override
    public void backward(Frame f) {
        float[] dy = f.dy();
        Runs whole = Runs.along(axis, f.shape());
        int place = 0;
        for (int i = 0; i < f.inputs(); i++) {
            int start = place;
            place += f.shape(i).dim(axis);
            if (f.needs(i)) {
                float[] dx = f.dx(i);
                Runs part = Runs.along(axis, f.shape(i));
                f.workers()
                        .blocks(
                                part.count(),
                                RUNS_PER_TASK,
                                (first, end) -> {
                                    for (int run = first; run < end; run++) {
                                        int at = part.at(run, 0);
                                        int from = whole.at(run, start);
                                        f.kernels().add(part.length(), dx, at, dy, from, dx, at);
                                    }
                                });
            }
        }
    }

    /// The tensors one behind the other in double precision: each is the slice of the result that it became.
    ///
    /// @param axis the axis that grows
    public record Formula(int axis) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            Shape whole = new Concatenation(axis).shape(shapes);
            double[] y = new double[whole.size()];
            int place = 0;
            for (int i = 0; i < x.length; i++) {
                int end = place + shapes[i].dim(axis);
                double[] part = new Slice.Formula(axis, place, end).gather(whole).backward(x[i]);
                Arrays.setAll(y, k -> y[k] + part[k]);
                place = end;
            }
            return y;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            Shape whole = new Concatenation(axis).shape(shapes);
            double[][] dx = new double[x.length][];
            int place = 0;
            for (int i = 0; i < x.length; i++) {
                int end = place + shapes[i].dim(axis);
                dx[i] = new Slice.Formula(axis, place, end).gather(whole).forward(dy);
                place = end;
            }
            return dx;
        }
    }
}
