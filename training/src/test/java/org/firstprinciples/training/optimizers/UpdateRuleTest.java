package org.firstprinciples.training.optimizers;

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
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

/// What the update rule of AdamW promises, whoever implements it.
class UpdateRuleTest {

    private static final double U = 0x1p-24; // unit roundoff of float

    /// Makes an optimizer.
    interface Rule {
        Optimizer of(Parameters parameters, double beta1, double beta2, double decay);
    }

    Rule subject() {
        return (parameters, beta1, beta2, decay) ->
                new AdamW(parameters, Parallel.sequential(), beta1, beta2, decay);
    }

    private record Whole(Parameter all) {}

    private record Parts(Parameter head, Parameter nothing, Parameter tail) {}

    /// Numbers of very different size, zeros among them.
    private static float[] numbers(SplittableRandom random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] =
                    random.nextInt(8) == 0
                            ? 0f
                            : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-6, 3)));
        }
        return x;
    }

    private static Parameter parameter(float[] x, int from, int to) {
        float[] part = Arrays.copyOfRange(x, from, to);
        return Parameter.of(Tensor.of(Shape.of(1, to - from), part));
    }

    private static void setGradient(Parameter parameter, float[] g, int from) {
        System.arraycopy(g, from, parameter.gradient(), 0, parameter.gradient().length);
    }

    /// One tensor, or the same numbers cut in three, one of them empty, and in another order of tensors.
    @Claim(value = "OZ-01", open = "SGD, momentum, Lion, Muon, Adafactor")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void cuttingATensorChangesNoBit(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 0, max = 40) int at) {
        int cut = Math.min(at, n);
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = numbers(random, n);
        Whole whole = new Whole(parameter(values, 0, n));
        Parts parts =
                new Parts(
                        parameter(values, cut, n),
                        parameter(values, 0, 0),
                        parameter(values, 0, cut));
        Optimizer one = subject().of(Parameters.of(whole), 0.9, 0.99, 0.1);
        Optimizer many = subject().of(Parameters.of(parts), 0.9, 0.99, 0.1);
        for (int t = 0; t < 4; t++) {
            float[] g = numbers(random, n);
            setGradient(whole.all(), g, 0);
            setGradient(parts.head(), g, cut);
            setGradient(parts.tail(), g, 0);
            one.step(0.125);
            many.step(0.125);
        }
        for (int i = 0; i < n; i++) {
            float cutValue = i < cut ? parts.tail().values()[i] : parts.head().values()[i - cut];
            assertThat(Float.floatToIntBits(cutValue))
                    .isEqualTo(Float.floatToIntBits(whole.all().values()[i]));
        }
    }

    /// The documented state: two numbers for each parameter.
    @Test
    void theStateHoldsTwoMoments() {
        Whole whole = new Whole(Parameter.zeros(Shape.of(3, 4)));
        Optimizer.State state =
                new AdamW(Parameters.of(whole), Parallel.sequential(), 0.9, 0.99, 0.1).state();
        assertThat(state.tensors().values().stream().mapToInt(t -> t.shape().size()).sum())
                .isEqualTo(2 * 12);
    }

    @Claim("OZ-05")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void underAConstantGradientEveryStepIsTheSame(
            @ForAll @DoubleRange(min = 0, max = 0.99) double beta1,
            @ForAll @DoubleRange(min = 0, max = 0.99) double beta2,
            @ForAll @DoubleRange(min = -9, max = 3) double exponent,
            @ForAll boolean negative) {
        float g = (float) ((negative ? -1 : 1) * Math.pow(10, exponent));
        Whole whole = new Whole(Parameter.zeros(Shape.of(1, 2)));
        Optimizer optimizer = subject().of(Parameters.of(whole), beta1, beta2, 0);
        // 1 − β in float loses as many digits as β is close to 1
        double lost = 1 / (1 - beta1) + 1 / (1 - beta2);
        for (int t = 1; t <= 20; t++) {
            whole.all().values()[0] = 0f; // so that the step itself is seen
            whole.all().values()[1] = 0f;
            whole.all().gradient()[0] = g;
            optimizer.step(0.5);
            double expected = -0.5 * g / (Math.abs((double) g) + AdamW.EPSILON);
            assertThat((double) whole.all().values()[0])
                    .isCloseTo(expected, within(4 * (t + 8 + lost) * U * Math.abs(expected)));
            assertThat(whole.all().values()[1]).isZero(); // no gradient, no step
        }
    }

    /// Oracle: the weighted means written out, weights that sum to 1.
    @Claim("OZ-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theMomentsAreWeightedMeans(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 0.95) double beta1,
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double beta2) {
        SplittableRandom random = new SplittableRandom(seed);
        Whole whole = new Whole(Parameter.zeros(Shape.of(1, 1)));
        Optimizer optimizer = subject().of(Parameters.of(whole), beta1, beta2, 0);
        double[] gradients = new double[8];
        for (int t = 1; t <= gradients.length; t++) {
            float g = (float) random.nextGaussian();
            gradients[t - 1] = g;
            whole.all().values()[0] = 0f;
            whole.all().gradient()[0] = g;
            optimizer.step(1);
            double m = weightedMean(gradients, t, beta1, 1);
            double v = weightedMean(gradients, t, beta2, 2);
            double size = weightedMean(abs(gradients), t, beta1, 1) / Math.sqrt(v);
            double lost = 1 / (1 - beta1) + 1 / (1 - beta2);
            assertThat((double) whole.all().values()[0])
                    .isCloseTo(
                            -m / (Math.sqrt(v) + AdamW.EPSILON),
                            within(4 * (t + 8 + lost) * U * size));
        }
    }

    private static double weightedMean(double[] g, int t, double beta, int power) {
        double mean = 0;
        double weights = 0;
        for (int k = 1; k <= t; k++) {
            double weight = (1 - beta) * Math.pow(beta, t - k) / (1 - Math.pow(beta, t));
            mean += weight * Math.pow(g[k - 1], power);
            weights += weight;
        }
        assertThat(weights).isCloseTo(1, within(64 * 0x1p-53));
        return mean;
    }

    private static double[] abs(double[] x) {
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> Math.abs(x[i]));
        return y;
    }

    @Claim(value = "OZ-08", open = "SGD, for which both kinds of decay agree")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void withoutGradientWeightsShrinkGeometrically(
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double rate,
            @ForAll @DoubleRange(min = 0.01, max = 1) double decay,
            @ForAll @DoubleRange(min = -100, max = 100) double start) {
        Whole whole = new Whole(parameter(new float[] {(float) start}, 0, 1));
        Optimizer optimizer = subject().of(Parameters.of(whole), 0.9, 0.99, decay);
        for (int t = 1; t <= 10; t++) {
            optimizer.step(rate);
            double expected = (float) start * Math.pow(1 - rate * decay, t);
            assertThat((double) whole.all().values()[0])
                    .isCloseTo(expected, within(2.0 * t * U * Math.abs(start)));
        }
    }

    /// Two weights of one size, one with gradients a thousand times larger: decay takes the same from both.
    @Claim(value = "OZ-08", open = "SGD, for which both kinds of decay agree")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void decayDoesNotDependOnTheGradient(@ForAll long seed) {
        Whole with = new Whole(parameter(new float[] {3f, 3f}, 0, 2));
        Whole without = new Whole(parameter(new float[] {3f, 3f}, 0, 2));
        float g = (float) new SplittableRandom(seed).nextGaussian();
        for (Whole w : new Whole[] {with, without}) {
            w.all().gradient()[0] = g;
            w.all().gradient()[1] = 1000 * g;
        }
        subject().of(Parameters.of(with), 0.9, 0.99, 0.5).step(0.25);
        subject().of(Parameters.of(without), 0.9, 0.99, 0).step(0.25);
        for (int i = 0; i < 2; i++) {
            assertThat((double) with.all().values()[i] - without.all().values()[i])
                    .isCloseTo(-0.25 * 0.5 * 3, within(16 * U * 3));
        }
    }

    /// The document's example: one weight, two steps.
    @Test
    void twoStepsByHand() {
        Whole whole = new Whole(parameter(new float[] {1f}, 0, 1));
        Optimizer optimizer = subject().of(Parameters.of(whole), 0.5, 0.75, 0.5);
        whole.all().gradient()[0] = 2f;
        optimizer.step(0.1);
        assertThat(whole.all().values()[0]).isCloseTo(0.85f, within(1e-6f));
        whole.all().gradient()[0] = -1f;
        optimizer.step(0.1);
        assertThat(whole.all().values()[0]).isCloseTo(0.8075f, within(1e-5f));
    }

    @Mutant("OZ-01") // the step of a whole tensor is scaled to length 1
    static class NormalizesTensors extends UpdateRuleTest {
        @Override
        Rule subject() {
            return (parameters, beta1, beta2, decay) ->
                    new PlainAdamW(parameters, beta1, beta2, decay) {
                        @Override
                        public void step(double learningRate) {
                            for (Parameters.Entry entry : parameters()) {
                                float[] g = entry.parameter().gradient();
                                double norm = 0;
                                for (float x : g) {
                                    norm += (double) x * x;
                                }
                                for (int i = 0; i < g.length; i++) {
                                    g[i] = (float) (g[i] / (1e-3 + Math.sqrt(norm)));
                                }
                            }
                            super.step(learningRate);
                        }
                    };
        }
    }

    @Mutant("OZ-05") // moments begin at 0 and nothing makes up for it
    static class ForgetsTheCorrection extends UpdateRuleTest {
        @Override
        Rule subject() {
            return (parameters, beta1, beta2, decay) ->
                    new PlainAdamW(parameters, beta1, beta2, decay) {
                        @Override
                        double correction(double beta, long t) {
                            return 1;
                        }
                    };
        }
    }

    @Mutant("OZ-05") // steps are counted from 0
    static class CorrectsOneStepLate extends UpdateRuleTest {
        @Override
        Rule subject() {
            return (parameters, beta1, beta2, decay) ->
                    new PlainAdamW(parameters, beta1, beta2, decay) {
                        @Override
                        double correction(double beta, long t) {
                            return super.correction(beta, t + 1);
                        }
                    };
        }
    }

    @Mutant("OZ-05") // √(v + ε) instead of √v + ε
    static class PutsEpsilonUnderTheRoot extends UpdateRuleTest {
        @Override
        Rule subject() {
            return (parameters, beta1, beta2, decay) ->
                    new PlainAdamW(parameters, beta1, beta2, decay) {
                        @Override
                        double direction(double m, double v) {
                            return m / Math.sqrt(v + AdamW.EPSILON);
                        }
                    };
        }
    }

    @Mutant("OZ-08") // Adam with an L2 penalty
    static class DecaysThroughTheGradient extends UpdateRuleTest {
        @Override
        Rule subject() {
            return (parameters, beta1, beta2, decay) ->
                    new PlainAdamW(parameters, beta1, beta2, decay) {
                        @Override
                        double gradient(double g, double weight) {
                            return g + decay * weight;
                        }

                        @Override
                        double keep(double learningRate) {
                            return 1;
                        }
                    };
        }
    }

    @Mutant("OZ-08") // the decay ignores the schedule
    static class DecaysWithoutTheLearningRate extends UpdateRuleTest {
        @Override
        Rule subject() {
            return (parameters, beta1, beta2, decay) ->
                    new PlainAdamW(parameters, beta1, beta2, decay) {
                        @Override
                        double keep(double learningRate) {
                            return 1 - decay;
                        }
                    };
        }
    }
}
