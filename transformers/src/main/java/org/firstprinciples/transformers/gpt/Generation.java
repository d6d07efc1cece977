package org.firstprinciples.transformers.gpt;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Writing: a token is drawn from the logits of the last position, appended, and read again.
///
/// Draw `i` depends on the seed and `i` only, so the same model, prompt and seed write the same text.
///
/// @param predictor what is asked
/// @param decoding how a token is chosen
/// @param seed of the draws
public record Generation(Predictor predictor, Decoding decoding, long seed) {

    /// Writing with a model that remembers what it has read.
    public Generation(Gpt model, Engine engine, Decoding decoding, long seed) {
        this(new CachedPredictor(model, engine), decoding, seed);
    }

    /// The prompt and `count` tokens more.
    ///
    /// @throws IllegalArgumentException if the prompt is empty or `count` negative
    public int[] generate(int[] prompt, int count) {
        return generate(prompt, count, token -> {});
    }

    /// The prompt and `count` tokens more, each of which is also handed on as soon as it is drawn.
    ///
    /// @throws IllegalArgumentException if the prompt is empty or `count` negative
    public int[] generate(int[] prompt, int count, IntConsumer written) {
        if (prompt.length == 0 || count < 0) {
            throw new IllegalArgumentException(
                    "a prompt of at least one token and a count of 0 or more are needed: prompt of %s, count %s"
                            .formatted(prompt.length, count));
        }
        Philox random = Philox.of(seed).split("generation");
        int[] text = Arrays.copyOf(prompt, prompt.length + count);
        for (int i = 0; i < count; i++) {
            int end = prompt.length + i;
            text[end] = decoding.draw(random.uniform(0, i), predictor.logits(text, end));
            written.accept(text[end]);
        }
        return text;
    }
}
