package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.Gather;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// A part of a tensor along one axis: the places `from … to−1`, and all places of the other axes.
///
/// - shapes: `x (…,n,…)` to `(…,to−from,…)`
/// - adjoint: `x̄ = ȳ` in that part, and 0 around it
///
/// @param axis which axis is cut, counted from 0
/// @param from the first place that is taken
/// @param to the first place behind the part
public record Slice(int axis, int from, int to) implements Operation {

    private static final int RUNS_PER_TASK = 64;

    @Override
    public Shape shape(Shape... inputs) {
        boolean fits =
                inputs.length == 1
                        && 0 <= axis
                        && axis < inputs[0].rank()
                        && 0 <= from
                        && from <= to
                        && to <= inputs[0].dim(axis);
        if (!fits) {
            throw new ShapeException(
                    "slice: places %s … %s of axis %s must lie in one tensor, got %s"
                            .formatted(from, to - 1, axis, Arrays.toString(inputs)));
        }
        int[] extents = inputs[0].toArray();
        extents[axis] = to - from;
        return Shape.of(extents);
    }

    @Override
    public void forward(Frame f) {
        float[] x = f.x(0);
        float[] y = f.y();
        Runs part = Runs.along(axis, f.shape());
        Runs whole = Runs.along(axis, f.shape(0));
        f.workers()
                .blocks(
                        part.count(),
                        RUNS_PER_TASK,
                        (first, end) -> {
                            for (int run = first; run < end; run++) {
                                int at = whole.at(run, from);
                                System.arraycopy(x, at, y, part.at(run, 0), part.length());
                            }
                        });
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        float[] dx = f.dx(0);
        float[] dy = f.dy();
        Runs part = Runs.along(axis, f.shape());
        Runs whole = Runs.along(axis, f.shape(0));
        f.workers()
                .blocks(
                        part.count(),
                        RUNS_PER_TASK,
                        (first, end) -> {
                            for (int run = first; run < end; run++) {
                                int at = whole.at(run, from);
                                f.kernels().add(part.length(), dx, at, dy, part.at(run, 0), dx, at);
                            }
                        });
    }

    /// The part in double precision.
    ///
    /// @param axis which axis is cut
    /// @param from the first place
    /// @param to the first place behind it
    public record Formula(int axis, int from, int to) implements Rearrangement {

        @Override
        public Gather gather(Shape x) {
            int[] start = new int[x.rank()];
            int[] extents = x.toArray();
            start[axis] = from;
            extents[axis] = to - from;
            return Gather.slice(x.toArray(), start, extents);
        }
    }
}
