package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.CrossEntropy;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class LikelihoodTest {

    /// Losses, and the divergence that they are to be.
    interface Losses {
        default double kl(double[] p, double[] q) {
            return Divergence.kl(p, q);
        }

        default double normal(double y, double mean) {
            return NegativeLogLikelihood.normal(y, mean);
        }

        default double laplace(double y, double median) {
            return NegativeLogLikelihood.laplace(y, median);
        }

        default double bernoulli(double y, double p) {
            return NegativeLogLikelihood.bernoulli(y, p);
        }

        default double expected(ScoringRule rule, double[] p, double[] q) {
            return rule.expected(p, q);
        }
    }

    Losses subject() {
        return new Losses() {};
    }

    // ---- IT-13

    /// `−(1/N) Σ ln q(x_t) = H(p̂) + D(p̂‖q)` for the frequencies `p̂` of the sample.
    @Claim("IT-13")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theMeanLossOfASampleIsItsEntropyPlusADivergence(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 1, max = 60) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] q =
                random.nextInt(4) == 0
                        ? Simplexes.dyadic(random, k)
                        : Simplexes.positive(random, k);
        double[] frequencies = new double[k];
        double[] ofTokens = new double[n];
        for (int t = 0; t < n; t++) {
            int symbol = random.nextInt(1 + random.nextInt(k));
            frequencies[symbol] += 1;
            ofTokens[t] = q[symbol];
        }
        Arrays.setAll(frequencies, i -> frequencies[i] / n);
        double loss = Perplexity.of(ofTokens).nats() / n;
        if (loss == Double.POSITIVE_INFINITY) {
            assertThat(subject().kl(frequencies, q)).isEqualTo(loss);
            return;
        }
        assertThat(loss)
                .isCloseTo(
                        Entropy.of(frequencies) + subject().kl(frequencies, q),
                        within(
                                2 * Rounding.apart(frequencies, q)
                                        + (n + 8) * Rounding.U * (1 + loss)));
    }

    /// The family of all softmax distributions: the gradient of the mean loss is `q − p̂`, 0 where they agree.
    @Claim("IT-33")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theBestModelMatchesTheFrequencies(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] frequencies = Simplexes.dyadic(random, k);
        double[] best = Arrays.stream(frequencies).map(Math::log).toArray();
        double scale = new double[] {1, 3, 30}[random.nextInt(3)];
        double[] z = random.doubles(k, -scale, scale).toArray();
        double[] gradient = CrossEntropy.gradient(z, frequencies);
        double[] q = Softmax.of(z);
        if (Arrays.stream(frequencies).allMatch(frequency -> frequency > 0)) {
            double atBest = subject().kl(frequencies, Softmax.of(best));
            assertThat(atBest).isCloseTo(0, within(8 * (k + 4) * Rounding.U * 10));
        }
        double step = 0x1p-14;
        for (int i = 0; i < k; i++) {
            assertThat(gradient[i]).isCloseTo(q[i] - frequencies[i], within(8 * k * Rounding.U));
            double[] ahead = z.clone();
            double[] behind = z.clone();
            ahead[i] += step;
            behind[i] -= step;
            double slope =
                    (subject().kl(frequencies, Softmax.of(ahead))
                                    - subject().kl(frequencies, Softmax.of(behind)))
                            / (2 * step);
            assertThat(slope).isCloseTo(gradient[i], within(1e-8));
            double inBits =
                    (Divergence.crossEntropy(frequencies, Softmax.of(ahead))
                                    - Divergence.crossEntropy(frequencies, Softmax.of(behind)))
                            / (2 * step)
                            / Entropy.LN_2;
            assertThat(inBits).isCloseTo((q[i] - frequencies[i]) / Entropy.LN_2, within(2e-8));
        }
    }

    // ---- IT-15

    /// Oracle: the densities themselves, where they do not underflow.
    @Claim("IT-15")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lossesAreLogarithmsOfDensities(
            @ForAll @DoubleRange(min = -20, max = 20) double y,
            @ForAll @DoubleRange(min = -15, max = 15) double middle,
            @ForAll @IntRange(min = 0, max = 64) int heads) {
        double a = heads / 64.0;
        assertThat(subject().bernoulli(1, a)).isCloseTo(-Math.log(a), within(8e-15));
        assertThat(subject().bernoulli(0, a)).isCloseTo(-Math.log(1 - a), within(8e-15));
        double d = y - middle;
        assertThat(subject().normal(y, middle))
                .isCloseTo(
                        -Math.log(Math.exp(-d * d / 2) / Math.sqrt(2 * Math.PI)),
                        within(1e-12 * (1 + d * d)));
        assertThat(subject().laplace(y, middle))
                .isCloseTo(
                        -Math.log(Math.exp(-Math.abs(d)) / 2), within(1e-13 * (1 + Math.abs(d))));
    }

    /// Multiples up to 50 of a power of 2, with ties. Every multiple and every half of one is tried as the answer.
    @Claim("IT-43")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void squaresAreMinimalAtTheMeanAndAbsoluteErrorsAtMedians(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int most = 1 + random.nextInt(50);
        double unit = Math.scalb(1.0, random.nextInt(-12, 13));
        double[] y = random.ints(n, -most, most + 1).sorted().mapToDouble(v -> v * unit).toArray();
        double mean = Arrays.stream(y).sum() / n;
        double low = y[(n - 1) / 2];
        double high = y[n / 2];
        double atMean = Arrays.stream(y).map(v -> subject().normal(v, mean)).sum();
        double atMedian = total(y, low);
        double size = n * (1 + most * unit);
        double squares = n * (1 + most * unit * most * unit * 2);
        double tolerance = 8 * (n + 4) * Rounding.U * (1 + squares);
        double ofMedian = 8 * (n + 4) * Rounding.U * (1 + 2 * size);
        for (double halves = -2 * most - 2; halves <= 2 * most + 2; halves++) {
            double answer = halves / 2 * unit;
            double distance = answer - mean;
            assertThat(Arrays.stream(y).map(v -> subject().normal(v, mean + distance)).sum())
                    .isCloseTo(atMean + n * distance * distance / 2, within(tolerance));
            if (answer >= low && answer <= high) {
                assertThat(total(y, answer)).isCloseTo(atMedian, within(ofMedian));
            } else {
                assertThat(total(y, answer)).isGreaterThan(atMedian + 0.4 * unit);
            }
        }
    }

    @Claim("IT-43")
    @Example
    void squaresListenToTheOutlier() {
        double[] y = {1, 2, 9};
        assertThat(Arrays.stream(y).average().orElseThrow()).isEqualTo(4);
        assertThat(total(y, 2)).isLessThan(total(y, 1)).isLessThan(total(y, 4));
    }

    /// On the words that it was fitted to, a model can be better than the entropy of the language.
    @Example
    void betterThanTheTruth() {
        double[] frequencies = {0.625, 0.25, 0, 0.125};
        double[] she = {0.5, 0.25, 0.125, 0.125};
        assertThat(Divergence.crossEntropy(frequencies, frequencies)).isLessThan(Entropy.of(she));
    }

    /// The exercise on ten answers, one of which is a typing error.
    @Example
    void tenAnswers() {
        double[] y = {1, 1, 2, 2, 2, 3, 3, 3, 3, 30};
        double[] mended = {1, 1, 2, 2, 2, 3, 3, 3, 3, 3};
        assertThat(Arrays.stream(y).average().orElseThrow()).isEqualTo(5);
        assertThat(Arrays.stream(mended).average().orElseThrow()).isCloseTo(2.3, within(1e-15));
        for (double[] answers : List.of(y, mended)) {
            assertThat(total(answers, 2))
                    .isEqualTo(total(answers, 3))
                    .isEqualTo(total(answers, 2.5));
            assertThat(total(answers, 2))
                    .isLessThan(total(answers, 1.9))
                    .isLessThan(total(answers, 3.1));
            assertThat(Arrays.stream(answers).filter(a -> a > 2).count()).isEqualTo(5);
        }
    }

    private double total(double[] y, double median) {
        return Arrays.stream(y).map(v -> subject().laplace(v, median)).sum();
    }

    /// The binary loss of `y` is the cross-entropy of `(1 − y, y)`, minimal at `p = y`.
    @Claim({"IT-15", "IT-43"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theBinaryLossIsMinimalAtTheFrequency(
            @ForAll @IntRange(min = 0, max = 4096) int hits,
            @ForAll @IntRange(min = 0, max = 4096) int said) {
        double y = hits * 0x1p-12;
        double p = said * 0x1p-12;
        double[] truth = {1 - y, y};
        double[] model = {1 - p, p};
        double loss = subject().bernoulli(y, p);
        double expected = Divergence.crossEntropy(truth, model);
        if (expected == Double.POSITIVE_INFINITY) {
            assertThat(loss).isEqualTo(expected);
        } else {
            assertThat(loss).isCloseTo(expected, within(Rounding.apart(truth, model) + Rounding.U));
        }
        if (hits == said) {
            assertThat(loss)
                    .isCloseTo(
                            Entropy.of(truth), within(Rounding.apart(truth, model) + Rounding.U));
        } else {
            assertThat(loss).isGreaterThan(Entropy.of(truth));
        }
    }

    /// A sample of zeros and ones: `Σ` of the losses is smallest at the frequency of 1, and larger by `N·D` elsewhere.
    @Claim("IT-43")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theLossesOfZerosAndOnesAreLeastAtTheirMean(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = random.ints(n, 0, 2).asDoubleStream().toArray();
        if (random.nextInt(4) == 0) {
            Arrays.fill(y, random.nextInt(2));
        }
        double mean = Arrays.stream(y).sum() / n;
        double best = Arrays.stream(y).map(v -> subject().bernoulli(v, mean)).sum();
        double a = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextInt(65) / 64.0;
        double sum = Arrays.stream(y).map(v -> subject().bernoulli(v, a)).sum();
        double excess = n * Divergence.kl(new double[] {1 - mean, mean}, new double[] {1 - a, a});
        if (excess == Double.POSITIVE_INFINITY) {
            assertThat(sum).isEqualTo(excess);
        } else {
            assertThat(sum - best)
                    .isCloseTo(excess, within(8 * (n + 4) * Rounding.U * (1 + n + sum + best)));
        }
        if (a != mean) {
            assertThat(sum).isGreaterThan(best);
        }
    }

    /// The excess of the two proper rules; Brier's is exact in multiples of 2⁻³⁶.
    @Claim("IT-34")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void honestyIsTheBestForecast(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q =
                random.nextBoolean() ? Simplexes.neighbor(random, p) : Simplexes.dyadic(random, k);
        double squares = 0;
        for (int i = 0; i < k; i++) {
            squares += (p[i] - q[i]) * (p[i] - q[i]);
        }
        assertThat(
                        subject().expected(ScoringRule.BRIER, p, q)
                                - subject().expected(ScoringRule.BRIER, p, p))
                .isEqualTo(squares);
        double excess =
                subject().expected(ScoringRule.LOGARITHMIC, p, q)
                        - subject().expected(ScoringRule.LOGARITHMIC, p, p);
        double kl = Divergence.kl(p, q);
        if (kl == Double.POSITIVE_INFINITY) {
            assertThat(excess).isEqualTo(kl);
        } else {
            assertThat(excess).isCloseTo(kl, within(3 * Rounding.apart(p, q)));
        }
    }

    @Claim("IT-34")
    @Example
    void aLinearRulePaysForExaggeration() {
        double[] p = {0.6, 0.4};
        double[] certain = {1, 0};
        double[] she = FourWordsTest.SHE;
        double[] he = FourWordsTest.HE;
        assertThat(
                        subject().expected(ScoringRule.BRIER, she, he)
                                - subject().expected(ScoringRule.BRIER, she, she))
                .isEqualTo(1 / 16.0 + 1 / 64.0 + 9 / 64.0)
                .isCloseTo(0.219, within(5e-4));
        assertThat(subject().expected(ScoringRule.LINEAR, p, p)).isCloseTo(-0.52, within(1e-15));
        assertThat(subject().expected(ScoringRule.LINEAR, p, certain))
                .isCloseTo(-0.6, within(1e-15));
        assertThat(ScoringRule.LOGARITHMIC.loss(certain, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ScoringRule.BRIER.loss(certain, 1)).isEqualTo(2);
        assertThat(ScoringRule.LINEAR.loss(certain, 0)).isEqualTo(-1);
    }

    @Example
    void badForecastsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NegativeLogLikelihood.bernoulli(0.5, 1.5))
                .withMessage("p must be in [0,1], got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NegativeLogLikelihood.bernoulli(-1, 0.5))
                .withMessage("the target must be in [0,1], got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringRule.BRIER.loss(new double[] {0.5, 0.5}, 2))
                .withMessage("the outcome must be one of 0 … 1, got 2");
        assertThat(NegativeLogLikelihood.bernoulli(0, 0)).isEqualTo(0);
        assertThat(NegativeLogLikelihood.bernoulli(1, 1)).isEqualTo(0);
    }

    @Mutant({"IT-13", "IT-33"})
    static class TruthAndModelExchanged extends LikelihoodTest {
        @Override
        Losses subject() {
            return new Losses() {
                @Override
                public double kl(double[] p, double[] q) {
                    return Divergence.kl(q, p);
                }
            };
        }
    }

    @Mutant("IT-34") // without the square
    static class AbsoluteBrier extends LikelihoodTest {
        @Override
        Losses subject() {
            return new Losses() {
                @Override
                public double expected(ScoringRule rule, double[] p, double[] q) {
                    if (rule != ScoringRule.BRIER) {
                        return rule.expected(p, q);
                    }
                    double loss = 0;
                    for (int y = 0; y < p.length; y++) {
                        for (int i = 0; i < p.length; i++) {
                            loss += p[y] * Math.abs(q[i] - (i == y ? 1 : 0));
                        }
                    }
                    return loss;
                }
            };
        }
    }

    @Mutant({"IT-15", "IT-43"}) // squares where absolute values belong
    static class LaplaceByTheMean extends LikelihoodTest {
        @Override
        Losses subject() {
            return new Losses() {
                @Override
                public double laplace(double y, double median) {
                    return (y - median) * (y - median) + Math.log(2);
                }
            };
        }
    }

    @Mutant({"IT-15", "IT-43"}) // only the right class counts
    static class ForgetsTheOtherClass extends LikelihoodTest {
        @Override
        Losses subject() {
            return new Losses() {
                @Override
                public double bernoulli(double y, double p) {
                    return y > 0 ? -y * Math.log(p) : 0;
                }
            };
        }
    }
}
