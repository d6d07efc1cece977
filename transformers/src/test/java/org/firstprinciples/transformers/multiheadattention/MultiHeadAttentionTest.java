package org.firstprinciples.transformers.multiheadattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.firstprinciples.transformers.selfattention.Visibility;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.BiFunction;

class MultiHeadAttentionTest {

    /// Value, input gradient and the gradients of all weights.
    private static float[][] run(
            BiFunction<MultiHeadAttention, Variable, Variable> form,
            Shape shape,
            int heads,
            long seed) {
        MultiHeadAttention layer =
                MultiHeadAttention.normal(
                        shape.last(), heads, true, 0.5, 0.5, Scope.of(Philox.of(seed)));
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        Variable x = tape.input(Tensor.of(shape, Normals.of(seed, shape.size())));
        Variable y = form.apply(layer, x);
        tape.backward(y, Tensor.of(shape, Normals.of(seed + 1, shape.size())));
        Parameters parameters = Parameters.of(layer);
        float[][] all = new float[2 + parameters.size()][];
        all[0] = y.value().toArray();
        all[1] = x.gradient().toArray();
        int next = 2;
        for (Parameters.Entry entry : parameters) {
            all[next++] = entry.parameter().gradient();
        }
        return all;
    }

    @Property(tries = 40)
    void fusedIsComposed(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 70) int time,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 9) int headSize,
            @ForAll long seed) {
        Shape shape = Shape.of(batch, time, heads * headSize);
        float[][] fused = run(MultiHeadAttention::apply, shape, heads, seed);
        float[][] composed = run(MultiHeadAttention::composed, shape, heads, seed);
        int terms = batch * time + shape.last();
        float largest = 1; // gradients may cancel to 0: terms are as large as elsewhere
        for (float[] array : composed) {
            for (float value : array) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int a = 0; a < fused.length; a++) {
            for (int i = 0; i < fused[a].length; i++) {
                assertThat(fused[a][i])
                        .isCloseTo(composed[a][i], within(8 * (terms + 8) * 0x1p-24f * largest));
            }
        }
    }

    @Test
    void theHeadsDivideTheWidth() {
        for (int heads : new int[] {0, -2, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            MultiHeadAttention.normal(8, heads, true, 1, 1, Scope.of(Philox.of(1))))
                    .withMessage("width must be a multiple of heads: width=8 heads=" + heads);
        }
    }

    /// Shared key heads alone, and another visibility alone.
    @Test
    void onlyWhatTheDefinitionKnowsIsComposed() {
        Scope scope = Scope.of(Philox.of(1));
        MultiHeadAttention shared = MultiHeadAttention.normal(8, 2, 1, true, 1, 1, scope);
        MultiHeadAttention all =
                MultiHeadAttention.normal(8, 2, true, 1, 1, scope).seeing(new Visibility.All());
        Variable x =
                new Tape(Engines.SCALAR, Mode.inference())
                        .constant(Tensor.zeros(Shape.of(1, 2, 8)));
        for (MultiHeadAttention layer : List.of(shared, all)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> layer.composed(x))
                    .withMessage(
                            "only causal attention with a key head for each of 2 heads is composed,"
                                    + " not %s with %s",
                            layer.keyHeads(), layer.visibility());
        }
    }
}
