package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.Philox;

import java.util.Arrays;
import java.util.SplittableRandom;

/// What random weights do to the mean square of signals and gradients, by all signs of whole weights and by drawing.
class InitializerTest {

    static final int STACKS = 1000;

    double rectify(double z) {
        return Activation.RELU.applyAsDouble(z);
    }

    double slope(double z) {
        return Activation.RELU.derivative(z);
    }

    double variance(Initializer initializer, int fanIn, int fanOut) {
        return initializer.variance(fanIn, fanOut);
    }

    Matrix draw(Initializer initializer, Philox random, int fanIn, int fanOut) {
        return initializer.draw(random, fanIn, fanOut);
    }

    /// Over all signs of weights of whole sizes, whose variances differ from unit to unit but not within one.
    @Claim("AC-08")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void halfOfTheSquareGetsThrough(
            @ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll long seed) {
        long[] x = Matrices.integers(new SplittableRandom(seed), 1, n, 9)[0];
        long squares = 0;
        for (long number : x) {
            squares += number * number;
        }
        double linear = 0;
        double rectified = 0;
        double leaky = 0;
        for (int code = 0; code < 1 << n; code++) {
            double z = 0;
            for (int i = 0; i < n; i++) {
                z += (code >> i & 1) == 1 ? size * x[i] : -size * x[i];
            }
            linear += z * z;
            rectified += rectify(z) * rectify(z);
            leaky += z > 0 ? z * z : 0.25 * z * z; // slope ½ on the left
        }
        double all = (double) (squares << n) * size * size;
        assertThat(linear).isEqualTo(all);
        assertThat(rectified).isEqualTo(all / 2);
        assertThat(leaky).isEqualTo(all * (1 + 0.25) / 2);
        assertThat(rectified / (1 << n) * variance(Initializer.HE_NORMAL, n, 1) / (size * size))
                .isCloseTo((double) squares / n, within(1e-12 * squares));
        assertThat(linear / (1 << n) * variance(Initializer.LECUN_NORMAL, n, 1) / (size * size))
                .isCloseTo((double) squares / n, within(1e-12 * squares));
    }

    @Claim("AC-08")
    @Example
    void sixteenRowsByHand() {
        int[] x = {1, -2, 3, 0};
        int linear = 0;
        int rectified = 0;
        int[] counts = new int[13];
        for (int code = 0; code < 16; code++) {
            int z = 0;
            for (int i = 0; i < 4; i++) {
                z += (code >> i & 1) == 1 ? x[i] : -x[i];
            }
            linear += z * z;
            rectified += (int) (rectify(z) * rectify(z));
            counts[z + 6]++;
        }
        assertThat(counts).containsExactly(2, 0, 2, 0, 2, 0, 4, 0, 2, 0, 2, 0, 2);
        assertThat(linear).isEqualTo(224);
        assertThat(rectified).isEqualTo(112);
    }

    /// Weights of 2 or −1, the latter twice as likely: the first half needs mean 0 only, the second a symmetric law.
    @Claim("AC-08")
    @Example
    void theFirstHalfNeedsNoSymmetry() {
        double[] law = {2, -1, -1}; // variance 2
        double linear = 0;
        double alone = 0;
        for (double u : law) {
            alone += rectify(u) * rectify(u) / 3;
            for (double v : law) {
                linear += Math.pow(3 * u - 5 * v, 2) / 9;
            }
        }
        assertThat(linear).isCloseTo(2 * (9 + 25), within(1e-12));
        assertThat(alone).isGreaterThan(1 + 0.1); // 4/3, and not half of 2
        double rectified = 0;
        for (int u = -2; u <= 2; u++) { // symmetric, variance 2
            for (int v = -2; v <= 2; v++) {
                rectified += Math.pow(rectify(3.0 * u - 5.0 * v), 2) / 25;
            }
        }
        assertThat(rectified).isCloseTo(34, within(1e-12));
    }

    /// The variances of the four initializers, for fan-in and fan-out of their own.
    @Claim({"AC-08", "AC-21"})
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void variances(
            @ForAll @IntRange(min = 1, max = 5000) int n,
            @ForAll @IntRange(min = 1, max = 5000) int m) {
        assertThat(n * variance(Initializer.HE_NORMAL, n, m)).isCloseTo(2, within(1e-15));
        assertThat(n * variance(Initializer.LECUN_NORMAL, n, m)).isCloseTo(1, within(1e-15));
        double glorot = variance(Initializer.GLOROT_NORMAL, n, m);
        assertThat(1 / glorot).isCloseTo(n / 2.0 + m / 2.0, within(1e-12 * (n + m)));
        assertThat(variance(Initializer.GLOROT_UNIFORM, n, m)).isEqualTo(glorot);
    }

    @Claim("AC-08")
    @Example
    void noFanIsEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variance(Initializer.HE_NORMAL, 0, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variance(Initializer.GLOROT_NORMAL, 3, 0));
    }

    @Example
    void aFanOfNothingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Initializer.HE_NORMAL.variance(0, 3))
                .withMessage("a fan-in and a fan-out above 0 are needed, got 0 and 3");
    }

    @Example
    void twoVariances() {
        assertThat(variance(Initializer.HE_NORMAL, 64, 10)).isEqualTo(0.03125);
        assertThat(variance(Initializer.GLOROT_NORMAL, 64, 10)).isCloseTo(0.02703, within(5e-6));
    }

    /// All signs of all weights: two layers of two units, and one layer of three and of four, where `n/2` is not 1.
    @Claim("AC-09")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void wrongFactorsArePowers(
            @ForAll @IntRange(min = 2, max = 4) int n,
            @ForAll @IntRange(min = 0, max = 2) int depth,
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll long seed) {
        int layers = n == 2 ? depth : Math.min(1, depth);
        long[] x = Matrices.integers(new SplittableRandom(seed), 1, n, 6)[0];
        double input = Arrays.stream(x).mapToDouble(v -> (double) v * v).sum() / n;
        double factor = n / 2.0 * size * size; // n/2 · s²
        assertThat(behindAllSigns(x, n, layers, size))
                .isCloseTo(input * Math.pow(factor, layers), within(1e-12 * input));
    }

    /// One input for four units: the factor of the first layer is `s²/2`, not `(n/2)s²`.
    @Claim("AC-09")
    @Example
    void theNumberOfInputsCounts() {
        assertThat(behindAllSigns(new long[] {3}, 4, 1, 2)).isEqualTo(0.5 * 4 * 9);
    }

    /// The mean square behind layers of `n` rectifiers, on average over all signs of weights of one size.
    private double behindAllSigns(long[] x, int n, int layers, int size) {
        int weights = layers == 0 ? 0 : x.length * n + (layers - 1) * n * n;
        double sum = 0;
        for (int code = 0; code < 1 << weights; code++) {
            double[] h = Arrays.stream(x).mapToDouble(v -> v).toArray();
            int bit = 0;
            for (int l = 0; l < layers; l++) {
                double[] next = new double[n];
                for (int j = 0; j < n; j++) {
                    double z = 0;
                    for (double entry : h) {
                        z += sign(code, bit++) * size * entry;
                    }
                    next[j] = rectify(z);
                }
                h = next;
            }
            sum += Arrays.stream(h).map(v -> v * v).sum() / h.length;
        }
        return sum / (1 << weights);
    }

    @Example
    void halvingThirtyTimes() {
        assertThat(Math.pow(2, -30)).isCloseTo(1e-9, within(1e-10));
        assertThat(Math.pow(2, -15)).isCloseTo(3e-5, within(1e-6));
    }

    /// All signs of `n·m` weights and of an output adjoint of whole sizes; the inputs have an odd sum, so that no score is 0.
    @Claim("AC-21")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void outputsAreCounted(
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 3) int m,
            @ForAll @IntRange(min = 1, max = 3) int size,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] x = Matrices.integers(random, 1, n, 4)[0];
        x[0] += (Arrays.stream(x).sum() & 1) == 0 ? 1 : 0;
        long[] g = Matrices.integers(random, 1, m, 4)[0];
        double back = 0;
        double above = 0;
        int codes = 1 << n * m + m;
        for (int code = 0; code < codes; code++) {
            double[] dx = new double[n];
            for (int j = 0; j < m; j++) {
                double z = 0;
                for (int i = 0; i < n; i++) {
                    z += (double) sign(code, j * n + i) * size * x[i];
                }
                double dz = sign(code, n * m + j) * g[j] * slope(z);
                above += (double) g[j] * g[j];
                for (int i = 0; i < n; i++) {
                    dx[i] += dz * size * sign(code, j * n + i);
                }
            }
            for (double entry : dx) {
                back += entry * entry;
            }
        }
        double s2 = (double) size * size;
        // (1/n)·𝔼‖x̄‖² = (m/2)s²·(1/m)·𝔼‖h̄‖², times 2n
        assertThat(2 * back).isEqualTo(n * s2 * above);
    }

    private static int sign(int code, int bit) {
        return (code >> bit & 1) == 1 ? 1 : -1;
    }

    /// One unit of He's variance, over 200,000 draws, and a layer of 8 units over 100,000: the mean of the ratio is 1 and its variance
    /// `5/n`, within six standard errors. The fourth central moment of `5/n`'s distribution is taken from the draws.
    @Claim("AC-22")
    @Example
    void evenTheRightVarianceFluctuates() {
        for (int n : new int[] {1, 3, 8}) {
            Philox random = Philox.of(11).split("fluctuation");
            int draws = 100_000;
            double[] ratios = new double[draws];
            double[] x = new double[n];
            double squares = 0;
            for (int i = 0; i < n; i++) {
                x[i] = i % 2 == 0 ? 1 + i : -2;
                squares += x[i] * x[i];
            }
            double deviation = Math.sqrt(variance(Initializer.HE_NORMAL, n, n));
            for (int k = 0; k < draws; k++) {
                for (int j = 0; j < n; j++) {
                    double z = 0;
                    for (int i = 0; i < n; i++) {
                        z += x[i] * deviation * random.normal(k, j * n + i);
                    }
                    ratios[k] += rectify(z) * rectify(z) / squares;
                }
            }
            double mean = Arrays.stream(ratios).average().orElseThrow();
            double second =
                    Arrays.stream(ratios).map(q -> (q - 1) * (q - 1)).average().orElseThrow();
            double fourth =
                    Arrays.stream(ratios).map(q -> Math.pow(q - 1, 4)).average().orElseThrow();
            assertThat(mean).isCloseTo(1, within(6 * Math.sqrt(5.0 / n / draws)));
            assertThat(second).isCloseTo(5.0 / n, within(6 * Math.sqrt(fourth / draws)));
            assertThat(6 * Math.sqrt(fourth / draws)).isLessThan(0.25 * 5 / n); // the test is sharp
        }
    }

    /// Where 6, 5 and 9.6 come from: the even moments of a normal number with variance 2, halved.
    @Claim("AC-22")
    @Example
    void theFourthPower() {
        double fourth = GaussianMoments.mean(z -> Math.pow(rectify(Math.sqrt(2) * z), 4));
        double second = GaussianMoments.mean(z -> Math.pow(rectify(Math.sqrt(2) * z), 2));
        assertThat(fourth).isCloseTo(6, within(1e-9));
        assertThat(second).isCloseTo(1, within(1e-10));
        assertThat(Math.pow(1 + 5.0 / 64, 30)).isCloseTo(9.6, within(0.05));
    }

    /// Mean squares behind thirty layers of 64 rectifiers with He's variance, in order of size; drawn once, for test and picture.
    static double[] spread() {
        return Spread.ALL.clone();
    }

    private static final class Spread {
        static final double[] ALL = drawStacks();
    }

    private static double[] drawStacks() {
        int n = 64;
        double[] all = new double[STACKS];
        Philox random = Philox.of(1).split("spread");
        for (int k = 0; k < STACKS; k++) {
            double[] h = new double[n];
            Arrays.fill(h, 1);
            for (int l = 0; l < 30; l++) {
                double[] w = Initializer.HE_NORMAL.draw(random.split(k + " " + l), n, n).toArray();
                double[] next = new double[n];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        next[j] += h[i] * w[i * n + j];
                    }
                }
                for (int j = 0; j < n; j++) {
                    h[j] = Math.max(0, next[j]);
                }
            }
            all[k] = Arrays.stream(h).map(v -> v * v).sum() / n;
        }
        Arrays.sort(all);
        return all;
    }

    @Example
    void aThousandStacks() {
        double[] all = spread();
        assertThat(all[STACKS / 2]).isCloseTo(0.30, within(0.005));
        assertThat(Arrays.stream(all).average().orElseThrow()).isCloseTo(0.91, within(0.005));
        assertThat(Arrays.stream(all).filter(q -> q < 1).count()).isEqualTo(788);
        assertThat(all[STACKS - 1]).isCloseTo(47, within(0.5));
    }

    /// Weights of one seed: their squares within what chance allows at 10⁻⁹, their mean, their range, and the same bits again.
    @Claim("AC-10")
    @Example
    void initializersDrawWhatTheyPromise() {
        for (Initializer initializer : Initializer.values()) {
            for (int[] fans : new int[][] {{64, 64}, {16, 256}, {256, 16}}) {
                Philox random = Philox.of(5).split("layer");
                Matrix w = draw(initializer, random, fans[0], fans[1]);
                int n = fans[0] * fans[1];
                double s =
                        switch (initializer) {
                            case LECUN_NORMAL -> 1.0 / fans[0];
                            case HE_NORMAL -> 2.0 / fans[0];
                            case GLOROT_NORMAL, GLOROT_UNIFORM -> 2.0 / (fans[0] + fans[1]);
                        };
                double squares = 0;
                double sum = 0;
                double largest = 0;
                for (double weight : w.toArray()) {
                    squares += weight * weight / s;
                    sum += weight;
                    largest = Math.max(largest, Math.abs(weight));
                }
                ChiSquaredDistribution law = new ChiSquaredDistribution(n);
                double chance =
                        6.11 * Math.sqrt(0.8 * n); // w²/s² of a uniform number has variance ⅘
                boolean uniform = initializer == Initializer.GLOROT_UNIFORM;
                assertThat(squares)
                        .isBetween(
                                uniform ? n - chance : law.inverseCumulativeProbability(5e-10),
                                uniform ? n + chance : law.inverseCumulativeProbability(1 - 5e-10));
                assertThat(Math.abs(sum / n)).isLessThan(6.11 * Math.sqrt(s / n));
                if (initializer == Initializer.GLOROT_UNIFORM) {
                    assertThat(largest).isLessThanOrEqualTo(Math.sqrt(3 * s));
                    assertThat(largest).isGreaterThan(0.99 * Math.sqrt(3 * s));
                } else { // of 4096 normal numbers one is above 2.5, and none above 8, but for 10⁻⁹
                    assertThat(largest / Math.sqrt(s)).isBetween(2.5, 8.0);
                }
                assertThat(w.rows()).isEqualTo(fans[0]);
                assertThat(w.columns()).isEqualTo(fans[1]);
                assertThat(draw(initializer, random, fans[0], fans[1])).isEqualTo(w);
                assertThat(draw(initializer, Philox.of(5).split("other"), fans[0], fans[1]))
                        .isNotEqualTo(w);
            }
        }
    }

    @Mutant({"AC-08", "AC-09"}) // keeps all of the square
    static class KeepsTheOtherHalf extends InitializerTest {
        @Override
        double rectify(double z) {
            return Math.abs(z);
        }
    }

    @Mutant("AC-21") // half on the left
    static class SlopesOnBothSides extends InitializerTest {
        @Override
        double slope(double z) {
            return z > 0 ? 1 : 0.5;
        }
    }

    @Mutant({"AC-08", "AC-10", "AC-21"}) // fan-out for fan-in
    static class FanOut extends InitializerTest {
        @Override
        double variance(Initializer initializer, int fanIn, int fanOut) {
            return initializer.variance(/* fanIn= */ fanOut, /* fanOut= */ fanIn);
        }

        @Override
        Matrix draw(Initializer initializer, Philox random, int fanIn, int fanOut) {
            Matrix right = initializer.draw(random, fanIn, fanOut);
            return right.times(Math.sqrt((double) fanIn / fanOut) * 1.2);
        }
    }

    @Mutant({"AC-09", "AC-22"}) // a deviation for a variance, and a rectifier that is too steep
    static class TooSteep extends InitializerTest {
        @Override
        double rectify(double z) {
            return Math.max(0, 1.1 * z);
        }
    }
}
