package org.firstprinciples.notebooksequivalents.activationsvisualized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.activationfunctions.Initializer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.junit.jupiter.api.Test;

import java.util.List;

class DeepStackTest {

    private final Engine engine = Engine.of(Kernels.scalar(), Workers.of(1));

    private static Tensor row(float... numbers) {
        return Tensor.of(Shape.of(1, numbers.length), numbers);
    }

    @Test
    void aStackByHand() {
        DeepStack stack =
                new DeepStack(
                        List.of(
                                Tensor.of(Shape.of(2, 2), 1, -1, 0, 2),
                                Tensor.of(Shape.of(2, 2), 3, 1, 5, 1)));
        DeepStack.Pass pass =
                stack.pass(row(2, 0.5f), Activation.RELU.operation(), engine, Philox.of(1));
        assertThat(pass.before().get(0)).containsExactly(2, -1);
        assertThat(pass.after().get(0)).containsExactly(2, 0);
        assertThat(pass.after().get(1)).containsExactly(6, 2);
        float[] top = pass.gradients().get(1);
        assertThat(top[0]).isEqualTo((float) Philox.of(1).normal(0, 0));
        assertThat(pass.gradients().get(0)[0]).isCloseTo(3 * top[0] + top[1], within(1e-5f));
        assertThat(pass.gradients().get(0)[1]).isCloseTo(5 * top[0] + top[1], within(1e-5f));
    }

    @Test
    void weightsAreThoseOfTheInitializerWithInputsAsRows() {
        DeepStack stack = DeepStack.draw(Initializer.GLOROT_UNIFORM, 3, 2, 2, Philox.of(1));
        assertThat(stack.weights().get(0).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(stack.weights().get(1).shape()).isEqualTo(Shape.of(2, 2));
        assertThat((double) stack.weights().get(0).get(2, 1))
                .isCloseTo(
                        Initializer.GLOROT_UNIFORM
                                .draw(Philox.of(1).split("layer 0"), 3, 2)
                                .get(2, 1),
                        within(1e-7));
    }

    @Test
    void aRectifierStackIsHomogeneous() {
        DeepStack stack = DeepStack.draw(Initializer.HE_NORMAL, 4, 8, 3, Philox.of(2));
        Tensor x = row(1, 2, 3, 4);
        List<float[]> once =
                stack.pass(x, Activation.RELU.operation(), engine, Philox.of(1)).after();
        List<float[]> twice =
                stack.times(2).pass(x, Activation.RELU.operation(), engine, Philox.of(1)).after();
        for (int l = 0; l < 3; l++) {
            assertThat(DeepStack.size(twice.get(l)))
                    .isEqualTo(DeepStack.size(once.get(l)) * (2 << l));
        }
    }

    @Test
    void oneDeviationForAllLayersWhateverTheirInputs() {
        DeepStack stack =
                DeepStack.draw(Initializer.LECUN_NORMAL, 16, 64, 2, Philox.of(2))
                        .withStd(0.5, Initializer.LECUN_NORMAL);
        for (Tensor w : stack.weights()) {
            assertThat(DeepStack.size(w.toArray())).isCloseTo(0.5, within(0.05));
        }
    }

    @Test
    void sizeAndDeviation() {
        float[] numbers = {1, 3, 5, 7};
        assertThat(DeepStack.size(numbers)).isCloseTo(Math.sqrt(21), within(1e-12));
        assertThat(DeepStack.std(numbers)).isCloseTo(Math.sqrt(5), within(1e-12));
    }

    @Test
    void aHistogramCountsEveryNumberOnce() {
        Histogram histogram =
                Histogram.of(new float[] {-1, -0.6f, 0.1f, 1, 2, -9, 0, 0.9f}, -1, 1, 4);
        assertThat(histogram.shares()).containsExactly(3 / 8.0, 0, 2 / 8.0, 3 / 8.0);
        assertThat(histogram.middles()).containsExactly(-0.75, -0.25, 0.25, 0.75);
    }

    @Test
    void growthIsTheGeometricMeanOverLayersAndStacks() {
        Growth growth = Growth.of("tenfold", 10);
        growth.add(
                new DeepStack.Pass(
                        List.of(),
                        List.of(
                                new float[] {-1, 1},
                                new float[] {-10, 10},
                                new float[] {-100, 100}),
                        List.of(new float[] {1}, new float[] {2}, new float[] {4})));
        growth.add(
                new DeepStack.Pass(
                        List.of(),
                        List.of(new float[] {-1, 1}, new float[] {-1, 1}, new float[] {-1, 1}),
                        List.of(new float[] {1}, new float[] {1}, new float[] {1})));
        assertThat(growth.ofSignals()).isCloseTo(Math.sqrt(10), within(1e-6));
        assertThat(growth.ofGradients()).isCloseTo(1 / Math.sqrt(2), within(1e-6));
    }

    /// Six standard errors of the mean over 29 layers and 10 stacks, and the shift.
    @Test
    void theToleranceIsSixTimesTheScatterAndTheShift() {
        assertThat(Growth.tolerance(512, 30, 10))
                .isCloseTo(
                        6 * 0.5 * Math.sqrt(5 / 512.0) / Math.sqrt(290) + 5 / (4 * 512.0),
                        within(1e-12));
    }

    @Test
    void saturatedIsWhoHasLostNinetyNineOfAHundredPartsOfTheSlope() {
        Saturation tanh = new Saturation(Activation.TANH);
        assertThat(tanh.threshold())
                .isCloseTo(
                        0.5 * Math.log((1 + Math.sqrt(0.99)) / (1 - Math.sqrt(0.99))),
                        within(1e-9));
        assertThat(new Saturation(Activation.SIGMOID).threshold())
                .isCloseTo(2 * tanh.threshold(), within(1e-9));
        assertThat(tanh.share(new float[] {-4, -2, 0, 3})).isEqualTo(0.5);
    }

    @Test
    void theSigmoidFormOfGeluHasItsValuesAndSlopes() {
        assertThat(SigmoidGelu.value(1)).isCloseTo(1 / (1 + Math.exp(-1.702)), within(1e-12));
        for (double x : new double[] {-2, -0.3, 0.7, 3}) {
            double quotient = (SigmoidGelu.value(x + 1e-5) - SigmoidGelu.value(x - 1e-5)) / 2e-5;
            assertThat(SigmoidGelu.derivative(x)).isCloseTo(quotient, within(1e-8));
        }
    }
}
