package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.notebooksequivalents.rounding.Rounded;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class SpiralsTest {

    private static final Engine ENGINE = Engine.of(Kernels.scalar(), Workers.of(1));

    /// Whoever knows the spirals tells every point by which arm is nearer along its ray.
    @Test
    void pointsLieNearTheirOwnArm() {
        double halfTurns = 3.5;
        Spirals spirals = Spirals.draw(500, halfTurns, Philox.of(7));
        assertThat(spirals.size()).isEqualTo(1000);
        double gap = 1 / halfTurns; // of neighboring arms along a ray
        for (int i = 0; i < spirals.size(); i++) {
            float[] p = spirals.points()[i];
            double radius = StrictMath.hypot(p[0], p[1]);
            double angle = StrictMath.atan2(p[1], p[0]);
            double arms = radius / gap - angle / Math.PI - spirals.labels()[i];
            double off = arms - 2 * Math.rint(arms / 2); // arms of one label are two gaps apart
            assertThat(off).as("point %d", i).isBetween(-0.5, 0.5);
        }
        assertThat(spirals.labels()).containsOnly(0, 1);
        assertThat(Spirals.margin(halfTurns)).isCloseTo(gap / 2 / Spirals.NOISE, within(1e-12));
    }

    @Test
    void aDrawDependsOnTheSeedAndNothingElse() {
        float[][] points = Spirals.draw(20, 2, Philox.of(1)).points();
        assertThat(Spirals.draw(20, 2, Philox.of(1)).points()).isDeepEqualTo(points);
        assertThat(Spirals.draw(30, 2, Philox.of(1)).points()[5]).isEqualTo(points[5]);
        assertThat(Spirals.draw(20, 2, Philox.of(2)).points()[5]).isNotEqualTo(points[5]);
    }

    /// Both engines leave the same gradient in the parameters, up to 32 bits, and it is that by hand.
    @Test
    void bothEnginesFindTheGradientThatPaperFinds() {
        Spirals data = Spirals.draw(6, 2, Philox.of(3));
        SpiralNetwork network = SpiralNetwork.draw(Philox.of(4), 5, 3);
        SpiralNetwork copy = network.copy();
        double tape = network.byTape(ENGINE, data, 0);
        Scalar.Gradient scalars = copy.byScalars(data);
        assertThat(tape).isCloseTo(scalars.loss(), within(1e-6));
        List<Rounded> byHand = ByHand.gradients(network, data);
        int at = 0;
        int place = 0;
        for (Parameters.Entry entry : Parameters.of(network)) {
            Rounded gradient = byHand.get(place++);
            assertThat(gradient.share(entry.parameter().gradient())).isBetween(0.0, 1.0);
            float[] rounded = Parameters.of(copy).get(entry.name()).gradient();
            double[] exact = gradient.value().toArray();
            for (int i = 0; i < exact.length; i++) {
                assertThat(scalars.gradient()[at]).isCloseTo(exact[i], within(1e-14));
                assertThat(rounded[i]).isEqualTo((float) scalars.gradient()[at++]);
            }
        }
        assertThat(at).isEqualTo(scalars.gradient().length);
    }

    @Test
    void verdictsAreTheDifferenceOfTheProbabilities() {
        SpiralNetwork network = SpiralNetwork.draw(Philox.of(4), 5);
        Spirals data = Spirals.draw(10, 2, Philox.of(3));
        Tensor points = data.tensor();
        double[] verdicts = network.verdicts(ENGINE, points);
        assertThat(verdicts).hasSize(20);
        assertThat(Arrays.stream(verdicts)).allMatch(v -> v > -1 && v < 1);
        int right = 0;
        for (int i = 0; i < 20; i++) {
            right += (verdicts[i] > 0 ? 1 : 0) == data.labels()[i] ? 1 : 0;
        }
        assertThat(network.accuracy(ENGINE, data)).isEqualTo(right / 20.0);
    }
}
