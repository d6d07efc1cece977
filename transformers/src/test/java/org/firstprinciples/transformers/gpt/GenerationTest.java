package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a model is asked while it writes, and which numbers choose its tokens.
class GenerationTest {

    private static final int V = 4096;
    private static final Predictor UNDECIDED = (text, length) -> new float[V];

    /// The predictor is asked about the prompt and all that was written since, no more and no less.
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void everyTokenIsChosenFromTheWholeTextBeforeIt(
            @ForAll @IntRange(min = 1, max = 5) int prompt,
            @ForAll @IntRange(min = 0, max = 8) int count) {
        List<int[]> asked = new ArrayList<>();
        Predictor predictor =
                (text, length) -> {
                    asked.add(Arrays.copyOf(text, length));
                    return new float[7];
                };
        int[] begin = new int[prompt];
        Arrays.setAll(begin, i -> 6 - i);
        int[] text =
                new Generation(predictor, new Decoding.Temperature(1), 3).generate(begin, count);
        assertThat(text).hasSize(prompt + count).startsWith(begin);
        assertThat(asked).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(asked.get(i)).isEqualTo(Arrays.copyOf(text, prompt + i));
        }
    }

    /// A model that finds all tokens equally likely writes its random numbers down: `⌊V·u⌋`.
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aDrawDependsOnTheSeedAndItsNumberAlone(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int prompt) {
        int[] text =
                new Generation(UNDECIDED, new Decoding.Temperature(1), seed)
                        .generate(new int[prompt], 10);
        Philox random = Philox.of(seed).split("generation");
        for (int i = 0; i < 10; i++) {
            assertThat(text[prompt + i]).isEqualTo((int) (V * random.uniform(0, i)));
        }
    }

    /// Oracle: the model itself on the last `T` tokens, where there are so many; the last row of its logits.
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void pastTheContextTheLogitsAreThoseOfTheLastTokens(
            @ForAll @IntRange(min = 1, max = 12) int length) {
        int T = 5;
        Gpt model = Gpt.initialize(new GptConfig(7, T, 1, 1, 4, true, 0), 1);
        int[] text = new int[12];
        Arrays.setAll(text, i -> i * i % 7);
        int[] last = Arrays.copyOfRange(text, Math.max(0, length - T), length);
        Tape tape = new Tape(Engines.SCALAR, Mode.inference());
        float[] logits =
                model.logits(tape, TokenBatch.of(1, last.length, last))
                        .value()
                        .toArray(); // (1,t,V)
        float[] expected = Arrays.copyOfRange(logits, logits.length - 7, logits.length);
        assertThat(Predictor.rereading(model, Engines.SCALAR).logits(text, length))
                .isEqualTo(expected);
        assertThat(new CachedPredictor(model, Engines.SCALAR).logits(text, length))
                .isEqualTo(expected);
    }

    @Test
    void aPromptAndACountAreNeeded() {
        Generation generation = new Generation(UNDECIDED, new Decoding.Greedy(), 1);
        assertThat(generation.generate(new int[] {5, 9}, 0)).containsExactly(5, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generation.generate(new int[] {5}, -1))
                .withMessageContaining("prompt of 1, count -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generation.generate(new int[0], 1))
                .withMessageContaining("prompt of 0, count 1");
    }
}
