package org.firstprinciples.training.batching;

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
import org.firstprinciples.neuralnetworks.backpropagation.descent.Batches;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Batches.Part;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Divisible;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Accumulated gradients are those of the whole batch.
class MicroBatchesTest {

    private static final int V = 11;
    private static final int T = 8;

    /// How a batch is cut.
    <B extends Divisible<B>> Batches<B> cut(Batches<B> whole, int parts) {
        return new MicroBatches<>(whole, parts);
    }

    /// Rows that end at other places: row `b` has targets at its first `lengths[b]` positions.
    private static Batch batch(long seed, int... lengths) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] inputs = random.ints((long) lengths.length * T, 0, V).toArray();
        int[] targets = random.ints((long) lengths.length * T, 0, V).toArray();
        Arrays.setAll(targets, i -> i % T < lengths[i / T] ? targets[i] : Targets.IGNORED);
        return new Batch(
                TokenBatch.of(lengths.length, T, inputs),
                TokenBatch.of(lengths.length, T, targets));
    }

    /// One step of plain descent with rate 1 of a model with dropout: the weights move by the gradient.
    private static double step(Gpt model, Batches<Batch> batches) {
        Trainer<Batch> trainer =
                new Trainer<>(
                        Engines.FASTEST,
                        3,
                        model,
                        batches,
                        (tape, batch) ->
                                SoftmaxCrossEntropy.of(
                                        model.logits(tape, batch.inputs()), batch.targets()),
                        StochasticGradientDescent.plain(
                                Parameters.of(model), Engines.FASTEST.workers()),
                        step -> 1,
                        Double.POSITIVE_INFINITY);
        return trainer.step(0).loss();
    }

    @Claim("BA-06")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void fourQuartersHaveTheGradientOfTheWhole(@ForAll long seed) {
        int[] lengths = {8, 8, 1, 0, 5, 2, 0, 0}; // quarters with 16, 1, 7 and no targets
        Batches<Batch> whole = (runSeed, step) -> batch(seed, lengths);
        Gpt once = Gpt.initialize(new GptConfig(V, T, 2, 2, 8, true, 0.2), seed);
        Gpt quarters = Gpt.initialize(new GptConfig(V, T, 2, 2, 8, true, 0.2), seed);
        double loss = step(once, whole);
        assertThat(step(quarters, cut(whole, 4))).isCloseTo(loss, within(1e-6));
        for (Parameters.Entry entry : Parameters.of(once)) {
            float[] expected = entry.parameter().values();
            float[] actual = Parameters.of(quarters).get(entry.name()).values();
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).as(entry.name()).isCloseTo(expected[i], within(2e-6f));
            }
        }
    }

    private record Line(Parameter slope) {

        /// The mean of the losses `gᵢ·w`.
        Variable loss(Tape tape, Slopes batch) {
            float mean =
                    (float) batch.slopes().stream().mapToDouble(g -> g).average().orElseThrow();
            return new Linear(slope, null).apply(tape.constant(Tensor.of(Shape.of(1, 1), mean)));
        }
    }

    private record Slopes(List<Integer> slopes) implements Divisible<Slopes> {

        @Override
        public int rows() {
            return slopes.size();
        }

        @Override
        public Slopes rows(int from, int to) {
            return new Slopes(slopes.subList(from, to));
        }

        @Override
        public int count() {
            return slopes.size();
        }
    }

    /// Three losses with the derivatives 10, 1 and 1: their mean is 4. Cut after the first, the mean of the two means is 5.5.
    @Claim("BA-06")
    @Test
    void threeTargetsInTwoParts() {
        Line line = new Line(Parameter.zeros(Shape.of(1, 1)));
        Slopes batch = new Slopes(List.of(10, 1, 1));
        Batches<Slopes> parts = cut((seed, step) -> batch, 2);
        assertThat(parts.parts(0, 0)).hasSize(2);
        Trainer.Step done =
                new Trainer<>(
                                Engines.FASTEST,
                                3,
                                line,
                                parts,
                                line::loss,
                                StochasticGradientDescent.plain(
                                        Parameters.of(line), Engines.FASTEST.workers()),
                                step -> 1,
                                Double.POSITIVE_INFINITY)
                        .step(0);
        assertThat(done.gradientNorm()).isCloseTo(4, within(1e-6));
        assertThat(line.slope().values()[0]).isCloseTo(-4, within(1e-6f));
    }

    @Mutant("BA-06") // the mean of means
    static class WeighsPartsAlike extends MicroBatchesTest {
        @Override
        <B extends Divisible<B>> Batches<B> cut(Batches<B> whole, int parts) {
            return changed(
                    super.cut(whole, parts),
                    (part, n) -> new Part<>(part.batch(), part.firstRow(), 1.0 / n));
        }
    }

    @Mutant("BA-06") // every part drops what the first one drops
    static class ForgetsTheRow extends MicroBatchesTest {
        @Override
        <B extends Divisible<B>> Batches<B> cut(Batches<B> whole, int parts) {
            return changed(
                    super.cut(whole, parts),
                    (part, n) -> new Part<>(part.batch(), 0, part.weight()));
        }
    }

    private interface Change<B> {
        Part<B> of(Part<B> part, int parts);
    }

    private static <B> Batches<B> changed(Batches<B> right, Change<B> change) {
        return new Batches<>() {
            @Override
            public B at(long seed, long step) {
                return right.at(seed, step);
            }

            @Override
            public List<Part<B>> parts(long seed, long step) {
                List<Part<B>> parts = right.parts(seed, step);
                return parts.stream().map(part -> change.of(part, parts.size())).toList();
            }
        };
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void thePartsAreTheBatch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 12) int parts) {
        int[] lengths = new SplittableRandom(seed).ints(rows, 0, 3).toArray();
        Batch whole = batch(seed, lengths);
        double weights = 0;
        int covered = 0;
        for (Part<Batch> part : cut((s, step) -> whole, parts).parts(0, 0)) {
            int from = (int) part.firstRow();
            int to = from + part.batch().rows();
            assertThat(part.batch()).isEqualTo(whole.rows(from, to));
            assertThat(Arrays.stream(lengths, covered, from).sum()).isZero(); // nothing left out
            int count = Arrays.stream(lengths, from, to).sum();
            assertThat(part.weight() * Arrays.stream(lengths).sum()).isCloseTo(count, within(1e-9));
            weights += part.weight();
            covered = to;
        }
        assertThat(Arrays.stream(lengths, covered, rows).sum()).isZero();
        assertThat(weights).isCloseTo(1, within(1e-12));
    }

    private record Rows(int rows) implements Divisible<Rows> {

        @Override
        public Rows rows(int from, int to) {
            return new Rows(to - from);
        }

        @Override
        public int count() {
            return rows;
        }
    }

    /// 2³⁰ rows in 6 parts: the product of the two does not fit into 32 bits.
    @Test
    void manyRowsInManyParts() {
        int rows = 1 << 30;
        long next = 0;
        for (Part<Rows> part : cut((seed, step) -> new Rows(rows), 6).parts(0, 0)) {
            assertThat(part.firstRow()).isEqualTo(next);
            assertThat(part.batch().rows()).isBetween(rows / 6, rows / 6 + 1);
            next += part.batch().rows();
        }
        assertThat(next).isEqualTo(rows);
    }

    @Test
    void aBatchWithoutTargetsIsOnePart() {
        Batch nothing = batch(1, 0, 0, 0);
        assertThat(cut((seed, step) -> nothing, 2).parts(0, 0))
                .isEqualTo(List.of(new Part<>(nothing, 0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MicroBatches<>((seed, step) -> nothing, 0))
                .withMessage("parts must be positive, got 0");
    }
}
