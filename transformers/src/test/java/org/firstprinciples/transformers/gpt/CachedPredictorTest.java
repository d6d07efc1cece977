package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.multiheadattention.KeyValueCache;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

class CachedPredictorTest {

    private static final ThreadMXBean ALLOCATION =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Gpt model(int context) {
        return Gpt.initialize(new GptConfig(11, context, 2, 2, 8, true, 0), 1);
    }

    private static int[] text(int length) {
        int[] text = new int[length];
        Arrays.setAll(text, i -> (i * i + 3 * i) % 11);
        return text;
    }

    private static Tape tape() {
        return new Tape(Engines.SCALAR, Mode.inference());
    }

    /// A text that begins like the last one, one that does not, one that ends before it, and one that is too long.
    @Test
    void theAnswerDoesNotDependOnWhatWasAskedBefore() {
        Gpt model = model(8);
        Predictor cached = new CachedPredictor(model, Engines.SCALAR);
        Predictor rereading = Predictor.rereading(model, Engines.SCALAR);
        int[][] texts = {{1, 2, 3, 4}, {1, 2, 5, 4, 6}, {7, 2}, {7}, {7}, {7, 2, 5, 6}, text(12)};
        for (int[] text : texts) {
            assertThat(cached.logits(text, text.length))
                    .as(Arrays.toString(text))
                    .isEqualTo(rereading.logits(text, text.length));
        }
    }

    /// Step 10 allocates what step 200 does: nothing grows with the text.
    @Test
    void aStepAllocatesTheSameHoweverLongTheText() {
        Predictor predictor = new CachedPredictor(model(400), Engines.SCALAR.withArena());
        int[] text = text(400);
        long[] bytes = new long[400];
        for (int round = 0; round < 2; round++) { // the first one fills the arena
            predictor.logits(new int[] {10 - round, 1}, 2); // forgets
            for (int length = 1; length < 400; length++) {
                long before = ALLOCATION.getCurrentThreadAllocatedBytes();
                predictor.logits(text, length);
                bytes[length] = ALLOCATION.getCurrentThreadAllocatedBytes() - before;
            }
        }
        long early = Arrays.stream(bytes, 10, 20).min().orElseThrow();
        long late = Arrays.stream(bytes, 200, 210).min().orElseThrow();
        assertThat(late).as("bytes of a step").isPositive().isLessThanOrEqualTo(early + 64);
    }

    /// What reading a token takes beside the weights is a tenth of them, and the cache.
    @Test
    void inferenceTakesHardlyMoreThanTheWeights() {
        Gpt model = Gpt.initialize(new GptConfig(69, 64, 4, 4, 128, false, 0), 1);
        new CachedPredictor(model, Engines.SCALAR).logits(text(2), 1); // loads classes
        long before = ALLOCATION.getCurrentThreadAllocatedBytes();
        new CachedPredictor(model, Engines.SCALAR.withArena()).logits(text(2), 1);
        long taken = ALLOCATION.getCurrentThreadAllocatedBytes() - before;
        long cache = Float.BYTES * 2L * 4 * 64 * 128;
        assertThat(taken - cache).isLessThan(Float.BYTES * Parameters.of(model).count() / 10);
        for (Parameters.Entry entry : Parameters.of(model)) {
            assertThat(entry.parameter().hasGradient()).as(entry.name()).isFalse();
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Gpt model = model(8);
        KeyValueCache cache = model.cache(1);
        model.logits(tape(), TokenBatch.of(1, 5, text(5)), cache);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> model.logits(tape(), TokenBatch.of(1, 4, text(4)), cache))
                .withMessage("gpt: sequences of length 9 are longer than the context, 8");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> model.logits(tape(), TokenBatch.of(2, 1, text(2)), cache))
                .withMessageContaining("keys and values (1,T,8) are needed, got [(2,1,8), (2,1,8)");
        assertThat(cache.length()).isEqualTo(5);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        model.logits(
                                new Tape(Engines.SCALAR, Mode.gradients()),
                                TokenBatch.of(1, 1, text(1)),
                                cache))
                .withMessageContaining("and has no gradient: a tape for inference is needed")
                .withMessageContaining("not one for Gradients[]");
        Gpt deeper = Gpt.initialize(new GptConfig(11, 8, 3, 2, 8, true, 0), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deeper.logits(tape(), TokenBatch.of(1, 1, text(1)), cache))
                .withMessage("a cache of 2 layers does not fit a model of 3");
        Gpt wider = Gpt.initialize(new GptConfig(11, 8, 2, 2, 16, true, 0), 1);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> wider.logits(tape(), TokenBatch.of(1, 1, text(1)), cache))
                .withMessageContaining("(1,T,8) are needed, got [(1,1,16), (1,1,16)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CachedPredictor(model, Engines.SCALAR).logits(text(3), 0))
                .withMessageContaining("at least one new token, got none");
    }
}
