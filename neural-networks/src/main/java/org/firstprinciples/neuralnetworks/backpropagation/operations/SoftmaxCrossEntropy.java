package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;

import java.util.Arrays;

/// The mean cross-entropy of targets under the softmax of logits, in nats.
///
/// For logits `z` and a target `y` the loss is `lse(z) − z_y`; the mean is over the `N` places whose
/// target is not ignored. Logits at ignored places are not read. If all are ignored the loss is 0 and
/// so is its gradient.
///
/// - shapes: `z (…,V)`, targets `(…)`, result `()`
/// - adjoint: `z̄ = (softmax(z) − onehot(y)) · ȳ / N`
/// - source: Bridle 1990; Goodfellow, Bengio & Courville 2016, §6.2.2.3
///
/// @param targets the targets `(…)`, each in `0 … V−1` or [Targets#IGNORED]
public record SoftmaxCrossEntropy(Targets targets) implements Operation {

    /// The mean loss of `logits (B,T,V)`.
    public static Variable of(Variable logits, TokenBatch targets) {
        return of(logits, Targets.of(targets));
    }

    /// The mean loss of `logits (…,V)`.
    public static Variable of(Variable logits, Targets targets) {
        return logits.apply(new SoftmaxCrossEntropy(targets));
    }

    @Override
    public Shape shape(Shape... inputs) {
        targets.requireLogits("softmax cross-entropy", inputs);
        return Shape.of();
    }

    /// What [RowLoss] keeps, and the loss of every row.
    @Override
    public int saved(Shape... inputs) {
        return RowLoss.saved(targets) + targets.size();
    }

    @Override
    public void forward(Frame f) {
        float[] saved = f.saved(); // (3,rows): maximum, reciprocal sum, loss
        int losses = RowLoss.saved(targets);
        RowLoss loss = new RowLoss(f, targets);
        loss.forEachRow(row -> saved[losses + row] = loss.forward(row));
        double total = 0;
        for (int row = 0; row < targets.size(); row++) {
            total += targets.counts(row) ? saved[losses + row] : 0;
        }
        f.y()[0] = (float) (total / Math.max(1, targets.count()));
    }

    @Override
    public void backward(Frame f) {
        if (!f.needs(0)) {
            return;
        }
        float weight = f.dy()[0] / Math.max(1, targets.count());
        RowLoss loss = new RowLoss(f, targets);
        loss.forEachRow(row -> loss.backward(row, weight));
    }

    /// The loss in double precision: the mean of the negated log-probabilities.
    public record Formula(Targets targets) implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double total = 0;
            for (double logProbability : logProbabilities().value(shapes, x)) {
                total -= logProbability;
            }
            return new double[] {total / Math.max(1, targets.count())};
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] each = new double[targets.size()];
            Arrays.fill(each, -dy[0] / Math.max(1, targets.count()));
            return logProbabilities().adjoint(shapes, x, each);
        }

        private LogProbability.Formula logProbabilities() {
            return new LogProbability.Formula(targets);
        }
    }
}
