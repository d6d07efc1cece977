package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.transformerarchitecture.Block;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// A model that cannot learn one batch by heart has a bug.
class OverfitTest {

    private static final GptConfig SIZES = new GptConfig(11, 8, 2, 4, 32, true, 0);

    /// What a model answers.
    interface Reading {

        default Variable embed(Gpt model, Tape tape, TokenBatch ids) {
            return model.embed(tape, ids);
        }

        default Variable logits(Gpt model, Variable x) {
            return model.logits(x);
        }
    }

    Reading subject() {
        return new Reading() {};
    }

    private static int[] text(int V, int T, long seed) {
        return new SplittableRandom(seed).ints(T, 0, V).toArray();
    }

    /// Training as the optimization document has it: momentum 0.9, rate 0.1, gradients clipped to norm 1.
    private double[] train(Gpt model, TokenBatch inputs, TokenBatch targets, String... frozen) {
        Batch batch = new Batch(inputs, targets);
        Parameters learned =
                Parameters.of(model)
                        .where(entry -> Arrays.stream(frozen).noneMatch(entry.name()::contains));
        Trainer<Batch> trainer =
                new Trainer<>(
                        Engines.FASTEST,
                        1,
                        model,
                        (seed, step) -> batch,
                        (tape, b) -> {
                            Variable x = subject().embed(model, tape, b.inputs());
                            return SoftmaxCrossEntropy.of(subject().logits(model, x), b.targets());
                        },
                        StochasticGradientDescent.momentum(learned, Engines.FASTEST.workers(), 0.9),
                        step -> 0.1,
                        1);
        return LongStream.range(0, 200).mapToDouble(step -> trainer.step(step).loss()).toArray();
    }

    /// Four sequences of nine tokens, the first ones different: rows of inputs, or of targets.
    private static TokenBatch sequences(long seed, int offset) {
        int[] ids = new int[4 * 8];
        for (int row = 0; row < 4; row++) {
            int[] text = text(11, 9, 100 * seed + row);
            text[0] = row;
            System.arraycopy(text, offset, ids, row * 8, 8);
        }
        return TokenBatch.of(4, 8, ids);
    }

    @Claim("GP-14")
    @Test
    void aSmallModelLearnsABatchByHeart() {
        for (int seed = 0; seed < 5; seed++) {
            TokenBatch inputs = sequences(seed, 0);
            TokenBatch targets = sequences(seed, 1);
            Gpt model = Gpt.initialize(SIZES, seed);
            double[] losses = train(model, inputs, targets);
            assertThat(losses[199]).isLessThan(0.05).isBetween(0.00045, 0.00095); // the document's
            Tape tape = new Tape(Engines.FASTEST, Mode.inference());
            float[] z =
                    subject().logits(model, subject().embed(model, tape, inputs)).value().toArray();
            for (int place = 0; place < 32; place++) {
                float[] row = Arrays.copyOfRange(z, place * 11, (place + 1) * 11);
                assertThat(new Decoding.Greedy().draw(0, row)).isEqualTo(targets.id(place));
            }
        }
    }

    /// Without positions and attention the model is a bigram model, and no bigram model is below this.
    @Claim("GP-14")
    @Test
    void withoutAttentionItLearnsPairsOnly() {
        TokenBatch inputs = sequences(0, 0);
        TokenBatch targets = sequences(0, 1);
        Gpt model = Gpt.initialize(SIZES, 0);
        String[] frozen = {"positions", "attention.output"};
        for (Parameters.Entry entry : Parameters.of(model)) {
            if (Arrays.stream(frozen).anyMatch(entry.name()::contains)) {
                Arrays.fill(entry.parameter().values(), 0);
            }
        }
        double[] losses = train(model, inputs, targets, frozen);
        double entropy = 0; // of the next token given this one
        for (int i = 0; i < 32; i++) {
            int same = 0;
            int together = 0;
            for (int j = 0; j < 32; j++) {
                same += inputs.id(j) == inputs.id(i) ? 1 : 0;
                together += inputs.id(j) == inputs.id(i) && targets.id(j) == targets.id(i) ? 1 : 0;
            }
            entropy -= Math.log((double) together / same) / 32;
        }
        assertThat(Arrays.stream(losses).min().orElseThrow()).isGreaterThan(entropy - 1e-5);
        assertThat(losses[199]).isLessThan(entropy + 0.05);
        assertThat(new double[] {entropy, losses[199]})
                .containsExactly(new double[] {0.9349, 0.9363}, within(5e-5));
    }

    /// Blocks without attention and rows without positions: the next token depends on this one alone.
    @Mutant("GP-14")
    static class SeesOneToken extends OverfitTest {
        @Override
        Reading subject() {
            return new Reading() {
                @Override
                public Variable embed(Gpt model, Tape tape, TokenBatch ids) {
                    return model.tokens().lookup(tape, ids);
                }

                @Override
                public Variable logits(Gpt model, Variable x) {
                    for (Block block : model.blocks()) {
                        x = x.plus(block.feedForward().apply(block.norm2().apply(x)));
                    }
                    return model.tokens().project(model.finalNorm().apply(x));
                }
            };
        }
    }
}
