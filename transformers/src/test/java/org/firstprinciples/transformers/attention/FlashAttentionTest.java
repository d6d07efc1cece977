package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
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
        Matrix q = AttentionClaims.normal(n, 3, seed).times(3);
        Matrix k = AttentionClaims.normal(m, 3, seed + 1);
        Matrix v = AttentionClaims.normal(m, 2, seed + 2);
        Matrix dO = AttentionClaims.normal(n, 2, seed + 3);
        Mask padding = (i, j) -> j < m - 2;
        Mask mask = kind == 0 ? Mask.none() : kind == 1 ? Mask.causal(n, m) : padding;
        Matrix o = new SoftmaxAttention().attend(q, k, v, mask);
        Attention.Adjoint dx = new SoftmaxAttention().adjoint(q, k, v, mask, dO);
        for (int queries = 1; queries <= n + 3; queries++) {
            for (int keys = 1; keys <= m + 3; keys++) {
                Attention flash = subject(queries, keys);
                AttentionClaims.assertClose(
                        flash.attend(q, k, v, mask), o, 1e-12 * AttentionClaims.largest(v));
                Attention.Adjoint actual = flash.adjoint(q, k, v, mask, dO);
                AttentionClaims.assertClose(actual.q(), dx.q(), 1e-11);
                AttentionClaims.assertClose(actual.k(), dx.k(), 1e-11);
                AttentionClaims.assertClose(actual.v(), dx.v(), 1e-11);
            }
        }
    }

    /// Rows without visible keys, in forward and backward.
    @Claim({"AT-09", "AT-11"})
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aQueryThatSeesNothingGetsNothingInBlocksToo(
            @ForAll @IntRange(min = 1, max = 4) int queryBlock,
            @ForAll @IntRange(min = 1, max = 4) int keyBlock,
            @ForAll long seed) {
        Matrix q = AttentionClaims.normal(4, 3, seed);
        Matrix k = AttentionClaims.normal(5, 3, seed + 1);
        Matrix v = AttentionClaims.normal(5, 2, seed + 2);
        Matrix dO = AttentionClaims.normal(4, 2, seed + 3);
        Mask mask = (i, j) -> i % 2 == 1 && j != 1;
        Attention flash = subject(queryBlock, keyBlock);
        Matrix o = flash.attend(q, k, v, mask);
        Attention.Adjoint actual = flash.adjoint(q, k, v, mask, dO);
        assertThat(AttentionClaims.rows(o, 0, 2).toArray()).containsOnly(0);
        assertThat(AttentionClaims.rows(actual.q(), 0, 2).toArray()).containsOnly(0);
        assertThat(AttentionClaims.rows(actual.k(), 1).toArray()).containsOnly(0);
        AttentionClaims.assertClose(o, new SoftmaxAttention().attend(q, k, v, mask), 1e-12 * 8);
        Attention.Adjoint dx = new SoftmaxAttention().adjoint(q, k, v, mask, dO);
        AttentionClaims.assertClose(actual.q(), dx.q(), 1e-11);
        AttentionClaims.assertClose(actual.k(), dx.k(), 1e-11);
        AttentionClaims.assertClose(actual.v(), dx.v(), 1e-11);
    }

    Operation fused(int heads) {
        return new FusedAttention(heads);
    }

    /// The operation that trains networks, 32 bits and causal: result and gradients of every head are the formula's.
    @Claim("AT-11")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void theFusedOperationIsTheFormulaInEveryHead(
            @ForAll @IntRange(min = 1, max = 80) int T,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 6) int D,
            @ForAll long seed) {
        Shape shape = Shape.of(1, T, heads * D);
        Tensor[] x = new Tensor[4]; // q, k, v and the cotangent
        for (int n = 0; n < 4; n++) {
            x[n] = Tensor.of(shape, floats(AttentionClaims.normal(T, heads * D, seed + n)));
        }
        Tape tape = new Tape(Engine.of(Kernels.fastest(), Workers.of(1)), Mode.training(1, 0));
        Variable q = tape.input(x[0]);
        Variable k = tape.input(x[1]);
        Variable v = tape.input(x[2]);
        Variable o = q.apply(fused(heads), k, v);
        tape.backward(o, x[3]);
        for (int h = 0; h < heads; h++) {
            Matrix[] head = new Matrix[4];
            for (int n = 0; n < 4; n++) {
                head[n] = head(x[n], h, D);
            }
            Mask causal = Mask.causal(T, T);
            Attention formula = new SoftmaxAttention();
            Attention.Adjoint dx = formula.adjoint(head[0], head[1], head[2], causal, head[3]);
            assertEqualInFloat(
                    head(o.value(), h, D), formula.attend(head[0], head[1], head[2], causal));
            assertEqualInFloat(head(q.gradient(), h, D), dx.q());
            assertEqualInFloat(head(k.gradient(), h, D), dx.k());
            assertEqualInFloat(head(v.gradient(), h, D), dx.v());
        }
    }

    private static float[] floats(Matrix a) {
        float[] x = new float[a.rows() * a.columns()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) a.get(i / a.columns(), i % a.columns());
        }
        return x;
    }

    private static Matrix head(Tensor x, int h, int D) {
        float[] elements = x.toArray();
        int C = x.shape().last();
        double[] columns = new double[elements.length / C * D];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = elements[i / D * C + h * D + i % D];
        }
        return Matrix.of(elements.length / C, D, columns);
    }

    /// Sums of at most `4(T+D)` terms, each as large as the largest result at most.
    private static void assertEqualInFloat(Matrix actual, Matrix expected) {
        int terms = 4 * (expected.rows() + expected.columns());
        double size = 1 + AttentionClaims.largest(expected);
        AttentionClaims.assertClose(actual, expected, 8 * (terms + 8) * 0x1p-24 * size);
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
            return new WrongAttention() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    int whole = k.rows() / keyBlock * keyBlock;
                    return new FlashAttention(queryBlock, keyBlock)
                            .attend(q, k, v, (i, j) -> j < whole && mask.allows(i, j));
                }
            };
        }
    }

    @Mutant("AT-11") // the mean of the blocks' results
    static class AveragesTheBlocks extends FlashAttentionTest {
        @Override
        Attention subject(int queryBlock, int keyBlock) {
            return new WrongAttention() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    int blocks = Math.ceilDiv(k.rows(), keyBlock);
                    Matrix sum = Matrix.zeros(q.rows(), v.columns());
                    for (int b = 0; b < blocks; b++) {
                        int block = b;
                        Mask inside = (i, j) -> j / keyBlock == block && mask.allows(i, j);
                        sum = sum.plus(new SoftmaxAttention().attend(q, k, v, inside));
                    }
                    return sum.times(1.0 / blocks);
                }
            };
        }
    }

    /// The right result with another adjoint.
    interface Backward {
        Attention.Adjoint of(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO);
    }

    private static Attention backward(Backward adjoint) {
        return new Attention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return new SoftmaxAttention().attend(q, k, v, mask);
            }

            @Override
            public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                return adjoint.of(q, k, v, mask, dO);
            }
        };
    }

    @Mutant("AT-11") // queries get no gradient from the last block of keys if it is not full
    static class IgnoresTheTailBackward extends FlashAttentionTest {
        @Override
        Attention subject(int queryBlock, int keyBlock) {
            return backward((q, k, v, mask, dO) -> {
                int whole = k.rows() / keyBlock * keyBlock;
                Mask inside = (i, j) -> j < whole && mask.allows(i, j);
                Attention.Adjoint dx = new SoftmaxAttention().adjoint(q, k, v, mask, dO);
                Matrix cut = new SoftmaxAttention().adjoint(q, k, v, inside, dO).q();
                return new Attention.Adjoint(cut, dx.k(), dx.v());
            });
        }
    }

    @Mutant("AT-11") // queries of the last block pass no gradient if it is not full
    static class IgnoresTheLastQueries extends FlashAttentionTest {
        @Override
        Attention subject(int queryBlock, int keyBlock) {
            return backward((q, k, v, mask, dO) -> {
                int whole = q.rows() / queryBlock * queryBlock;
                Mask inside = (i, j) -> i < whole && mask.allows(i, j);
                return new SoftmaxAttention().adjoint(q, k, v, inside, dO);
            });
        }
    }

    @Mutant("AT-11") // weights and δ of each block for itself: the log-sum-exp of the block, not of
    // the row
    static class NormalizesEachBlock extends FlashAttentionTest {
        @Override
        Attention subject(int queryBlock, int keyBlock) {
            return backward((q, k, v, mask, dO) -> {
                Attention.Adjoint sum = new Attention.Adjoint(q.times(0), k.times(0), v.times(0));
                for (int b = 0; b < Math.ceilDiv(k.rows(), keyBlock); b++) {
                    int block = b;
                    Mask inside = (i, j) -> j / keyBlock == block && mask.allows(i, j);
                    Attention.Adjoint dx = new SoftmaxAttention().adjoint(q, k, v, inside, dO);
                    sum =
                            new Attention.Adjoint(
                                    sum.q().plus(dx.q()),
                                    sum.k().plus(dx.k()),
                                    sum.v().plus(dx.v()));
                }
                return sum;
            });
        }
    }

    @Mutant({"AT-09", "AT-11"}) // the gradient sees what the mask hides
    static class ForgetsTheMaskBackward extends FlashAttentionTest {
        @Override
        Attention subject(int queryBlock, int keyBlock) {
            return WrongAttention.forgettingTheMaskBackward();
        }
    }

    @Mutant("AT-11") // the heads of the fused operation are one
    static class TakesAllHeadsForOne extends FlashAttentionTest {
        @Override
        Operation fused(int heads) {
            return new FusedAttention(1);
        }
    }

    @Mutant("AT-11") // the fused operation gives keys the gradients of queries
    static class ExchangesGradients extends FlashAttentionTest {
        @Override
        Operation fused(int heads) {
            Operation right = new FusedAttention(heads);
            return new Operation() {
                @Override
                public Shape shape(Shape... inputs) {
                    return right.shape(inputs);
                }

                @Override
                public int saved(Shape... inputs) {
                    return right.saved(inputs);
                }

                @Override
                public void forward(Frame f) {
                    right.forward(f);
                }

                @Override
                public void backward(Frame f) {
                    right.backward(f);
                    float[] dq = f.dx(0).clone();
                    System.arraycopy(f.dx(1), 0, f.dx(0), 0, dq.length);
                    System.arraycopy(dq, 0, f.dx(1), 0, dq.length);
                }
            };
        }
    }
}
