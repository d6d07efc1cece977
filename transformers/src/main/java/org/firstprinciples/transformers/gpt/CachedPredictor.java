package org.firstprinciples.transformers.gpt;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.transformers.multiheadattention.KeyValueCache;

import java.util.Arrays;

/// A model that remembers the text that it has read: of a longer one it reads the new tokens only.
///
/// Of the text that it is asked about it keeps what begins like the last one, and reads the rest; so the answer is that
/// of [Predictor#rereading], bit for bit, whatever it was asked before. A text that has outgrown the context moves by
/// one position with every token, and every position is another then: it is read again, up to the cache's capacity.
///
/// Not for several threads at a time.
public final class CachedPredictor implements Predictor {

    private final Gpt model;
    private final Engine engine;
    private final KeyValueCache cache;
    private final int[] read; // the tokens whose keys and values the cache holds

    /// A predictor with an empty cache.
    public CachedPredictor(Gpt model, Engine engine) {
        this.model = model;
        this.engine = engine;
        this.cache = model.cache(1);
        this.read = new int[model.context()];
    }

    @Override
    public float[] logits(int[] text, int length) {
        int from = Math.max(0, length - model.context());
        int known = Math.clamp(length - 1 - from, 0, cache.length()); // the last one is asked
        int mismatch = Arrays.mismatch(read, 0, known, text, from, from + known);
        cache.truncate(mismatch < 0 ? known : mismatch);
        int[] rest = Arrays.copyOfRange(text, from + cache.length(), length);
        System.arraycopy(rest, 0, read, cache.length(), rest.length);
        Tape tape = new Tape(engine, Mode.inference());
        TokenBatch ids = TokenBatch.of(1, rest.length, rest);
        return model.nextLogits(tape, ids, cache).value().toArray(); // (1,1,V)
    }
}
