package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.Workers;

import java.util.Arrays;
import java.util.SplittableRandom;

/// No logit knows what comes later.
class CausalityTest {

    private static final Engine ENGINE = Engine.of(Kernels.fastest(), Workers.of(1));

    /// Logits of a model.
    interface Reading {
        Variable logits(Gpt model, Tape tape, TokenBatch ids);
    }

    Reading subject() {
        return Gpt::logits;
    }

    private static int[] ids(SplittableRandom random, int n, int V) {
        int[] ids = new int[n];
        Arrays.setAll(ids, i -> random.nextInt(V));
        return ids;
    }

    private static Gpt model(long seed, int V, int layers, int heads) {
        return Gpt.initialize(new GptConfig(V, 10, layers, heads, 8, true, 0), seed);
    }

    private float[] logits(Gpt model, int... ids) {
        Tape tape = new Tape(ENGINE, Mode.inference());
        return subject().logits(model, tape, TokenBatch.of(1, ids.length, ids)).value().toArray();
    }

    @Claim("GP-01")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aLaterTokenNeverChangesAnEarlierLogit(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 11) int V,
            @ForAll @IntRange(min = 1, max = 10) int T,
            @ForAll @IntRange(min = 1, max = 3) int layers,
            @ForAll @IntRange(min = 1, max = 2) int heads) {
        SplittableRandom random = new SplittableRandom(seed);
        Gpt model = model(seed, V, layers, heads);
        int[] text = ids(random, T, V);
        float[] before = logits(model, text);
        int place = random.nextInt(T);
        int[] changed = text.clone();
        changed[place] = (text[place] + 1) % V;
        float[] after = logits(model, changed);
        assertThat(Arrays.copyOf(after, place * V)).isEqualTo(Arrays.copyOf(before, place * V));
        assertThat(Arrays.copyOfRange(after, place * V, (place + 1) * V))
                .isNotEqualTo(Arrays.copyOfRange(before, place * V, (place + 1) * V));
        for (int prefix = 1; prefix <= T; prefix++) {
            assertThat(logits(model, Arrays.copyOf(text, prefix)))
                    .isEqualTo(Arrays.copyOf(before, prefix * V));
        }
    }

    /// The gradient of the logits at `s` reaches the positions up to `s`, and no later one. (The table of tokens
    /// would not do: it is the output layer too.)
    @Claim("GP-01")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void noGradientReachesALaterPosition(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int T) {
        int V = 7;
        SplittableRandom random = new SplittableRandom(seed);
        Gpt model = model(seed, V, 2, 2);
        Tape tape = new Tape(ENGINE, Mode.training(1, 0));
        Variable logits = subject().logits(model, tape, TokenBatch.of(1, T, ids(random, T, V)));
        int s = random.nextInt(T);
        float[] cotangent = new float[T * V];
        for (int v = 0; v < V; v++) {
            cotangent[s * V + v] = (float) random.nextGaussian();
        }
        tape.backward(logits, Tensor.of(logits.shape(), cotangent));
        float[] gradient = Parameters.of(model).get("positions.table").gradient(); // (10,8)
        for (int t = 0; t < 10; t++) {
            float[] row = Arrays.copyOfRange(gradient, t * 8, (t + 1) * 8);
            if (t > s) {
                assertThat(row).containsOnly(0f);
            } else {
                assertThat(row).isNotEqualTo(new float[8]);
            }
        }
    }

    @Mutant("GP-01") // every position reads the token after it
    static class ReadsOneAhead extends CausalityTest {
        @Override
        Reading subject() {
            return (model, tape, ids) -> {
                int[] ahead = ids.toArray();
                System.arraycopy(ids.toArray(), 1, ahead, 0, ahead.length - 1);
                return model.logits(tape, TokenBatch.of(ids.rows(), ids.length(), ahead));
            };
        }
    }

    @Mutant("GP-01") // reads from right to left
    static class ReadsBackward extends CausalityTest {
        @Override
        Reading subject() {
            return (model, tape, ids) -> {
                int[] text = ids.toArray();
                int[] reversed = new int[text.length];
                Arrays.setAll(reversed, i -> text[text.length - 1 - i]);
                return model.logits(tape, TokenBatch.of(ids.rows(), ids.length(), reversed));
            };
        }
    }
}
