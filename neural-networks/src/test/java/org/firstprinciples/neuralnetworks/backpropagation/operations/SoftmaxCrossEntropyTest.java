package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class SoftmaxCrossEntropyTest implements OperationLaws {

    /// Targets of which every third is ignored.
    static Targets targets(int rows, int length, int vocabulary) {
        int[] ids = new int[rows * length];
        Arrays.setAll(ids, i -> i % 3 == 2 ? Targets.IGNORED : i * 5 % vocabulary);
        return Targets.of(Shape.of(rows, length), ids);
    }

    Operation operation(Targets targets) {
        return new SoftmaxCrossEntropy(targets);
    }

    private Subject subject(Targets targets, Shape logits) {
        return Subject.of(
                operation(targets),
                new SoftmaxCrossEntropy.Formula(targets),
                logits.last() + targets.size(),
                logits);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(targets(2, 3, 5), Shape.of(2, 3, 5)),
                subject(targets(1, 1, 1), Shape.of(1, 1, 1)),
                subject(targets(2, 4, 17), Shape.of(2, 4, 17)),
                subject(targets(3, 2, 69), Shape.of(3, 2, 69)),
                subject(Targets.of(Shape.of(1, 2), -1, -1), Shape.of(1, 2, 3)),
                subject(Targets.of(Shape.of(0, 2)), Shape.of(0, 2, 3)),
                subject(Targets.of(Shape.of(3), 2, 0, 1), Shape.of(3, 4)),
                subject(Targets.of(Shape.of(), 2), Shape.of(4)),
                subject(Targets.of(Shape.of(1, 2, 2), 0, 1, 2, -1), Shape.of(1, 2, 2, 3)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(targets(16, 17, 69), Shape.of(16, 17, 69)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(3, 2, 5)},
                new Shape[] {Shape.of(6, 5)},
                new Shape[] {Shape.of()},
                new Shape[] {Shape.of(2, 3, 5), Shape.of(2, 3, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Targets targets = targets(2, 3, 5);
        SoftmaxCrossEntropy right = new SoftmaxCrossEntropy(targets);
        return List.of(
                WrongVersion.forward(
                        "averages over ignored places too",
                        right,
                        f -> {
                            right.forward(f);
                            f.y()[0] *= (float) targets.count() / targets.size();
                        }),
                WrongVersion.backward(
                        "forgets to subtract the target",
                        right,
                        f -> {
                            right.backward(f);
                            for (int place = 0; f.needs(0) && place < targets.size(); place++) {
                                if (targets.id(place) >= 0) {
                                    f.dx(0)[place * 5 + targets.id(place)] +=
                                            f.dy()[0] / targets.count();
                                }
                            }
                        }),
                WrongVersion.backward(
                        "takes the cotangent for 1",
                        right,
                        f -> {
                            float dy = f.dy()[0];
                            f.dy()[0] = 1f;
                            right.backward(f);
                            f.dy()[0] = dy;
                        }));
    }

    private static Variable loss(float[] logits, int... targets) {
        Tape tape = new Tape(Engines.SCALAR, Mode.training(1, 0));
        int vocabulary = logits.length / targets.length;
        Variable z = tape.input(Tensor.of(Shape.of(1, targets.length, vocabulary), logits));
        return SoftmaxCrossEntropy.of(z, TokenBatch.of(1, targets.length, targets));
    }

    /// The gradient of the mean loss of `logits (N,V)`.
    private float[] gradient(float[] logits, int... targets) {
        Tape tape = new Tape(Engines.SCALAR, Mode.training(1, 0));
        Shape shape = Shape.of(1, targets.length, logits.length / targets.length);
        Variable z = tape.input(Tensor.of(shape, logits));
        tape.backward(z.apply(operation(Targets.of(Shape.of(1, targets.length), targets))));
        return z.gradient().toArray();
    }

    /// Oracle: the loss composed of exponentials, a sum and a logarithm on the scalar graph.
    @Claim("BP-07")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theGradientIsProbabilityMinusTarget(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int N,
            @ForAll @IntRange(min = 1, max = 9) int V) {
        SplittableRandom random = new SplittableRandom(seed);
        double spread = new double[] {0x1p-20, 1, 30}[random.nextInt(3)];
        float[] logits = new float[N * V];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (spread * random.nextGaussian());
        }
        int[] targets = new int[N];
        Arrays.setAll(targets, i -> random.nextInt(-1, V));
        int count = (int) Arrays.stream(targets).filter(t -> t >= 0).count();

        float[] dz = gradient(logits, targets);
        double[] ones = new double[N];
        Arrays.fill(ones, -1.0 / Math.max(1, count)); // of the mean of −log p
        double[] definition = definition(logits, ones, targets);
        for (int row = 0; row < N; row++) {
            float[] expected = new float[V];
            Value[] z = new Value[V];
            if (targets[row] >= 0) {
                Value sum = Value.of(0);
                for (int v = 0; v < V; v++) {
                    z[v] = Value.of(logits[row * V + v]);
                    sum = sum.plus(z[v].exp());
                }
                Value loss = sum.log().plus(z[targets[row]].times(Value.of(-1)));
                loss.times(Value.of(1.0 / count)).backward();
                for (int v = 0; v < V; v++) {
                    expected[v] = (float) z[v].gradient();
                }
            }
            float[] actual = Arrays.copyOfRange(dz, row * V, (row + 1) * V);
            double total = 0;
            for (float g : actual) {
                total += g;
            }
            if (targets[row] < 0 || V == 1) {
                assertThat(actual).containsOnly(0f);
            } else {
                double tolerance = 8 * (V + 8) * 0x1p-24 / count;
                assertThat(actual).containsExactly(expected, within((float) tolerance));
                assertThat(total).isCloseTo(0, within(tolerance));
            }
            for (int v = 0; v < V; v++) {
                assertThat(definition[row * V + v])
                        .isCloseTo(expected[v], within(8 * (V + 8) * 0x1p-24 / Math.max(1, count)));
            }
        }
    }

    private static double[] definition(float[] logits, double[] dy, int... targets) {
        Targets of = Targets.of(Shape.of(targets.length), targets);
        Shape shape = Shape.of(targets.length, logits.length / targets.length);
        double[] z = new double[logits.length];
        Arrays.setAll(z, i -> logits[i]);
        return new LogProbability.Formula(of)
                .adjoint(new Shape[] {shape}, new double[][] {z}, dy)[0];
    }

    @Claim("BP-07")
    @Test
    void theGradientOfHugeLogitsIsFinite() {
        assertThat(definition(new float[] {1e4f, -1e4f}, new double[] {-1}, 1))
                .containsExactly(1, -1);
        assertThat(definition(new float[] {1, 2}, new double[] {-1}, Targets.IGNORED))
                .containsOnly(0);
        assertThat(gradient(new float[] {1e4f, -1e4f}, 0)).containsExactly(0f, 0f);
        assertThat(gradient(new float[] {1e4f, -1e4f}, 1)).containsExactly(1f, -1f);
        assertThat(gradient(new float[] {1e4f, 1e4f}, 1)).containsExactly(0.5f, -0.5f);
        assertThat(gradient(new float[] {1, 2}, Targets.IGNORED)).containsOnly(0f);
    }

    /// Logits 2, 1, 0 and target 0: `p − y`.
    @Test
    void theWorkedGradient() {
        assertThat(gradient(new float[] {2, 1, 0}, 0))
                .containsExactly(new float[] {-0.3348f, 0.2447f, 0.0900f}, within(5e-5f));
    }

    /// By hand: logits 2, 1, 0 have probabilities 0.6652, 0.2447, 0.0900, and −ln 0.6652 = 0.4076.
    @Test
    void theWorkedExample() {
        assertThat(loss(new float[] {2, 1, 0}, 0).item()).isCloseTo(0.4076f, within(5e-5f));
    }

    @Test
    void whatStandsAtIgnoredPlacesDoesNotMatter() {
        float nan = Float.NaN;
        assertThat(loss(new float[] {2, 1, 0, nan, nan, nan}, 0, Targets.IGNORED).item())
                .isEqualTo(loss(new float[] {2, 1, 0}, 0).item());
        assertThat(loss(new float[] {nan, nan}, Targets.IGNORED).item()).isZero();
    }

    @Test
    void hugeLogitsStayFinite() {
        assertThat(loss(new float[] {1e4f, -1e4f}, 0).item()).isZero();
        assertThat(loss(new float[] {1e4f, -1e4f}, 1).item()).isEqualTo(2e4f);
    }

    @Test
    void aTargetOutsideOfTheVocabularyIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(new float[] {0, 0, 0}, 3))
                .withMessage(
                        "softmax cross-entropy: target 3 at (0,0) is not in 0 … 2"
                                + " and not -1 (ignored)");
    }

    @Mutant({"BP-01", "BP-07"}) // the target is not subtracted
    static class ForgetsTheTarget extends SoftmaxCrossEntropyTest {
        @Override
        Operation operation(Targets targets) {
            SoftmaxCrossEntropy right = new SoftmaxCrossEntropy(targets);
            return WrongVersion.backward(
                    "forgets to subtract the target",
                    right,
                    f -> {
                        right.backward(f);
                        int V = f.shape(0).last();
                        for (int place = 0; f.needs(0) && place < targets.size(); place++) {
                            if (targets.id(place) >= 0) {
                                f.dx(0)[place * V + targets.id(place)] +=
                                        f.dy()[0] / targets.count();
                            }
                        }
                    });
        }
    }

    @Mutant("BP-07") // the mean is over ignored places too
    static class CountsIgnoredPlaces extends SoftmaxCrossEntropyTest {
        @Override
        Operation operation(Targets targets) {
            SoftmaxCrossEntropy right = new SoftmaxCrossEntropy(targets);
            return WrongVersion.backward(
                    "averages over ignored places too",
                    right,
                    f -> {
                        right.backward(f);
                        for (int k = 0; f.needs(0) && k < f.dx(0).length; k++) {
                            f.dx(0)[k] *= (float) targets.count() / Math.max(1, targets.size());
                        }
                    });
        }
    }

    @Mutant("BP-07") // exponentials of the logits as they are: ∞/∞
    static class DoesNotSubtractTheMaximum extends SoftmaxCrossEntropyTest {
        @Override
        Operation operation(Targets targets) {
            SoftmaxCrossEntropy right = new SoftmaxCrossEntropy(targets);
            return WrongVersion.backward(
                    "exponentials of unshifted logits",
                    right,
                    f -> {
                        int V = f.shape(0).last();
                        float[] z = f.x(0);
                        for (int place = 0; f.needs(0) && place < targets.size(); place++) {
                            float sum = 0;
                            for (int v = 0; v < V; v++) {
                                sum += (float) StrictMath.exp(z[place * V + v]);
                            }
                            for (int v = 0; targets.id(place) >= 0 && v < V; v++) {
                                float p = (float) StrictMath.exp(z[place * V + v]) / sum;
                                float y = v == targets.id(place) ? 1 : 0;
                                f.dx(0)[place * V + v] += (p - y) * f.dy()[0] / targets.count();
                            }
                        }
                    });
        }
    }

    @Mutant({"BP-01", "BP-07"}) // zeros
    static class ForgetsTheGradients extends SoftmaxCrossEntropyTest {
        @Override
        Operation operation(Targets targets) {
            return WrongVersion.backward(
                    "forgets the gradients", new SoftmaxCrossEntropy(targets), f -> {});
        }
    }

    @Mutant({"BP-01", "BP-09"}) // the gradient of the loss is taken for 1
    static class TakesTheCotangentForOne extends SoftmaxCrossEntropyTest {
        @Override
        Operation operation(Targets targets) {
            SoftmaxCrossEntropy right = new SoftmaxCrossEntropy(targets);
            return WrongVersion.backward(
                    "takes the cotangent for 1",
                    right,
                    f -> {
                        float dy = f.dy()[0];
                        f.dy()[0] = 1f;
                        right.backward(f);
                        f.dy()[0] = dy;
                    });
        }
    }
}
