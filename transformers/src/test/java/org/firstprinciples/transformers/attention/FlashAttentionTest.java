package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.Workers;
import org.firstprinciples.transformers.multiheadattention.FusedAttention;
import org.junit.jupiter.api.Test;

class FlashAttentionTest {

    Attention subject(int queryBlock, int keyBlock) {
        return new FlashAttention(queryBlock, keyBlock);
    }

    @Claim("AT-11")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void everyCutIntoBlocksGivesTheFormula(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 6) int m,
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll long seed) {
        Matrix q = AttentionTest.normal(n, 3, seed).times(3);
        Matrix k = AttentionTest.normal(m, 3, seed + 1);
        Matrix v = AttentionTest.normal(m, 2, seed + 2);
        Matrix dO = AttentionTest.normal(n, 2, seed + 3);
        Mask padding = (i, j) -> j < m - 2;
        Mask mask = kind == 0 ? Mask.none() : kind == 1 ? Mask.causal(n, m) : padding;
        Matrix o = new SoftmaxAttention().attend(q, k, v, mask);
        Attention.Adjoint dx = new SoftmaxAttention().adjoint(q, k, v, mask, dO);
        for (int queries = 1; queries <= m + 3; queries++) {
            for (int keys = 1; keys <= m + 3; keys++) {
                Attention flash = subject(queries, keys);
                AttentionTest.assertClose(
                        flash.attend(q, k, v, mask), o, 1e-12 * AttentionTest.largest(v));
                Attention.Adjoint actual = flash.adjoint(q, k, v, mask, dO);
                AttentionTest.assertClose(actual.q(), dx.q(), 1e-11);
                AttentionTest.assertClose(actual.k(), dx.k(), 1e-11);
                AttentionTest.assertClose(actual.v(), dx.v(), 1e-11);
            }
        }
    }

    /// The operation that trains networks, 32 bits and causal, against the formula.
    @Claim("AT-11")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theFusedOperationIsTheFormula(
            @ForAll @IntRange(min = 1, max = 80) int T, @ForAll long seed) {
        Matrix[] x = new Matrix[3];
        Tensor[] t = new Tensor[3];
        for (int n = 0; n < 3; n++) {
            x[n] = AttentionTest.map(AttentionTest.normal(T, 4, seed + n), y -> (float) y);
            float[] elements = new float[T * 4];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = (float) x[n].get(i / 4, i % 4);
            }
            t[n] = Tensor.of(Shape.of(1, T, 4), elements);
        }
        Tape tape = new Tape(Engine.of(Kernels.fastest(), Workers.of(1)), Mode.inference());
        float[] actual =
                tape.input(t[0])
                        .apply(new FusedAttention(1), tape.input(t[1]), tape.input(t[2]))
                        .value()
                        .toArray();
        double[] expected = subject(2, 3).attend(x[0], x[1], x[2], Mask.causal(T, T)).toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .isCloseTo(expected[i], within(5e-6 * AttentionTest.largest(x[2])));
        }
    }

    @Test
    void aBlockHoldsAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlashAttention(1, 0))
                .withMessageContaining("keyBlock=0");
    }

    @Mutant("AT-11") // the last block is ignored if it is not full
    static class IgnoresTheTail extends FlashAttentionTest {
        @Override
        Attention subject(int queryBlock, int keyBlock) {
            return new AttentionTest.Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    int whole = k.rows() / keyBlock * keyBlock;
                    return new FlashAttention(queryBlock, keyBlock)
                            .attend(q, k, v, (i, j) -> j < whole && mask.sees(i, j));
                }
            };
        }
    }

    @Mutant("AT-11") // the mean of the blocks' results
    static class AveragesTheBlocks extends FlashAttentionTest {
        @Override
        Attention subject(int queryBlock, int keyBlock) {
            return new AttentionTest.Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    int blocks = Math.ceilDiv(k.rows(), keyBlock);
                    Matrix sum = Matrix.zeros(q.rows(), v.columns());
                    for (int b = 0; b < blocks; b++) {
                        int block = b;
                        Mask inside = (i, j) -> j / keyBlock == block && mask.sees(i, j);
                        sum = sum.plus(new SoftmaxAttention().attend(q, k, v, inside));
                    }
                    return sum.times(1.0 / blocks);
                }
            };
        }
    }
}
