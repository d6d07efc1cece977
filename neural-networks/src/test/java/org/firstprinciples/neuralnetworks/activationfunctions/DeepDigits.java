package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Examples;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Digits;
import org.firstprinciples.neuralnetworks.generators.Engines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A network of thirty hidden layers of 64 units that learns to read digits, from one beginning or another.
///
/// @param layers thirty hidden ones and one for the ten scores
/// @param activation of every hidden unit
record DeepDigits(List<Linear> layers, Activation activation) {

    static final int HIDDEN = 30;
    static final int STEPS = 600;
    private static final int TRAINING = 1200;
    private static final int BATCH = 32;
    private static final double MOMENTUM = 0.9;

    /// What came out of a run.
    ///
    /// @param losses of each step's batch
    /// @param accuracy the share of the other digits that is read right in the end
    record Run(double[] losses, double accuracy) {

        /// The mean loss of the last 50 steps.
        double last() {
            return IntStream.range(losses.length - 50, losses.length)
                    .mapToDouble(i -> losses[i])
                    .average()
                    .orElseThrow();
        }
    }

    /// Weights of variance `g²/n`, no biases yet; the last layer with `1/n`.
    static DeepDigits draw(Activation f, double gain, long seed) {
        Scope scope = Scope.of(Philox.of(seed).split("deep digits"));
        List<Linear> layers = new ArrayList<>();
        for (int l = 0; l < HIDDEN; l++) {
            layers.add(Linear.normal(64, 64, true, gain / 8, scope.in(l)));
        }
        layers.add(Linear.normal(64, 10, true, 1.0 / 8, scope.in("scores")));
        return new DeepDigits(List.copyOf(layers), f);
    }

    private Variable logits(Variable x) {
        Variable h = x; // (B,64)
        for (Linear layer : layers.subList(0, HIDDEN)) {
            h = LinearActivation.of(layer, activation, h); // (B,64)
        }
        return layers.getLast().apply(h); // (B,10)
    }

    private Variable loss(Tape tape, Examples batch) {
        return SoftmaxCrossEntropy.of(logits(tape.constant(batch.inputs())), batch.targets());
    }

    /// Six hundred steps of gradient descent with momentum on the first 1200 digits.
    Run train(long seed, double rate) throws IOException {
        Examples all = scaled(Digits.read());
        Examples seen = all.rows(0, TRAINING);
        Trainer<Examples> trainer =
                new Trainer<>(
                        Engines.FASTEST,
                        seed,
                        this,
                        seen.shuffled(BATCH),
                        this::loss,
                        StochasticGradientDescent.momentum(
                                Parameters.of(this), Parallel.sequential(), MOMENTUM),
                        step -> rate,
                        Double.POSITIVE_INFINITY);
        double[] losses = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            losses[i] = trainer.step(i).loss();
        }
        return new Run(losses, accuracy(all.rows(TRAINING, all.rows())));
    }

    private double accuracy(Examples examples) {
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        float[] logits = logits(tape.constant(examples.inputs())).value().toArray();
        int right = 0;
        for (int n = 0; n < examples.rows(); n++) {
            int best = 0;
            for (int k = 1; k < 10; k++) {
                best = logits[10 * n + k] > logits[10 * n + best] ? k : best;
            }
            right += best == examples.targets().id(n) ? 1 : 0;
        }
        return (double) right / examples.rows();
    }

    /// All pixels multiplied by one factor so that their mean square is 1.
    private static Examples scaled(Examples digits) {
        float[] x = digits.inputs().toArray();
        double squares = 0;
        for (float pixel : x) {
            squares += pixel * pixel;
        }
        float factor = (float) (1 / Math.sqrt(squares / x.length));
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
        int[] classes = IntStream.range(0, digits.rows()).map(digits.targets()::id).toArray();
        return Examples.of(Tensor.of(Shape.of(digits.rows(), 64), x), classes);
    }
}
