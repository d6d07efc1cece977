package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Moments;
import org.firstprinciples.neuralnetworks.multilayernetworks.DenseLayer;

/// Brings each feature to mean `β` and standard deviation `|γ|` over a batch: `y = γx̂ + β`, `x̂ = (x − μ)/√(v + ε)` with the batch's own
/// mean and variance (divisor `N`). The mathematics of batch normalization in double precision; [BatchNorm] is the layer of networks.
///
/// - source: Ioffe & Szegedy 2015, *Batch normalization*, §3 and algorithm 2
///
/// @param scale `γ (d)`
/// @param shift `β (d)`
/// @param epsilon `ε`, 0 or more
public record BatchStandardization(Vector scale, Vector shift, double epsilon) {

    /// Checks the parameters.
    ///
    /// @throws ShapeException if scale and shift differ in length
    /// @throws IllegalArgumentException if `ε` is negative or NaN
    public BatchStandardization {
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

    /// The layer before, with this one's evaluation folded into it: `W′ = W diag(γ/√(v + ε))`, `b′ = γ(b − μ)/√(v + ε) + β`.
    ///
    /// @throws ShapeException if the layer gives another number of features
    public DenseLayer fold(DenseLayer layer, Statistics s) {
        requireFeatures(layer.bias().size());
        int d = scale.size();
        int m = layer.weight().rows();
        double[] weight = layer.weight().toArray();
        double[] bias = new double[d];
        for (int j = 0; j < d; j++) {
            double factor = scale.get(j) / Math.sqrt(s.variance.get(j) + epsilon);
            bias[j] = factor * (layer.bias().get(j) - s.mean.get(j)) + shift.get(j);
            for (int k = 0; k < m; k++) {
                weight[k * d + j] *= factor;
            }
        }
        return new DenseLayer(Matrix.of(m, d, weight), Vector.of(bias));
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
}
