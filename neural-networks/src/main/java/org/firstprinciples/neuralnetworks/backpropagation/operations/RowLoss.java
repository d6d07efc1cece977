package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Scratch;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;

import java.util.function.IntConsumer;

/// `−log p(y) = lse(z) − z_y`, the loss of a target `y` under the softmax of its row of logits `z`, row by row.
///
/// Of each row it keeps two numbers for the backward pass, the largest logit and the reciprocal of `Σ exp(z − max)`.
/// Rows whose target is ignored are neither read nor written.
///
/// @param f the call; input 0 are logits `(…,V)`, and what is saved begins with these numbers, `(2,rows)`
/// @param targets one for each row
record RowLoss(Frame f, Targets targets) {

    private static final int ROWS_PER_TASK = 16;
    private static final Scratch PROBABILITIES = new Scratch();

    /// How many numbers are kept.
    static int saved(Targets targets) {
        return 2 * targets.size();
    }

    /// Runs a body for each row that counts.
    void forEachRow(IntConsumer body) {
        f.workers()
                .blocks(
                        targets.size(),
                        ROWS_PER_TASK,
                        (from, to) -> {
                            for (int row = from; row < to; row++) {
                                if (targets.counts(row)) {
                                    body.accept(row);
                                }
                            }
                        });
    }

    /// The loss of a row.
    float forward(int row) {
        int V = f.shape(0).last();
        float[] z = f.x(0); // (…,V)
        float[] saved = f.saved();
        float[] p = PROBABILITIES.atLeast(V);
        float max = f.kernels().max(V, z, row * V);
        float sum = f.kernels().expShifted(V, -max, z, row * V, p, 0);
        saved[row] = max;
        saved[targets.size() + row] = 1f / sum;
        return FloatFunctions.log(sum) + (max - z[row * V + targets.id(row)]);
    }

    /// Adds the adjoint of a row, `z̄ += (softmax(z) − onehot(y))·weight`, with the gradient of its loss as weight.
    void backward(int row, float weight) {
        int V = f.shape(0).last();
        float[] saved = f.saved();
        float[] p = PROBABILITIES.atLeast(V);
        f.kernels().expShifted(V, -saved[row], f.x(0), row * V, p, 0);
        f.kernels().scale(V, saved[targets.size() + row], p, 0);
        p[targets.id(row)] -= 1f;
        f.kernels().axpy(V, weight, p, 0, f.dx(0), row * V);
    }
}
