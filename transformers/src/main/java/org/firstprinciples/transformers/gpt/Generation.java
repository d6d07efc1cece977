package org.firstprinciples.transformers.gpt;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;

import java.util.Arrays;

/// Writing with a [Gpt]: a token is drawn from the logits of the last position, appended, and read again.
///
/// When the text is longer than the context, the model sees its last `T` tokens. Draw `i` depends on the
/// seed and `i` only, so the same model, prompt and seed write the same text.
///
/// @param model what is asked
/// @param engine what it computes on
/// @param decoding how a token is chosen
/// @param seed of the draws
public record Generation(Gpt model, Engine engine, Decoding decoding, long seed) {

    /// The prompt and `count` tokens more.
    ///
    /// @throws IllegalArgumentException if the prompt is empty or `count` negative
    public int[] generate(int[] prompt, int count) {
        if (prompt.length == 0 || count < 0) {
            throw new IllegalArgumentException(
                    "a prompt of at least one token and a count of 0 or more are needed: prompt of %s, count %s"
                            .formatted(prompt.length, count));
        }
        Philox random = Philox.of(seed).split("generation");
        int[] text = Arrays.copyOf(prompt, prompt.length + count);
        for (int i = 0; i < count; i++) {
            int end = prompt.length + i;
            int[] seen = Arrays.copyOfRange(text, Math.max(0, end - model.context()), end);
            text[end] = decoding.draw(random.uniform(0, i), lastLogits(seen));
        }
        return text;
    }

    /// The logits `(V)` of the token after `ids`.
    private float[] lastLogits(int... ids) {
        Tape tape = new Tape(engine, Mode.inference());
        float[] logits = model.logits(tape, TokenBatch.of(1, ids.length, ids)).value().toArray();
        int V = logits.length / ids.length;
        return Arrays.copyOfRange(logits, logits.length - V, logits.length);
    }
}
