package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Logits;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;
import java.util.SplittableRandom;

class TemperatureTest {

    /// The slope of entropy in temperature, and two estimates of entropy from a sample.
    interface Measures {
        default double slope(double temperature, double... z) {
            return Temperature.entropySlope(temperature, z);
        }

        default double plugIn(long... counts) {
            return EntropyEstimate.plugIn(counts);
        }

        default double millerMadow(long... counts) {
            return EntropyEstimate.millerMadow(counts);
        }
    }

    Measures subject() {
        return new Measures() {};
    }

    @Provide
    Arbitrary<double[]> logits() {
        return Logits.normal(8).filter(z -> Arrays.stream(z).map(Math::abs).max().orElse(0) < 100);
    }

    /// Oracle: the derivative of `−Σ p ln p` with `p = softmax(z/T)` by Commons Math.
    @Claim("IT-16")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void entropyGrowsWithTheVarianceOverTheCube(
            @ForAll("logits") double[] z,
            @ForAll @IntRange(min = -40, max = 40) int quarterPowers) {
        double temperature = Math.pow(2, quarterPowers / 4.0);
        DerivativeStructure t = new DerivativeStructure(1, 1, 0, temperature);
        double max = Arrays.stream(z).max().orElseThrow();
        DerivativeStructure sum = new DerivativeStructure(1, 1, 0.0);
        DerivativeStructure[] e = new DerivativeStructure[z.length];
        for (int i = 0; i < z.length; i++) {
            e[i] = t.reciprocal().multiply(z[i] - max).exp();
            sum = sum.add(e[i]);
        }
        DerivativeStructure entropy = sum.log();
        for (int i = 0; i < z.length; i++) {
            entropy =
                    entropy.subtract(
                            e[i].divide(sum).multiply(t.reciprocal().multiply(z[i] - max)));
        }
        double largest = Arrays.stream(z).map(Math::abs).max().orElseThrow();
        double[] p = Softmax.atTemperature(temperature, z);
        double shifted = largest / temperature * z.length * Rounding.U; // error of the mean of z/T
        double terms = 0;
        double linear = 0;
        for (int i = 0; i < z.length; i++) {
            double x = (max - z[i]) / temperature;
            terms += p[i] * x * (1 + x) * (1 + x);
            linear += p[i] * x;
        }
        double ofSlope =
                64 * (z.length * Rounding.U * terms + shifted * (linear + shifted)) / temperature;
        double tolerance =
                64 * z.length * Rounding.U * (1 + largest / temperature) * (1 + Math.log(z.length));
        for (int i = 0; i < z.length; i++) { // the order stays
            for (int j = 0; j < z.length; j++) {
                assertThat(z[i] < z[j] && p[i] > p[j] || z[i] == z[j] && p[i] != p[j]).isFalse();
            }
        }
        double slope = subject().slope(temperature, z);
        assertThat(slope)
                .isCloseTo(entropy.getPartialDerivative(1), within(ofSlope))
                .isGreaterThanOrEqualTo(0);
        assertThat(Entropy.of(p)).isCloseTo(entropy.getValue(), within(tolerance));
        assertThat(Entropy.of(Softmax.atTemperature(2 * temperature, z)))
                .isGreaterThanOrEqualTo(entropy.getValue() - tolerance);
    }

    /// Her words: logits `log p`, at three temperatures.
    @Claim("IT-16")
    @Example
    void fourWords() {
        double[] z = Arrays.stream(FourWordsTest.SHE).map(Math::log).toArray();
        assertThat(Softmax.atTemperature(2, z))
                .containsExactly(new double[] {0.369, 0.261, 0.185, 0.185}, within(5e-4));
        assertThat(Entropy.bits(Softmax.atTemperature(2, z))).isCloseTo(1.937, within(5e-4));
        assertThat(Softmax.atTemperature(0.5, z))
                .containsExactly(new double[] {0.727, 0.182, 0.045, 0.045}, within(5e-4));
        assertThat(Entropy.bits(Softmax.atTemperature(0.5, z))).isCloseTo(1.187, within(5e-4));
        assertThat(subject().slope(1, z)).isCloseTo(0.330, within(5e-4));
        assertThat(8 * subject().slope(2, z)).isCloseTo(0.355, within(5e-4));
        assertThat(subject().slope(2, z)).isCloseTo(0.044, within(5e-4));
        assertThat(subject().slope(1, z) / subject().slope(2, z)).isCloseTo(7.4, within(0.05));
    }

    @Claim("IT-16")
    @Example
    void equalLogitsStayUniform() {
        assertThat(subject().slope(0.5, 3, 3, 3)).isEqualTo(0);
        assertThat(Softmax.atTemperature(1e-3, 2, 1)).containsExactly(1, 0);
        assertThat(Softmax.atTemperature(1e9, 2, 1)[0]).isCloseTo(0.5, within(1e-9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Softmax.atTemperature(0, 1))
                .withMessage("a positive, finite temperature is needed, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Temperature.entropySlope(1))
                .withMessage("softmax(z/T) must have at least one probability");
    }

    private interface Estimate {
        double of(long... counts);
    }

    /// The mean of an estimate over all samples of `n`, each with its probability.
    private static double mean(Estimate estimate, double[] p, int n) {
        return mean(estimate, p, n, new long[p.length], 1);
    }

    private static double mean(Estimate estimate, double[] p, int n, long[] counts, double weight) {
        if (n == 0) {
            return weight == 0 ? 0 : weight * estimate.of(counts);
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            counts[i]++;
            sum += mean(estimate, p, n - 1, counts, weight * p[i]);
            counts[i]--;
        }
        return sum;
    }

    /// All samples of up to 5: the mean of the estimate is never above the truth, and grows with the sample.
    @Claim("IT-39")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aSampleLooksMoreRegularThanItsSource(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int k) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        double before = 0;
        double truth = Entropy.of(p);
        for (int n = 1; n <= 5; n++) {
            double mean = mean(subject()::plugIn, p, n);
            assertThat(mean).isBetween(before - 1e-14, truth + 1e-14);
            before = mean;
        }
    }

    /// The same for more outcomes and longer samples, with the binomial sum.
    @Claim("IT-39")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void itNeverFallsAndNeverExceedsTheEntropy(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        double truth = Entropy.of(p);
        double before = 0;
        for (int n = 1; n <= 64; n++) {
            double mean = mean(p, n);
            assertThat(mean).isBetween(before - 1e-13, truth + 1e-13);
            before = mean;
        }
        for (int n = 1; Math.pow(k, n) <= 1000 && n <= 9; n++) { // all samples, one by one
            assertThat(mean(subject()::plugIn, p, n)).isCloseTo(mean(p, n), within(1e-13));
        }
    }

    @Claim("IT-39")
    @Example
    void theBiasOfSmallSamples() {
        double[] p = {0.5, 0.25, 0.25};
        double[] means = {0, 0.43322, 0.62370, 0.72941};
        for (int n = 1; n <= 4; n++) {
            double mean = mean(subject()::plugIn, p, n);
            assertThat(mean).isCloseTo(means[n - 1], within(5e-6));
            assertThat(mean(subject()::millerMadow, p, n)).isCloseTo(mean + 1.0 / n, within(1e-14));
        }
        assertThat(Entropy.of(p)).isCloseTo(1.03972, within(5e-6));
        assertThat(mean(subject()::millerMadow, p, 4)).isCloseTo(0.97941, within(5e-6));
    }

    /// The table of the document, for her four words, in bits.
    @Claim("IT-39")
    @Example
    void theBiasForFourWords() {
        double bits = 1 / Math.log(2);
        int[] n = {1, 2, 4, 8, 16, 32};
        double[] plugIn = {0, 0.656, 1.132, 1.433, 1.599, 1.679};
        double[] corrected = {2.164, 1.738, 1.673, 1.703, 1.734, 1.747};
        for (int i = 0; i < n.length; i++) {
            double mean = mean(FourWordsTest.SHE, n[i]) * bits;
            assertThat(mean).isCloseTo(plugIn[i], within(5e-4));
            assertThat(mean + 3.0 / (2 * n[i]) * bits).isCloseTo(corrected[i], within(5e-4));
        }
        assertThat(EntropyEstimate.millerMadow(1, 0, 0, 0) * bits).isCloseTo(2.164, within(5e-4));
        assertThat(mean(FourWordsTest.SHE, 8) * bits).isCloseTo(1.4330, within(5e-5));
        assertThat(3 / 16.0 * bits).isCloseTo(0.2705, within(5e-5));
        assertThat((mean(FourWordsTest.SHE, 8) + 3 / 16.0) * bits).isCloseTo(1.7035, within(5e-5));
        double truth = Entropy.of(FourWordsTest.SHE);
        for (int m = 2; m <= 64; m++) { // most of what is missing is removed, and never all
            double missing = truth - mean(FourWordsTest.SHE, m);
            assertThat(missing - 3.0 / (2 * m)).isBetween(0.0, missing / 2);
        }
    }

    /// The mean of the plug-in estimate in nats: for each outcome, over the binomial number of times that it comes.
    static double mean(double[] p, int n) {
        double sum = 0;
        for (double probability : p) {
            double weight = Math.pow(1 - probability, n); // of c occurrences, for c = 0
            for (int c = 1; c <= n && probability < 1; c++) {
                weight *= (n - c + 1) * probability / (c * (1 - probability));
                sum -= weight * c / n * Math.log((double) c / n);
            }
        }
        return sum;
    }

    @Claim("IT-39")
    @Example
    void twoWaysToTheMean() {
        for (int n = 1; n <= 6; n++) {
            assertThat(mean(FourWordsTest.SHE, n))
                    .isCloseTo(mean(subject()::plugIn, FourWordsTest.SHE, n), within(1e-13));
        }
    }

    @Example
    void badCountsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntropyEstimate.plugIn(1, -1))
                .withMessage("counts must be 0 or more, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntropyEstimate.plugIn(0, 0))
                .withMessage("at least one observation is needed, all 2 counts are 0");
    }

    @Mutant("IT-16") // the square of the temperature
    static class SquareOfTheTemperature extends TemperatureTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double slope(double temperature, double... z) {
                    return temperature * Temperature.entropySlope(temperature, z);
                }
            };
        }
    }

    @Mutant("IT-39") // corrected once too often
    static class CorrectedTwice extends TemperatureTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double plugIn(long... counts) {
                    return EntropyEstimate.millerMadow(counts);
                }
            };
        }
    }
}
