package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.assertj.core.data.Offset;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.Workers;
import org.firstprinciples.transformers.selfattention.CausalMask;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class ScaledDotProductTest {

    private static final Engine ENGINE = Engine.of(Kernels.fastest(), Workers.of(1));
    private static final double U = 0x1p-24;
    private static final double STEP = 0x1p-17;

    private static float[] normal(SplittableRandom random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static Variable input(Tape tape, float[] x, int rows) {
        return tape.input(Tensor.of(Shape.of(1, rows, x.length / rows), x));
    }

    private static float[] attend(float[] q, float[] k, float[] v, int queries, int keys) {
        Tape tape = new Tape(ENGINE, Mode.inference());
        return ScaledDotProduct.of(
                        input(tape, q, queries), input(tape, k, keys), input(tape, v, keys))
                .value()
                .toArray();
    }

    /// The equation, sum by sum: `Σⱼ exp(qᵢᵀkⱼ/√D) vⱼ / Σⱼ exp(qᵢᵀkⱼ/√D)`, moved along a direction.
    private static double[] byHand(float[][] x, float[][] along, double step, int T, int K) {
        int D = x[0].length / T;
        int E = x[2].length / K;
        double[] o = new double[T * E];
        for (int i = 0; i < T; i++) {
            double total = 0;
            for (int j = 0; j < K; j++) {
                double score = 0;
                for (int d = 0; d < D; d++) {
                    score +=
                            (x[0][i * D + d] + step * along[0][i * D + d])
                                    * (x[1][j * D + d] + step * along[1][j * D + d]);
                }
                double weight = StrictMath.exp(score / StrictMath.sqrt(D));
                total += weight;
                for (int e = 0; e < E; e++) {
                    o[i * E + e] += weight * (x[2][j * E + e] + step * along[2][j * E + e]);
                }
            }
            for (int e = 0; e < E; e++) {
                o[i * E + e] /= total;
            }
        }
        return o;
    }

    @Property(tries = 60)
    void valueAndGradientAreThoseOfTheEquation(
            @ForAll @IntRange(min = 1, max = 9) int T,
            @ForAll @IntRange(min = 1, max = 9) int K,
            @ForAll @IntRange(min = 1, max = 9) int D,
            @ForAll @IntRange(min = 1, max = 9) int E,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] x = {normal(random, T * D), normal(random, K * D), normal(random, K * E)};
        float[][] along = {normal(random, T * D), normal(random, K * D), normal(random, K * E)};
        float[] dy = normal(random, T * E);
        Tape tape = new Tape(ENGINE, Mode.training(1, 0));
        Variable[] inputs = {input(tape, x[0], T), input(tape, x[1], K), input(tape, x[2], K)};
        Variable y = ScaledDotProduct.of(inputs[0], inputs[1], inputs[2]);
        tape.backward(y, Tensor.of(Shape.of(1, T, E), dy));

        double[] expected = byHand(x, along, 0, T, K);
        double[] ahead = byHand(x, along, STEP, T, K);
        double[] behind = byHand(x, along, -STEP, T, K);
        float[] actual = y.value().toArray();
        double left = 0;
        double right = 0;
        double size = 1;
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo((float) expected[i], tolerance(K + D, 4));
            left += dy[i] * (ahead[i] - behind[i]) / (2 * STEP);
        }
        for (int n = 0; n < 3; n++) {
            float[] dx = inputs[n].gradient().toArray();
            for (int i = 0; i < dx.length; i++) {
                right += (double) dx[i] * along[n][i];
                size += Math.abs((double) dx[i] * along[n][i]);
            }
        }
        assertThat(right).isCloseTo(left, within(8 * (T + K + D + E + 8) * U * size + 1e-7 * size));
    }

    private static Offset<Float> tolerance(int terms, float size) {
        return within((float) (8 * (terms + 8) * U * size));
    }

    @Test
    void withoutTheRootTheEquationFails() {
        float[] q = {4f, 0f, 0f, 0f}; // D = 4: scores 4 and 0 become 2 and 0
        float[] k = {1f, 0f, 0f, 0f, 0f, 1f, 0f, 0f};
        float weight = attend(q, k, new float[] {1f, 0f}, 1, 2)[0];
        assertThat(weight).isCloseTo((float) (1 / (1 + Math.exp(-2))), tolerance(2, 1));
        assertThat(weight).isNotCloseTo((float) (1 / (1 + Math.exp(-4))), within(0.1f));
    }

    @Test
    void aSingleKeyIsAlwaysTaken() {
        float[] v = {1.5f, -2.25f, 3.125f};
        assertThat(attend(new float[] {9f, -7f}, new float[] {3f, 1f}, v, 1, 1)).isEqualTo(v);
    }

    @Property(tries = 25)
    void pairsOfKeysAndValuesHaveNoOrder(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] q = normal(random, 3 * 4);
        float[] k = normal(random, 5 * 4);
        float[] v = normal(random, 5 * 2);
        float[] turnedK = new float[k.length];
        float[] turnedV = new float[v.length];
        for (int j = 0; j < 5; j++) {
            System.arraycopy(k, j * 4, turnedK, (j + 2) % 5 * 4, 4);
            System.arraycopy(v, j * 2, turnedV, (j + 2) % 5 * 2, 2);
        }
        assertThat(attend(q, turnedK, turnedV, 3, 5))
                .containsExactly(attend(q, k, v, 3, 5), tolerance(9, 4));
        assertThat(attend(q, turnedK, v, 3, 5)).isNotEqualTo(attend(q, k, v, 3, 5));
    }

    /// What every key has in common says nothing.
    @Property(tries = 25)
    void theSameVectorAddedToAllKeysChangesNothing(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] q = normal(random, 3 * 4);
        float[] k = normal(random, 5 * 4);
        float[] v = normal(random, 5 * 2);
        float[] u = normal(random, 4);
        float[] moved = k.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += u[i % 4];
        }
        assertThat(attend(q, moved, v, 3, 5))
                .containsExactly(attend(q, k, v, 3, 5), tolerance(9, 32));
    }

    /// Under the causal mask query `t` attends as if keys and values ended with `t`.
    @Property(tries = 25)
    void maskingIsDeletion(@ForAll @IntRange(min = 1, max = 8) int T, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] q = normal(random, T * 3);
        float[] k = normal(random, T * 3);
        float[] v = normal(random, T * 2);
        Tape tape = new Tape(ENGINE, Mode.inference());
        float[] masked =
                ScaledDotProduct.of(
                                input(tape, q, T),
                                input(tape, k, T),
                                input(tape, v, T),
                                new CausalMask())
                        .value()
                        .toArray();
        for (int t = 0; t < T; t++) {
            float[] deleted =
                    attend(
                            Arrays.copyOfRange(q, t * 3, t * 3 + 3),
                            Arrays.copyOf(k, (t + 1) * 3),
                            Arrays.copyOf(v, (t + 1) * 2),
                            1,
                            t + 1);
            assertThat(Arrays.copyOfRange(masked, t * 2, t * 2 + 2))
                    .containsExactly(deleted, tolerance(T + 3, 4));
        }
    }
}
