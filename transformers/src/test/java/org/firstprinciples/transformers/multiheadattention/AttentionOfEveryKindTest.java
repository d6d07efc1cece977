package org.firstprinciples.transformers.multiheadattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.transformers.attention.Mask;
import org.firstprinciples.transformers.attention.SoftmaxAttention;
import org.firstprinciples.transformers.selfattention.Visibility.All;
import org.firstprinciples.transformers.selfattention.Visibility.Lengths;
import org.firstprinciples.transformers.selfattention.Visibility.Window;
import org.junit.jupiter.api.Test;

/// What BERT, the decoder of a translator and a model with shared key heads ask of one layer, against the formula of the
/// paper in double precision, head by head.
class AttentionOfEveryKindTest {

    private final Tape tape = new Tape(Engine.fastest(), Mode.inference());

    private Variable normal(int rows, int length, int seed) {
        Shape shape = Shape.of(rows, length, 12);
        return tape.constant(Parameter.normal(shape, 1, Philox.of(seed)).value()); // (B,T,12)
    }

    /// Random weights, and what the heads found as it is.
    private static MultiHeadAttention layer(int heads, int keyHeads) {
        MultiHeadAttention layer =
                MultiHeadAttention.normal(12, heads, keyHeads, false, 1, 1, Scope.of(Philox.of(1)));
        return Models.replace(layer, "output", Layer.class, output -> x -> x);
    }

    /// The columns of a head in sequence `b`, `(T,D)`.
    private static Matrix head(Variable x, int b, int h, int D) {
        int T = x.shape().dim(1);
        double[] columns = new double[T * D];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = x.value().toArray()[(b * T + i / D) * x.shape().last() + h * D + i % D];
        }
        return Matrix.of(T, D, columns);
    }

    private static void assertFormula(
            Variable y, MultiHeadAttention layer, Variable x, Variable context, int b, Mask mask) {
        int D = 12 / layer.heads();
        for (int h = 0; h < layer.heads(); h++) {
            int shared = h / (layer.heads() / layer.keyHeads()); // its key head
            Matrix q = head(layer.query().apply(x), b, h, D); // (T,D)
            Matrix k = head(layer.key().apply(context), b, shared, D); // (S,D)
            Matrix v = head(layer.value().apply(context), b, shared, D); // (S,D)
            assertThat(head(y, b, h, D).toArray())
                    .containsExactly(
                            new SoftmaxAttention().attend(q, k, v, mask).toArray(), within(1e-4));
        }
    }

    /// Devlin et al. 2019, §3: every token sees every token of its text, and no padding.
    @Test
    void bidirectionalWithPadding() {
        Variable x = normal(3, 7, 2); // (3,7,12)
        int[] lengths = {7, 4, 1};
        MultiHeadAttention layer = layer(3, 3).seeing(new Lengths(lengths));
        for (int b = 0; b < 3; b++) {
            int n = lengths[b];
            assertFormula(layer.apply(x), layer, x, x, b, (i, j) -> j < n);
        }
    }

    /// Vaswani et al. 2017, §3.2.3: the decoder asks the encoder, whose text has another length.
    @Test
    void crossAttention() {
        Variable x = normal(2, 5, 3); // (2,5,12)
        Variable memory = normal(2, 9, 4); // (2,9,12)
        MultiHeadAttention layer = layer(2, 2).seeing(new All());
        for (int b = 0; b < 2; b++) {
            assertFormula(layer.across(x, memory), layer, x, memory, b, Mask.none());
        }
    }

    /// Ainslie et al. 2023, §2.2: six query heads share two key heads. Jiang et al. 2023, §2: in a window, too.
    @Test
    void fewerKeyHeads() {
        Variable x = normal(1, 9, 5); // (1,9,12)
        MultiHeadAttention layer = layer(6, 2);
        assertFormula(layer.apply(x), layer, x, x, 0, Mask.causal(9, 9));
        Mask window = (i, j) -> j <= i && i - j < 4;
        assertFormula(layer.seeing(new Window(4)).apply(x), layer, x, x, 0, window);
    }
}
