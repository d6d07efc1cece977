package org.firstprinciples.notebooksequivalents.activationsvisualized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.notebooksequivalents.digits.Digits;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Networks, their descent, who is off in them, and who can move.
class NetworkTest {

    private static final Digits DIGITS = Digits.all().slice(0, 100);
    private static final LabeledImages IMAGES = LabeledImages.of(DIGITS);
    private static final int H = 12;
    private static final double STANDARD = Math.sqrt(2.0 / 64);

    private final Engine engine = Engine.of(Kernels.scalar(), Workers.of(1));

    private static Network network(Activation activation, boolean normalized) {
        return Network.draw(2, H, activation, n -> Math.sqrt(2.0 / n), normalized, Philox.of(3));
    }

    /// The first layer in `double`: the number that goes into a unit for an image.
    private static double before(Network network, int unit, double[] image) {
        float[] w = network.unit(0, unit);
        double sum = w[64];
        for (int p = 0; p < 64; p++) {
            sum += w[p] * image[p];
        }
        return sum;
    }

    private static void bury(Network network, int unit) {
        Network.bias(network.layers().getFirst()).values()[unit] = -100;
    }

    @Test
    void aBatchHasTheImagesAndLabelsOfItsPlacesInOrder() {
        LabeledImages batch = LabeledImages.at(DIGITS, 7, 3, 7);
        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.labels().toArray())
                .containsExactly(DIGITS.labels()[7], DIGITS.labels()[3], DIGITS.labels()[7]);
        for (int p = 0; p < 64; p++) {
            assertThat(batch.pixels().get(1, 0, p)).isEqualTo((float) DIGITS.images()[3][p]);
        }
    }

    @Test
    void everyHiddenLayerHasItsActivationBehindItsWeights() {
        Network network = network(Activation.TANH, false);
        Network.Pass pass =
                network.pass(new Tape(engine, Mode.inference()).constant(IMAGES.pixels()));
        assertThat(pass.before()).hasSize(2);
        assertThat(pass.logits().shape().last()).isEqualTo(10);
        for (int unit = 0; unit < H; unit++) {
            double z = before(network, unit, DIGITS.images()[5]);
            assertThat((double) pass.before().getFirst().value().get(5, 0, unit))
                    .isCloseTo(z, within(1e-5));
            assertThat((double) pass.after().getFirst().value().get(5, 0, unit))
                    .isCloseTo(StrictMath.tanh(z), within(1e-5));
        }
        assertThat(Parameters.of(network(Activation.TANH, true)).size()).isEqualTo(6 + 4);
    }

    @Test
    void weightsHaveTheDeviationThatIsAskedFor() {
        float[] w = network(Activation.RELU, false).layers().getFirst().weight().values();
        double square = IntStream.range(0, w.length).mapToDouble(i -> w[i] * w[i]).sum() / w.length;
        assertThat(Math.sqrt(square)).isCloseTo(STANDARD, within(0.1 * STANDARD));
    }

    @Test
    void accuracyCountsTheLabelsThatGetTheHighestScore() {
        Network network = network(Activation.RELU, false);
        float[] last = Network.bias(network.layers().getLast()).values();
        last[4] = 1000;
        long fours = Arrays.stream(DIGITS.labels()).filter(l -> l == 4).count();
        assertThat(network.accuracy(IMAGES, engine)).isEqualTo(fours / 100.0);
    }

    @Test
    void aCopyIsEqualAndItsOwn() {
        Network network = network(Activation.RELU, true);
        Network copy = network.copy(Activation.GELU);
        assertThat(copy.activation()).isEqualTo(Activation.GELU);
        assertThat(copy.unit(0, 3)).containsExactly(network.unit(0, 3));
        new Descent(copy, DIGITS, engine, 0.1, Philox.of(1)).advance(1);
        assertThat(copy.unit(0, 3)).isNotEqualTo(network.unit(0, 3));
        assertThat(network.unit(0, 3)).containsExactly(network(Activation.RELU, true).unit(0, 3));
    }

    @Test
    void aUnitIsItsWeightsInItsBiasAndItsWeightsOut() {
        Network network = network(Activation.RELU, false);
        Network.bias(network.layers().get(0)).values()[2] = 5;
        network.layers().get(0).weight().values()[63 * H + 2] = 6;
        network.layers().get(1).weight().values()[2 * H] = 7;
        float[] unit = network.unit(0, 2);
        assertThat(unit).hasSize(64 + 1 + H);
        assertThat(new float[] {unit[63], unit[64], unit[65]}).containsExactly(6, 5, 7);
    }

    @Test
    void descentGoesAgainstTheGradientAndLearns() {
        Network network = network(Activation.RELU, false);
        double before = network.accuracy(IMAGES, engine);
        Descent descent = new Descent(network, DIGITS, engine.withArena(), 0.2, Philox.of(1));
        descent.advance(100);
        assertThat(network.accuracy(IMAGES, engine)).isGreaterThan(Math.max(0.9, before));
    }

    @Test
    void stepsInOneGoAreThoseOneByOne() {
        Network one = network(Activation.RELU, false);
        Network other = network(Activation.RELU, false);
        new Descent(one, DIGITS, engine, 0.1, Philox.of(1)).advance(4);
        Descent descent = new Descent(other, DIGITS, engine.withArena(), 0.1, Philox.of(1));
        descent.advance(1);
        descent.advance(3);
        assertThat(one.unit(1, 5)).containsExactly(other.unit(1, 5));
    }

    @Test
    void offIsWhoGetsNothingAboveZeroFromAnyImage() {
        Network network = network(Activation.RELU, false);
        bury(network, 4);
        Census census = Census.of(network, IMAGES, engine);
        int[] off =
                IntStream.range(0, H)
                        .filter(u ->
                                Arrays.stream(DIGITS.images())
                                        .allMatch(x -> before(network, u, x) <= 0))
                        .toArray();
        assertThat(off).contains(4);
        assertThat(census.units(0)).containsExactly(off);
        assertThat(census.count(0)).isEqualTo(off.length);
        assertThat(census.isOff(0, 4)).isTrue();
        assertThat(census.share()).isEqualTo((census.count(0) + census.count(1)) / (2.0 * H));
        Network.bias(network.layers().getFirst()).values()[4] = Float.NaN;
        assertThat(Census.of(network, IMAGES, engine).units(0)).doesNotContain(4);
    }

    @Test
    void whoIsOffHasNoGradientUnlessItLeaks() {
        Network network = network(Activation.RELU, false);
        bury(network, 4);
        UnitGradients dead = UnitGradients.of(network, IMAGES, engine, 0);
        int[] off = Census.of(network, IMAGES, engine).units(0);
        for (int unit = 0; unit < H; unit++) {
            int u = unit;
            assertThat(dead.steepest(unit) == 0)
                    .isEqualTo(Arrays.stream(off).anyMatch(o -> o == u));
        }
        UnitGradients leaky =
                UnitGradients.of(network.copy(Activation.LEAKY_RELU), IMAGES, engine, 0);
        assertThat(leaky.single()[4]).isPositive().isLessThan(0.01);
        for (float g : network.layers().getFirst().weight().gradient()) {
            assertThat(g).isZero();
        }
    }

    @Test
    void theGradientOfAUnitIsTheLargestOfAllItsOwn() {
        Network network = network(Activation.RELU, false);
        UnitGradients gradients = UnitGradients.of(network, IMAGES, engine, 0);
        bury(network, 4); // what comes out of it is 0, so nothing flows into its weights out
        UnitGradients after = UnitGradients.of(network, IMAGES, engine, 0);
        assertThat(gradients.weights()[4]).isPositive();
        assertThat(after.weights()[4]).isZero();
        assertThat(after.weights()[5]).isPositive();
    }

    @Test
    void theBiasOfCauchyAndSchwarzKillsAndHardlyMoreThanThat() {
        Network network = network(Activation.RELU, false);
        network.kill(4, DIGITS);
        assertThat(Census.of(network, IMAGES, engine).isOff(0, 4)).isTrue();
        float[] w = network.unit(0, 4);
        double squares = IntStream.range(0, 64).mapToDouble(p -> w[p] * (double) w[p]).sum();
        double longest =
                Arrays.stream(DIGITS.images())
                        .mapToDouble(x -> Arrays.stream(x).map(v -> v * v).sum())
                        .max()
                        .orElseThrow();
        assertThat(-w[64] / Math.sqrt(squares * longest)).isBetween(1.0, 1.01);
        assertThat(network.weightsInto(4).get(7)).isEqualTo(w[7]);
    }

    @Test
    void theProofCountsWhoMovedAndWhoDidNot() {
        Network network = network(Activation.RELU, false);
        network.kill(4, DIGITS);
        int dead = Census.of(network, IMAGES, engine).count(0);
        Descent descent = new Descent(network, DIGITS, engine.withArena(), 0.5, Philox.of(1));
        Proof proof = Proof.of(network, DIGITS, descent, 20, engine);
        assertThat(proof.dead()).isEqualTo(dead);
        assertThat(proof.alive()).isEqualTo(H - dead);
        assertThat(proof.steepestDead()).isZero();
        assertThat(proof.steepestAlive()).isPositive();
        assertThat(proof.changedDead()).isZero();
        assertThat(proof.changedAlive()).isEqualTo(H - dead);
        assertThat(proof.revived()).isZero();
        assertThat(proof.disputed()).isZero();
    }

    /// A unit that leaks moves, so the proof must not say that it kept its bits, nor that it had no gradient.
    @Test
    void theProofFailsForUnitsThatLeak() {
        Network network = network(Activation.RELU, false).copy(Activation.LEAKY_RELU);
        Network.bias(network.layers().getFirst()).values()[4] = -3;
        Descent descent = new Descent(network, DIGITS, engine.withArena(), 2, Philox.of(1));
        Proof proof = Proof.of(network, DIGITS, descent, 20, engine);
        assertThat(proof.dead()).isPositive();
        assertThat(proof.steepestDead()).isPositive();
        assertThat(proof.changedDead()).isPositive();
    }

    @Test
    void aLifeCountsWhoComesBack() {
        Census first = new Census(List.of(List.of(true, true, false), List.of(true, false)));
        Census second = new Census(List.of(List.of(true, false, true), List.of(true, true)));
        Life life = new Life(List.of(first, second, first));
        assertThat(life.timesOff(0)).isEqualTo(4);
        assertThat(life.timesBack(0)).isEqualTo(2);
        assertThat(life.timesOff(1)).isEqualTo(3);
        assertThat(life.timesBack(1)).isEqualTo(1);
        assertThat(life.end()).isEqualTo(first);
    }

    @Test
    void aLifeBeginsBeforeTheFirstStepAndEndsAfterTheLast() {
        Setting setting = Setting.rectifiers(H, 0.5);
        Life life = Life.of(setting, DIGITS, 3, 2, engine, Philox.of(1));
        Network trained = setting.train(DIGITS, 6, engine, Philox.of(1));
        assertThat(life.censuses()).hasSize(4);
        assertThat(life.censuses().getFirst())
                .isEqualTo(Census.of(setting.draw(Philox.of(1)), IMAGES, engine));
        assertThat(life.end()).isEqualTo(Census.of(trained, IMAGES, engine));
    }

    @Test
    void aSettingIsChangedInOnePlace() {
        Setting setting = Setting.withGain(3, H, Activation.TANH, 0.1);
        assertThat(setting.std().applyAsDouble(64))
                .isCloseTo(1 / Math.sqrt(64 * 0.394294490), within(1e-9));
        assertThat(Setting.rectifiers(H, 0.1).std().applyAsDouble(64))
                .isCloseTo(STANDARD, within(1e-12));
        assertThat(setting.with(Activation.RELU))
                .isEqualTo(new Setting(3, H, Activation.RELU, setting.std(), false, 0.1));
        assertThat(setting.withNorm().draw(Philox.of(1)).norms()).hasSize(3);
        assertThat(setting.withRate(0.2).rate()).isEqualTo(0.2);
        assertThat(setting.with(in -> 7).std().applyAsDouble(64)).isEqualTo(7);
    }

    @Test
    void trialsComeInOrderWhoeverRunsThem() {
        try (Workers three = Workers.of(3)) {
            assertThat(
                            Trials.run(
                                    20,
                                    Engine.of(Kernels.scalar(), three),
                                    (number, own) -> number + own.workers().threads()))
                    .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        }
    }
}
