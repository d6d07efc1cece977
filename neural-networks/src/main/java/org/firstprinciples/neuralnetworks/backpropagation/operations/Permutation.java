package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.Gather;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The axes of a tensor in another order: axis `a` of the result is axis `order[a]` of the input. Of a matrix, the
/// transpose.
///
/// - shapes: `x (n₀,n₁,…)` to `(n_{order[0]}, n_{order[1]}, …)`
/// - adjoint: `x̄` is `ȳ` with its axes put back
///
/// @param order each of `0 … rank−1` once
public record Permutation(List<Integer> order) implements Operation {

    private static final int ROWS_PER_TASK = 64;

    /// Checks the order.
    ///
    /// @throws IllegalArgumentException if it is not each of `0 … rank−1` once
    public Permutation {
        order = List.copyOf(order);
        if (!order.stream().sorted().toList().equals(axes(order.size()))) {
            throw new IllegalArgumentException(
                    "permutation: each of the axes %s is needed once, got %s"
                            .formatted(axes(order.size()), order));
        }
    }

    /// This order of the axes.
    ///
    /// @throws IllegalArgumentException if it is not each of `0 … rank−1` once
    public static Permutation of(int... order) {
        return new Permutation(Arrays.stream(order).boxed().toList());
    }

    private static List<Integer> axes(int rank) {
        return IntStream.range(0, rank).boxed().toList();
    }

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1 || inputs[0].rank() != order.size()) {
            throw new ShapeException(
                    "permutation %s: one tensor of %s axes is needed, got %s"
                            .formatted(order, order.size(), Arrays.toString(inputs)));
        }
        return Shape.of(order.stream().mapToInt(inputs[0]::dim).toArray());
    }

    @Override
    public void forward(Frame f) {
        float[] x = f.x(0);
        float[] y = f.y();
        Layout source = layout(f);
        f.workers()
                .blocks(
                        source.count(),
                        ROWS_PER_TASK,
                        (from, to) -> {
                            for (int row = from; row < to; row++) {
                                int o = row * source.length();
                                int at = source.start(row);
                                for (int i = 0; i < source.length(); i++) {
                                    y[o + i] = x[at + i * source.stride()];
                                }
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
        Layout source = layout(f);
        f.workers()
                .blocks(
                        source.count(),
                        ROWS_PER_TASK,
                        (from, to) -> {
                            for (int row = from; row < to; row++) {
                                int o = row * source.length();
                                int at = source.start(row);
                                for (int i = 0; i < source.length(); i++) {
                                    dx[at + i * source.stride()] += dy[o + i];
                                }
                            }
                        });
    }

    /// Where the rows of the result lie in the input.
    ///
    /// @param shape of the result
    /// @param strides how far apart neighbors along each axis of the result lie in the input
    private record Layout(Shape shape, int... strides) {

        int count() {
            return shape.rank() == 0 ? 1 : shape.rows();
        }

        int length() {
            return shape.rank() == 0 ? 1 : shape.last();
        }

        int stride() {
            return shape.rank() == 0 ? 0 : strides[shape.rank() - 1];
        }

        /// The place of the first element of a row.
        int start(int row) {
            int start = 0;
            int rest = row;
            for (int axis = shape.rank() - 2; axis >= 0; axis--) {
                start += rest % shape.dim(axis) * strides[axis];
                rest /= shape.dim(axis);
            }
            return start;
        }
    }

    private Layout layout(Frame f) {
        int[] strides =
                order.stream().mapToInt(axis -> Runs.along(axis, f.shape(0)).stride()).toArray();
        return new Layout(f.shape(), strides);
    }

    /// The transpose in double precision.
    ///
    /// @param order of the axes
    public record Formula(int... order) implements Rearrangement {

        @Override
        public Gather gather(Shape x) {
            return Gather.transpose(x.toArray(), order);
        }
    }
}
