package org.firstprinciples.neuralnetworks.backpropagation.layers;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class LinearTest implements OperationLaws {

    private static final Operation OP = new Linear.Op();

    private static final WrongVersion USES_THE_WEIGHT_UNTRANSPOSED =
            WrongVersion.backward(
                    "uses the weight untransposed",
                    OP,
                    f -> {
                        new Linear.Op().backward(f);
                        if (f.needs(0) && in(f) == out(f)) {
                            GemmShape product = GemmShape.of(rows(f), in(f), out(f));
                            f.kernels()
                                    .gemm(f.workers(), product, f.dy(), 0, f.x(1), 0, f.dx(0), 0);
                        }
                    });

    private static final WrongVersion AVERAGES_THE_BIAS_GRADIENT =
            WrongVersion.backward(
                    "averages the bias gradient",
                    OP,
                    f -> {
                        new Linear.Op().backward(f);
                        for (int j = 0; f.inputs() == 3 && f.needs(2) && j < out(f); j++) {
                            f.dx(2)[j] /= rows(f);
                        }
                    });

    Operation operation() {
        return OP;
    }

    private Subject subject(int rows, int in, int out, boolean bias) {
        Shape x = Shape.of(rows, in);
        Shape w = Shape.of(in, out);
        int terms = Math.max(rows, Math.max(in, out)) + 1;
        return bias
                ? Subject.rowWise(operation(), new Linear.Formula(), terms, x, w, Shape.of(out))
                : Subject.rowWise(operation(), new Linear.Formula(), terms, x, w);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(1, 1, 1, true),
                subject(0, 3, 2, true),
                subject(3, 0, 2, true),
                subject(3, 2, 0, false),
                subject(7, 5, 3, false),
                subject(9, 17, 33, true),
                subject(13, 4, 4, true),
                Subject.of(
                        operation(), new Linear.Formula(), 7, Shape.of(2, 3, 5), Shape.of(5, 4)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(400, 65, 1100, true));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(), Shape.of(2, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(4, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(3)},
                new Shape[] {Shape.of(2, 3), Shape.of(3, 4), Shape.of(3)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward("transposes the weight", OP, LinearTest::forwardTransposed),
                WrongVersion.forward(
                        "forgets the bias",
                        OP,
                        f ->
                                f.kernels()
                                        .gemm(
                                                f.workers(),
                                                GemmShape.of(rows(f), out(f), in(f)),
                                                f.x(0),
                                                0,
                                                f.x(1),
                                                0,
                                                f.y(),
                                                0)),
                USES_THE_WEIGHT_UNTRANSPOSED,
                AVERAGES_THE_BIAS_GRADIENT);
    }

    /// Small integers, so that every sum is exact. Oracles: the sum over samples of outer products, and the
    /// scalar graph of `Σ z̄ ⊙ (x·W + b)`.
    @Claim("BP-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theGradientsOfALayerAreTwoProductsAndASum(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 6) int B,
            @ForAll @IntRange(min = 1, max = 4) int I,
            @ForAll @IntRange(min = 1, max = 4) int O) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = integers(random, B * I); // (B,I)
        float[] w = integers(random, I * O); // (I,O)
        float[] b = integers(random, O); // (O)
        float[] dz = integers(random, B * O); // (B,O)

        Tape tape = new Tape(Engine.of(Kernels.scalar(), Workers.of(1)), Mode.training(1, 0));
        Variable input = tape.input(Tensor.of(Shape.of(B, I), x));
        Variable weight = tape.input(Tensor.of(Shape.of(I, O), w));
        Variable bias = tape.input(Tensor.of(Shape.of(O), b));
        Variable z = input.apply(operation(), weight, bias);
        tape.backward(z, Tensor.of(Shape.of(B, O), dz));

        float[] dx = new float[B * I];
        float[] dw = new float[I * O];
        float[] db = new float[O];
        for (int sample = 0; sample < B; sample++) {
            for (int j = 0; j < O; j++) {
                float delta = dz[sample * O + j];
                db[j] += delta;
                for (int i = 0; i < I; i++) {
                    dw[i * O + j] += x[sample * I + i] * delta;
                    dx[sample * I + i] += delta * w[i * O + j];
                }
            }
        }
        assertThat(input.gradient().toArray()).containsExactly(dx);
        assertThat(weight.gradient().toArray()).containsExactly(dw);
        assertThat(bias.gradient().toArray()).containsExactly(db);

        Value[] xs = values(x);
        Value[] ws = values(w);
        Value[] bs = values(b);
        Value loss = Value.of(0);
        for (int place = 0; place < dz.length; place++) {
            Value sum = bs[place % O];
            for (int i = 0; i < I; i++) {
                sum = sum.plus(xs[place / O * I + i].times(ws[i * O + place % O]));
            }
            loss = loss.plus(sum.times(Value.of(dz[place])));
        }
        loss.backward();
        assertThat(gradients(xs)).containsExactly(dx);
        assertThat(gradients(ws)).containsExactly(dw);
        assertThat(gradients(bs)).containsExactly(db);
    }

    /// The definition against loops over samples, on whole numbers, also for an empty batch and without a bias.
    @Claim("BP-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theDefinitionGoesBackByTwoProductsAndASum(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 6) int B,
            @ForAll @IntRange(min = 1, max = 4) int I,
            @ForAll @IntRange(min = 1, max = 4) int O) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] inputs = {
            random.ints((long) B * I, -9, 10).asDoubleStream().toArray(),
            random.ints((long) I * O, -9, 10).asDoubleStream().toArray(),
            random.ints(O, -9, 10).asDoubleStream().toArray()
        };
        double[] dz = random.ints((long) B * O, -9, 10).asDoubleStream().toArray();
        double[][] expected = {new double[B * I], new double[I * O], new double[O]};
        for (int place = 0; place < dz.length; place++) {
            int sample = place / O;
            int j = place % O;
            expected[2][j] += dz[place];
            for (int i = 0; i < I; i++) {
                expected[0][sample * I + i] += dz[place] * inputs[1][i * O + j];
                expected[1][i * O + j] += inputs[0][sample * I + i] * dz[place];
            }
        }
        Shape[] shapes = {Shape.of(B, I), Shape.of(I, O), Shape.of(O)};
        assertSame(new Linear.Formula().adjoint(shapes, inputs, dz), expected);
        assertSame(
                new Linear.Formula()
                        .adjoint(Arrays.copyOf(shapes, 2), Arrays.copyOf(inputs, 2), dz),
                Arrays.copyOf(expected, 2));
    }

    private static void assertSame(double[][] actual, double[][] expected) {
        assertThat(actual).hasNumberOfRows(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).hasSameSizeAs(expected[i]);
            for (int k = 0; k < expected[i].length; k++) {
                assertThat(actual[i][k] == expected[i][k]).isTrue(); // −0 is 0
            }
        }
    }

    private static float[] integers(SplittableRandom random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(-9, 10);
        }
        return x;
    }

    private static Value[] values(float[] x) {
        Value[] values = new Value[x.length];
        Arrays.setAll(values, i -> Value.of(x[i]));
        return values;
    }

    /// Gradients that are whole numbers; 0 for −0.
    private static float[] gradients(Value[] values) {
        float[] gradients = new float[values.length];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = (float) values[i].gradient() + 0f;
        }
        return gradients;
    }

    @Mutant({"BP-01", "BP-05"}) // the gradient of the bias is a mean over the batch
    static class AveragesTheBiasGradient extends LinearTest {
        @Override
        Operation operation() {
            return AVERAGES_THE_BIAS_GRADIENT;
        }
    }

    @Mutant({"BP-01", "BP-05"}) // the gradient of x goes through W untransposed where that fits
    static class UsesTheWeightUntransposed extends LinearTest {
        @Override
        Operation operation() {
            return USES_THE_WEIGHT_UNTRANSPOSED;
        }
    }

    @Mutant({"BP-01", "BP-05"}) // zeros; they are linear, and adding them is adding
    static class ForgetsTheGradients extends LinearTest {
        @Override
        Operation operation() {
            return WrongVersion.backward("forgets the gradients", OP, f -> {});
        }
    }

    @Mutant({"BP-01", "BP-09"}) // gradients are clipped on their way
    static class Clips extends LinearTest {
        @Override
        Operation operation() {
            return WrongVersion.backward(
                    "clips gradients",
                    OP,
                    f -> {
                        OP.backward(f);
                        for (int i = 0; i < f.inputs(); i++) {
                            for (int k = 0; f.needs(i) && k < f.dx(i).length; k++) {
                                f.dx(i)[k] = Math.clamp(f.dx(i)[k], -1f, 1f);
                            }
                        }
                    });
        }
    }

    @Mutant("BP-03") // gradients overwrite what stood there
    static class Overwrites extends LinearTest {
        @Override
        Operation operation() {
            return WrongVersion.backward(
                    "assigns gradients",
                    OP,
                    f -> {
                        for (int i = 0; i < f.inputs(); i++) {
                            if (f.needs(i)) {
                                Arrays.fill(f.dx(i), 0f);
                            }
                        }
                        OP.backward(f);
                    });
        }
    }

    private static void forwardTransposed(Frame f) {
        if (in(f) != out(f)) {
            new Linear.Op().forward(f);
            return;
        }
        f.kernels()
                .gemm(
                        f.workers(),
                        GemmShape.transposedB(rows(f), out(f), in(f)),
                        f.x(0),
                        0,
                        f.x(1),
                        0,
                        f.y(),
                        0);
    }

    private static int rows(Frame f) {
        return f.shape(0).rows();
    }

    private static int in(Frame f) {
        return f.shape(1).dim(0);
    }

    private static int out(Frame f) {
        return f.shape(1).dim(1);
    }
}
