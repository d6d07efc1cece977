package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;

import java.util.Arrays;

/// The log-probability of each target under the softmax of its logits, `ℓ = z_y − lse(z)`, in nats.
///
/// An ignored target has the log-probability 0 and no gradient, and its logits are not read. Sums over the last axis
/// are log-probabilities of sequences; the negated mean over all that count is [SoftmaxCrossEntropy].
///
/// - shapes: `z (…,V)`, targets `(…)`, result `(…)`
/// - adjoint: `z̄ = (onehot(y) − softmax(z))·ℓ̄`, row by row
///
/// @param targets the targets `(…)`, each in `0 … V−1` or [Targets#IGNORED]
public record LogProbability(Targets targets) implements Operation {

    /// The log-probabilities `(B,T)` of tokens under `logits (B,T,V)`.
    public static Variable of(Variable logits, TokenBatch targets) {
        return of(logits, Targets.of(targets));
    }

    /// The log-probabilities `(…)` of targets under `logits (…,V)`.
    public static Variable of(Variable logits, Targets targets) {
        return logits.apply(new LogProbability(targets));
    }

    @Override
    public Shape shape(Shape... inputs) {
        targets.requireLogits("log-probability", inputs);
        return targets.shape();
    }

    @Override
    public int saved(Shape... inputs) {
        return RowLoss.saved(targets);
    }

    @Override
    public void forward(Frame f) {
        float[] y = f.y(); // (…)
        Arrays.fill(y, 0f);
        RowLoss loss = new RowLoss(f, targets);
        loss.forEachRow(row -> y[row] = -loss.forward(row));
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        float[] dy = f.dy(); // (…)
        RowLoss loss = new RowLoss(f, targets);
        loss.forEachRow(row -> loss.backward(row, -dy[row]));
    }

    /// The log-probabilities in double precision.
    public record Formula(Targets targets) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] y = new double[targets.size()];
            for (int row = 0; row < y.length; row++) {
                if (targets.counts(row)) {
                    double[] z = row(shapes[0], x[0], row);
                    y[row] = z[targets.id(row)] - LogSumExp.of(z);
                }
            }
            return y;
        }

        /// `z̄ = (onehot(y) − softmax(z))·ℓ̄` for each row of `x[0] (…,V)`, and 0 for a row whose target is ignored.
        @Override
        @Exercise(id = "BP-E6", stars = 2, minutes = 20, claims = "BP-07")
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            int V = shapes[0].last();
            double[] dz = new double[x[0].length];
            for (int row = 0; row < dy.length; row++) {
                if (targets.counts(row)) {
                    double[] p = Softmax.of(row(shapes[0], x[0], row));
                    for (int v = 0; v < V; v++) {
                        double oneHot = v == targets.id(row) ? 1 : 0;
                        dz[row * V + v] = (oneHot - p[v]) * dy[row];
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
