package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

/// Batch normalization with given statistics, `y = γ ⊙ (x − μ)·r + β` with `r = 1/√(v + ε)`: an affine map of each row.
///
/// - shapes: `x, y (…,d)`, `γ, β, μ, v (d)`
/// - adjoint: `x̄ = γr ⊙ ȳ`; `γ̄ = Σ ȳ ⊙ (x − μ)·r`, `β̄ = Σ ȳ` over the rows
/// - source: Ioffe & Szegedy 2015, *Batch normalization*, algorithm 2
///
/// @param mean `μ`
/// @param variance `v`
/// @param epsilon `ε`
record RunningNorm(Tensor mean, Tensor variance, float epsilon) implements Operation {

    private static final int ROWS_PER_TASK = 64;
    private static final int COLUMNS_PER_TASK = 64;

    @Override
    public Shape shape(Shape... inputs) {
        return new MiniBatchNorm(epsilon).shape(inputs);
    }

    /// Of every feature: `μ` and `r`.
    @Override
    public int saved(Shape... inputs) {
        return 2 * inputs[0].last();
    }

    @Override
    public void forward(Frame f) {
        int d = f.shape().last();
        float[] x = f.x(0); // (N,d)
        float[] scale = f.x(1); // (d)
        float[] shift = f.x(2); // (d)
        float[] y = f.y(); // (N,d)
        float[] s = f.saved(); // (2,d)
        for (int j = 0; j < d; j++) {
            s[j] = mean.get(j);
            s[d + j] = 1f / (float) Math.sqrt(variance.get(j) + epsilon);
        }
        f.workers()
                .blocks(
                        f.shape().rows(),
                        ROWS_PER_TASK,
                        (from, to) -> {
                            for (int row = from; row < to; row++) {
                                for (int j = 0; j < d; j++) {
                                    float normalized = (x[row * d + j] - s[j]) * s[d + j];
                                    y[row * d + j] = Math.fma(scale[j], normalized, shift[j]);
                                }
                            }
                        });
    }

    @Override
    public void backward(Frame f) {
        if (f.needs(0)) {
            inputGradient(f);
        }
        if (f.needs(1)) {
            scaleGradient(f);
        }
        if (f.needs(2)) {
            int d = f.shape().last();
            int rows = f.shape().rows();
            f.workers()
                    .blocks(
                            d,
                            COLUMNS_PER_TASK,
                            (from, to) ->
                                    f.kernels()
                                            .addRows(
                                                    rows, to - from, d, f.dy(), from, f.dx(2),
                                                    from));
        }
    }

    private static void inputGradient(Frame f) {
        int d = f.shape().last();
        float[] scale = f.x(1); // (d)
        float[] dx = f.dx(0); // (N,d)
        float[] dy = f.dy(); // (N,d)
        float[] s = f.saved(); // (2,d)
        f.workers()
                .blocks(
                        f.shape().rows(),
                        ROWS_PER_TASK,
                        (from, to) -> {
                            for (int row = from; row < to; row++) {
                                for (int j = 0; j < d; j++) {
                                    float factor = scale[j] * s[d + j];
                                    dx[row * d + j] =
                                            Math.fma(factor, dy[row * d + j], dx[row * d + j]);
                                }
                            }
                        });
    }

    /// Columns are cut into tasks and rows ascend, so every sum is one chain.
    private static void scaleGradient(Frame f) {
        int d = f.shape().last();
        int rows = f.shape().rows();
        float[] x = f.x(0); // (N,d)
        float[] dScale = f.dx(1); // (d)
        float[] dy = f.dy(); // (N,d)
        float[] s = f.saved(); // (2,d)
        f.workers()
                .blocks(
                        d,
                        COLUMNS_PER_TASK,
                        (from, to) -> {
                            for (int row = 0; row < rows; row++) {
                                for (int j = from; j < to; j++) {
                                    float normalized = (x[row * d + j] - s[j]) * s[d + j];
                                    dScale[j] = Math.fma(dy[row * d + j], normalized, dScale[j]);
                                }
                            }
                        });
    }

    /// The affine map in double precision.
    ///
    /// @param mean `μ`
    /// @param variance `v`
    /// @param epsilon `ε`
    record Formula(Tensor mean, Tensor variance, float epsilon) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] y = new double[x[0].length];
            for (int i = 0; i < y.length; i++) {
                int j = i % x[1].length;
                y[i] = x[1][j] * normalized(x[0][i], j) + x[2][j];
            }
            return y;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] dx = new double[dy.length];
            double[] dScale = new double[x[1].length];
            double[] dShift = new double[x[1].length];
            for (int i = 0; i < dy.length; i++) {
                int j = i % x[1].length;
                dx[i] = dy[i] * x[1][j] / std(j);
                dScale[j] += dy[i] * normalized(x[0][i], j);
                dShift[j] += dy[i];
            }
            return new double[][] {dx, dScale, dShift};
        }

        private double normalized(double x, int j) {
            return (x - mean.get(j)) / std(j);
        }

        private double std(int j) {
            return Math.sqrt((double) variance.get(j) + epsilon);
        }
    }
}
