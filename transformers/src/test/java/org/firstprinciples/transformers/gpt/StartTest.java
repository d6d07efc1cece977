package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.transformerarchitecture.Block;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

/// What holds before the first step.
class StartTest {

    /// How a model begins, and what a guess costs.
    interface Start {

        default Gpt initialize(GptConfig config, long seed) {
            return Gpt.initialize(config, seed);
        }

        default double residualStd(int layers) {
            return Gpt.residualStd(layers);
        }

        default double loss(int target, double... z) {
            return new SoftmaxCrossEntropy.Formula(Targets.of(Shape.of(1, 1), target))
                    .value(new Shape[] {Shape.of(1, 1, z.length)}, new double[][] {z})[0];
        }
    }

    Start subject() {
        return new Start() {};
    }

    @Claim("GP-12")
    @Test
    void theStartHasTheDeviationsOfThePaper() {
        for (int L : new int[] {1, 4, 9}) {
            Gpt model = subject().initialize(new GptConfig(160, 80, L, 4, 128, true, 0), 3 + L);
            for (Parameters.Entry entry : Parameters.of(model)) {
                String name = entry.name();
                if (name.endsWith("scale")) {
                    assertThat(entry.parameter().values()).containsOnly(1f);
                } else if (name.endsWith("shift") || name.endsWith("bias")) {
                    assertThat(entry.parameter().values()).containsOnly(0f);
                } else {
                    boolean residual = name.contains("output") || name.contains("project");
                    double expected = residual ? 0.02 / Math.sqrt(2.0 * L) : 0.02;
                    int n = entry.parameter().values().length;
                    assertThat(n).isGreaterThan(10_000);
                    assertThat(std(entry.parameter().values()))
                            .as(name)
                            .isCloseTo(expected, within(expected * 6.2 / Math.sqrt(2.0 * n)));
                }
            }
        }
    }

    /// Orthonormal branches stand for independent ones of mean 0: their inner products are 0 too.
    @Claim("GP-12")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theBranchesTogetherAddTheSquareOfOne(@ForAll @IntRange(min = 1, max = 100) int L) {
        double factor = subject().residualStd(L) / Gpt.STD;
        double[] x = new double[2 * L + 1];
        x[0] = 3; // the path before the blocks
        double unscaled = 9;
        for (int branch = 1; branch <= 2 * L; branch++) {
            x[branch] += factor; // a unit vector of its own, scaled
            unscaled++;
        }
        double square = Arrays.stream(x).map(c -> c * c).sum();
        assertThat(square).isCloseTo(9 + 1, within(8 * (2 * L + 8) * Math.ulp(10.0)));
        assertThat(unscaled).isEqualTo(9 + 2 * L);
    }

    private static double std(float... values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    /// The mean loss over all targets.
    private double meanLoss(double... z) {
        double total = 0;
        for (int target = 0; target < z.length; target++) {
            total += subject().loss(target, z);
        }
        return total / z.length;
    }

    @Claim("GP-11")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noLogitsGuessBetterThanEqualOnes(
            @ForAll @IntRange(min = 1, max = 40) int V,
            @ForAll @IntRange(min = -3, max = 2) int scale,
            @ForAll long seed) {
        Philox random = Philox.of(seed);
        double[] z = new double[V];
        Arrays.setAll(z, i -> Math.pow(10, scale) * random.normal(0, i));
        double max = Arrays.stream(z).max().orElseThrow();
        double min = Arrays.stream(z).min().orElseThrow();
        double mean = Arrays.stream(z).sum() / V;
        double slack = 8 * (V + 8) * 0x1p-53 * (Math.log(V) + 1 + max - min + Math.abs(max));
        assertThat(meanLoss(z)).isBetween(Math.log(V) - slack, Math.log(V) + (max - mean) + slack);
        for (int target = 0; target < V; target++) {
            assertThat(Math.abs(subject().loss(target, z) - Math.log(V)))
                    .isLessThanOrEqualTo(max - min + slack);
        }
        assertThat(meanLoss(new double[V])).isCloseTo(Math.log(V), within(slack));
    }

    /// An output layer of its own: `z = h·W`, `‖h‖² = d`, so `z` is normal with variance `d·s²`.
    @Claim("GP-11")
    @Test
    void theStartCostsHalfTheVarianceOfTheLogits() {
        int V = 4096;
        for (int d : new int[] {64, 768}) {
            Gpt head = subject().initialize(new GptConfig(V, 1, 1, 1, d, false, 0), d);
            float[] table = head.tokens().table().values();
            double[] z = new double[V];
            for (int v = 0; v < V; v++) {
                for (int i = 0; i < d; i++) {
                    z[v] += table[v * d + i]; // h is a row of ones
                }
            }
            double excess = LogSumExp.of(z) - Arrays.stream(z).sum() / V - Math.log(V);
            double variance = d * 0.02 * 0.02;
            // delta method: the variance of exp(z − variance/2) − z, over V tokens
            double std = Math.sqrt((Math.exp(variance) - 1 - variance) / V);
            assertThat(excess).isCloseTo(d == 64 ? 0.0127 : 0.1488, within(5e-5)); // the document's
            assertThat(excess).isPositive();
            assertThat(excess).isCloseTo(variance / 2, within(6.11 * std));
        }
    }

    @Claim("GP-11")
    @Test
    void aTiedModelStartsALittleAboveGuessing() {
        int V = 8192;
        Gpt model = subject().initialize(new GptConfig(V, 8, 2, 2, 64, true, 0), 5);
        int[] ids = new SplittableRandom(5).ints(8, 0, V).toArray();
        float[] logits =
                model.logits(new Tape(Engines.FASTEST, Mode.inference()), TokenBatch.of(1, 8, ids))
                        .value()
                        .toArray();
        double total = 0;
        for (int t = 0; t < 8; t++) {
            double[] z = new double[V];
            for (int v = 0; v < V; v++) {
                z[v] = logits[t * V + v];
            }
            total += LogSumExp.of(z) - Arrays.stream(z).sum() / V - Math.log(V);
        }
        assertThat(total / 8).isCloseTo(0.0128, within(0.0015)).isCloseTo(0.0128, within(5e-5));
    }

    @Claim("GP-11")
    @Test
    void aTableOfZerosGuesses() {
        Gpt model = subject().initialize(new GptConfig(11, 8, 2, 2, 16, true, 0), 1);
        int[] ids = new SplittableRandom(1).ints(32, 0, 11).toArray();
        TokenBatch batch = TokenBatch.of(4, 8, ids);
        Arrays.fill(model.tokens().table().values(), 0);
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        Variable logits = model.logits(tape, batch);
        assertThat(logits.value().toArray()).containsOnly(0f);
        assertThat(SoftmaxCrossEntropy.of(logits, batch).item())
                .isCloseTo((float) Math.log(11), within(16 * Math.ulp(2.4f)));
    }

    @Mutant("GP-11") // the loss of a softmax without its normalizer
    static class ForgetsTheNormalizer extends StartTest {
        @Override
        Start subject() {
            return new Start() {
                @Override
                public double loss(int target, double... z) {
                    return Math.log(z.length) - z[target];
                }
            };
        }
    }

    @Mutant("GP-11") // bits in place of nats
    static class CountsBits extends StartTest {
        @Override
        Start subject() {
            return new Start() {
                @Override
                public double loss(int target, double... z) {
                    return (LogSumExp.of(z) - z[target]) / Math.log(2);
                }
            };
        }
    }

    @Mutant({"GP-11", "GP-12"}) // a table of tokens five times as wide
    static class StartsLoud extends StartTest {
        @Override
        Start subject() {
            return new Start() {
                @Override
                public Gpt initialize(GptConfig config, long seed) {
                    Gpt model = Gpt.initialize(config, seed);
                    float[] table = model.tokens().table().values();
                    for (int i = 0; i < table.length; i++) {
                        table[i] *= 5;
                    }
                    return model;
                }
            };
        }
    }

    @Mutant("GP-12") // N is taken for the number of blocks: 1/√L
    static class CountsBlocks extends StartTest {
        @Override
        Start subject() {
            return new Start() {
                @Override
                public double residualStd(int layers) {
                    return Gpt.STD / Math.sqrt(layers);
                }
            };
        }
    }

    @Mutant("GP-12") // only attention is scaled
    static class ForgetsTheNetwork extends StartTest {
        @Override
        Start subject() {
            return new Start() {
                @Override
                public Gpt initialize(GptConfig config, long seed) {
                    Gpt model = Gpt.initialize(config, seed);
                    for (Block block : model.blocks()) {
                        float[] weights =
                                ((Linear) block.feedForward().project()).weight().values();
                        for (int i = 0; i < weights.length; i++) {
                            weights[i] *= (float) Math.sqrt(2.0 * config.layers());
                        }
                    }
                    return model;
                }
            };
        }
    }
}
