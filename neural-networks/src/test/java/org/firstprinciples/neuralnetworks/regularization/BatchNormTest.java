package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import static java.util.Objects.requireNonNull;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Buffer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.regularization.BatchStandardization.Statistics;

class BatchNormTest {

    private static final Engine ENGINE = Engine.fastest();

    private static Tensor apply(BatchNorm layer, Mode mode, Tensor x) {
        Tape tape = new Tape(ENGINE, mode);
        return layer.apply(tape.constant(x)).value();
    }

    private static double[] wide(float... x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    /// Batch after batch the layer is the lesson: in training by the batch's statistics, afterwards by the running ones.
    @Property(tries = 50)
    void theLayerIsTheDefinitionBatchAfterBatch(
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @IntRange(max = 4) int steps,
            @ForAll long seed) {
        Philox random = Philox.of(seed);
        Shape row = Shape.of(d);
        Parameter scale = Parameter.normal(row, 1, random.split("scale"));
        Parameter shift = Parameter.normal(row, 1, random.split("shift"));
        Buffer mean = Buffer.filled(row, 0f);
        Buffer variance = Buffer.filled(row, 1f);
        BatchNorm layer = new BatchNorm(scale, shift, mean, variance, 0.25f, 0.1f);
        BatchStandardization lesson =
                new BatchStandardization(
                        Vector.of(wide(scale.values())), Vector.of(wide(shift.values())), 0.1f);
        Statistics running =
                new Statistics(Vector.of(wide(mean.values())), Vector.of(wide(variance.values())));
        for (int step = 0; step < steps; step++) {
            Tensor x = Parameter.normal(Shape.of(n, d), 2, random.split("x" + step)).value();
            Matrix batch = Matrix.of(n, d, wide(x.toArray()));
            near(apply(layer, Mode.training(seed, step), x), lesson.train(batch).toArray());
            running = BatchStandardization.update(running, batch, 0.25);
            near(mean.value(), running.mean().toArray());
            near(variance.value(), running.variance().toArray());
            near(apply(layer, Mode.inference(), x), lesson.evaluate(batch, running).toArray());
            assertThat(apply(layer, Mode.gradients(), x))
                    .isEqualTo(apply(layer, Mode.inference(), x));
        }
        near(mean.value(), running.mean().toArray()); // only training has moved them
        near(variance.value(), running.variance().toArray());
    }

    private static void near(Tensor actual, double... expected) {
        assertThat(wide(actual.toArray())).containsExactly(expected, within(1e-4));
    }

    /// PyTorch's convention: 1 and 3 have mean 2, biased variance 1 and unbiased variance 2.
    @Example
    void theRunningVarianceFollowsTheUnbiasedOne() {
        BatchNorm layer = BatchNorm.ones(1);
        Tensor y = apply(layer, Mode.training(1, 0), Tensor.of(Shape.of(2, 1), 1f, 3f));
        near(y, -1, 1);
        assertThat(layer.mean().values()[0]).isCloseTo(0.9f * 0 + 0.1f * 2, within(1e-7f));
        assertThat(layer.variance().values()[0]).isCloseTo(0.9f * 1 + 0.1f * 2, within(1e-7f));
    }

    @Example
    void inInferenceARowDoesNotDependOnOthers() {
        BatchNorm layer = BatchNorm.ones(2);
        apply(layer, Mode.training(1, 0), Tensor.of(Shape.of(2, 2), 1f, -4f, 3f, 6f));
        Tensor two = apply(layer, Mode.inference(), Tensor.of(Shape.of(2, 2), 5f, 6f, 7f, 8f));
        Tensor one = apply(layer, Mode.inference(), Tensor.of(Shape.of(1, 2), 5f, 6f));
        assertThat(one.toArray()).containsExactly(two.get(0, 0), two.get(0, 1));
    }

    @Example
    void runningStatisticsAreSavedAndCopiedAndNotOptimized() {
        BatchNorm layer = BatchNorm.ones(1);
        assertThat(Models.weights(layer).keySet())
                .containsExactly("scale", "shift", "mean", "variance");
        assertThat(Parameters.of(layer)).extracting("name").containsExactly("scale", "shift");
        BatchNorm copy = Models.copy(layer);
        apply(layer, Mode.training(1, 0), Tensor.of(Shape.of(2, 1), 1f, 3f));
        assertThat(copy.mean().values()).containsExactly(0f);
        Models.load(copy, path -> requireNonNull(Models.weights(layer).get(path)).value());
        assertThat(copy.mean().value()).isEqualTo(layer.mean().value());
    }

    /// The gradient of the first tape is that of the statistics it was computed with.
    @Example
    void gradientsFlowThroughTheRunningStatisticsOfTheForwardPass() {
        BatchNorm layer = BatchNorm.ones(1);
        Tape tape = new Tape(ENGINE, Mode.gradients());
        Variable x = tape.input(Tensor.of(Shape.of(1, 1), 4f));
        Variable y = layer.apply(x);
        apply(layer, Mode.training(1, 0), Tensor.of(Shape.of(2, 1), 100f, 300f));
        tape.backward(y);
        assertThat(x.gradient().get(0, 0))
                .isCloseTo(1 / (float) Math.sqrt(1 + 1e-5), within(1e-6f));
        assertThat(layer.scale().gradient()[0]).isCloseTo(4, within(1e-4f));
    }

    @Example
    void whatDoesNotFitIsRefused() {
        BatchNorm layer = BatchNorm.ones(2);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(
                        () -> apply(layer, Mode.training(1, 0), Tensor.of(Shape.of(1, 2), 1f, 2f)))
                .withMessage(
                        "batch norm: training needs at least 2 rows, for one has no variance, got"
                                + " (1,2)");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        new BatchNorm(
                                layer.scale(),
                                layer.shift(),
                                layer.mean(),
                                Buffer.filled(Shape.of(3), 1f),
                                0.1f,
                                0.1f))
                .withMessage(
                        "batch norm: γ, β, mean and variance (d) are needed, got (2), (2), (2) and"
                                + " (3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BatchNorm(
                                layer.scale(),
                                layer.shift(),
                                layer.mean(),
                                layer.variance(),
                                1.5f,
                                0.1f))
                .withMessage("batch norm: m must lie in [0,1], got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BatchNorm(
                                layer.scale(),
                                layer.shift(),
                                layer.mean(),
                                layer.variance(),
                                0.1f,
                                -1f))
                .withMessage("batch norm: ε must be 0 or more and finite, got -1.0");
    }
}
