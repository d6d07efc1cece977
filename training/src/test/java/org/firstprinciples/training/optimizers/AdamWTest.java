package org.firstprinciples.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Map;

class AdamWTest {

    private record Model(Parameter matrix, Parameter vector) {

        static Model normal(long seed) {
            return new Model(
                    Parameter.of(Tensor.of(Shape.of(3, 4), Normals.of(seed, 12))),
                    Parameter.of(Tensor.of(Shape.of(5), Normals.of(seed + 1, 5))));
        }
    }

    private static void setGradients(Model model, long seed) {
        float[] matrix = Normals.of(seed, 12);
        float[] vector = Normals.of(seed + 1, 5);
        System.arraycopy(matrix, 0, model.matrix().gradient(), 0, 12);
        System.arraycopy(vector, 0, model.vector().gradient(), 0, 5);
    }

    /// Oracle: the formula of the paper in double, one parameter after the other.
    @Property(tries = 300)
    void stepsFollowTheFormula(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 0.99) double beta1,
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double beta2,
            @ForAll @DoubleRange(min = 0, max = 0.5) double decay) {
        Model model = Model.normal(seed);
        AdamW optimizer =
                new AdamW(Parameters.of(model), Parallel.sequential(), beta1, beta2, decay);
        double[] values = widen(model.matrix().values());
        double[] first = new double[12];
        double[] second = new double[12];
        for (int t = 1; t <= 5; t++) {
            setGradients(model, seed + 10L * t);
            double[] g = widen(model.matrix().gradient());
            double rate = 0.01 * t;
            optimizer.step(rate);
            for (int i = 0; i < 12; i++) {
                first[i] = beta1 * first[i] + (1 - beta1) * g[i];
                second[i] = beta2 * second[i] + (1 - beta2) * g[i] * g[i];
                double m = first[i] / (1 - Math.pow(beta1, t));
                double v = second[i] / (1 - Math.pow(beta2, t));
                values[i] = values[i] - rate * decay * values[i] - rate * m / (Math.sqrt(v) + 1e-8);
                assertThat((double) model.matrix().values()[i])
                        .isCloseTo(values[i], within(t * 64 * 0x1p-24 * (1 + Math.abs(values[i]))));
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

    @Test
    void theFirstStepMovesByTheLearningRate() {
        Model model = Model.normal(1);
        float[] before = model.vector().values().clone();
        setGradients(model, 2);
        float[] gradient = model.vector().gradient().clone();
        new AdamW(Parameters.of(model), Parallel.sequential(), 0.9, 0.99, 0).step(0.125);
        for (int i = 0; i < before.length; i++) {
            assertThat(model.vector().values()[i])
                    .isCloseTo(before[i] - 0.125f * Math.signum(gradient[i]), within(1e-5f));
        }
    }

    @Test
    void onlyMatricesDecay() {
        Model model = Model.normal(1);
        float[] matrix = model.matrix().values().clone();
        float[] vector = model.vector().values().clone();
        new AdamW(Parameters.of(model), Parallel.sequential(), 0.9, 0.99, 0.5).step(0.25);
        assertThat(model.vector().values()).isEqualTo(vector);
        for (int i = 0; i < matrix.length; i++) {
            assertThat(model.matrix().values()[i]).isEqualTo(0.875f * matrix[i]);
        }
    }

    @Test
    void gradientsAreZeroAfterAStep() {
        Model model = Model.normal(1);
        setGradients(model, 2);
        new AdamW(Parameters.of(model), Parallel.sequential(), 0.9, 0.99, 0.1).step(0.01);
        assertThat(model.matrix().gradient()).containsOnly(0f);
        assertThat(model.vector().gradient()).containsOnly(0f);
    }

    @Test
    void aRestoredStateContinuesBitForBit() {
        Model straight = Model.normal(1);
        Model interrupted = Model.normal(1);
        AdamW one = new AdamW(Parameters.of(straight), Parallel.sequential(), 0.9, 0.99, 0.1);
        AdamW two = new AdamW(Parameters.of(interrupted), Parallel.sequential(), 0.9, 0.99, 0.1);
        for (int t = 0; t < 6; t++) {
            if (t == 3) {
                Optimizer.State state = two.state();
                two = new AdamW(Parameters.of(interrupted), Parallel.sequential(), 0.9, 0.99, 0.1);
                two.restore(state);
            }
            setGradients(straight, t);
            setGradients(interrupted, t);
            one.step(0.01);
            two.step(0.01);
        }
        assertThat(interrupted.matrix().values()).isEqualTo(straight.matrix().values());
        assertThat(interrupted.vector().values()).isEqualTo(straight.vector().values());
    }

    private record Large(Parameter table) {}

    @Test
    void threadsDoNotShow() {
        Large one =
                new Large(
                        Parameter.of(Tensor.of(Shape.of(17, 16_384), Normals.of(1, 17 * 16_384))));
        Large many = new Large(Parameter.of(one.table().value()));
        float[] gradient = Normals.of(2, 17 * 16_384);
        System.arraycopy(gradient, 0, one.table().gradient(), 0, gradient.length);
        System.arraycopy(gradient, 0, many.table().gradient(), 0, gradient.length);
        new AdamW(Parameters.of(one), Parallel.sequential(), 0.9, 0.99, 0.1).step(0.01);
        try (Workers workers = Workers.of(3)) {
            new AdamW(Parameters.of(many), workers, 0.9, 0.99, 0.1).step(0.01);
        }
        assertThat(many.table().value()).isEqualTo(one.table().value());
    }

    /// The largest decay rates of 32 bits, and a rate that is finite until it is corrected.
    @Test
    void whatIsFiniteInDoubleIsNotEnough() {
        Model model = Model.normal(1);
        double largest = Math.nextDown(1f);
        AdamW slow = new AdamW(Parameters.of(model), Parallel.sequential(), largest, largest, 0.1);
        for (int t = 0; t < 5; t++) {
            setGradients(model, t);
            slow.step(0.01);
            for (float value : model.matrix().values()) {
                assertThat(value).isFinite();
            }
        }
        Model other = Model.normal(2);
        float[] before = other.matrix().values().clone();
        AdamW fast = new AdamW(Parameters.of(other), Parallel.sequential(), 0.9, 0.99, 1e30);
        setGradients(other, 3);
        float[] gradient = other.matrix().gradient().clone();
        for (double rate : new double[] {1e39, 1e38, 1e10}) { // itself, corrected, as a decay
            assertThatIllegalArgumentException().isThrownBy(() -> fast.step(rate));
        }
        assertThat(other.matrix().values()).isEqualTo(before);
        assertThat(other.matrix().gradient()).isEqualTo(gradient);
        assertThat(fast.state().steps()).isZero();
    }

    @Test
    void frozenParametersArePassedOver() {
        Model model = Models.replace(Model.normal(1), "matrix", Parameter.class, Parameter::frozen);
        float[] before = model.matrix().values().clone();
        AdamW optimizer = new AdamW(Parameters.of(model), Parallel.sequential(), 0.9, 0.99, 0.5);
        Arrays.fill(model.vector().gradient(), 1f);
        optimizer.step(0.25);
        assertThat(model.matrix().values()).isEqualTo(before);
        assertThat(optimizer.state().tensors()).containsOnlyKeys("first.vector", "second.vector");
        assertThat(optimizer.parameters().size()).isEqualTo(1);
    }

    @Test
    void badInputIsNamed() {
        Parameters parameters = Parameters.of(Model.normal(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamW(parameters, Parallel.sequential(), 1, 0.9, 0))
                .withMessage("beta1 must be in [0,1), got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdamW(parameters, Parallel.sequential(), 0.9, 0.99, -1))
                .withMessage("weightDecay must be 0 or more and finite, got -1.0");
        for (double decay : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new AdamW(parameters, Parallel.sequential(), 0.9, 0.99, decay))
                    .withMessage("weightDecay must be 0 or more and finite, got " + decay);
        }
        for (double beta : new double[] {-0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AdamW(parameters, Parallel.sequential(), beta, 0.9, 0))
                    .withMessage("beta1 must be in [0,1), got " + beta);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AdamW(parameters, Parallel.sequential(), 0.9, beta, 0))
                    .withMessage("beta2 must be in [0,1), got " + beta);
        }
        assertThatIllegalArgumentException() // would make every weight NaN: 0/0
                .isThrownBy(() -> new AdamW(parameters, Parallel.sequential(), 0.9, 0.99999999, 0))
                .withMessage(
                        "beta2 must be less than 1 in 32 bits, at most 0.99999994, got 0.99999999");
        AdamW optimizer = new AdamW(parameters, Parallel.sequential(), 0.9, 0.99, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.step(Double.NaN))
                .withMessage("the learning rate must be 0 or more and finite in 32 bits, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.restore(new Optimizer.State(3, Map.of())))
                .withMessage("the state needs first.matrix of shape (3,4), got nothing");
    }
}
