package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Gives each head its columns as a matrix of its own, or, the other way round, puts them together again.
///
/// - shapes: split `(B,T,C)` to `(B·H,T,D)` with `C = H·D`; merged `(B·H,T,D)` to `(B,T,C)`
/// - adjoint: the other way round
///
/// @param heads `H`
/// @param merge whether heads are put together instead of split
public record SplitHeads(int heads, boolean merge) implements Operation {

    @Override
    public Shape shape(Shape... inputs) {
        boolean fits =
                inputs.length == 1
                        && inputs[0].rank() == 3
                        && inputs[0].dim(merge ? 0 : 2) % heads == 0;
        if (!fits) {
            throw new ShapeException(
                    "%s heads: %s with a multiple of %s is needed, got %s"
                            .formatted(
                                    merge ? "merging" : "splitting",
                                    merge ? "(B·H,T,D)" : "(B,T,H·D)",
                                    heads,
                                    Arrays.toString(inputs)));
        }
        int a = inputs[0].dim(0);
        int T = inputs[0].dim(1);
        int c = inputs[0].dim(2);
        return merge ? Shape.of(a / heads, T, c * heads) : Shape.of(a * heads, T, c / heads);
    }

    @Override
    public void forward(Frame f) {
        int D = headSize(f.shape());
        f.workers()
                .run(
                        D == 0 ? 0 : f.y().length / D,
                        row -> {
                            int apart = row * D;
                            int together = together(f.shape(), row) * D;
                            System.arraycopy(
                                    f.x(0),
                                    merge ? apart : together,
                                    f.y(),
                                    merge ? together : apart,
                                    D);
                        });
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        int D = headSize(f.shape());
        f.workers()
                .run(
                        D == 0 ? 0 : f.dy().length / D,
                        row -> {
                            int from = (merge ? together(f.shape(), row) : row) * D;
                            int to = (merge ? row : together(f.shape(), row)) * D;
                            f.kernels().add(D, f.dx(0), to, f.dy(), from, f.dx(0), to);
                        });
    }

    private int headSize(Shape result) {
        return merge ? result.dim(2) / heads : result.dim(2);
    }

    /// Row `(b·H + h)·T + t` of the heads apart is row `(b·T + t)·H + h` of the heads together.
    private int together(Shape result, int row) {
        int T = result.dim(1);
        int b = row / (heads * T);
        int h = row / T % heads;
        return (b * T + row % T) * heads + h;
    }

    /// The rearrangement in double precision, element by element.
    ///
    /// @param heads `H`
    /// @param merge whether heads are put together instead of split
    public record Formula(int heads, boolean merge) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            Shape shape = new SplitHeads(heads, merge).shape(shapes);
            return moved(shape, x[0], merge);
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            return new double[][] {moved(shapes[0], dy, !merge)};
        }

        private double[] moved(Shape result, double[] x, boolean merging) {
            int T = result.dim(1);
            int D = merging ? result.dim(2) / heads : result.dim(2);
            int B = merging ? result.dim(0) : result.dim(0) / heads;
            double[] y = new double[x.length];
            for (int b = 0; b < B; b++) {
                for (int h = 0; h < heads; h++) {
                    for (int t = 0; t < T; t++) {
                        for (int d = 0; d < D; d++) {
                            int apart = ((b * heads + h) * T + t) * D + d;
                            int together = (b * T + t) * heads * D + h * D + d;
                            y[merging ? together : apart] = x[merging ? apart : together];
                        }
                    }
                }
            }
            return y;
        }
    }
}
