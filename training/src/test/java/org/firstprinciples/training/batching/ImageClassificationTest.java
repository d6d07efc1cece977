package org.firstprinciples.training.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Batches;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Examples;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.generators.Digits;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.training.optimizers.AdamW;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.function.Function;

/// Handwritten digits, read by a network with one hidden layer and any optimizer, in the loop that trains a GPT.
class ImageClassificationTest {

    private record Mlp(Linear hidden, Linear output) {

        static Mlp normal(long seed) {
            Scope scope = Scope.of(Philox.of(seed));
            return new Mlp(
                    Linear.normal(64, 32, true, 0.18, scope.in("hidden")), // √(2/64)
                    Linear.normal(32, 10, true, 0.18, scope.in("output"))); // √(1/32)
        }

        Variable logits(Tape tape, Examples batch) {
            Variable x = tape.constant(batch.inputs()); // (B,64)
            return output.apply(hidden.apply(x).apply(Activation.RELU.operation())); // (B,10)
        }

        Variable loss(Tape tape, Examples batch) {
            return SoftmaxCrossEntropy.of(logits(tape, batch), batch.targets()); // ()
        }
    }

    /// Ten epochs over the first 1400 digits, then the share of the other 397 that is read.
    private static double learn(
            Examples digits, Function<Parameters, Optimizer> method, double rate) {
        Mlp model = Mlp.normal(1);
        Batches<Examples> batches = digits.rows(0, 1400).shuffled(40); // 35 in an epoch
        Optimizer optimizer = method.apply(Parameters.of(model));
        Trainer<Examples> trainer =
                new Trainer<>(
                        Engines.FASTEST,
                        1,
                        model,
                        batches,
                        model::loss,
                        optimizer,
                        step -> rate,
                        1);
        for (long step = 0; step < 350; step++) {
            trainer.step(step);
        }
        Examples others = digits.rows(1400, digits.rows());
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        return others.targets().accuracy(model.logits(tape, others).value());
    }

    @Test
    void anyOptimizerLearnsToReadDigits() throws IOException {
        Examples digits = Digits.read();
        Workers alone = Engines.FASTEST.workers();
        assertThat(learn(digits, p -> StochasticGradientDescent.momentum(p, alone, 0.9), 0.1))
                .isCloseTo(0.924, within(0.001));
        assertThat(learn(digits, p -> StochasticGradientDescent.nesterov(p, alone, 0.9), 0.1))
                .isCloseTo(0.912, within(0.001));
        assertThat(learn(digits, p -> new AdamW(p, alone, 0.9, 0.999, 0.01), 0.01))
                .isCloseTo(0.909, within(0.001));
    }
}
