package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.descent.GradientClipping;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Weights;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.training.optimizers.AdamW;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A run is the loop that one would write by hand, bit for bit: what is drawn where, and what follows what.
class TrainingLoopTest {

    private static final int T = 8;
    private static final int B = 3;
    private static final GptConfig SIZES = new GptConfig(13, T, 1, 2, 8, true, 0.3);

    /// Every number differs from every other, so that two of them cannot be taken for each other.
    private static final TrainingConfig CONFIG =
            new TrainingConfig(7, 6, B, T, 1e-2, 3e-3, 2, 0.8, 0.95, 0.1, 0.9);

    private static int[] text() {
        return new SplittableRandom(4).ints(100, 0, 13).toArray();
    }

    private static List<Tensor> weights(Gpt model) {
        return Models.weights(model).values().stream().map(Weights::value).toList();
    }

    /// Rows that begin at the places drawn for the step: as inputs, and one token later as targets.
    private static TokenBatch windows(int[] text, long step, int shift) {
        Philox random = Philox.of(7).split("windows");
        int[] ids = new int[B * T];
        for (int row = 0; row < B; row++) {
            int start = random.below(text.length - T, step, row);
            System.arraycopy(text, start + shift, ids, row * T, T);
        }
        return TokenBatch.of(B, T, ids);
    }

    private static double rate(long step) {
        return step < 2
                ? 1e-2 * (step + 1) / 3
                : 3e-3 + 0.5 * (1e-2 - 3e-3) * (1 + StrictMath.cos(Math.PI * (step - 2) / 4.0));
    }

    @Test
    void stepsAreThoseOfALoopWrittenByHand() {
        Gpt trained = Gpt.initialize(SIZES, 1);
        Gpt byHand = Gpt.initialize(SIZES, 1);
        Training training = new Training(trained, trained::logits, Engines.SCALAR, CONFIG, text());
        AdamW optimizer = new AdamW(Parameters.of(byHand), Parallel.sequential(), 0.8, 0.95, 0.1);
        List<Double> norms = new ArrayList<>();
        for (long step = 0; step < 6; step++) {
            Tape tape = new Tape(Engines.SCALAR, Mode.training(7, step));
            Variable logits = byHand.logits(tape, windows(text(), step, 0)); // (B,T,V)
            Variable loss = SoftmaxCrossEntropy.of(logits, windows(text(), step, 1));
            tape.backward(loss);
            double norm = GradientClipping.clip(Parameters.of(byHand), 0.9);
            optimizer.step(rate(step));
            norms.add(norm);

            Trainer.Step done = training.advance();
            assertThat(done.number()).isEqualTo(step);
            assertThat(done.loss()).isEqualTo(loss.item());
            assertThat(done.gradientNorm()).isEqualTo(norm);
            assertThat(done.learningRate()).isCloseTo(rate(step), within(1e-17));
            assertThat(weights(trained)).isEqualTo(weights(byHand));
            assertThat(training.step()).isEqualTo(step + 1);
        }
        assertThat(norms).anyMatch(norm -> norm > 0.9).anyMatch(norm -> norm < 0.9);
        assertThat(training.finished()).isTrue();
    }

    /// Four steps with a warm-up of ten: the rate is still rising at the end.
    @Test
    void aRunShorterThanItsWarmUpNeverLeavesIt() {
        TrainingConfig brief = new TrainingConfig(7, 4, B, T, 1e-2, 3e-3, 10, 0.8, 0.95, 0.1, 0.9);
        for (long step = 0; step < 4; step++) {
            assertThat(brief.schedule().at(step)).isCloseTo(1e-2 * (step + 1) / 5, within(1e-17));
        }
    }

    /// A model with dropout is judged without it.
    @Test
    void evaluationDropsNothing() {
        Gpt model = Gpt.initialize(SIZES, 1);
        Gpt same = Gpt.initialize(new GptConfig(13, T, 1, 2, 8, true, 0), 1);
        Windows windows = Windows.of(T, B, text());
        assertThat(Evaluation.crossEntropy(model::logits, Engines.SCALAR, windows))
                .isEqualTo(Evaluation.crossEntropy(same::logits, Engines.SCALAR, windows));
    }
}
