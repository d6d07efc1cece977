package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.mathfoundations.probability.Moments;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.multilayernetworks.DenseLayer;

import java.util.Arrays;

/// Brings each feature to mean `β` and standard deviation `|γ|` over a batch: `y = γx̂ + β`, `x̂ = (x − μ)/√(v + ε)` with the batch's own
/// mean and variance (divisor `N`).
///
/// - source: Ioffe & Szegedy 2015, *Batch normalization*, §3 and algorithm 2
///
/// @param scale `γ (d)`
/// @param shift `β (d)`
/// @param epsilon `ε`, 0 or more
public record BatchNorm(Vector scale, Vector shift, double epsilon) {

    /// Checks the parameters.
    ///
    /// @throws ShapeException if scale and shift differ in length
    /// @throws IllegalArgumentException if `ε` is negative or NaN
    public BatchNorm {
        if (scale.size() != shift.size()) {
            throw new ShapeException(
                    "batch norm: scale and shift have %s and %s elements"
                            .formatted(scale.size(), shift.size()));
        }
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("ε must be 0 or more, got " + epsilon);
        }
    }

    /// Mean and variance of each feature.
    ///
    /// @param mean `μ (d)`
    /// @param variance `v (d)`
    public record Statistics(Vector mean, Vector variance) {}

    /// Gradients of a loss.
    ///
    /// @param input `x̄ (N,d)`
    /// @param scale `γ̄ (d)`
    /// @param shift `β̄ (d)`
    public record Gradients(Matrix input, Vector scale, Vector shift) {}

    /// Of a batch `(N,d)`, with divisor `N`.
    ///
    /// @throws ShapeException if there is no row
    public static Statistics statistics(Matrix x) {
        int n = x.rows();
        int d = x.columns();
        if (n == 0) {
            throw new ShapeException("batch norm: at least one row is needed");
        }
        double[] mean = new double[d];
        double[] variance = new double[d];
        for (int j = 0; j < d; j++) {
            Moments moments = new Moments(); // of equal numbers the variance is exactly 0
            for (int i = 0; i < n; i++) {
                moments.add(x.get(i, j));
            }
            mean[j] = moments.mean();
            variance[j] = moments.variance();
        }
        return new Statistics(Vector.of(mean), Vector.of(variance));
    }

    /// With the statistics of the batch itself, as in training.
    ///
    /// @throws ShapeException if the batch has another number of features, or no row
    /// @throws IllegalArgumentException if `ε = 0` and a feature is constant
    public Matrix train(Matrix x) {
        return evaluate(x, statistics(x));
    }

    /// With given statistics, as in use: an affine map of each row.
    ///
    /// @throws ShapeException if the batch has another number of features
    /// @throws IllegalArgumentException if `ε = 0` and a variance is 0
    public Matrix evaluate(Matrix x, Statistics s) {
        Matrix normalized = normalized(x, s);
        double[] y = normalized.toArray();
        int d = scale.size();
        for (int i = 0; i < y.length; i++) {
            y[i] = scale.get(i % d) * y[i] + shift.get(i % d);
        }
        return Matrix.of(x.rows(), d, y);
    }

    /// Back through [#train(Matrix)]: `x̄ = γ/(N√(v + ε))·(Nȳ − Σȳ − x̂Σȳx̂)`, `γ̄ = Σȳx̂`, `β̄ = Σȳ`.
    ///
    /// @throws ShapeException if the batch has another number of features, or `ȳ` another shape
    @Exercise(id = "RG-E3", stars = 4, minutes = 50, claims = "RG-11")
    public Gradients backward(Matrix x, Matrix dy) {
        if (dy.rows() != x.rows() || dy.columns() != x.columns()) {
            throw new ShapeException(
                    "batch norm: the batch is (%s,%s), its adjoint (%s,%s)"
                            .formatted(x.rows(), x.columns(), dy.rows(), dy.columns()));
        }
        Statistics s = statistics(x);
        Matrix normalized = normalized(x, s);
        int n = x.rows();
        int d = x.columns();
        double[] dx = new double[n * d];
        double[] dScale = new double[d];
        double[] dShift = new double[d];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < n; i++) {
                dScale[j] += dy.get(i, j) * normalized.get(i, j);
                dShift[j] += dy.get(i, j);
            }
            double factor = scale.get(j) / Math.sqrt(s.variance.get(j) + epsilon);
            for (int i = 0; i < n; i++) {
                dx[i * d + j] =
                        factor
                                * (dy.get(i, j)
                                        - dShift[j] / n
                                        - normalized.get(i, j) * dScale[j] / n);
            }
        }
        return new Gradients(Matrix.of(n, d, dx), Vector.of(dScale), Vector.of(dShift));
    }

    /// The running statistics after one more batch: `(1 − m)·running + m·batch`, with the unbiased variance of the batch,
    /// `N/(N − 1)` times its own.
    ///
    /// @throws ShapeException if the batch has fewer than 2 rows, of which no unbiased variance is known
    /// @throws IllegalArgumentException if `m` is not in \[0,1]
    public static Statistics update(Statistics running, Matrix batch, double m) {
        int n = batch.rows();
        if (n < 2) {
            throw new ShapeException("batch norm: at least 2 rows are needed, got " + n);
        }
        if (!(m >= 0 && m <= 1)) {
            throw new IllegalArgumentException("m must lie in [0,1], got " + m);
        }
        Statistics s = statistics(batch);
        return new Statistics(
                running.mean.times(1 - m).plus(s.mean.times(m)),
                running.variance.times(1 - m).plus(s.variance.times(m * n / (n - 1))));
    }

    /// The layer before, with this one's evaluation folded into it: `W′ = diag(γ/√(v + ε))W`, `b′ = γ(b − μ)/√(v + ε) + β`.
    ///
    /// @throws ShapeException if the layer gives another number of features
    public DenseLayer fold(DenseLayer layer, Statistics s) {
        requireFeatures(layer.bias().size());
        int d = scale.size();
        int m = layer.weight().columns();
        double[] weight = layer.weight().toArray();
        double[] bias = new double[d];
        for (int j = 0; j < d; j++) {
            double factor = scale.get(j) / Math.sqrt(s.variance.get(j) + epsilon);
            bias[j] = factor * (layer.bias().get(j) - s.mean.get(j)) + shift.get(j);
            for (int k = 0; k < m; k++) {
                weight[j * m + k] *= factor;
            }
        }
        return new DenseLayer(Matrix.of(d, m, weight), Vector.of(bias));
    }

    private Matrix normalized(Matrix x, Statistics s) {
        requireFeatures(x.columns());
        int d = scale.size();
        double[] elements = x.toArray();
        for (int i = 0; i < elements.length; i++) {
            double variance = s.variance.get(i % d) + epsilon;
            if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        variance == 0
                                ? "feature %s does not vary, and ε is 0".formatted(i % d)
                                : "the variance of feature %s plus ε is %s"
                                        .formatted(i % d, variance));
            }
            elements[i] = (elements[i] - s.mean.get(i % d)) / Math.sqrt(variance);
        }
        return Matrix.of(x.rows(), d, elements);
    }

    private void requireFeatures(int features) {
        if (features != scale.size()) {
            throw new ShapeException(
                    "batch norm: %s features are needed, got %s".formatted(scale.size(), features));
        }
    }

    /// Batch normalization as an operation on the tape, with the statistics of the batch itself: training.
    ///
    /// - shapes: `x, y (…,d)`, `γ, β (d)`; mean and variance are per feature, over all rows
    /// - adjoint: `x̄ = γr·(ȳ − Σȳ/N − x̂·Σȳx̂/N)` with `r = 1/√(v + ε)`; `γ̄ = Σȳx̂`, `β̄ = Σȳ`
    /// - source: Ioffe & Szegedy 2015, *Batch normalization*, §3
    ///
    /// @param epsilon `ε`
    public record Op(float epsilon) implements Operation {

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

        /// Of every feature: `μ` and `r`.
        @Override
        public int saved(Shape... inputs) {
            return 2 * inputs[0].last();
        }

        /// Columns are cut into tasks and rows ascend, so every sum is one chain.
        @Override
        public void forward(Frame f) {
            int d = f.shape(0).last();
            int n = f.shape(0).rows();
            float[] x = f.x(0); // (N,d)
            float[] y = f.y(); // (N,d)
            float[] s = f.saved(); // (2,d)
            f.workers()
                    .run(
                            Math.ceilDiv(d, COLUMNS_PER_TASK),
                            task -> {
                                int from = task * COLUMNS_PER_TASK;
                                int to = Math.min(d, from + COLUMNS_PER_TASK);
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
                    float distance = x[row * d + j] - s[j];
                    s[d + j] = Math.fma(distance, distance, s[d + j]);
                }
            }
            for (int j = from; j < to; j++) {
                s[d + j] = 1f / (float) Math.sqrt(s[d + j] / n + epsilon);
            }
        }

        @Override
        public void backward(Frame f) {
            int d = f.shape(0).last();
            f.workers()
                    .run(
                            Math.ceilDiv(d, COLUMNS_PER_TASK),
                            task -> {
                                int from = task * COLUMNS_PER_TASK;
                                backward(f, d, from, Math.min(d, from + COLUMNS_PER_TASK));
                            });
        }

        private static void backward(Frame f, int d, int from, int to) {
            int n = f.shape(0).rows();
            float[] x = f.x(0); // (N,d)
            float[] dy = f.dy(); // (N,d)
            float[] s = f.saved(); // (2,d)
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
    }

    /// Batch normalization in double precision; the adjoint goes back step by step through centering, variance and quotient,
    /// where [#backward(Matrix, Matrix)] has the closed form.
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
