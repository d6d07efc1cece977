package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Buffer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

/// Batch normalization: every feature is brought to mean 0 and variance 1 over the batch, then scaled and shifted.
///
/// On a tape for training the statistics are those of the batch, and the running ones move toward them,
/// `running ← (1 − m)·running + m·batch`. As in PyTorch the batch is normalized by its biased variance (divisor `N`), and the
/// running variance follows the unbiased one (divisor `N − 1`). On other tapes the running statistics are used and stay as they
/// are, so that no row depends on another.
///
/// - source: Ioffe & Szegedy 2015, *Batch normalization*, §3 and algorithm 2
///
/// @param scale `γ (d)`
/// @param shift `β (d)`
/// @param mean the running mean `(d)`
/// @param variance the running variance `(d)`
/// @param momentum `m`, how far one batch moves them
/// @param epsilon `ε`, added to the variance
public record BatchNorm(
        Parameter scale,
        Parameter shift,
        Buffer mean,
        Buffer variance,
        float momentum,
        float epsilon)
        implements Layer {

    /// The usual `m`.
    public static final float MOMENTUM = 0.1f;

    /// The usual `ε`.
    public static final float EPSILON = 1e-5f;

    /// Checks the shapes and constants.
    ///
    /// @throws ShapeException if the four are no rows of one length
    /// @throws IllegalArgumentException if `m` is not in \[0,1], or `ε` is negative or not finite
    public BatchNorm {
        Shape row = scale.shape();
        if (row.rank() != 1
                || !shift.shape().equals(row)
                || !mean.shape().equals(row)
                || !variance.shape().equals(row)) {
            throw new ShapeException(
                    "batch norm: γ, β, mean and variance (d) are needed, got %s, %s, %s and %s"
                            .formatted(row, shift.shape(), mean.shape(), variance.shape()));
        }
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("batch norm: m must lie in [0,1], got " + momentum);
        }
        if (!(epsilon >= 0 && epsilon < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "batch norm: ε must be 0 or more and finite, got " + epsilon);
        }
    }

    /// The layer at the start: scale 1, shift 0, mean 0 and variance 1.
    public static BatchNorm ones(int width) {
        Shape row = Shape.of(width);
        return new BatchNorm(
                Parameter.ones(row),
                Parameter.zeros(row),
                Buffer.filled(row, 0f),
                Buffer.filled(row, 1f),
                MOMENTUM,
                EPSILON);
    }

    /// The layer on every row: `x (…,d)` to `(…,d)`.
    ///
    /// @throws ShapeException if the rows have another length, or there are fewer than 2 of them in training
    @Override
    public Variable apply(Variable x) {
        Tape tape = x.tape();
        Operation operation =
                tape.mode() instanceof Mode.Training
                        ? new Training(this)
                        : new RunningNorm(mean.value(), variance.value(), epsilon);
        return x.apply(operation, tape.parameter(scale), tape.parameter(shift));
    }

    /// [MiniBatchNorm], which also moves the running statistics of a layer.
    ///
    /// @param layer whose statistics
    record Training(BatchNorm layer) implements Operation {

        private MiniBatchNorm norm() {
            return new MiniBatchNorm(layer.epsilon);
        }

        @Override
        public Shape shape(Shape... inputs) {
            Shape x = norm().shape(inputs);
            if (x.rows() < 2) {
                throw new ShapeException(
                        "batch norm: training needs at least 2 rows, for one has no variance, got "
                                + x);
            }
            return x;
        }

        @Override
        public int saved(Shape... inputs) {
            return norm().saved(inputs);
        }

        @Override
        public void forward(Frame f) {
            norm().forward(f);
            int d = f.shape().last();
            float n = f.shape().rows();
            for (int j = 0; j < d; j++) {
                follow(layer.mean, j, f.saved()[j]);
                follow(layer.variance, j, f.saved()[2 * d + j] * (n / (n - 1)));
            }
        }

        private void follow(Buffer running, int j, float batch) {
            float[] values = running.values();
            values[j] = Math.fma(layer.momentum, batch - values[j], values[j]);
        }

        @Override
        public void backward(Frame f) {
            norm().backward(f);
        }
    }
}
