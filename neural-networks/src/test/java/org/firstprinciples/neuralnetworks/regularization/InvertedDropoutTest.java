package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Mean and variance over all masks, each mask as the layer makes it.
class InvertedDropoutTest {

    private static final int D = 3;

    /// The layer on one row.
    interface Layer {
        float[] apply(double probability, Mode mode, float... x);
    }

    Layer subject() {
        return InvertedDropoutTest::dropout;
    }

    private static float[] dropout(double probability, Mode mode, float... x) {
        Tape tape = new Tape(Engines.SCALAR, mode);
        return new Dropout(probability, "site")
                .apply(tape.input(Tensor.of(Shape.of(1, x.length), x)))
                .value()
                .toArray();
    }

    /// Each of the 2³ masks once, with its probability `pᵈʳᵒᵖᵖᵉᵈ(1−p)ᵏᵉᵖᵗ`: means, variances and covariances.
    @Claim("RG-01")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void theMeanStaysAndTheVarianceIsKnown(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int eighths) {
        double p = eighths / 8.0;
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[D];
        for (int i = 0; i < D; i++) {
            x[i] = random.nextInt(-8, 9);
        }
        Map<Integer, float[]> outputs = outputs(p, seed, x);
        assertThat(outputs).hasSize(1 << D);
        double[] mean = new double[D];
        double[][] second = new double[D][D];
        outputs.forEach((mask, y) -> {
            int kept = Integer.bitCount(mask);
            double weight = Math.pow(1 - p, kept) * Math.pow(p, D - kept);
            for (int i = 0; i < D; i++) {
                mean[i] += weight * y[i];
                for (int j = 0; j < D; j++) {
                    second[i][j] += weight * y[i] * y[j];
                }
            }
        });
        double slack = 64 * 0x1p-24 / (1 - p);
        for (int i = 0; i < D; i++) {
            assertThat(mean[i]).isCloseTo(x[i], within(slack * Math.abs(x[i])));
            for (int j = 0; j < D; j++) {
                double covariance = i == j ? p / (1 - p) * x[i] * x[i] : 0;
                assertThat(second[i][j] - mean[i] * mean[j])
                        .isCloseTo(covariance, within(2 * slack * Math.abs(x[i] * x[j])));
            }
        }
    }

    /// What the layer makes of `x` in many steps, by the mask of what it keeps of ones in the same step. The rarest has probability 1/512, so in
    /// 20,000 steps one is missing with probability 10⁻¹⁷.
    private Map<Integer, float[]> outputs(double p, long seed, float... x) {
        Map<Integer, float[]> outputs = new HashMap<>();
        for (int step = 0; step < 20_000 && outputs.size() < 1 << D; step++) {
            float[] y = subject().apply(p, Mode.training(seed, step), x);
            float[] kept = subject().apply(p, Mode.training(seed, step), 1, 1, 1);
            int mask = 0;
            for (int i = 0; i < D; i++) {
                mask |= kept[i] != 0 ? 1 << i : 0;
            }
            outputs.put(mask, y);
        }
        return outputs;
    }

    /// Hoeffding at a false-alarm probability of 10⁻⁹: √(ln(2·10⁹)/(2N)) = 0.01035 for N = 10⁵.
    @Claim("RG-01")
    @Test
    void asManyAreDroppedAsShould() {
        float[] ones = new float[100_000];
        Arrays.fill(ones, 1f);
        int dropped = 0;
        for (float y : subject().apply(0.25, Mode.training(1, 0), ones)) {
            dropped += y == 0 ? 1 : 0;
        }
        assertThat(dropped / 1e5).isCloseTo(0.25, within(0.01035));
    }

    /// Neighbors and far ones are dropped independently: of `n` pairs without a common number, at this distance, a quarter is dropped
    /// together, up to Hoeffding's √(ln(2·10⁹)/(2n)).
    @Claim("RG-01")
    @Test
    void atAnyDistance() {
        float[] ones = new float[1 << 17];
        Arrays.fill(ones, 1f);
        float[] y = subject().apply(0.5, Mode.training(3, 0), ones);
        for (int distance : new int[] {1, 2, 3, 4, 7, 64, 1000, 1024, 50_000, 65_536}) {
            int pairs = 0;
            int together = 0;
            for (int i = 0; i + distance < y.length; i++) {
                if (i / distance % 2 == 0) {
                    pairs++;
                    together += y[i] == 0 && y[i + distance] == 0 ? 1 : 0;
                }
            }
            assertThat((double) together / pairs)
                    .isCloseTo(0.25, within(Math.sqrt(Math.log(2e9) / (2 * pairs))));
        }
    }

    @Claim("RG-01")
    @Test
    void nothingHappensInInferenceOrWithProbabilityZero() {
        float[] x = {1f, -0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 0.1f};
        assertThat(subject().apply(0.5, Mode.inference(), x)).isEqualTo(x);
        assertThat(subject().apply(0, Mode.training(1, 2), x)).isEqualTo(x);
    }

    /// The document's example: (2, 4) at p = ½ becomes one of four rows.
    @Test
    void twoNumbersByHand() {
        Map<Integer, float[]> rows = outputs(0.5, 1, 2, 4, 1);
        assertThat(rows.values().stream().map(y -> y[0] + " " + y[1]).distinct())
                .containsExactlyInAnyOrder("0.0 0.0", "4.0 0.0", "0.0 8.0", "4.0 8.0");
        Map<Integer, float[]> equallyLikely = outputs(0.5, 1, 2, 4, 1);
        assertThat(equallyLikely).hasSize(8);
        double[] expected = {2, 4};
        double[] variance = {4, 16};
        for (int i = 0; i < 2; i++) {
            double sum = 0;
            double squares = 0;
            for (float[] y : equallyLikely.values()) {
                sum += y[i];
                squares += y[i] * y[i];
            }
            assertThat(sum / 8).isEqualTo(expected[i]);
            assertThat(squares / 8 - sum / 8 * (sum / 8)).isEqualTo(variance[i]);
        }
    }

    @Mutant("RG-01") // the mean shrinks
    static class DoesNotScale extends InvertedDropoutTest {
        @Override
        Layer subject() {
            return (p, mode, x) -> {
                float[] y = dropout(p, mode, x);
                for (int i = 0; i < y.length; i++) {
                    y[i] = y[i] == 0 ? 0 : x[i];
                }
                return y;
            };
        }
    }

    @Mutant("RG-01") // draws that begin anew after 50,000 numbers
    static class Repeats extends InvertedDropoutTest {
        @Override
        Layer subject() {
            return (p, mode, x) -> {
                float[] y = dropout(p, mode, x);
                for (int i = 50_000; i < y.length; i++) {
                    y[i] = y[i - 50_000] == 0 ? 0 : (float) (x[i] / (1 - p));
                }
                return y;
            };
        }
    }

    @Mutant("RG-01") // the whole row or nothing
    static class DropsRows extends InvertedDropoutTest {
        @Override
        Layer subject() {
            return (p, mode, x) -> {
                float[] y = dropout(p, mode, x);
                float factor = dropout(p, mode, 1)[0];
                for (int i = 0; i < y.length; i++) {
                    y[i] = factor * x[i];
                }
                return y;
            };
        }
    }

    @Mutant("RG-01") // as it was written before 2014: all are kept and made smaller when the model
    // is used
    static class ScalesInInference extends InvertedDropoutTest {
        @Override
        Layer subject() {
            return (p, mode, x) -> {
                float[] y = dropout(p, mode, x);
                if (mode instanceof Mode.Inference) {
                    for (int i = 0; i < y.length; i++) {
                        y[i] *= (float) (1 - p);
                    }
                }
                return y;
            };
        }
    }
}
