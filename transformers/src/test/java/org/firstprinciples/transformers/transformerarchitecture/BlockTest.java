package org.firstprinciples.transformers.transformerarchitecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.special.Erf;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

class BlockTest {

    private static final double U = 0x1p-24;
    private static final double STEP = 0x1p-17;
    private static final String OPEN =
            "layers that attend to an encoder, masks other than the causal one";

    /// The two arrangements of a block: `x (1,T,C)` to `(1,T,C)`.
    interface Blocks {

        default Variable preNorm(Block block, Variable x) {
            return block.apply(x);
        }

        default Variable postNorm(PostNormBlock block, Variable x) {
            return block.apply(x);
        }
    }

    Blocks subject() {
        return new Blocks() {};
    }

    private static void randomize(Record block, long seed) {
        int n = 0;
        for (Parameters.Entry entry : Parameters.of(block)) {
            float[] values = entry.parameter().values();
            float[] random = Normals.of(seed + ++n, values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.4f * random[i] + (entry.name().endsWith("scale") ? 1 : 0);
            }
        }
    }

    private static Block preNormBlock(int C, int H, long seed) {
        Block block = Block.normal(C, H, true, 0, 1, 1, new Scope("block", Philox.of(seed)));
        randomize(block, seed);
        return block;
    }

    private static PostNormBlock postNormBlock(int C, int H, long seed) {
        PostNormBlock block = PostNormBlock.normal(C, H, 0, 1, new Scope("block", Philox.of(seed)));
        randomize(block, seed);
        return block;
    }

    /// No branch adds anything: the weights and biases that end on the residual path are 0.
    private static void silence(Record block) {
        for (Parameters.Entry entry : Parameters.of(block)) {
            if (entry.name().contains("output") || entry.name().contains("project")) {
                Arrays.fill(entry.parameter().values(), 0);
            }
        }
    }

    private static Variable input(int C, float... x) {
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        return tape.input(Tensor.of(Shape.of(1, x.length / C, C), x));
    }

    @Claim("TA-05")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void aSilentPreNormBlockIsTheIdentity(
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll @IntRange(min = 1, max = 3) int H,
            @ForAll @IntRange(min = 1, max = 4) int D,
            @ForAll long seed) {
        int C = H * D;
        Block block = preNormBlock(C, H, seed);
        silence(block);
        Variable x = input(C, Normals.of(seed, T * C));
        Variable y = subject().preNorm(block, x);
        Tensor dy = Tensor.of(x.shape(), Normals.of(~seed, T * C));
        y.tape().backward(y, dy);
        assertThat(y.value()).isEqualTo(x.value());
        assertThat(x.gradient()).isEqualTo(dy);
    }

    @Claim("TA-05")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void aSilentPostNormBlockNormalizesTwice(
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll @IntRange(min = 1, max = 3) int H,
            @ForAll @IntRange(min = 2, max = 4) int D,
            @ForAll long seed) {
        int C = H * D;
        PostNormBlock block = postNormBlock(C, H, seed);
        silence(block);
        Variable x = input(C, Normals.of(seed, T * C));
        Tensor y = subject().postNorm(block, x).value();
        assertThat(y)
                .isEqualTo(block.norm2().apply(block.norm1().apply(x)).value())
                .isNotEqualTo(x.value());
    }

    private static double meanSquare(float... x) {
        double sum = 0;
        for (float value : x) {
            sum += (double) value * value;
        }
        return sum / x.length;
    }

    @Claim("TA-05")
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void postNormRowsHaveTheSameLengthAtEveryDepth(
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll @IntRange(min = 4, max = 8) int size,
            @ForAll long seed) {
        int C = 2 * size;
        LayerNorm norm = new LayerNorm(Parameter.ones(Shape.of(C)), null, 0);
        Variable x = input(C, Normals.of(seed, T * C));
        for (int depth = 0; depth < 5; depth++) {
            PostNormBlock b = postNormBlock(C, 2, seed + depth);
            PostNormBlock block =
                    new PostNormBlock(
                            b.attention(), b.dropout1(), norm, b.feedForward(), b.dropout2(), norm);
            x = subject().postNorm(block, x);
            float[] rows = x.value().toArray();
            for (int t = 0; t < T; t++) {
                double square = meanSquare(Arrays.copyOfRange(rows, t * C, (t + 1) * C));
                assertThat(square).isCloseTo(1, within(1e-4));
            }
        }
    }

    /// The document's table: 16 positions, width 32, 4 heads, weights of variance 1/C.
    @Claim("TA-05")
    @Test
    void preNormRowsGrowWithDepth() {
        int C = 32;
        Variable pre = input(C, Normals.of(3, 16 * C));
        Variable post = input(C, Normals.of(3, 16 * C));
        double[] pres = new double[9];
        double[] posts = new double[9];
        pres[0] = meanSquare(pre.value().toArray());
        posts[0] = pres[0];
        for (int depth = 1; depth <= 8; depth++) {
            Philox random = Philox.of(depth);
            double std = 1 / Math.sqrt(C);
            pre =
                    subject()
                            .preNorm(
                                    Block.normal(C, 4, true, 0, std, std, new Scope("b", random)),
                                    pre);
            post =
                    subject()
                            .postNorm(
                                    PostNormBlock.normal(C, 4, 0, std, new Scope("b", random)),
                                    post);
            pres[depth] = meanSquare(pre.value().toArray());
            posts[depth] = meanSquare(post.value().toArray());
            assertThat(pres[depth]).isGreaterThan(pres[depth - 1]);
            assertThat(posts[depth]).isCloseTo(1, within(1e-4));
        }
        assertThat(new double[] {pres[0], pres[1], pres[2], pres[4], pres[8]})
                .containsExactly(new double[] {0.96, 2.96, 5.56, 9.60, 17.90}, within(0.005));
    }

    /// A block in double precision, from sums and elementary functions alone, and its input `x`.
    private record Reference(
            boolean pre, int T, int C, int H, Map<String, double[]> parameters, double[] worst) {

        /// How many deviations the largest number that was normalized lay away from 0: norms multiply rounding
        /// errors by it.
        double condition() {
            return worst[0];
        }

        double[] apply() {
            double[] x = get("x");
            if (pre) {
                double[] z = sum(x, attention(norm("norm1", x)));
                return sum(z, network(norm("norm2", z)));
            }
            double[] z = norm("norm1", sum(x, attention(x)));
            return norm("norm2", sum(z, network(z)));
        }

        private static double[] sum(double[] x, double[] y) {
            double[] z = x.clone();
            for (int i = 0; i < z.length; i++) {
                z[i] += y[i];
            }
            return z;
        }

        private double[] get(String name) {
            return parameters.getOrDefault(name, new double[0]);
        }

        /// The same, with one tensor moved.
        Reference moved(String name, float[] along, double step) {
            double[] there = get(name).clone();
            for (int i = 0; i < there.length; i++) {
                there[i] += step * along[i];
            }
            Map<String, double[]> elsewhere = new LinkedHashMap<>(parameters);
            elsewhere.put(name, there);
            return new Reference(pre, T, C, H, elsewhere, worst);
        }

        private double[] norm(String name, double[] x) {
            double[] y = new double[x.length];
            for (int t = 0; t < T; t++) {
                double[] row = Arrays.copyOfRange(x, t * C, (t + 1) * C);
                double mean = Arrays.stream(row).average().orElseThrow();
                double variance =
                        Arrays.stream(row)
                                .map(v -> (v - mean) * (v - mean))
                                .average()
                                .orElseThrow();
                for (int c = 0; c < C; c++) {
                    double away = Math.abs(row[c]) / Math.sqrt(variance + LayerNorm.EPSILON);
                    worst[0] = Math.max(worst[0], 1 + away);
                    y[t * C + c] =
                            (row[c] - mean)
                                            / Math.sqrt(variance + LayerNorm.EPSILON)
                                            * get(name + ".scale")[c]
                                    + get(name + ".shift")[c];
                }
            }
            return y;
        }

        private double[] linear(String name, double[] x) {
            double[] weight = get(name + ".weight");
            double[] bias = get(name + ".bias");
            int out = bias.length;
            int in = weight.length / out;
            double[] y = new double[T * out];
            for (int i = 0; i < y.length; i++) {
                y[i] = bias[i % out];
                for (int c = 0; c < in; c++) {
                    y[i] += x[i / out * in + c] * weight[c * out + i % out];
                }
            }
            return y;
        }

        private double[] network(double[] x) {
            double[] inner = linear("feedForward.expand", x);
            for (int i = 0; i < inner.length; i++) {
                inner[i] *= 0.5 * (1 + Erf.erf(inner[i] / Math.sqrt(2)));
            }
            return linear("feedForward.project", inner);
        }

        private double[] attention(double[] x) {
            double[] q = linear("attention.query", x);
            double[] k = linear("attention.key", x);
            double[] v = linear("attention.value", x);
            int D = C / H;
            double[] attended = new double[T * C];
            for (int t = 0; t < T; t++) {
                for (int h = 0; h < C; h += D) {
                    double total = 0;
                    for (int j = 0; j <= t; j++) {
                        double score = 0;
                        for (int d = h; d < h + D; d++) {
                            score += q[t * C + d] * k[j * C + d] / Math.sqrt(D);
                        }
                        total += Math.exp(score);
                        for (int d = h; d < h + D; d++) {
                            attended[t * C + d] += Math.exp(score) * v[j * C + d];
                        }
                    }
                    for (int d = h; d < h + D; d++) {
                        attended[t * C + d] /= total;
                    }
                }
            }
            return linear("attention.output", attended);
        }
    }

    private static double[] wide(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    /// Value and every gradient against the reference and its central differences, tensor after tensor.
    private static void assertGradients(
            boolean pre, Record block, int H, Variable x, Variable y, long seed) {
        int T = x.shape().dim(1);
        int C = x.shape().last();
        Map<String, double[]> values = new LinkedHashMap<>();
        Map<String, float[]> gradients = new LinkedHashMap<>();
        float[] dy = Normals.of(~seed, T * C);
        y.tape().backward(y, Tensor.of(y.shape(), dy));
        values.put("x", wide(x.value().toArray()));
        gradients.put("x", x.gradient().toArray());
        for (Parameters.Entry entry : Parameters.of(block)) {
            values.put(entry.name(), wide(entry.parameter().values()));
            gradients.put(entry.name(), entry.parameter().gradient());
        }
        assertThat(values).hasSize(17);

        Reference reference = new Reference(pre, T, C, H, values, new double[1]);
        double[] expected = reference.apply();
        double unit = 8 * (T + 5 * C + 8) * U * reference.condition();
        double size = 1;
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) y.value().toArray()[i])
                    .isCloseTo(expected[i], within(unit * (1 + Math.abs(expected[i]))));
            size += Math.abs((double) dy[i]);
        }
        for (Map.Entry<String, float[]> entry : gradients.entrySet()) {
            String name = entry.getKey();
            float[] gradient = entry.getValue();
            float[] along = Normals.of(seed + name.hashCode(), reference.get(name).length);
            double[] ahead = reference.moved(name, along, STEP).apply();
            double[] behind = reference.moved(name, along, -STEP).apply();
            double left = 0;
            for (int i = 0; i < dy.length; i++) {
                left += dy[i] * (ahead[i] - behind[i]) / (2 * STEP);
            }
            double right = 0;
            double terms = size;
            for (int i = 0; i < along.length; i++) {
                right += (double) gradient[i] * along[i];
                terms += Math.abs((double) gradient[i] * along[i]);
            }
            assertThat(right).as(name).isCloseTo(left, within((unit + 1e-7) * terms));
        }
    }

    @Claim(value = "TA-16", open = OPEN)
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void everyGradientOfAPreNormBlockIsThatOfTheFormula(
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll @IntRange(min = 1, max = 3) int H,
            @ForAll @IntRange(min = 4, max = 5) int D,
            @ForAll long seed) {
        Block block = preNormBlock(H * D, H, seed);
        Variable x = input(H * D, Normals.of(seed, T * H * D));
        assertGradients(true, block, H, x, subject().preNorm(block, x), seed);
    }

    @Claim(value = "TA-16", open = OPEN)
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void everyGradientOfAPostNormBlockIsThatOfTheFormula(
            @ForAll @IntRange(min = 1, max = 6) int T,
            @ForAll @IntRange(min = 1, max = 3) int H,
            @ForAll @IntRange(min = 4, max = 5) int D,
            @ForAll long seed) {
        PostNormBlock block = postNormBlock(H * D, H, seed);
        Variable x = input(H * D, Normals.of(seed, T * H * D));
        assertGradients(false, block, H, x, subject().postNorm(block, x), seed);
    }

    @Mutant({"TA-05", "TA-16"}) // the norm stands on the residual path
    static class NormalizesThePath extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable preNorm(Block b, Variable x) {
                    x = b.norm1().apply(x);
                    x = b.norm2().apply(x.plus(b.attention().apply(x)));
                    return x.plus(b.feedForward().apply(x));
                }
            };
        }
    }

    @Mutant({"TA-05", "TA-16"}) // what the branch gives is normalized, not the sum
    static class NormalizesTheBranch extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable postNorm(PostNormBlock b, Variable x) {
                    x = x.plus(b.norm1().apply(b.attention().apply(x)));
                    return x.plus(b.norm2().apply(b.feedForward().apply(x)));
                }
            };
        }
    }

    @Mutant({"TA-05", "TA-16"}) // no path around the layers
    static class ForgetsTheResidual extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable preNorm(Block b, Variable x) {
                    x = b.attention().apply(b.norm1().apply(x));
                    return b.feedForward().apply(b.norm2().apply(x));
                }
            };
        }
    }

    @Mutant("TA-16") // the network reads the block's input instead of what attention made of it
    static class RunsBothBranchesOnTheInput extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable preNorm(Block b, Variable x) {
                    Variable attended = b.attention().apply(b.norm1().apply(x));
                    return x.plus(attended).plus(b.feedForward().apply(b.norm2().apply(x)));
                }
            };
        }
    }

    @Mutant("TA-16") // no gradient flows into attention
    static class CutsTheGradientOfAttention extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable preNorm(Block b, Variable x) {
                    Variable attended = b.attention().apply(b.norm1().apply(x));
                    x = x.plus(x.tape().constant(attended.value()));
                    return x.plus(b.feedForward().apply(b.norm2().apply(x)));
                }
            };
        }
    }

    @Mutant("TA-16") // the approximate GELU
    static class TakesTheApproximateGelu extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable postNorm(PostNormBlock b, Variable x) {
                    x = b.norm1().apply(x.plus(b.attention().apply(x)));
                    FeedForward f = b.feedForward();
                    Variable inner = f.expand().apply(x).apply(Activation.GELU_TANH.operation());
                    return b.norm2().apply(x.plus(f.project().apply(inner)));
                }
            };
        }
    }

    @Mutant("TA-16") // the first norm is used twice
    static class UsesOneNorm extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable preNorm(Block b, Variable x) {
                    x = x.plus(b.attention().apply(b.norm1().apply(x)));
                    return x.plus(b.feedForward().apply(b.norm1().apply(x)));
                }
            };
        }
    }

    @Mutant({"TA-05", "TA-16"}) // zeros
    static class Zeros extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable preNorm(Block b, Variable x) {
                    return x.tape().input(Tensor.zeros(x.shape()));
                }
            };
        }
    }

    @Mutant("TA-16") // the input
    static class ReturnsItsInput extends BlockTest {
        @Override
        Blocks subject() {
            return new Blocks() {
                @Override
                public Variable preNorm(Block b, Variable x) {
                    return x;
                }
            };
        }
    }
}
