package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

/// One causal pass over a window is as good as one pass for each of its prefixes.
class OnePassTest {

    private static final int V = 7;

    /// The window of a text as inputs and targets.
    interface Examples {
        Batch of(int... text);
    }

    Examples subject() {
        return text -> Windows.of(text.length - 1, 1, text).inOrder().getFirst();
    }

    private static Gpt model(long seed) {
        return Gpt.initialize(new GptConfig(V, 8, 2, 2, 8, true, 0), seed);
    }

    private double loss(LanguageModel model, int... text) {
        Batch batch = subject().of(text);
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        return SoftmaxCrossEntropy.of(model.logits(tape, batch.inputs()), batch.targets()).item();
    }

    private static int[] text(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] text = new int[n];
        Arrays.setAll(text, i -> random.nextInt(V));
        return text;
    }

    /// Oracle: each prefix is fed alone, and the probability of the token after it computed in double.
    @Claim(value = "PT-01", open = "separators of documents")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void onePassScoresEveryPrefix(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int T) {
        Gpt model = model(seed);
        int[] text = text(seed, T + 1);
        double sum = 0;
        for (int t = 1; t <= T; t++) {
            Tape tape = new Tape(Engines.FASTEST, Mode.inference());
            TokenBatch prefix = TokenBatch.of(1, t, Arrays.copyOf(text, t));
            float[] logits = model.logits(tape, prefix).value().toArray(); // (1,t,V)
            sum += crossEntropy(logits, (t - 1) * V, text[t]);
        }
        assertThat(loss(model::logits, text)).isCloseTo(sum / T, within(1e-5));
    }

    private static double crossEntropy(float[] logits, int at, int target) {
        double total = 0;
        for (int v = 0; v < V; v++) {
            total += Math.exp(logits[at + v] - (double) logits[at + target]);
        }
        return Math.log(total);
    }

    @Claim(value = "PT-01", open = "separators of documents")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theGradientsOfThePrefixesAddUp(@ForAll long seed) {
        int T = 5;
        int[] text = text(seed, T + 1);
        Gpt once = model(seed);
        Gpt often = model(seed);
        Batch batch = subject().of(text);
        backward(once, batch.inputs(), batch.targets());
        for (int t = 1; t <= T; t++) {
            int[] targets = new int[t];
            Arrays.fill(targets, Targets.IGNORED);
            targets[t - 1] = text[t];
            backward(
                    often,
                    TokenBatch.of(1, t, Arrays.copyOf(text, t)),
                    TokenBatch.of(1, t, targets));
        }
        for (Parameters.Entry entry : Parameters.of(once)) {
            float[] one = entry.parameter().gradient();
            float[] many = Parameters.of(often).get(entry.name()).gradient();
            for (int i = 0; i < one.length; i++) {
                assertThat((double) many[i])
                        .as(entry.name())
                        .isCloseTo((double) T * one[i], within(1e-4 * (1 + Math.abs(many[i]))));
            }
        }
    }

    private static void backward(Gpt model, TokenBatch inputs, TokenBatch targets) {
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        tape.backward(SoftmaxCrossEntropy.of(model.logits(tape, inputs), targets));
    }

    /// Certain that each token comes again.
    private static Variable repeat(Tape tape, TokenBatch ids) {
        float[] logits = new float[ids.size() * V];
        for (int place = 0; place < ids.size(); place++) {
            logits[place * V + ids.id(place)] = 10f;
        }
        return tape.constant(Tensor.of(Shape.of(ids.rows(), ids.length(), V), logits));
    }

    /// The document's example: on `ababab` the repeater is wrong each time.
    @Claim(value = "PT-01", open = "separators of documents")
    @Test
    void whoRepeatsIsWrongAboutAlternation() {
        assertThat(loss(OnePassTest::repeat, 0, 1, 0, 1, 0, 1))
                .isCloseTo(10 + Math.log(1 + 6 * Math.exp(-10)), within(1e-5));
        assertThat(loss(OnePassTest::repeat, 2, 2, 2, 2)).isLessThan(3e-4);
    }

    @Mutant("PT-01") // the model is asked for what it was given
    static class DoesNotShift extends OnePassTest {
        @Override
        Examples subject() {
            return text -> {
                Batch batch = super.subject().of(text);
                return new Batch(batch.inputs(), batch.inputs());
            };
        }
    }

    @Mutant("PT-01") // the token after the next
    static class ShiftsByTwo extends OnePassTest {
        @Override
        Examples subject() {
            return text -> {
                Batch batch = super.subject().of(text);
                int T = batch.targets().length();
                int[] later = batch.targets().toArray();
                System.arraycopy(later, 1, later, 0, T - 1);
                return new Batch(batch.inputs(), TokenBatch.of(1, T, later));
            };
        }
    }
}
