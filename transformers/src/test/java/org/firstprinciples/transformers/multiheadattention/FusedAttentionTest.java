package org.firstprinciples.transformers.multiheadattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.firstprinciples.transformers.attention.Attention;
import org.firstprinciples.transformers.attention.Mask;
import org.firstprinciples.transformers.attention.SoftmaxAttention;
import org.firstprinciples.transformers.selfattention.Visibility;
import org.firstprinciples.transformers.selfattention.Visibility.All;
import org.firstprinciples.transformers.selfattention.Visibility.Causal;
import org.firstprinciples.transformers.selfattention.Visibility.LeftPadding;
import org.firstprinciples.transformers.selfattention.Visibility.Lengths;
import org.firstprinciples.transformers.selfattention.Visibility.Window;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class FusedAttentionTest implements OperationLaws {

    private static final ThreadMXBean ALLOCATION =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Subject subject(int batch, int time, int heads, int headSize) {
        return subject(new FusedAttention(heads), batch, time, time, headSize);
    }

    private static Subject subject(FusedAttention op, int B, int T, int S, int D) {
        Shape keys = Shape.of(B, S, op.keyHeads() * D);
        return Subject.of(
                op,
                new FusedAttention.Formula(op.heads(), op.keyHeads(), op.visibility()),
                4 * (op.heads() / op.keyHeads() * (T + S) + D),
                Shape.of(B, T, op.heads() * D),
                keys,
                keys);
    }

    private static final FusedAttention GROUPED = new FusedAttention(4, 2, new Causal());
    private static final FusedAttention LATE = new FusedAttention(2, 2, new Causal());
    private static final FusedAttention WINDOW = new FusedAttention(2, 1, new Window(3));
    private static final FusedAttention LENGTHS =
            new FusedAttention(2, 2, new All().and(new Lengths(4, 0, 7)));
    private static final FusedAttention PADDED =
            new FusedAttention(2, 1, new Causal().and(new LeftPadding(0, 3, 9)));

    /// Around the 32 queries and 64 keys of a block.
    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(2, 5, 2, 3),
                subject(1, 1, 1, 1),
                subject(0, 3, 2, 2),
                subject(1, 0, 2, 2),
                subject(1, 31, 1, 32),
                subject(1, 32, 2, 1),
                subject(1, 33, 2, 3),
                subject(1, 63, 1, 8),
                subject(1, 64, 1, 3),
                subject(1, 65, 2, 8),
                subject(1, 130, 2, 1),
                subject(GROUPED, 2, 5, 5, 3),
                subject(LATE, 2, 3, 7, 2), // later parts of a text
                subject(LATE, 1, 35, 70, 2),
                subject(LATE, 1, 40, 33, 1), // the first queries stand before all keys
                subject(LATE, 1, 3, 0, 2),
                subject(WINDOW, 1, 9, 9, 2),
                subject(WINDOW, 1, 40, 70, 1),
                subject(new FusedAttention(1, 1, new Window(70)), 1, 140, 140, 2),
                subject(new FusedAttention(2, 2, new All()), 1, 4, 66, 2),
                subject(new FusedAttention(2, 1, new All()), 1, 34, 3, 2),
                subject(LENGTHS, 3, 5, 7, 2),
                subject(PADDED, 3, 6, 9, 2),
                subject(
                        new FusedAttention(1, 1, new Window(5).and(new Lengths(20, 66))),
                        2,
                        66,
                        66,
                        1));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(
                subject(4, 70, 5, 8),
                subject(new FusedAttention(8, 4, new Window(9)), 4, 40, 70, 4));
    }

    @Override
    public List<Shape[]> misfits() {
        Shape shape = Shape.of(2, 3, 4);
        return List.of(
                new Shape[] {shape, shape},
                new Shape[] {shape, shape, Shape.of(2, 4, 4)},
                new Shape[] {shape, Shape.of(1, 3, 4), Shape.of(1, 3, 4)},
                new Shape[] {shape, Shape.of(2, 3, 2), Shape.of(2, 3, 2)},
                new Shape[] {Shape.of(3, 4), Shape.of(3, 4), Shape.of(3, 4)},
                new Shape[] {Shape.of(2, 3, 5), Shape.of(2, 3, 5), Shape.of(2, 3, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Operation right = new FusedAttention(2);
        return List.of(
                WrongVersion.forward(
                        "a query before the end sees the next key",
                        LATE,
                        f -> LATE.forward(WrongKernels.seeingTheNextKey(f))),
                WrongVersion.instead(
                        "a query does not see its own position",
                        WINDOW,
                        new FusedAttention(2, 1, new Window(2))),
                WrongVersion.instead(
                        "a window without its beginning",
                        WINDOW,
                        new FusedAttention(2, 1, new Causal())),
                WrongVersion.forward(
                        "weights what lies before the window by 0 instead of skipping it",
                        WINDOW,
                        f -> WINDOW.forward(WrongKernels.weightingThePastByZero(f))),
                WrongVersion.forward(
                        "what lies before the window counts in the sum",
                        WINDOW,
                        f -> WINDOW.forward(WrongKernels.countingThePast(f))),
                WrongVersion.instead(
                        "forgets the lengths", LENGTHS, new FusedAttention(2, 2, new All())),
                WrongVersion.instead(
                        "forgets the padding", PADDED, new FusedAttention(2, 1, new Causal())),
                WrongVersion.instead(
                        "padded texts see their future",
                        PADDED,
                        new FusedAttention(2, 1, new LeftPadding(0, 3, 9))),
                WrongVersion.forward(
                        "query heads take turns with key heads",
                        GROUPED,
                        f -> {
                            GROUPED.forward(WrongKernels.takingTurns(f));
                            WrongKernels.exchangeInnerHeads(f.y());
                        }),
                WrongVersion.instead("one head instead of two", right, new FusedAttention(1)),
                WrongVersion.forward(
                        "does not divide by √D",
                        right,
                        f -> right.forward(WrongKernels.withoutTheRoot(f))),
                WrongVersion.forward(
                        "sees the next key",
                        right,
                        f -> right.forward(WrongKernels.seeingTheNextKey(f))),
                WrongVersion.forward(
                        "weights the future by 0 instead of skipping it",
                        right,
                        f -> right.forward(WrongKernels.weightingTheFutureByZero(f))),
                WrongVersion.forward(
                        "forgets to rescale what earlier blocks gave",
                        right,
                        f -> right.forward(WrongKernels.forgettingToRescaleWhatWasSummed(f))),
                WrongVersion.forward(
                        "forgets to rescale the sum of earlier blocks",
                        right,
                        f -> right.forward(WrongKernels.forgettingToRescaleTheSum(f))),
                WrongVersion.backward(
                        "forgets δ", right, f -> right.backward(WrongKernels.withoutDelta(f))),
                WrongVersion.backward(
                        "forgets to divide the derivatives by √D",
                        right,
                        f -> right.backward(WrongKernels.withoutTheRootInTheSlopes(f))),
                WrongVersion.backward(
                        "takes exponentials for probabilities",
                        right,
                        f -> right.backward(WrongKernels.withoutNormalization(f))),
                WrongVersion.backward(
                        "exchanges the gradients of keys and queries",
                        right,
                        f -> {
                            right.backward(f);
                            for (int i = 0; f.needs(0) && f.needs(1) && i < f.dx(0).length; i++) {
                                float dq = f.dx(0)[i];
                                f.dx(0)[i] = f.dx(1)[i];
                                f.dx(1)[i] = dq;
                            }
                        }));
    }

    private static float[] normal(long seed, int n, double std) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (std * random.nextGaussian());
        }
        return x;
    }

    /// Result and gradients of queries, keys and values for one sequence of two heads of size 8.
    private static float[][] run(float[] q, float[] k, float[] v, float[] dy) {
        return run(Shape.of(1, q.length / 16, 16), q, k, v, dy);
    }

    /// Result and gradients of queries, keys and values for two heads.
    private static float[][] run(Shape shape, float[] q, float[] k, float[] v, float[] dy) {
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        Variable qs = tape.input(Tensor.of(shape, q));
        Variable ks = tape.input(Tensor.of(shape, k));
        Variable vs = tape.input(Tensor.of(shape, v));
        Variable y = qs.apply(new FusedAttention(2), ks, vs);
        tape.backward(y, Tensor.of(shape, dy));
        return new float[][] {
            y.value().toArray(),
            qs.gradient().toArray(),
            ks.gradient().toArray(),
            vs.gradient().toArray()
        };
    }

    /// What stands at later positions never shows, not even if it is NaN or infinite.
    @Claim("AT-08")
    @Test
    void thePastDoesNotKnowTheFuture() {
        for (int seen : new int[] {1, 31, 32, 33, 63, 64, 65, 100}) {
            int n = 130 * 16;
            float[] q = normal(1, n, 1);
            float[] k = normal(2, n, 1);
            float[] v = normal(3, n, 1);
            int end = seen * 16;
            float[][] prefix =
                    run(
                            Arrays.copyOf(q, end),
                            Arrays.copyOf(k, end),
                            Arrays.copyOf(v, end),
                            normal(4, end, 1));
            Arrays.fill(q, end, n, Float.NaN);
            Arrays.fill(k, end, n, Float.POSITIVE_INFINITY);
            Arrays.fill(v, end, n, Float.NaN);
            float[][] whole = run(q, k, v, Arrays.copyOf(normal(4, end, 1), n));
            assertThat(Arrays.copyOf(whole[0], end)).as("result of %d", seen).isEqualTo(prefix[0]);
            assertThat(Arrays.copyOf(whole[1], end))
                    .as("query gradient of %d", seen)
                    .isEqualTo(prefix[1]);
        }
    }

    /// The gradients of the past know only what was asked of them, whatever follows.
    @Test
    void aFutureWithoutCotangentsLeavesNoGradient() {
        for (int seen : new int[] {1, 31, 32, 33, 63, 64, 65, 100}) {
            int n = 130 * 16;
            int end = seen * 16;
            float[][] x = {normal(1, n, 1), normal(2, n, 1), normal(3, n, 1)};
            float[] dy = normal(4, end, 1);
            float[][] prefix =
                    run(
                            Arrays.copyOf(x[0], end),
                            Arrays.copyOf(x[1], end),
                            Arrays.copyOf(x[2], end),
                            dy);
            float[][] whole = run(x[0], x[1], x[2], Arrays.copyOf(dy, n));
            for (int i = 0; i < 4; i++) {
                assertThat(Arrays.copyOf(whole[i], end))
                        .as("array %d of %d", i, seen)
                        .isEqualTo(prefix[i]);
            }
        }
    }

    private static void assertThatFormulaHolds(Shape shape, float[][] x, float[] dy, double size) {
        FusedAttention.Formula formula = new FusedAttention.Formula(2);
        Shape[] shapes = {shape, shape, shape};
        double[][] wide = Arrays.stream(x).map(FusedAttentionTest::widen).toArray(double[][]::new);
        double[][] dx = formula.adjoint(shapes, wide, widen(dy));
        double[][] expected = {formula.value(shapes, wide), dx[0], dx[1], dx[2]};
        float[][] actual = run(shape, x[0], x[1], x[2], dy);
        for (int a = 0; a < 4; a++) {
            double largest = Arrays.stream(expected[a]).map(Math::abs).max().orElse(0);
            int terms = 4 * (shape.dim(1) + shape.dim(2) / 2);
            double tolerance = 8 * (terms + 8) * 0x1p-24 * size * (1 + largest);
            for (int i = 0; i < expected[a].length; i++) {
                assertThat((double) actual[a][i])
                        .as("array %d, element %d of %s", a, i, shape)
                        .isCloseTo(expected[a][i], within(tolerance));
            }
        }
    }

    private static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    /// What the laws compare the operation with is the definition of attention, under the causal mask, in each head.
    @Claim("AT-11")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void itsFormulaIsAttentionInEachHead(
            @ForAll @IntRange(min = 1, max = 9) int T,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 5) int D,
            @ForAll long seed) {
        Shape[] shapes = new Shape[3];
        Arrays.fill(shapes, Shape.of(2, T, heads * D));
        double[][] x = new double[4][]; // q, k, v and the cotangent
        for (int n = 0; n < 4; n++) {
            x[n] = widen(normal(seed + n, shapes[0].size(), 1));
        }
        FusedAttention.Formula formula = new FusedAttention.Formula(heads);
        double[] o = formula.value(shapes, x);
        double[][] dx = formula.adjoint(shapes, x, x[3]);
        for (int head = 0; head < 2 * heads; head++) {
            Matrix[] m = new Matrix[4];
            for (int n = 0; n < 4; n++) {
                m[n] = head(x[n], head, T, heads, D);
            }
            Mask causal = Mask.causal(T, T);
            Attention attention = new SoftmaxAttention();
            Attention.Adjoint expected = attention.adjoint(m[0], m[1], m[2], causal, m[3]);
            assertThat(head(o, head, T, heads, D).toArray())
                    .containsExactly(
                            attention.attend(m[0], m[1], m[2], causal).toArray(), within(1e-12));
            assertThat(head(dx[0], head, T, heads, D).toArray())
                    .containsExactly(expected.q().toArray(), within(1e-11));
            assertThat(head(dx[1], head, T, heads, D).toArray())
                    .containsExactly(expected.k().toArray(), within(1e-11));
            assertThat(head(dx[2], head, T, heads, D).toArray())
                    .containsExactly(expected.v().toArray(), within(1e-11));
        }
    }

    /// The rows and columns of one head of one sequence.
    private static Matrix head(double[] x, int index, int T, int heads, int D) {
        int first = index / heads * T * heads * D + index % heads * D;
        double[] elements = new double[T * D];
        Arrays.setAll(elements, i -> x[first + i / D * heads * D + i % D]);
        return Matrix.of(T, D, elements);
    }

    @Claim("AT-11")
    @Test
    void theFormulaHoldsAroundEveryBorderOfABlock() {
        for (int time : new int[] {1, 31, 32, 33, 63, 64, 65, 130}) {
            for (int headSize : new int[] {1, 3, 8, 32}) {
                Shape shape = Shape.of(1, time, 2 * headSize);
                int n = shape.size();
                float[][] x = {normal(1, n, 1), normal(2, n, 1), normal(3, n, 1)};
                assertThatFormulaHolds(shape, x, normal(4, n, 1), 1);
            }
        }
    }

    /// Whole numbers and `√D = 2` make scores up to ±10⁴ that 32 bits hold exactly.
    @Claim("AT-14")
    @Test
    void hugeScoresGiveTheExactWeights() {
        Shape shape = Shape.of(1, 70, 2 * 4);
        int n = shape.size();
        float[][] x = {whole(1, n, 70), whole(2, n, 70), normal(3, n, 1)};
        assertThatFormulaHolds(shape, x, normal(4, n, 1), 70);
    }

    /// In whichever block the score stands: what is no score spoils its own row of its own head.
    @Claim("AT-14")
    @Test
    void whatIsNoScoreSpoilsItsOwnRowOnly() {
        int n = 130 * 16;
        for (int row : new int[] {0, 31, 64, 100, 129}) {
            for (int key : new int[] {0, 40, 63, 64, 100}) {
                for (float bad : new float[] {Float.NaN, 1e30f}) {
                    float[] q = normal(1, n, 1);
                    float[] k = normal(2, n, 1);
                    q[row * 16] = bad;
                    k[key * 16] = 1e30f; // 1e30 times 1e30 is infinite
                    float[] o = run(q, k, normal(3, n, 1), new float[n])[0];
                    boolean spoiled = Float.isNaN(bad) || key <= row;
                    for (int i = 0; i < n; i++) {
                        boolean mine = i / 16 == row && i % 16 < 8;
                        assertThat(Float.isNaN(o[i]))
                                .as("element %d, row %d, key %d, %s", i, row, key, bad)
                                .isEqualTo(mine && spoiled);
                    }
                }
            }
        }
    }

    private static float[] whole(long seed, int n, int largest) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(-largest, largest + 1);
        }
        return x;
    }

    @Claim("AT-11")
    @Test
    void nothingAsLargeAsAllScoresIsAllocated() throws InterruptedException {
        int time = 1024;
        Shape shape = Shape.of(1, time, 4);
        Tensor x = Tensor.of(shape, normal(1, shape.size(), 1));
        long[] bytes = new long[1];
        Thread fresh = // has no scratch yet
                new Thread(() -> {
                    long before = ALLOCATION.getCurrentThreadAllocatedBytes();
                    Tape tape =
                            new Tape(
                                    Engine.of(Kernels.scalar(), Workers.of(1)),
                                    Mode.training(1, 0));
                    Variable q = tape.input(x);
                    tape.backward(q.apply(new FusedAttention(1), q, q), x);
                    bytes[0] = ALLOCATION.getCurrentThreadAllocatedBytes() - before;
                });
        fresh.start();
        fresh.join();
        assertThat(bytes[0]).isPositive().isLessThan((long) time * time); // a quarter of all scores
    }

    @Test
    void twoNumbersAreKeptForEachQuery() {
        Shape shape = Shape.of(3, 2048, 64);
        assertThat(new FusedAttention(4).saved(shape, shape, shape)).isEqualTo(2 * 3 * 4 * 2048);
    }

    @Test
    void numbersOfHeadsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FusedAttention(0))
                .withMessageContaining("heads=0 keyHeads=0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FusedAttention(6, 4, new All()))
                .withMessageContaining("heads=6 keyHeads=4");
    }

    @Test
    void lengthsMustFitTheKeys() {
        Shape keys = Shape.of(2, 5, 4);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(
                        () -> new FusedAttention(2, 2, new Lengths(5, 6)).shape(keys, keys, keys))
                .withMessage("lengths [5, 6]: (2,5,4) has no 6 keys in a sequence");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        new FusedAttention(2, 2, new Causal().and(new LeftPadding(1)))
                                .shape(keys, keys, keys))
                .withMessage("padding [1] are of 1 sequences, keys (2,5,4) of 2");
    }

    /// What no query sees is not read, in whichever pass, and gets the gradient 0.
    @Test
    void whatNoQuerySeesIsNotRead() {
        int S = 150;
        Visibility visibility = new Window(20).and(new Lengths(100)); // of 40 queries: keys 91 … 99
        Tape tape = new Tape(Engines.FASTEST, Mode.gradients());
        float[] k = normal(2, S * 16, 1);
        for (int i = 0; i < k.length; i++) {
            k[i] = i < 91 * 16 || i >= 100 * 16 ? Float.NaN : k[i];
        }
        Variable q = tape.input(Tensor.of(Shape.of(1, 40, 16), normal(1, 40 * 16, 1)));
        Variable ks = tape.input(Tensor.of(Shape.of(1, S, 16), k));
        Variable vs = tape.input(Tensor.of(Shape.of(1, S, 16), k));
        Variable o = q.apply(new FusedAttention(2, 2, visibility), ks, vs);
        tape.backward(o, Tensor.of(o.shape(), normal(4, 40 * 16, 1)));
        assertThat(o.value().toArray()).doesNotContain(Float.NaN);
        assertThat(Arrays.copyOf(o.value().toArray(), 9 * 16)).doesNotContain(0f);
        assertThat(Arrays.copyOfRange(o.value().toArray(), 9 * 16, 40 * 16)).containsOnly(0f);
        assertThat(Arrays.copyOfRange(q.gradient().toArray(), 9 * 16, 40 * 16)).containsOnly(0f);
        for (Variable keys : List.of(ks, vs)) {
            float[] gradient = keys.gradient().toArray();
            assertThat(Arrays.copyOf(gradient, 91 * 16)).containsOnly(0f);
            assertThat(Arrays.copyOfRange(gradient, 91 * 16, 100 * 16))
                    .doesNotContain(0f, Float.NaN);
            assertThat(Arrays.copyOfRange(gradient, 100 * 16, S * 16)).containsOnly(0f);
        }
    }

    /// A text that is asked in parts gets the bits of one that is asked at once.
    @Property(tries = 20)
    void aTextInPartsGetsTheBitsOfTheWhole(
            @ForAll @IntRange(min = 1, max = 139) int cut, @ForAll boolean windowed) {
        int n = 140 * 16;
        Operation op = new FusedAttention(2, 1, windowed ? new Window(50) : new Causal());
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        Variable whole = part(tape, op, 0, 140);
        float[] first = part(tape, op, 0, cut).value().toArray();
        float[] rest = part(tape, op, cut, 140).value().toArray();
        float[] parts = Arrays.copyOf(first, n);
        System.arraycopy(rest, 0, parts, first.length, rest.length);
        assertThat(parts).isEqualTo(whole.value().toArray());
    }

    /// Queries `from … to−1` of a text, and the keys up to the last of them.
    private static Variable part(Tape tape, Operation op, int from, int to) {
        float[] q = Arrays.copyOfRange(normal(1, 140 * 16, 1), from * 16, to * 16);
        float[] k = Arrays.copyOf(normal(2, 140 * 8, 1), to * 8);
        float[] v = Arrays.copyOf(normal(3, 140 * 8, 1), to * 8);
        return tape.constant(Tensor.of(Shape.of(1, to - from, 16), q))
                .apply(
                        op,
                        tape.constant(Tensor.of(Shape.of(1, to, 8), k)),
                        tape.constant(Tensor.of(Shape.of(1, to, 8), v)));
    }
}
