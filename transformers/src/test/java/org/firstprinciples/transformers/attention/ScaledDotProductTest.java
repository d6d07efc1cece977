package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.assertj.core.data.Offset;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.firstprinciples.transformers.selfattention.CausalMask;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Attention on the tape, in 32 bits, against the formula in double precision.
class ScaledDotProductTest {

    private static final double U = 0x1p-24;

    Variable subject(Variable q, Variable k, Variable v, Operation... masks) {
        return ScaledDotProduct.of(q, k, v, masks);
    }

    private static Variable input(Tape tape, float[] x, int rows) {
        return tape.input(Tensor.of(Shape.of(1, rows, x.length / rows), x));
    }

    private float[] attend(float[] q, float[] k, float[] v, int queries, int keys) {
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        return subject(input(tape, q, queries), input(tape, k, keys), input(tape, v, keys))
                .value()
                .toArray();
    }

    /// The weights of these scores: one query of width 1, so that nothing is divided.
    private float[] weights(float... scores) {
        int m = scores.length;
        float[] identity = new float[m * m];
        for (int j = 0; j < m; j++) {
            identity[j * m + j] = 1;
        }
        return attend(new float[] {1}, scores, identity, 1, m);
    }

    private static Matrix matrix(float[] x, int rows) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return Matrix.of(rows, x.length / rows, wide);
    }

    /// Result and the gradients of queries, keys and values, all elements.
    @Claim("AT-12")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void valueAndGradientsAreThoseOfTheFormula(
            @ForAll @IntRange(min = 1, max = 9) int T,
            @ForAll @IntRange(min = 1, max = 9) int K,
            @ForAll @IntRange(min = 1, max = 9) int D,
            @ForAll @IntRange(min = 1, max = 9) int E,
            @ForAll boolean causal,
            @ForAll long seed) {
        int keys = causal ? T : K;
        SplittableRandom random = new SplittableRandom(seed);
        float[][] x = {
            Normals.of(random, T * D), Normals.of(random, keys * D), Normals.of(random, keys * E)
        };
        float[] dy = Normals.of(random, T * E);
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        Variable q = input(tape, x[0], T);
        Variable k = input(tape, x[1], keys);
        Variable v = input(tape, x[2], keys);
        Variable y = causal ? subject(q, k, v, new CausalMask()) : subject(q, k, v);
        tape.backward(y, Tensor.of(Shape.of(1, T, E), dy));

        Attention formula = new SoftmaxAttention();
        Mask mask = causal ? Mask.causal(T, keys) : Mask.none();
        Matrix[] m = {matrix(x[0], T), matrix(x[1], keys), matrix(x[2], keys)};
        Attention.Adjoint dx = formula.adjoint(m[0], m[1], m[2], mask, matrix(dy, T));
        int terms = T + keys + D + E;
        assertEqual(y.value(), formula.attend(m[0], m[1], m[2], mask), terms);
        assertEqual(q.gradient(), dx.q(), terms);
        assertEqual(k.gradient(), dx.k(), terms);
        assertEqual(v.gradient(), dx.v(), terms);
    }

    private static void assertEqual(Tensor actual, Matrix expected, int terms) {
        double size = 4 + AttentionClaims.largest(expected);
        AttentionClaims.assertClose(
                matrix(actual.toArray(), expected.rows()), expected, 8 * (terms + 8) * U * size);
    }

    private static Offset<Float> tolerance(int terms, float size) {
        return within((float) (8 * (terms + 8) * U * size));
    }

    /// Scores of size 10³ and far beyond, of which 32 bits hold the differences exactly.
    @Claim("AT-14")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void hugeScoresGiveTheWeightsOfTheShiftedScores(
            @ForAll @IntRange(min = 1, max = 20) int m,
            @ForAll @IntRange(min = -100_000, max = 100_000) int level,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] near = new float[m];
        float[] far = new float[m];
        double[] expected = new double[m];
        for (int j = 0; j < m; j++) {
            near[j] = random.nextInt(-320, 321) / 32f; // a multiple of 1/32 in [−10,10]
            far[j] = near[j] + level;
            expected[j] = near[j];
        }
        assertThat(weights(far)).isEqualTo(weights(near));
        assertThat(matrix(weights(far), 1).toArray())
                .containsExactly(Softmax.of(expected), within(8 * (m + 8) * U));
    }

    @Claim("AT-14")
    @Test
    void aSpreadBeyondTheExponentialStaysFinite() {
        assertThat(weights(700, 0, -700)).containsExactly(1, 0, 0);
        assertThat(weights(-1e38f, -1e38f)).containsExactly(0.5f, 0.5f);
        assertThat(weights(1e38f, 0)).containsExactly(1, 0);
    }

    @Claim("AT-14")
    @Test
    void whatIsNoScoreSpoilsItsOwnRowOnly() {
        for (float bad : new float[] {Float.NaN, 1e30f}) {
            float[] o =
                    attend(new float[] {bad, 1}, new float[] {1e30f, 0}, new float[] {2, 4}, 2, 2);
            assertThat(o[0]).as("query %s", bad).isNaN(); // 1e30 times 1e30 is infinite
            assertThat(o[1]).isEqualTo(2);
        }
    }

    /// The neighbors of 10⁹ are 64 apart: scores below 32 vanish before they can count.
    @Claim("AT-09")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void minusABillionOnEveryKeyMakesAllEqualAndMinusInfinityNothing(
            @ForAll @IntRange(min = 1, max = 8) int m, @ForAll long seed) {
        assertThat(Math.ulp(1e9f)).isEqualTo(64);
        SplittableRandom random = new SplittableRandom(seed);
        float[] lowered = new float[m];
        float[] hidden = new float[m];
        for (int j = 0; j < m; j++) {
            lowered[j] = (float) random.nextDouble(-31, 31) - 1e9f;
            hidden[j] = Float.NEGATIVE_INFINITY;
        }
        assertThat(weights(lowered)).containsOnly(1f / m);
        assertThat(weights(hidden)).containsOnly(0);
        assertThat(weights(1 - 1e9f, 2 - 1e9f, 3 - 1e9f)).containsOnly(1f / 3);
        assertThat(weights(1 - 1e9f, 2, 3)[0]).isZero();
    }

    @Test
    void withoutTheRootTheEquationFails() {
        float[] q = {4f, 0f, 0f, 0f}; // D = 4: scores 4 and 0 become 2 and 0
        float[] k = {1f, 0f, 0f, 0f, 0f, 1f, 0f, 0f};
        float weight = attend(q, k, new float[] {1f, 0f}, 1, 2)[0];
        assertThat(weight).isCloseTo((float) (1 / (1 + Math.exp(-2))), tolerance(2, 1));
        assertThat(weight).isNotCloseTo((float) (1 / (1 + Math.exp(-4))), within(0.1f));
    }

    @Claim("AT-01")
    @Test
    void aSingleKeyIsAlwaysTaken() {
        float[] v = {1.5f, -2.25f, 3.125f};
        assertThat(attend(new float[] {9f, -7f}, new float[] {3f, 1f}, v, 1, 1)).isEqualTo(v);
    }

    @Claim("AT-02")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void pairsOfKeysAndValuesHaveNoOrder(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] q = Normals.of(random, 3 * 4);
        float[] k = Normals.of(random, 5 * 4);
        float[] v = Normals.of(random, 5 * 2);
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

    @Claim("AT-04")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void theSameVectorAddedToAllKeysChangesNothing(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] q = Normals.of(random, 3 * 4);
        float[] k = Normals.of(random, 5 * 4);
        float[] v = Normals.of(random, 5 * 2);
        float[] u = Normals.of(random, 4);
        float[] moved = k.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += u[i % 4];
        }
        assertThat(attend(q, moved, v, 3, 5))
                .containsExactly(attend(q, k, v, 3, 5), tolerance(9, 32));
    }

    /// Under the causal mask query `t` attends as if keys and values ended with `t`.
    @Claim("AT-08")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void maskingIsDeletion(@ForAll @IntRange(min = 1, max = 8) int T, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] q = Normals.of(random, T * 3);
        float[] k = Normals.of(random, T * 3);
        float[] v = Normals.of(random, T * 2);
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        float[] masked =
                subject(input(tape, q, T), input(tape, k, T), input(tape, v, T), new CausalMask())
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

    @Mutant({"AT-01", "AT-04", "AT-08", "AT-09", "AT-12", "AT-14"}) // scores for weights
    static class TakesScoresForWeights extends ScaledDotProductTest {
        @Override
        Variable subject(Variable q, Variable k, Variable v, Operation... masks) {
            return q.apply(new BatchedProduct(true), k).apply(new BatchedProduct(false), v);
        }
    }

    @Mutant({"AT-12", "AT-14"}) // divides by √(2d)
    static class DividesByTheRootOfTwiceTheWidth extends ScaledDotProductTest {
        @Override
        Variable subject(Variable q, Variable k, Variable v, Operation... masks) {
            Variable s = q.apply(new BatchedProduct(true), k);
            for (Operation mask : masks) {
                s = s.apply(mask);
            }
            float scale = (float) Math.sqrt(0.5 / q.shape().last());
            return s.apply(new ScaledSoftmax(scale)).apply(new BatchedProduct(false), v);
        }
    }
}
