package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.Gather;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Rows of a tensor, in any order and as often as they are named: `y_k = x_{index[k]}`.
///
/// - shapes: `x (…,C)`, its rows counted through all axes but the last, to `(n,C)`
/// - adjoint: `x̄_r = Σ ȳ_k` over all `k` with `index[k] = r`, ascending
///
/// @param index `n` numbers of rows
public record Rows(List<Integer> index) implements Operation {

    private static final int ROWS_PER_TASK = 64;
    private static final int COLUMNS_PER_TASK = 32;

    /// Copies the list.
    public Rows {
        index = List.copyOf(index);
    }

    /// The rows of these numbers.
    public static Rows of(int... index) {
        return new Rows(Arrays.stream(index).boxed().toList());
    }

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1 || inputs[0].rank() == 0) {
            throw new ShapeException(
                    "rows: one tensor (…,C) is needed, got " + Arrays.toString(inputs));
        }
        for (int row : index) {
            if (row < 0 || row >= inputs[0].rows()) {
                throw new ShapeException(
                        "rows: row %s was asked for, and %s has rows 0 … %s"
                                .formatted(row, inputs[0], inputs[0].rows() - 1));
            }
        }
        return Shape.of(index.size(), inputs[0].last());
    }

    @Override
    public void forward(Frame f) {
        copy(f, index.size(), index::get);
    }

    @Override
    public void backward(Frame f) {
        collect(f, index.size(), index::get);
    }

    /// Writes `y_k = x_{row(k)}` for `k = 0 … n−1`.
    public static void copy(Frame f, int n, IntUnaryOperator row) {
        int C = f.shape().last();
        float[] x = f.x(0); // (…,C)
        float[] y = f.y(); // (n,C)
        f.workers()
                .blocks(
                        n,
                        ROWS_PER_TASK,
                        (from, to) -> {
                            for (int k = from; k < to; k++) {
                                System.arraycopy(x, row.applyAsInt(k) * C, y, k * C, C);
                            }
                        });
    }

    /// Adds `ȳ_k` to `x̄_{row(k)}` for `k = 0 … n−1`. Columns are cut into tasks and `k` ascends, so every sum is one chain.
    public static void collect(Frame f, int n, IntUnaryOperator row) {
        if (!f.needs(0)) {
            return;
        }
        int C = f.shape().last();
        float[] dx = f.dx(0); // (…,C)
        float[] dy = f.dy(); // (n,C)
        f.workers()
                .blocks(
                        C,
                        COLUMNS_PER_TASK,
                        (from, to) -> {
                            for (int k = 0; k < n; k++) {
                                int at = row.applyAsInt(k) * C + from;
                                f.kernels().add(to - from, dx, at, dy, k * C + from, dx, at);
                            }
                        });
    }

    /// The rows in double precision.
    ///
    /// @param index numbers of rows
    public record Formula(int... index) implements Rearrangement {

        @Override
        public Gather gather(Shape x) {
            int C = x.last();
            IntStream places = IntStream.range(0, index.length * C);
            return Gather.of(x.size(), places.map(k -> index[k / C] * C + k % C).toArray());
        }
    }
}
