package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// The mean cross-entropy of targets under the softmax of logits, in nats.
///
/// For logits `z` and a target `y` the loss is `lse(z) − z_y`; the mean is over the `N` places whose
/// target is not [#IGNORED]. Logits at ignored places are not read. If all are ignored the loss is 0 and
/// so is its gradient.
///
/// - shapes: `z (B,T,V)`, targets `(B,T)`, result `()`
/// - adjoint: `z̄ = (softmax(z) − onehot(y)) · ȳ / N`
/// - source: Bridle 1990; Goodfellow, Bengio & Courville 2016, §6.2.2.3
///
/// @param targets the targets `(B,T)`, each in `0 … V−1` or [#IGNORED]
public record SoftmaxCrossEntropy(TokenBatch targets) implements Operation {

    /// A target that does not count.
    public static final int IGNORED = -1;

    private static final int ROWS_PER_TASK = 16;
    private static final Scratch PROBABILITIES = new Scratch();

    /// The mean loss of `logits (B,T,V)`.
    public static Variable of(Variable logits, TokenBatch targets) {
        return logits.apply(new SoftmaxCrossEntropy(targets));
    }

    /// The number of places that count, `N`.
    public int count() {
        int count = 0;
        for (int place = 0; place < targets.size(); place++) {
            count += targets.id(place) == IGNORED ? 0 : 1;
        }
        return count;
    }

    @Override
    public Shape shape(Shape... inputs) {
        if (inputs.length != 1
                || inputs[0].rank() != 3
                || inputs[0].dim(0) != targets.rows()
                || inputs[0].dim(1) != targets.length()) {
            throw new ShapeException(
                    "softmax cross-entropy: logits (B,T,V) for targets %s are needed, got %s"
                            .formatted(targets.shape(), Arrays.toString(inputs)));
        }
        for (int place = 0; place < targets.size(); place++) {
            int target = targets.id(place);
            if (target != IGNORED && (target < 0 || target >= inputs[0].last())) {
                throw new IllegalArgumentException(
                        "softmax cross-entropy: target %d at sequence %d, position %d is not in 0 … %d and not %d (ignored)"
                                .formatted(
                                        target,
                                        place / targets.length(),
                                        place % targets.length(),
                                        inputs[0].last() - 1,
                                        IGNORED));
            }
        }
        return Shape.of();
    }

    /// Of every row: the largest logit, the reciprocal of `Σ exp(z − max)`, and the loss.
    @Override
    public int saved(Shape... inputs) {
        return 3 * targets.size();
    }

    @Override
    public void forward(Frame f) {
        int rows = targets.size();
        int V = f.shape(0).last();
        float[] z = f.x(0); // (B,T,V)
        float[] saved = f.saved(); // (3,B·T): maximum, reciprocal sum, loss
        forEachRow(
                f,
                row -> {
                    float[] p = PROBABILITIES.atLeast(V);
                    float max = f.kernels().max(V, z, row * V);
                    float sum = f.kernels().expShifted(V, -max, z, row * V, p, 0);
                    saved[row] = max;
                    saved[rows + row] = 1f / sum;
                    saved[2 * rows + row] =
                            FloatFunctions.log(sum) + (max - z[row * V + targets.id(row)]);
                });
        double total = 0;
        for (int row = 0; row < rows; row++) {
            total += targets.id(row) == IGNORED ? 0 : saved[2 * rows + row];
        }
        f.y()[0] = (float) (total / Math.max(1, count()));
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        int rows = targets.size();
        int V = f.shape(0).last();
        float[] z = f.x(0); // (B,T,V)
        float[] dz = f.dx(0); // (B,T,V)
        float[] saved = f.saved();
        float weight = f.dy()[0] / Math.max(1, count());
        forEachRow(
                f,
                row -> {
                    float[] p = PROBABILITIES.atLeast(V);
                    f.kernels().expShifted(V, -saved[row], z, row * V, p, 0);
                    f.kernels().scale(V, saved[rows + row], p, 0);
                    p[targets.id(row)] -= 1f;
                    f.kernels().axpy(V, weight, p, 0, dz, row * V);
                });
    }

    private void forEachRow(Frame f, IntConsumer body) {
        f.workers()
                .run(
                        Math.ceilDiv(targets.size(), ROWS_PER_TASK),
                        task -> {
                            int end = Math.min(targets.size(), (task + 1) * ROWS_PER_TASK);
                            for (int row = task * ROWS_PER_TASK; row < end; row++) {
                                if (targets.id(row) != IGNORED) {
                                    body.accept(row);
                                }
                            }
                        });
    }

    /// The loss in double precision.
    public record Formula(TokenBatch targets) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double total = 0;
            int count = 0;
            for (int row = 0; row < targets.size(); row++) {
                if (targets.id(row) != IGNORED) {
                    double[] z = row(shapes[0], x[0], row);
                    total += LogSumExp.of(z) - z[targets.id(row)];
                    count++;
                }
            }
            return new double[] {count == 0 ? 0 : total / count};
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] dz = new double[x[0].length];
            int V = shapes[0].last();
            int count = new SoftmaxCrossEntropy(targets).count();
            for (int row = 0; row < targets.size(); row++) {
                if (targets.id(row) != IGNORED) {
                    double[] p = Softmax.of(row(shapes[0], x[0], row));
                    for (int v = 0; v < V; v++) {
                        double oneHot = v == targets.id(row) ? 1 : 0;
                        dz[row * V + v] = (p[v] - oneHot) * dy[0] / count;
                    }
                }
            }
            return new double[][] {dz};
        }

        private static double[] row(Shape shape, double[] x, int row) {
            return Arrays.copyOfRange(x, row * shape.last(), (row + 1) * shape.last());
        }
    }
}
