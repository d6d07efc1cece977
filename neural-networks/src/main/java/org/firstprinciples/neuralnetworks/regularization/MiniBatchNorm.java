package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// Batch normalization with the statistics of the batch itself.
///
/// - shapes: `x, y (…,d)`, `γ, β (d)`; mean and variance are per feature, over all rows
/// - adjoint: `x̄ = γr·(ȳ − Σȳ/N − x̂·Σȳx̂/N)` with `r = 1/√(v + ε)`; `γ̄ = Σȳx̂`, `β̄ = Σȳ`
/// - errors: a feature whose variance is larger than the largest `float`
/// - source: Ioffe & Szegedy 2015, *Batch normalization*, §3, "Normalization via mini-batch statistics"
///
/// @param epsilon `ε`
public record MiniBatchNorm(float epsilon) implements Operation {

    private static final int COLUMNS_PER_TASK = 64;
    private static final Scratch DOT = new Scratch();
    private static final Scratch SUM = new Scratch();

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 3
                || inputs[0].rank() < 1
                || !inputs[1].equals(Shape.of(inputs[0].last()))
                || !inputs[2].equals(inputs[1])) {
            throw new ShapeException(
                    "batch norm: x (…,d), γ (d) and β (d) are needed, got "
                            + Arrays.toString(inputs));
        }
        return inputs[0];
    }

    /// Of every feature: `μ`, `r` and `v`.
    @Override
    public int saved(Shape... inputs) {
        return 3 * inputs[0].last();
    }

    /// Columns are cut into tasks and rows ascend, so every sum is one chain.
    @Override
    public void forward(Frame f) {
        int d = f.shape(0).last();
        int n = f.shape(0).rows();
        float[] x = f.x(0); // (N,d)
        float[] y = f.y(); // (N,d)
        float[] s = f.saved(); // (3,d)
        f.workers()
                .blocks(
                        d,
                        COLUMNS_PER_TASK,
                        (from, to) -> {
                            statistics(n, d, from, to, x, s);
                            for (int row = 0; row < n; row++) {
                                for (int j = from; j < to; j++) {
                                    float normalized = (x[row * d + j] - s[j]) * s[d + j];
                                    y[row * d + j] = Math.fma(f.x(1)[j], normalized, f.x(2)[j]);
                                }
                            }
                        });
    }

    private void statistics(int n, int d, int from, int to, float[] x, float[] s) {
        Arrays.fill(s, from, to, 0f);
        Arrays.fill(s, d + from, d + to, 0f);
        Arrays.fill(s, 2 * d + from, 2 * d + to, 0f);
        for (int row = 0; row < n; row++) {
            for (int j = from; j < to; j++) {
                s[j] += x[row * d + j];
            }
        }
        for (int j = from; j < to; j++) {
            s[j] /= n;
        }
        for (int row = 0; row < n; row++) {
            for (int j = from; j < to; j++) {
                s[d + j] += x[row * d + j] - s[j]; // what rounding left of the mean
            }
        }
        for (int j = from; j < to; j++) {
            s[j] += s[d + j] / n;
        }
        for (int row = 0; row < n; row++) {
            for (int j = from; j < to; j++) {
                float distance = x[row * d + j] - s[j];
                s[2 * d + j] = Math.fma(distance, distance, s[2 * d + j]);
            }
        }
        for (int j = from; j < to; j++) {
            s[2 * d + j] /= n;
            if (s[2 * d + j] == Float.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "batch norm: the variance of feature %s is larger than the largest float, %s; its mean comes out as %s"
                                .formatted(j, Float.MAX_VALUE, s[j]));
            }
            s[d + j] = 1f / (float) Math.sqrt(s[2 * d + j] + epsilon);
        }
    }

    @Override
    public void backward(Frame f) {
        int d = f.shape(0).last();
        f.workers().blocks(d, COLUMNS_PER_TASK, (from, to) -> backward(f, d, from, to));
    }

    private static void backward(Frame f, int d, int from, int to) {
        int n = f.shape(0).rows();
        float[] x = f.x(0); // (N,d)
        float[] dy = f.dy(); // (N,d)
        float[] s = f.saved(); // (3,d)
        float[] dot = DOT.atLeast(to - from); // Σȳx̂
        float[] sum = SUM.atLeast(to - from); // Σȳ
        Arrays.fill(dot, 0, to - from, 0f);
        Arrays.fill(sum, 0, to - from, 0f);
        for (int row = 0; row < n; row++) {
            for (int j = from; j < to; j++) {
                float normalized = (x[row * d + j] - s[j]) * s[d + j];
                dot[j - from] = Math.fma(dy[row * d + j], normalized, dot[j - from]);
                sum[j - from] += dy[row * d + j];
            }
        }
        for (int j = from; j < to; j++) {
            if (f.needs(1)) {
                f.dx(1)[j] += dot[j - from];
            }
            if (f.needs(2)) {
                f.dx(2)[j] += sum[j - from];
            }
        }
        if (!f.needs(0)) {
            return;
        }
        float[] dx = f.dx(0); // (N,d)
        for (int row = 0; row < n; row++) {
            for (int j = from; j < to; j++) {
                float normalized = (x[row * d + j] - s[j]) * s[d + j];
                float rest = dy[row * d + j] - sum[j - from] / n;
                rest = Math.fma(-normalized, dot[j - from] / n, rest);
                dx[row * d + j] += f.x(1)[j] * s[d + j] * rest;
            }
        }
    }

    /// Batch normalization in double precision; the adjoint goes back step by step through centering, variance and quotient,
    /// where [BatchStandardization#backward] has the closed form.
    ///
    /// @param epsilon `ε`
    public record Formula(double epsilon) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            int d = shapes[0].last();
            double[] y = new double[x[0].length];
            for (int j = 0; j < d; j++) {
                double mean = mean(x[0], j, d);
                double r = rstd(x[0], j, d);
                for (int i = j; i < y.length; i += d) {
                    y[i] = x[1][j] * (x[0][i] - mean) * r + x[2][j];
                }
            }
            return y;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            int d = shapes[0].last();
            int n = shapes[0].rows();
            double[] dx = new double[x[0].length];
            double[] dScale = new double[d];
            double[] dShift = new double[d];
            for (int j = 0; j < d; j++) {
                double mean = mean(x[0], j, d);
                double r = rstd(x[0], j, d);
                double dr = 0;
                for (int i = j; i < dx.length; i += d) {
                    dShift[j] += dy[i];
                    dScale[j] += dy[i] * (x[0][i] - mean) * r;
                    dr += x[1][j] * dy[i] * (x[0][i] - mean);
                }
                double dVariance = -0.5 * r * r * r * dr;
                double dMean = 0;
                for (int i = j; i < dx.length; i += d) {
                    dx[i] = x[1][j] * dy[i] * r + dVariance * 2 * (x[0][i] - mean) / n;
                    dMean -= dx[i];
                }
                for (int i = j; i < dx.length; i += d) {
                    dx[i] += dMean / n;
                }
            }
            return new double[][] {dx, dScale, dShift};
        }

        private static double mean(double[] x, int j, int d) {
            double sum = 0;
            for (int i = j; i < x.length; i += d) {
                sum += x[i];
            }
            return sum * d / x.length;
        }

        private double rstd(double[] x, int j, int d) {
            double mean = mean(x, j, d);
            double squares = 0;
            for (int i = j; i < x.length; i += d) {
                squares += (x[i] - mean) * (x[i] - mean);
            }
            return 1 / Math.sqrt(squares * d / x.length + epsilon);
        }
    }
}
