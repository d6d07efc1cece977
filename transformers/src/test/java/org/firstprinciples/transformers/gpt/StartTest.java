package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.Workers;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

/// What holds before the first step.
class StartTest {

    private static final Engine ENGINE = Engine.of(Kernels.fastest(), Workers.of(1));
    private static final GptConfig SIZES = new GptConfig(69, 128, 4, 4, 128, true, 0);

    /// How a model begins, and what a guess costs.
    interface Start {
        Gpt initialize(GptConfig config, long seed);

        default double loss(float[] logits, int target) {
            Tape tape = new Tape(ENGINE, Mode.inference());
            return SoftmaxCrossEntropy.of(
                            tape.constant(Tensor.of(Shape.of(1, 1, logits.length), logits)),
                            TokenBatch.of(1, 1, target))
                    .item();
        }
    }

    Start subject() {
        return Gpt::initialize;
    }

    private double meanLoss(float[] logits) {
        double sum = 0;
        for (int target = 0; target < logits.length; target++) {
            sum += subject().loss(logits, target);
        }
        return sum / logits.length;
    }

    /// Over uniform targets, guessing costs at least `ln V`, and more the more the logits differ.
    @Claim(value = "GP-11", open = "the expected excess of an independent normal head")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void guessingCostsTheLogarithmOfTheVocabulary(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int V,
            @ForAll @DoubleRange(min = 0, max = 20) double spread) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] z = new float[V];
        double mean = 0;
        double max = Double.NEGATIVE_INFINITY;
        double min = Double.POSITIVE_INFINITY;
        for (int v = 0; v < V; v++) {
            z[v] = (float) (spread * random.nextGaussian());
            mean += z[v] / (double) V;
            max = Math.max(max, z[v]);
            min = Math.min(min, z[v]);
        }
        double rounding = (V + 16) * 0x1p-24 * (1 + max - min + Math.log(V));
        assertThat(meanLoss(z))
                .isBetween(Math.log(V) - rounding, Math.log(V) + max - mean + rounding);
        for (int target = 0; target < V; target++) {
            assertThat(Math.abs(subject().loss(z, target) - Math.log(V)))
                    .isLessThanOrEqualTo(max - min + rounding);
        }
        float[] equal = new float[V];
        Arrays.fill(equal, (float) spread);
        assertThat(meanLoss(equal)).isCloseTo(Math.log(V), within(4 * 0x1p-24 * (1 + spread)));
    }

    /// Standard deviations of large tables: 6.2 standard errors, `σ/√(2N)` each.
    @Claim("GP-12")
    @Test
    void whatEndsOnTheResidualPathStartsSmaller() {
        Parameters parameters = Parameters.of(subject().initialize(SIZES, 3));
        double residual = 0.02 / Math.sqrt(2 * SIZES.layers());
        int tables = 0;
        for (Parameters.Entry entry : parameters) {
            float[] values = entry.parameter().values();
            if (entry.parameter().shape().rank() == 1) {
                continue;
            }
            boolean ends =
                    entry.name().endsWith("attention.output.weight")
                            || entry.name().endsWith("feedForward.project.weight");
            double expected = ends ? residual : 0.02;
            assertThat(deviation(values))
                    .as(entry.name())
                    .isCloseTo(expected, within(6.2 * expected / Math.sqrt(2.0 * values.length)));
            tables++;
        }
        assertThat(tables).isEqualTo(2 + 4 * 6);
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    /// `2L` branches that are orthonormal to each other and to the start: the sum of squares grows by `2L` as they
    /// are, and by 1 with the factor `1/√(2L)`, whatever `L`.
    @Claim("GP-12")
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void theFactorKeepsTheResidualPathTheSameLength(
            @ForAll @IntRange(min = 1, max = 32) int layers) {
        double factor = ratioOfDeviations(layers);
        double start = 9;
        double squares = start;
        for (int branch = 0; branch < 2 * layers; branch++) {
            squares += factor * factor;
        }
        assertThat(squares).isCloseTo(start + 1, within(0.06));
    }

    /// The factor that the model applies, read from its weights.
    private double ratioOfDeviations(int layers) {
        GptConfig config = new GptConfig(2, 2, layers, 1, 64, false, 0);
        Parameters parameters = Parameters.of(subject().initialize(config, 5));
        double ends = 0;
        double others = 0;
        for (int layer = 0; layer < layers; layer++) {
            String block = "blocks." + layer;
            ends +=
                    Math.pow(
                            deviation(
                                    parameters.get(block + ".feedForward.project.weight").values()),
                            2);
            others +=
                    Math.pow(
                            deviation(
                                    parameters.get(block + ".feedForward.expand.weight").values()),
                            2);
        }
        return Math.sqrt(ends / others);
    }

    private static Gpt scaled(Gpt model, String ending, double factor) {
        for (Parameters.Entry entry : Parameters.of(model)) {
            if (entry.name().endsWith(ending)) {
                for (int i = 0; i < entry.parameter().values().length; i++) {
                    entry.parameter().values()[i] *= (float) factor;
                }
            }
        }
        return model;
    }

    @Mutant("GP-11") // bits instead of nats
    static class CountsInBits extends StartTest {
        @Override
        Start subject() {
            return new Start() {
                @Override
                public Gpt initialize(GptConfig config, long seed) {
                    return Gpt.initialize(config, seed);
                }

                @Override
                public double loss(float[] logits, int target) {
                    return Start.super.loss(logits, target) / Math.log(2);
                }
            };
        }
    }

    @Mutant("GP-11") // the logit itself, without the logarithm of the sum
    static class ForgetsTheNormalizer extends StartTest {
        @Override
        Start subject() {
            return new Start() {
                @Override
                public Gpt initialize(GptConfig config, long seed) {
                    return Gpt.initialize(config, seed);
                }

                @Override
                public double loss(float[] logits, int target) {
                    return -logits[target];
                }
            };
        }
    }

    @Mutant("GP-12")
    static class DoesNotScale extends StartTest {
        @Override
        Start subject() {
            return (config, seed) ->
                    scaled(
                            Gpt.initialize(config, seed),
                            "feedForward.project.weight",
                            Math.sqrt(2.0 * config.layers()));
        }
    }

    @Mutant("GP-12") // 1/√L: counts blocks instead of branches
    static class CountsBlocks extends StartTest {
        @Override
        Start subject() {
            return (config, seed) ->
                    scaled(Gpt.initialize(config, seed), "attention.output.weight", Math.sqrt(2));
        }
    }
}
