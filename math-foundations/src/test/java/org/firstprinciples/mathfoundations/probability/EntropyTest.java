package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpMath;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;

import java.util.Arrays;
import java.util.SplittableRandom;

class EntropyTest {

    private static final double U = 0x1p-53;

    double entropy(double... p) {
        return Entropy.of(p);
    }

    private static double tolerance(int k) {
        return (k + 4) * U * (1 + Math.log(k));
    }

    private static double[] distribution(SplittableRandom random, int k) {
        return switch (random.nextInt(6)) {
            case 0 -> certain(random.nextInt(k), k);
            case 1 -> uniform(k);
            default -> Simplexes.dyadic(random, k);
        };
    }

    private static double[] certain(int i, int k) {
        double[] p = new double[k];
        p[i] = 1;
        return p;
    }

    private static double[] uniform(int k) {
        double[] p = new double[k];
        Arrays.fill(p, 1.0 / k);
        return p;
    }

    /// `(k + 4)u(1 + ln k)` from 50 digits. Between 0 and `ln k`, and away from both ends unless it is there for the two reasons:
    /// the largest probability is at least `e^(−H)`, and `ln k − H ≥ ½(Σ|pᵢ − 1/k|)²` (Pinsker).
    @Claim("PR-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void itLiesBetweenCertaintyAndAFairChoice(
            @ForAll @IntRange(min = 1, max = 10) int k, @ForAll long seed) {
        double[] p = distribution(new SplittableRandom(seed), k);
        Dfp exact = HighPrecision.of(0);
        for (double probability : p) {
            if (probability > 0) {
                Dfp x = HighPrecision.of(probability);
                exact = exact.subtract(x.multiply(DfpMath.log(x)));
            }
        }
        double entropy = entropy(p);
        assertThat(HighPrecision.of(entropy).subtract(exact).abs().toDouble())
                .isLessThanOrEqualTo(tolerance(k));
        double most = Arrays.stream(p).max().orElseThrow();
        double distance = Arrays.stream(p).map(x -> Math.abs(x - 1.0 / k)).sum();
        assertThat(entropy)
                .isBetween(
                        -Math.log(most) - tolerance(k),
                        Math.log(k) - distance * distance / 2 + tolerance(k));
        assertThat(entropy == 0).isEqualTo(most == 1);
        assertThat(Entropy.bits(p)).isCloseTo(entropy / Math.log(2), within(4 * U * (1 + entropy)));
    }

    /// In two steps, for every way to put outcomes into groups; at most as much after joining; additive for independent pairs.
    @Claim("PR-14")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void itMayBeCountedInSteps(
            @ForAll @IntRange(min = 1, max = 10) int k,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = distribution(random, k);
        int[] group = random.ints(k, 0, n).toArray();
        double[] groups = new double[n];
        for (int i = 0; i < k; i++) {
            groups[group[i]] += p[i];
        }
        double inGroups = 0;
        for (int g = 0; g < n; g++) {
            if (groups[g] > 0) {
                double[] inside = new double[k];
                for (int i = 0; i < k; i++) {
                    inside[i] = group[i] == g ? p[i] / groups[g] : 0;
                }
                inGroups += groups[g] * entropy(inside);
            }
        }
        double tolerance = 4 * tolerance(k * n);
        assertThat(entropy(groups) + inGroups).isCloseTo(entropy(p), within(tolerance));
        assertThat(entropy(groups)).isLessThanOrEqualTo(entropy(p) + tolerance);
        double[] q = distribution(random, n);
        double[] pairs = new double[k * n];
        for (int i = 0; i < k * n; i++) {
            pairs[i] = p[i / n] * q[i % n];
        }
        assertThat(entropy(pairs)).isCloseTo(entropy(p) + entropy(q), within(tolerance));
    }

    /// Mixtures of any shares; any amount up to the difference, given by the likelier to the less likely outcome.
    @Claim("PR-14")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mixingNeverLowersIt(
            @ForAll @IntRange(min = 1, max = 10) int k,
            @ForAll @IntRange(min = 0, max = 16) int sixteenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = distribution(random, k);
        double[] q = distribution(random, k);
        double t = sixteenths / 16.0;
        double[] mixed = new double[k];
        Arrays.setAll(mixed, i -> (1 - t) * p[i] + t * q[i]);
        double tolerance = 4 * tolerance(k);
        assertThat(entropy(mixed))
                .isGreaterThanOrEqualTo((1 - t) * entropy(p) + t * entropy(q) - tolerance);
        int from = random.nextInt(k);
        int to = random.nextInt(k);
        if (p[from] > p[to]) {
            double amount = t * (p[from] - p[to]);
            double[] fairer = p.clone();
            fairer[from] -= amount;
            fairer[to] += amount;
            assertThat(entropy(fairer)).isGreaterThanOrEqualTo(entropy(p) - tolerance);
        }
    }

    /// More than the difference may lower it.
    @Claim("PR-14")
    @Example
    void aTransferThatIsTooLarge() {
        assertThat(entropy(0.6, 0.4)).isCloseTo(0.673, within(5e-4));
        assertThat(entropy(0.1, 0.9)).isCloseTo(0.325, within(5e-4));
    }

    /// The die, asked in two steps, and as a mixture of home stories and fairy tales.
    @Claim("PR-14")
    @Example
    void theEntropyOfTheDie() {
        double[] die = {1 / 2.0, 1 / 3.0, 1 / 6.0};
        assertThat(entropy(die)).isCloseTo(1.0114, within(5e-5));
        assertThat(Entropy.bits(die)).isCloseTo(1.459, within(5e-4));
        assertThat(Math.log(3)).isCloseTo(1.0986, within(5e-5));
        assertThat(entropy(0.5, 0.5)).isCloseTo(0.6931, within(5e-5));
        double fourLetters = entropy(2 / 3.0, 1 / 3.0);
        assertThat(fourLetters).isCloseTo(0.6365, within(5e-5));
        assertThat(0.5 * fourLetters + entropy(0.5, 0.5)).isCloseTo(entropy(die), within(1e-15));
        assertThat((fourLetters + entropy(uniform(3))) / 2).isCloseTo(0.8676, within(5e-5));
    }

    @Claim("PR-14")
    @Example
    void coinsAndDice() {
        assertThat(Entropy.bits(0.5, 0.5)).isEqualTo(1);
        assertThat(Entropy.bits(0.5, 0.25, 0.25)).isEqualTo(1.5);
        assertThat(Entropy.bits(0.9, 0.1)).isCloseTo(0.4690, within(5e-5));
        assertThat(entropy(1)).isEqualTo(0);
        assertThat(entropy(0, 1, 0)).isEqualTo(0);
        double[] uniform = {0.25, 0.25, 0.25, 0.25};
        assertThat(entropy(uniform)).isCloseTo(Math.log(4), within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entropy(0.5, 0.4))
                .withMessageContaining("must sum to 1");
    }

    @Mutant("PR-14") // 0·ln 0 is NaN
    static class TakesTheLogarithmOfZero extends EntropyTest {
        @Override
        double entropy(double... p) {
            Entropy.of(p);
            double sum = 0;
            for (double probability : p) {
                sum -= probability * Math.log(probability);
            }
            return sum;
        }
    }

    @Mutant("PR-14") // bits where nats are meant
    static class InBits extends EntropyTest {
        @Override
        double entropy(double... p) {
            return Entropy.bits(p);
        }
    }

    @Mutant("PR-14") // Σp², largest where all is certain
    static class AddsSquares extends EntropyTest {
        @Override
        double entropy(double... p) {
            Entropy.of(p);
            double sum = 0;
            for (double probability : p) {
                sum += probability * probability;
            }
            return sum;
        }
    }

    @Mutant("PR-14") // 1 − Σp², which is an entropy of another kind
    static class Gini extends EntropyTest {
        @Override
        double entropy(double... p) {
            Entropy.of(p);
            double sum = 1;
            for (double probability : p) {
                sum -= probability * probability;
            }
            return sum;
        }
    }
}
