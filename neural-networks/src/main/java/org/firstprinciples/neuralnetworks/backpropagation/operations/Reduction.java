package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Sum or mean of all elements, or of each row: over the last axis, which disappears.
///
/// Blocks of 4096 elements are summed as rows are, in the 16 lanes of
/// [org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels#sum], and their sums are added in double precision,
/// block after block; so the order depends on the number of elements alone. The sum of nothing is 0, and so is its mean.
///
/// - shapes: `x (…)` to `()`, or `x (…,C)` to `(…)`
/// - adjoint: `x̄ = ȳ` at every element of the sum, or `ȳ/n` for the mean of `n`
public enum Reduction implements Operation {

    /// The sum of all elements.
    SUM,

    /// The mean of all elements.
    MEAN,

    /// The sum of each row.
    ROW_SUMS,

    /// The mean of each row.
    ROW_MEANS;

    private static final int BLOCK = 4096;
    private static final int ROWS_PER_TASK = 64;
    private static final int ELEMENTS_PER_TASK = 16_384;

    private boolean ofRows() {
        return this == ROW_SUMS || this == ROW_MEANS;
    }

    /// How many elements one number of the result is made of.
    private int length(Shape x) {
        return ofRows() ? x.last() : x.size();
    }

    /// What a sum of `length` elements is divided by.
    private int divisor(int length) {
        return this == SUM || this == ROW_SUMS ? 1 : Math.max(1, length);
    }

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1 || ofRows() && inputs[0].rank() == 0) {
            throw new ShapeException(
                    "%s: one tensor %s is needed, got %s"
                            .formatted(this, ofRows() ? "(…,C)" : "(…)", Arrays.toString(inputs)));
        }
        return ofRows()
                ? Shape.of(Arrays.copyOf(inputs[0].toArray(), inputs[0].rank() - 1))
                : Shape.of();
    }

    /// The sum of each block of all elements.
    @Override
    public int saved(Shape... inputs) {
        return ofRows() ? 0 : Math.ceilDiv(inputs[0].size(), BLOCK);
    }

    @Override
    public void forward(Frame f) {
        float[] x = f.x(0);
        float[] y = f.y();
        int n = length(f.shape(0));
        if (ofRows()) {
            f.workers()
                    .blocks(
                            y.length,
                            ROWS_PER_TASK,
                            (from, to) -> {
                                for (int row = from; row < to; row++) {
                                    y[row] = f.kernels().sum(n, x, row * n) / divisor(n);
                                }
                            });
            return;
        }
        float[] sums = f.saved();
        f.workers()
                .blocks(
                        n,
                        BLOCK,
                        (from, to) -> sums[from / BLOCK] = f.kernels().sum(to - from, x, from));
        double total = 0;
        for (float sum : sums) {
            total += sum;
        }
        y[0] = (float) (total / divisor(n));
    }

    @Override
    public boolean writesFirst(int input) {
        return true;
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        float[] dx = f.dx(0);
        float[] dy = f.dy();
        boolean first = f.first(0);
        int n = length(f.shape(0));
        if (ofRows()) {
            f.workers()
                    .blocks(
                            dy.length,
                            ROWS_PER_TASK,
                            (from, to) -> {
                                for (int row = from; row < to; row++) {
                                    spread(dy[row] / divisor(n), first, dx, row * n, (row + 1) * n);
                                }
                            });
        } else {
            f.workers()
                    .blocks(
                            n,
                            ELEMENTS_PER_TASK,
                            (from, to) -> spread(dy[0] / divisor(n), first, dx, from, to));
        }
    }

    private static void spread(float share, boolean first, float[] dx, int from, int to) {
        for (int i = from; i < to; i++) {
            dx[i] = (first ? 0f : dx[i]) + share;
        }
    }

    /// Sum or mean in double precision.
    ///
    /// @param reduction which one
    public record Formula(Reduction reduction) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] y = new double[reduction.shape(shapes).size()];
            int n = reduction.length(shapes[0]);
            for (int i = 0; i < x[0].length; i++) {
                y[i / n] += x[0][i] / reduction.divisor(n);
            }
            return y;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] dx = new double[x[0].length];
            int n = reduction.length(shapes[0]);
            for (int i = 0; i < dx.length; i++) {
                dx[i] = dy[i / n] / reduction.divisor(n);
            }
            return new double[][] {dx};
        }
    }
}
