package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.multiheadattention.KeyValueCache;
import org.firstprinciples.transformers.multiheadattention.MultiHeadAttention;
import org.firstprinciples.transformers.selfattention.Visibility.Window;
import org.firstprinciples.transformers.transformerarchitecture.Block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text that is read in parts, with what was read before in a cache, is the text read at once.
class CachedDecodingTest {

    /// A model whose first layer has shared key heads, and whose second a window.
    private static Gpt model(int context) {
        Gpt model = Gpt.initialize(new GptConfig(11, context, 2, 2, 8, true, 0), 1);
        MultiHeadAttention shared =
                MultiHeadAttention.normal(8, 2, 1, true, 0.5, 0.5, Scope.of(Philox.of(2)));
        model = Models.replace(model, "blocks.0.attention", MultiHeadAttention.class, a -> shared);
        return Models.replace(model, "blocks.1", Block.class, b -> b.seeing(new Window(70)));
    }

    private static int[] text(int length) {
        int[] text = new int[length];
        Arrays.setAll(text, i -> (i * i + 3 * i) % 11);
        return text;
    }

    private static Tape tape() {
        return new Tape(Engines.FASTEST, Mode.inference());
    }

    /// Any prompt, cut in any way: the logits of all its positions, and of the last alone.
    @Property(tries = 60)
    void everyCutGivesTheSameBits(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> parts) {
        int length = parts.stream().mapToInt(Integer::intValue).sum();
        Gpt model = model(320);
        int[] text = text(2 * length); // two texts side by side
        float[] whole = model.logits(tape(), TokenBatch.of(2, length, text)).value().toArray();
        KeyValueCache cache = model.cache(2);
        KeyValueCache last = model.cache(2);
        for (int part : parts) {
            int from = cache.length();
            int[] ids = new int[2 * part];
            System.arraycopy(text, from, ids, 0, part);
            System.arraycopy(text, length + from, ids, part, part);
            TokenBatch batch = TokenBatch.of(2, part, ids);
            float[] logits = model.logits(tape(), batch, cache).value().toArray(); // (2,part,V)
            float[] next = model.nextLogits(tape(), batch, last).value().toArray(); // (2,1,V)
            for (int b = 0; b < 2; b++) {
                int at = (b * length + from) * 11;
                assertThat(Arrays.copyOfRange(logits, b * part * 11, (b + 1) * part * 11))
                        .isEqualTo(Arrays.copyOfRange(whole, at, at + part * 11));
                assertThat(Arrays.copyOfRange(next, b * 11, (b + 1) * 11))
                        .isEqualTo(Arrays.copyOfRange(whole, at + part * 11 - 11, at + part * 11));
            }
        }
    }

    /// Beyond the context, too.
    @Property(tries = 15)
    void theSameTokensWithAndWithoutCache(
            @ForAll @IntRange(min = 1, max = 60) int prompt, @ForAll long seed) {
        Gpt model = model(40);
        Decoding decoding = new Decoding.Temperature(1);
        Generation cached = new Generation(model, Engines.FASTEST.withArena(), decoding, seed);
        Generation rereading =
                new Generation(Predictor.rereading(model, Engines.FASTEST), decoding, seed);
        List<Integer> streamed = new ArrayList<>();
        int[] text = cached.generate(text(prompt), 50, streamed::add);
        assertThat(text).isEqualTo(rereading.generate(text(prompt), 50));
        assertThat(streamed.stream().mapToInt(Integer::intValue).toArray())
                .isEqualTo(Arrays.copyOfRange(text, prompt, prompt + 50));
    }
}
