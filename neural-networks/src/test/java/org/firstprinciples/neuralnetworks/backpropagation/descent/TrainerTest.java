package org.firstprinciples.neuralnetworks.backpropagation.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Weights;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.regularization.BatchNorm;
import org.firstprinciples.neuralnetworks.regularization.Dropout;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

class TrainerTest {

    private static final double MAX_NORM = 0.25;
    private static final long SEED = 5;

    private record Net(Linear hidden, BatchNorm norm, Dropout dropout, Linear output) {

        static Net normal(long seed) {
            Scope scope = Scope.of(Philox.of(seed));
            return new Net(
                    Linear.normal(3, 8, true, 1, scope.in("hidden")),
                    BatchNorm.ones(8),
                    new Dropout(0.5, "dropout"),
                    Linear.normal(8, 2, true, 1, scope.in("output")));
        }

        Variable loss(Tape tape, Examples batch) {
            Variable h =
                    norm.apply(hidden.apply(tape.constant(batch.inputs())))
                            .apply(Activation.TANH.operation()); // (B,8)
            Variable logits = output.apply(dropout.apply(h)); // (B,2)
            return SoftmaxCrossEntropy.of(logits, batch.targets());
        }

        Optimizer optimizer() {
            return StochasticGradientDescent.momentum(
                    Parameters.of(this), Parallel.sequential(), 0.5);
        }
    }

    private static Examples examples() {
        SplittableRandom random = new SplittableRandom(3);
        float[] x = new float[10 * 3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return Examples.of(Tensor.of(Shape.of(10, 3), x), random.ints(10, 0, 2).toArray());
    }

    private static Trainer<Examples> trainer(
            Net net, Batches<Examples> batches, Optimizer optimizer) {
        return new Trainer<>(
                Engines.SCALAR,
                SEED,
                net,
                batches,
                net::loss,
                optimizer,
                TrainerTest::rate,
                MAX_NORM);
    }

    private static List<Tensor> weights(Net net) {
        return Models.weights(net).values().stream().map(Weights::value).toList();
    }

    private static double rate(long step) {
        return 0.5 / (1 + step);
    }

    /// Batches in two parts of unequal weight.
    private static Batches<Examples> inParts(Batches<Examples> whole) {
        return new Batches<>() {
            @Override
            public Examples at(long seed, long step) {
                return whole.at(seed, step);
            }

            @Override
            public List<Part<Examples>> parts(long seed, long step) {
                Examples batch = at(seed, step);
                return List.of(
                        new Part<>(batch.rows(0, 2), 0, 0.25),
                        new Part<>(batch.rows(2, batch.rows()), 2, 0.75));
            }
        };
    }

    private void followsTheLoop(Batches<Examples> batches) {
        Net trained = Net.normal(1);
        Net byHand = Net.normal(1);
        Trainer<Examples> trainer = trainer(trained, batches, trained.optimizer());
        Optimizer optimizer = byHand.optimizer();
        int clipped = 0;
        for (long step = 0; step < 12; step++) {
            double mean = 0;
            for (Batches.Part<Examples> part : batches.parts(SEED, step)) {
                Tape tape = new Tape(Engines.SCALAR, Mode.training(SEED, step, part.firstRow()));
                Variable loss = byHand.loss(tape, part.batch());
                tape.backward(loss, Tensor.of(Shape.of(), (float) part.weight()));
                mean += part.weight() * loss.item();
            }
            double norm = GradientClipping.clip(optimizer.parameters(), MAX_NORM);
            clipped += norm > MAX_NORM ? 1 : 0;
            optimizer.step(rate(step));
            assertThat(trainer.step(step))
                    .isEqualTo(new Trainer.Step(step, mean, norm, rate(step)));
            assertThat(weights(trained)).isEqualTo(weights(byHand));
        }
        assertThat(clipped).isBetween(1, 12);
    }

    /// A batch that is not cut is one part: all rows from row 0, with its whole weight.
    @Test
    void aBatchIsOnePartOfWeightOne() {
        Batches<String> batches = (seed, step) -> seed + "/" + step;
        assertThat(batches.parts(SEED, 3)).containsExactly(new Batches.Part<>("5/3", 0, 1));
    }

    @Test
    void stepsAreThoseOfALoopWrittenByHand() {
        followsTheLoop(examples().shuffled(4));
        followsTheLoop(inParts(examples().shuffled(5)));
    }

    /// A batch that holds NaN, or whose second part cannot be computed, is as if it had never been shown.
    @Test
    void aFailedStepChangesNothing() {
        Batches<Examples> good = inParts(examples().shuffled(5));
        Net trained = Net.normal(1);
        Net expected = Net.normal(1);
        Optimizer optimizer = trained.optimizer();
        Trainer<Examples> trainer = trainer(trained, good, optimizer);
        Trainer<Examples> never = trainer(expected, good, expected.optimizer());
        trainer.step(0);
        never.step(0);

        Examples nan = Examples.of(Tensor.of(Shape.of(2, 3), 0, Float.NaN, 0, 1, 2, 3), 0, 1);
        Trainer<Examples> poisoned = trainer(trained, (seed, step) -> nan, optimizer);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> poisoned.step(1))
                .withMessage(
                        "the gradient of hidden.weight is not finite; a smaller learning rate?");
        Examples misfit = Examples.of(Tensor.zeros(Shape.of(4, 3)), 0, 1, 2, 0);
        Trainer<Examples> broken = trainer(trained, inParts((seed, step) -> misfit), optimizer);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> broken.step(1))
                .withMessageContaining("target 2 at (0)");
        Trainer<Examples> tooFast =
                new Trainer<>(
                        Engines.SCALAR,
                        SEED,
                        trained,
                        good,
                        trained::loss,
                        optimizer,
                        step -> 1e39,
                        1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tooFast.step(1))
                .withMessageContaining("learning rate");
        for (Parameters.Entry entry : optimizer.parameters()) {
            assertThat(entry.parameter().gradient()).as(entry.name()).containsOnly(0f);
        }

        for (long step = 2; step < 5; step++) {
            assertThat(trainer.step(step)).isEqualTo(never.step(step));
        }
        assertThat(weights(trained)).isEqualTo(weights(expected));
    }

    @Test
    void itHasAnArenaOfItsOwn() {
        Engine shared = Engines.SCALAR.withArena();
        Net net = Net.normal(1);
        Tape tape = new Tape(shared, Mode.inference());
        Variable x = tape.constant(Tensor.of(Shape.of(2), 1, 2));
        Variable doubled = x.plus(x);
        new Trainer<>(
                        shared,
                        SEED,
                        net,
                        examples().shuffled(4),
                        net::loss,
                        net.optimizer(),
                        TrainerTest::rate,
                        Double.POSITIVE_INFINITY)
                .step(0);
        assertThat(doubled.value()).isEqualTo(Tensor.of(Shape.of(2), 2, 4));
        new Tape(shared, Mode.inference());
        assertThatIllegalStateException().isThrownBy(doubled::value);
    }

    @Test
    void aLossIsOneNumber() {
        Net net = Net.normal(1);
        Trainer<Examples> trainer =
                new Trainer<>(
                        Engines.SCALAR,
                        SEED,
                        net,
                        examples().shuffled(4),
                        (tape, batch) -> net.hidden().apply(tape.constant(batch.inputs())),
                        net.optimizer(),
                        TrainerTest::rate,
                        1);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> trainer.step(0))
                .withMessageContaining("exactly one element is needed, this one has shape (4,8)");
        for (double maxNorm : new double[] {0, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new Trainer<>(
                                    Engines.SCALAR,
                                    SEED,
                                    net,
                                    examples().shuffled(4),
                                    net::loss,
                                    net.optimizer(),
                                    TrainerTest::rate,
                                    maxNorm))
                    .withMessage("maxNorm must be positive, got " + maxNorm);
        }
    }
}
