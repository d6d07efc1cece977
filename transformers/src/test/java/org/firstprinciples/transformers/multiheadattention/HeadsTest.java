package org.firstprinciples.transformers.multiheadattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.firstprinciples.transformers.selfattention.SelfAttention;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;

/// What heads are: columns of one projection on the way in, a sum of contributions on the way out.
class HeadsTest {

    private static Linear linear(Layer layer) {
        return (Linear) layer;
    }

    private static final double U = 0x1p-24;

    /// How heads are split and merged, and the whole layer.
    interface Heads {

        default Operation split(int heads) {
            return new SplitHeads(heads, false);
        }

        default Operation merge(int heads) {
            return new SplitHeads(heads, true);
        }

        default Variable layer(MultiHeadAttention weights, Variable x) {
            return weights.apply(x);
        }
    }

    Heads subject() {
        return new Heads() {};
    }

    /// Integers from −8 to 8: sums of a few hundred of their products are exact.
    private static float[] integers(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(-8, 9);
        }
        return x;
    }

    private static Tape tape() {
        return new Tape(Engines.FASTEST, Mode.inference());
    }

    private static Linear linear(int in, int out, float... weight) {
        return new Linear(Parameter.of(Tensor.of(Shape.of(in, out), weight)), null);
    }

    @Claim("MH-01")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aHeadIsABlockOfColumnsOfOneProjection(
            @ForAll @IntRange(min = 1, max = 3) int B,
            @ForAll @IntRange(min = 1, max = 5) int T,
            @ForAll @IntRange(min = 1, max = 4) int H,
            @ForAll @IntRange(min = 1, max = 4) int D,
            @ForAll long seed) {
        int C = H * D;
        float[] x = integers(B * T * C, seed);
        float[] w = integers(C * C, ~seed);
        Variable projected = linear(C, C, w).apply(tape().input(Tensor.of(Shape.of(B, T, C), x)));
        Variable heads = projected.apply(subject().split(H));
        assertThat(heads.shape()).isEqualTo(Shape.of(B * H, T, D));
        float[] actual = heads.value().toArray();
        for (int i = 0; i < actual.length; i++) {
            int b = i / D / T / H;
            int h = i / D / T % H;
            int t = i / D % T;
            int column = h * D + i % D;
            double expected = 0;
            for (int c = 0; c < C; c++) {
                expected += (double) x[(b * T + t) * C + c] * w[c * C + column];
            }
            assertThat((double) actual[i]).isEqualTo(expected);
        }
    }

    /// With numbers of any kind the wide product and that of one head's columns agree to the last bit.
    @Claim("MH-01")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void oneWideProductHasTheBitsOfTheNarrowOnes(
            @ForAll @IntRange(min = 1, max = 20) int T,
            @ForAll @IntRange(min = 1, max = 4) int H,
            @ForAll @IntRange(min = 1, max = 9) int D,
            @ForAll long seed) {
        int C = H * D;
        float[] w = Normals.of(~seed, C * C);
        Variable x = tape().input(Tensor.of(Shape.of(1, T, C), Normals.of(seed, T * C)));
        float[] wide = linear(C, C, w).apply(x).apply(subject().split(H)).value().toArray();
        for (int h = 0; h < H; h++) {
            float[] block = new float[C * D];
            for (int i = 0; i < block.length; i++) {
                block[i] = w[i / D * C + h * D + i % D];
            }
            assertThat(Arrays.copyOfRange(wide, h * T * D, (h + 1) * T * D))
                    .isEqualTo(linear(C, D, block).apply(x).value().toArray());
        }
    }

    @Claim("MH-01")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void mergingUndoesSplitting(
            @ForAll @IntRange(min = 1, max = 3) int B,
            @ForAll @IntRange(min = 1, max = 5) int T,
            @ForAll @IntRange(min = 1, max = 4) int H,
            @ForAll @IntRange(min = 1, max = 4) int D,
            @ForAll long seed) {
        Tensor x = Tensor.of(Shape.of(B, T, H * D), Normals.of(seed, B * T * H * D));
        Variable there = tape().input(x).apply(subject().split(H));
        assertThat(there.apply(subject().merge(H)).value()).isEqualTo(x);
    }

    private static MultiHeadAttention weights(int C, int H, boolean bias, long seed) {
        MultiHeadAttention weights =
                MultiHeadAttention.normal(C, H, bias, 0.5, 0.5, Scope.of(Philox.of(seed)));
        for (Parameters.Entry entry : Parameters.of(weights)) {
            if (entry.name().endsWith("bias")) {
                float[] b = Normals.of(seed + entry.name().hashCode(), C);
                System.arraycopy(b, 0, entry.parameter().values(), 0, C);
            }
        }
        return weights;
    }

    private float[] run(MultiHeadAttention weights, float[] x, int T) {
        Variable input = tape().input(Tensor.of(Shape.of(1, T, x.length / T), x));
        return subject().layer(weights, input).value().toArray();
    }

    /// Sums of `C` products behind scores, means of `T` of them, and `C` products again.
    private static double tolerance(int T, int C, double size) {
        return 8 * (T + 3 * C + 8) * U * C * size;
    }

    @Claim("MH-01")
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void oneHeadIsPlainSelfAttention(
            @ForAll @IntRange(min = 1, max = 20) int T,
            @ForAll @IntRange(min = 1, max = 6) int C,
            @ForAll long seed) {
        MultiHeadAttention weights = weights(C, 1, true, seed);
        float[] x = Normals.of(seed, T * C);
        SelfAttention plain = new SelfAttention(weights.query(), weights.key(), weights.value());
        Variable input = tape().input(Tensor.of(Shape.of(1, T, C), x));
        float[] expected = weights.output().apply(plain.apply(input)).value().toArray();
        assertThat(run(weights, x, T))
                .containsExactly(expected, within((float) tolerance(T, C, 8)));
    }

    /// `x·W + b` for row `t` and a column.
    private static double project(Linear layer, float[] x, int t, int column) {
        int C = layer.weight().shape().dim(0);
        double sum = layer.bias() == null ? 0 : layer.bias().values()[column];
        for (int c = 0; c < C; c++) {
            sum += (double) x[t * C + c] * layer.weight().values()[c * C + column];
        }
        return sum;
    }

    /// Head after head in double precision, each with its own columns and the scale of its own size; what it
    /// found goes through its own rows of the output.
    private static double[] headByHead(MultiHeadAttention weights, float[] x, int T) {
        int C = x.length / T;
        int D = C / weights.heads();
        double[] y = new double[T * C];
        for (int h = 0; h < weights.heads(); h++) {
            for (int t = 0; t < T; t++) {
                double[] attended = new double[D];
                double total = 0;
                for (int j = 0; j <= t; j++) {
                    double score = 0;
                    for (int d = h * D; d < (h + 1) * D; d++) {
                        score +=
                                project(linear(weights.query()), x, t, d)
                                        * project(linear(weights.key()), x, j, d);
                    }
                    double weight = StrictMath.exp(score / StrictMath.sqrt(D));
                    total += weight;
                    for (int d = 0; d < D; d++) {
                        attended[d] += weight * project(linear(weights.value()), x, j, h * D + d);
                    }
                }
                for (int i = 0; i < D * C; i++) {
                    y[t * C + i % C] +=
                            attended[i / C]
                                    / total
                                    * linear(weights.output()).weight().values()[h * D * C + i];
                }
            }
        }
        Parameter bias = linear(weights.output()).bias();
        for (int i = 0; bias != null && i < y.length; i++) {
            y[i] += bias.values()[i % C];
        }
        return y;
    }

    @Claim({"MH-01", "MH-02"})
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void theLayerIsHeadAfterHead(
            @ForAll @IntRange(min = 1, max = 8) int T,
            @ForAll @IntRange(min = 1, max = 4) int H,
            @ForAll @IntRange(min = 1, max = 4) int D,
            @ForAll long seed) {
        int C = H * D;
        MultiHeadAttention weights = weights(C, H, true, seed);
        float[] x = Normals.of(seed, T * C);
        double[] expected = headByHead(weights, x, T);
        float[] actual = run(weights, x, T);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(tolerance(T, C, 8)));
        }
    }

    @Claim("MH-02")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOutputIsASumOverHeads(
            @ForAll @IntRange(min = 1, max = 3) int B,
            @ForAll @IntRange(min = 1, max = 5) int T,
            @ForAll @IntRange(min = 1, max = 4) int H,
            @ForAll @IntRange(min = 1, max = 4) int D,
            @ForAll long seed) {
        int C = H * D;
        float[] attended = integers(B * H * T * D, seed);
        float[] w = integers(C * C, ~seed);
        Variable apart = tape().input(Tensor.of(Shape.of(B * H, T, D), attended));
        float[] actual = linear(C, C, w).apply(apart.apply(subject().merge(H))).value().toArray();
        double[] sum = new double[B * T * C];
        for (int b = 0; b < B; b++) {
            for (int h = 0; h < H; h++) {
                for (int i = 0; i < T * C * D; i++) {
                    int t = i / C / D;
                    int d = i / C % D;
                    sum[(b * T + t) * C + i % C] +=
                            (double) attended[((b * H + h) * T + t) * D + d]
                                    * w[(h * D + d) * C + i % C];
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            assertThat((double) actual[i]).isEqualTo(sum[i]);
        }
    }

    /// The same weights, but only head `h` reaches the output.
    private static MultiHeadAttention onlyHead(MultiHeadAttention weights, int h) {
        int C = linear(weights.output()).weight().shape().dim(0);
        int block = C / weights.heads() * C;
        float[] w = new float[C * C];
        System.arraycopy(
                linear(weights.output()).weight().values(), h * block, w, h * block, block);
        return new MultiHeadAttention(
                weights.query(), weights.key(), weights.value(), linear(C, C, w), weights.heads());
    }

    @Claim("MH-02")
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void headsAloneAddUpToTheLayer(
            @ForAll @IntRange(min = 1, max = 8) int T,
            @ForAll @IntRange(min = 2, max = 4) int H,
            @ForAll @IntRange(min = 1, max = 4) int D,
            @ForAll long seed) {
        int C = H * D;
        MultiHeadAttention weights = weights(C, H, false, seed);
        float[] x = Normals.of(seed, T * C);
        float[] all = run(weights, x, T);
        double[] sum = new double[all.length];
        for (int h = 0; h < H; h++) {
            float[] one = run(onlyHead(weights, h), x, T);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            assertThat((double) all[i]).isCloseTo(sum[i], within(tolerance(T, C, 8)));
        }
    }

    private static int rank(float[] y, int rows) {
        int columns = y.length / rows;
        Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < y.length; i++) {
            matrix.setEntry(i / columns, i % columns, y[i]);
        }
        double[] values = new SingularValueDecomposition(matrix).getSingularValues();
        return (int) Arrays.stream(values).filter(s -> s > 1e-4 * values[0]).count();
    }

    @Claim("MH-02")
    @Test
    void aHeadWritesIntoAsManyDirectionsAsItIsWide() {
        int T = 9;
        int C = 6;
        float[] x = Normals.of(5, T * C);
        for (int H : new int[] {1, 2, 3, 6}) {
            MultiHeadAttention weights = weights(C, H, false, H);
            assertThat(rank(run(weights, x, T), T)).isEqualTo(C);
            assertThat(rank(run(onlyHead(weights, H - 1), x, T), T)).isEqualTo(C / H);
        }
    }

    private static final float[] TOKENS = {1, 0, 0, 1, 1, 1};

    private static MultiHeadAttention identity(float... output) {
        return new MultiHeadAttention(
                linear(2, 2, 1, 0, 0, 1),
                linear(2, 2, 1, 0, 0, 1),
                linear(2, 2, 1, 0, 0, 1),
                linear(2, 2, output),
                2);
    }

    /// The document's three tokens (1,0), (0,1), (1,1) and two heads of size 1.
    @Test
    void threeTokensAndTwoHeads() {
        assertThat(run(identity(1, 0, 0, 1), TOKENS, 3))
                .containsExactly(
                        new float[] {1, 0, 0.5f, 0.7311f, 0.8446f, 0.8446f}, within(5e-5f));
        assertThat(run(identity(1, 1, 1, -1), TOKENS, 3))
                .containsExactly(new float[] {1, 1, 1.2311f, -0.2311f, 1.6893f, 0}, within(5e-5f));
    }

    /// The document's misconception: the numbers of the tokens in memory, cut into two halves.
    @Test
    void splittingIsNotReshaping() {
        Variable x = tape().input(Tensor.of(Shape.of(1, 3, 2), TOKENS));
        assertThat(x.apply(subject().split(2)).value().toArray())
                .isEqualTo(new float[] {1, 0, 1, 0, 1, 1})
                .isNotEqualTo(TOKENS);
    }

    @Test
    void headsCostNoParameters() {
        for (int H : new int[] {1, 2, 3, 4, 6, 12}) {
            assertThat(Parameters.of(weights(12, H, true, 1)).count()).isEqualTo(624);
        }
    }

    /// Moves numbers: place `i` of the result comes from place `from(i)`.
    record Rearrangement(Operation shapes, IntBinaryOperator from) implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            return shapes.shape(inputs);
        }

        @Override
        public void forward(Frame f) {
            int C = Math.max(f.shape().last(), f.shape(0).last());
            for (int i = 0; i < f.y().length; i++) {
                f.y()[i] = f.x(0)[from.applyAsInt(i, C)];
            }
        }

        @Override
        public void backward(Frame f) {
            throw new UnsupportedOperationException("only values are tried");
        }
    }

    @Mutant("MH-01") // the numbers stay where they are: a reshape without a transpose
    static class SplitsWithoutTransposing extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Operation split(int heads) {
                    return new Rearrangement(new SplitHeads(heads, false), (i, C) -> i);
                }

                @Override
                public Operation merge(int heads) {
                    return new Rearrangement(new SplitHeads(heads, true), (i, C) -> i);
                }
            };
        }
    }

    /// Columns in another order, before splitting or after merging.
    private static Operation columns(int heads, boolean interleaved) {
        return new Rearrangement(
                new SplitHeads(1, false),
                (i, C) -> {
                    int D = C / heads;
                    int column = i % C;
                    return i
                            - column
                            + (interleaved
                                    ? column % D * heads + column / D
                                    : (heads - 1 - column / D) * D + column % D);
                });
    }

    /// One operation after the other, values only.
    record Chain(Operation first, Operation second) implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            return second.shape(first.shape(inputs));
        }

        @Override
        public void forward(Frame f) {
            Tape tape = tape();
            float[] y =
                    tape.input(Tensor.of(f.shape(0), f.x(0)))
                            .apply(first)
                            .apply(second)
                            .value()
                            .toArray();
            System.arraycopy(y, 0, f.y(), 0, y.length);
        }

        @Override
        public void backward(Frame f) {
            throw new UnsupportedOperationException("only values are tried");
        }
    }

    @Mutant("MH-01") // head h gets every H-th column
    static class InterleavesHeads extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Operation split(int heads) {
                    return new Chain(columns(heads, true), new SplitHeads(heads, false));
                }
            };
        }
    }

    @Mutant({"MH-01", "MH-02"}) // heads are merged last to first
    static class MergesInReverse extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Operation merge(int heads) {
                    return new Chain(new SplitHeads(heads, true), columns(heads, false));
                }
            };
        }
    }

    private static Linear scaled(Linear layer, double factor) {
        Parameter bias = layer.bias();
        return new Linear(
                scaled(layer.weight(), factor), bias == null ? null : scaled(bias, factor));
    }

    private static Parameter scaled(Parameter parameter, double factor) {
        float[] values = parameter.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
        }
        return Parameter.of(Tensor.of(parameter.shape(), values));
    }

    @Mutant("MH-01") // scores are divided by √C instead of √D
    static class ScalesWithTheWidth extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Variable layer(MultiHeadAttention w, Variable x) {
                    Linear query = scaled(linear(w.query()), 1 / Math.sqrt(w.heads()));
                    return new MultiHeadAttention(query, w.key(), w.value(), w.output(), w.heads())
                            .apply(x);
                }
            };
        }
    }

    @Mutant("MH-01") // one head, whatever the number
    static class HasOneHead extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Variable layer(MultiHeadAttention w, Variable x) {
                    return new MultiHeadAttention(w.query(), w.key(), w.value(), w.output(), 1)
                            .apply(x);
                }
            };
        }
    }

    @Mutant("MH-01") // W_V is transposed: its rows are split instead of its columns
    static class SplitsRowsOfTheValue extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Variable layer(MultiHeadAttention w, Variable x) {
                    int C = linear(w.value()).weight().shape().dim(0);
                    float[] values = linear(w.value()).weight().values();
                    float[] transposed = new float[C * C];
                    for (int i = 0; i < transposed.length; i++) {
                        transposed[i] = values[i % C * C + i / C];
                    }
                    Linear value =
                            new Linear(
                                    Parameter.of(Tensor.of(Shape.of(C, C), transposed)),
                                    linear(w.value()).bias());
                    return new MultiHeadAttention(w.query(), w.key(), value, w.output(), w.heads())
                            .apply(x);
                }
            };
        }
    }

    @Mutant({"MH-01", "MH-02"}) // the input is added: every head would bring it along
    static class AddsItsInput extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Variable layer(MultiHeadAttention w, Variable x) {
                    return x.plus(w.apply(x));
                }
            };
        }
    }

    @Mutant({"MH-01", "MH-02"}) // only the first head is attended
    static class HearsOneHead extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Variable layer(MultiHeadAttention w, Variable x) {
                    return onlyHead(w, 0).apply(x);
                }
            };
        }
    }

    @Mutant({"MH-01", "MH-02"}) // zeros
    static class Zeros extends HeadsTest {
        @Override
        Heads subject() {
            return new Heads() {
                @Override
                public Variable layer(MultiHeadAttention w, Variable x) {
                    return x.tape().constant(Tensor.zeros(x.shape()));
                }
            };
        }
    }
}
