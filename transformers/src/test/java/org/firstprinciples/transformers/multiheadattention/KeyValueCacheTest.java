package org.firstprinciples.transformers.multiheadattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.transformers.selfattention.Visibility.Causal;
import org.firstprinciples.transformers.selfattention.Visibility.LeftPadding;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class KeyValueCacheTest {

    private final Tape tape =
            new Tape(Engine.of(Kernels.fastest(), Workers.of(1)), Mode.inference());
    private final MultiHeadAttention layer =
            MultiHeadAttention.normal(8, 4, 2, false, 1, 1, Scope.of(Philox.of(1)));

    /// Positions `from … to−1` of a text, behind some positions of NaN.
    private static float[] text(int padding, int seed, int from, int to) {
        float[] x = new float[(to - from) * 8];
        for (int i = 0; i < x.length; i++) {
            int position = from + i / 8;
            x[i] =
                    position < padding
                            ? Float.NaN
                            : (float) Philox.of(seed).normal(position - padding, i % 8);
        }
        return x;
    }

    private Variable input(int B, float[]... texts) {
        int n = texts[0].length;
        float[] x = new float[B * n];
        for (int b = 0; b < B; b++) {
            System.arraycopy(texts[b], 0, x, b * n, n);
        }
        return tape.constant(Tensor.of(Shape.of(B, n / 8, 8), x)); // (B,T,8)
    }

    /// Two prompts of 5 and 2 tokens begin a batch, filled up on the left, and go on together: each gets the bits that
    /// it gets alone.
    @Test
    void promptsOfSeveralLengthsAreReadSideBySide() {
        MultiHeadAttention padded = layer.seeing(new Causal().and(new LeftPadding(0, 3)));
        LayerMemory memory = new KeyValueCache(2, 7, 4).layers(1).getFirst();
        float[] longText = layer.apply(input(1, text(0, 1, 0, 7))).value().toArray();
        float[] shortText = layer.apply(input(1, text(0, 2, 0, 4))).value().toArray();
        int[] cuts = {0, 5, 6, 7};
        for (int i = 1; i < cuts.length; i++) {
            int from = cuts[i - 1];
            int to = cuts[i];
            Variable x = input(2, text(0, 1, from, to), text(3, 2, from, to));
            float[] y = padded.apply(x, memory).value().toArray();
            int n = (to - from) * 8;
            assertThat(Arrays.copyOf(y, n))
                    .isEqualTo(Arrays.copyOfRange(longText, from * 8, to * 8));
            int first = Math.max(3, from);
            assertThat(Arrays.copyOfRange(y, n + (first - from) * 8, 2 * n))
                    .isEqualTo(Arrays.copyOfRange(shortText, (first - 3) * 8, (to - 3) * 8));
        }
    }

    /// What was forgotten leaves no trace.
    @Test
    void afterTruncationOtherTokensCanFollow() {
        KeyValueCache cache = new KeyValueCache(1, 6, 4);
        LayerMemory memory = cache.layers(1).getFirst();
        layer.apply(input(1, text(0, 1, 0, 2)), memory);
        layer.apply(input(1, text(0, 9, 2, 6)), memory);
        assertThat(cache.length()).isEqualTo(6);
        cache.truncate(2);
        assertThat(cache.length()).isEqualTo(2);
        float[] rest = layer.apply(input(1, text(0, 1, 2, 5)), memory).value().toArray();
        float[] whole = layer.apply(input(1, text(0, 1, 0, 5))).value().toArray();
        assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, 2 * 8, 5 * 8));
    }

    @Test
    void aPassThatWasBrokenOffIsNoticed() {
        KeyValueCache cache = new KeyValueCache(1, 4, 4, 4);
        layer.apply(input(1, text(0, 1, 0, 2)), cache.layers(2).getFirst());
        assertThatIllegalStateException()
                .isThrownBy(cache::length)
                .withMessageContaining("layers of this cache hold [2, 0] positions");
        cache.truncate(0);
        assertThat(cache.length()).isZero();
    }

    @Test
    void whatDoesNotFitIsNamed() {
        KeyValueCache cache = new KeyValueCache(1, 4, 4);
        LayerMemory memory = cache.layers(1).getFirst();
        layer.apply(input(1, text(0, 1, 0, 3)), memory);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> layer.apply(input(1, text(0, 1, 3, 5)), memory))
                .withMessage(
                        "a cache for 4 positions that holds 3 has no room for the 2 of (1,2,4)");
        assertThat(cache.length()).isEqualTo(3);
        FusedAttention attention = new FusedAttention(2, 1, new Causal());
        for (int[] times : new int[][] {{2, 1, 1}, {1, 1, 2}, {1, 2, 1}}) { // of q, k and v
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() ->
                            memory.attend(
                                    attention,
                                    tape.constant(Tensor.zeros(Shape.of(1, times[0], 8))),
                                    tape.constant(Tensor.zeros(Shape.of(1, times[1], 4))),
                                    tape.constant(Tensor.zeros(Shape.of(1, times[2], 4)))))
                    .withMessageStartingWith("attention with a cache: ");
            assertThat(cache.length()).isEqualTo(3);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.truncate(4))
                .withMessage("a cache of 3 positions cannot be cut to 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache.truncate(-1))
                .withMessage("a cache of 3 positions cannot be cut to -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyValueCache(1, 0, 4))
                .withMessage("a cache needs positive sizes: batch=1 capacity=0 widths=[4]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyValueCache(1, 3))
                .withMessageContaining("widths=[]");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> layer.seeing(new LeftPadding(0)).composed(input(1, text(0, 1, 0, 1))))
                .withMessageContaining("not 2 with LeftPadding");
    }
}
