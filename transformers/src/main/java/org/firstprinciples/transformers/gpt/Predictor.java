package org.firstprinciples.transformers.gpt;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.transformers.multiheadattention.Memory;

import java.util.Arrays;

/// Says of a text which token may come next. What it says depends on the text alone, not on what it was asked before.
@FunctionalInterface
public interface Predictor {

    /// The logits `(V)` of the token behind `text[0] … text[length−1]`. A model that sees fewer tokens sees the last.
    ///
    /// @throws IllegalArgumentException if `length` is not positive, or an id is not in the vocabulary
    float[] logits(int[] text, int length);

    /// A model that reads the whole text each time.
    static Predictor rereading(Gpt model, Engine engine) {
        return (text, length) -> {
            int[] seen = Arrays.copyOfRange(text, Math.max(0, length - model.context()), length);
            TokenBatch ids = TokenBatch.of(1, seen.length, seen);
            Tape tape = new Tape(engine, Mode.inference());
            return model.nextLogits(tape, ids, Memory.none()).value().toArray(); // (1,1,V)
        };
    }
}
