package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.dfp.Dfp;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.Entropy;

import java.util.Arrays;
import java.util.SplittableRandom;

class PerplexityTest {

    private static final double LN_2 = Math.log(2);

    /// Perplexity of texts.
    interface Measure {
        default double of(double... probabilities) {
            return Perplexity.of(probabilities).value();
        }

        default double together(double[] text, double[] other) {
            return Perplexity.of(text).plus(Perplexity.of(other)).value();
        }

        default double bitsPerByte(double[] text, long bytes) {
            return Perplexity.of(text).bitsPerByte(bytes);
        }
    }

    Measure subject() {
        return new Measure() {};
    }

    private static double[] probabilities(SplittableRandom random, int n) {
        double[] q = Simplexes.positive(random, 10);
        return random.ints(n, 0, q.length).mapToDouble(i -> q[i]).toArray();
    }

    private static double tolerance(double perplexity, int n) {
        return (n + 8) * Rounding.U * perplexity * (1 + Math.log(perplexity));
    }

    /// The geometric mean of `1/q`. Oracle: the `n`-th power, in 50 digits, without a logarithm.
    @Claim("IT-12")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void itIsTheGeometricMeanOfReciprocals(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int n) {
        double[] q = probabilities(new SplittableRandom(seed), n);
        double perplexity = subject().of(q);
        Dfp product = Rounding.exact(1);
        for (double probability : q) {
            product =
                    product.multiply(
                            Rounding.exact(perplexity).multiply(Rounding.exact(probability)));
        }
        assertThat(Rounding.distance(1, product))
                .isLessThanOrEqualTo(2 * n * tolerance(perplexity, n) / perplexity);
        assertThat(perplexity).isGreaterThanOrEqualTo(1);
        assertThat(Perplexity.of(q).bitsPerToken())
                .isCloseTo(
                        Math.log(perplexity) / LN_2,
                        within((n + 8) * 4 * Rounding.U * (1 + Math.log(perplexity))));
    }

    /// `1/k` for everything that comes: perplexity `k`.
    @Claim("IT-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void equalChoicesAreCounted(
            @ForAll @IntRange(min = 1, max = 1_000_000) int k,
            @ForAll @IntRange(min = 1, max = 50) int n) {
        double[] text = new double[n];
        Arrays.fill(text, 1.0 / k);
        assertThat(subject().of(text)).isCloseTo(k, within(2 * tolerance(k, n)));
    }

    /// A model's perplexity on the outcomes of its own law, each as often as it should come, is `exp H(q)`.
    @Claim("IT-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void againstItsOwnLawItIsAtMostTheNumberOfOutcomes(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @IntRange(min = 1, max = 400) int n) {
        int[] counts = new int[k];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < n; i++) {
            counts[random.nextInt(k)]++;
        }
        double[] text = new double[n];
        int at = 0;
        for (int count : counts) {
            Arrays.fill(text, at, at + count, count / (double) n);
            at += count;
        }
        double[] q = Arrays.stream(counts).mapToDouble(c -> c / (double) n).toArray();
        assertThat(subject().of(text))
                .isCloseTo(Math.exp(Entropy.of(q)), within(2 * tolerance(k, n + k)))
                .isBetween(1.0, k + tolerance(k, n + k));
    }

    @Claim("IT-35")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void textsTogetherAreOneText(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int n,
            @ForAll @IntRange(min = 1, max = 50) int m) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] text = probabilities(random, n);
        double[] other = probabilities(random, m);
        double[] all = Arrays.copyOf(text, n + m);
        System.arraycopy(other, 0, all, n, m);
        double expected = subject().of(all);
        assertThat(subject().together(text, other))
                .isCloseTo(expected, within(2 * tolerance(expected, n + m)));
    }

    /// `exp(Σ N_d ℓ_d / Σ N_d)` for several documents, of one token and of many.
    @Claim("IT-35")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyTokenCountsTheSame(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int documents) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] all = {};
        double sum = 0;
        for (int d = 0; d < documents; d++) {
            double[] text = probabilities(random, 1 + random.nextInt(random.nextInt(1, 40)));
            sum += text.length * Math.log(subject().of(text)); // N·ℓ
            double[] longer = Arrays.copyOf(all, all.length + text.length);
            System.arraycopy(text, 0, longer, all.length, text.length);
            double expected = Math.exp(sum / longer.length);
            if (d > 0) {
                assertThat(subject().together(all, text))
                        .isCloseTo(expected, within(4 * tolerance(expected, longer.length + d)));
            }
            all = longer;
        }
    }

    /// A text with the probabilities of its next tokens.
    @Claim("IT-12")
    @Example
    void fiveCharacters() {
        double[] q = {1 / 4.0, 1 / 8.0, 1 / 2.0, 1 / 4.0, 1 / 2.0};
        assertThat(Arrays.stream(q).map(Surprise::bits).sum()).isEqualTo(9);
        assertThat(Arrays.stream(q).reduce(1, (a, b) -> a * b)).isEqualTo(0x1p-9);
        assertThat(Perplexity.of(q).bitsPerToken()).isCloseTo(1.8, within(1e-15));
        assertThat(Perplexity.of(q).nats() / 5).isCloseTo(1.248, within(5e-4));
        assertThat(subject().of(q)).isCloseTo(3.482, within(5e-4));
        double[] onPaper = {1 / 2.0, 1 / 8.0, 1 / 4.0, 1 / 2.0};
        assertThat(Perplexity.of(onPaper).bitsPerToken()).isCloseTo(1.75, within(1e-15));
        assertThat(subject().of(onPaper)).isCloseTo(3.364, within(5e-4));
        assertThat(Perplexity.of(onPaper).nats() / 4).isCloseTo(1.213, within(5e-4));
    }

    /// One impossible token, and the sum of everything is infinite, joined or not.
    @Claim({"IT-35", "IT-36"})
    @Example
    void anImpossibleTokenSpoilsEveryText() {
        double[] spoiled = {0.5, 0};
        double[] fine = {0.5, 0.25, 1};
        assertThat(subject().together(spoiled, fine)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(subject().of(0.5 * 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(subject().bitsPerByte(spoiled, 2)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /// Ten tokens of perplexity 2 and one of perplexity 100 are neither 51 nor 2.
    @Claim("IT-35")
    @Example
    void aCorpusIsNotTheMeanOfItsDocuments() {
        double[] large = new double[10];
        Arrays.fill(large, 0.5);
        double[] small = {0.01};
        assertThat(subject().of(large)).isCloseTo(2, within(1e-14));
        assertThat(subject().of(small)).isCloseTo(100, within(1e-12));
        assertThat(Surprise.bits(0.01)).isCloseTo(6.644, within(5e-4));
        Perplexity both = Perplexity.of(large).plus(Perplexity.of(small));
        assertThat(both.nats() / LN_2).isCloseTo(16.644, within(5e-4));
        assertThat(both.bitsPerToken()).isCloseTo(1.513, within(5e-4));
        assertThat(subject().together(large, small)).isCloseTo(2.854, within(5e-4));
        assertThat(Perplexity.of(0.5, 0.5).plus(Perplexity.of(0.01)).value())
                .isCloseTo(7.368, within(5e-4));
    }

    /// `m` tokens joined to one, a multiple of `m` in all: the same bits for the text, and the `m`-th power of the perplexity.
    @Claim("IT-36")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void bitsPerByteDoNotDependOnTheTokens(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int groups,
            @ForAll @IntRange(min = 1, max = 6) int m) {
        double[] single = probabilities(new SplittableRandom(seed), m * groups);
        double[] joined = new double[groups];
        Arrays.fill(joined, 1);
        for (int i = 0; i < single.length; i++) {
            joined[i / m] *= single[i];
        }
        long bytes = 3L * groups;
        double bits = subject().bitsPerByte(single, bytes);
        assertThat(subject().bitsPerByte(joined, bytes))
                .isCloseTo(bits, within((m * groups + 8) * 2 * Rounding.U * (1 + m + bits)));
        double power = Math.pow(subject().of(single), m);
        assertThat(subject().of(joined))
                .isCloseTo(power, within(2 * (m + 2) * tolerance(power, m * groups)));
    }

    @Claim("IT-36")
    @Example
    void joinedInPairs() {
        assertThat(subject().of(1 / 20.0, 1 / 20.0)).isCloseTo(20, within(1e-13));
        assertThat(subject().of(1 / 400.0)).isCloseTo(400, within(1e-12));
        assertThat(subject().of(1 / 400.0, 1 / 20.0)).isCloseTo(89.4, within(0.05)); // 3 tokens
        assertThat(Math.log(20) / LN_2 / 5.5).isCloseTo(0.786, within(5e-4)); // on paper
        assertThat(Math.pow(20, 1 / 5.5)).isCloseTo(1.724, within(5e-4));
    }

    @Claim("IT-12")
    @Example
    void edgesOfPerplexity() {
        assertThat(subject().of(1, 1)).isEqualTo(1);
        assertThat(subject().of(0.5, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        double vocabulary = 50_257;
        assertThat(subject().of(1 / vocabulary, 1 / vocabulary))
                .isCloseTo(vocabulary, within(1e-8));
        assertThat(Perplexity.of(1 / vocabulary).bitsPerToken()).isCloseTo(15.617, within(5e-4));
        assertThat(subject().bitsPerByte(new double[] {0.25}, 2)).isCloseTo(1, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Perplexity.of())
                .withMessage("perplexity needs at least one token, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Perplexity.of(1.5))
                .withMessage("a probability must be in [0,1], got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Perplexity(1, Double.NaN))
                .withMessage("the sum of −ln q must be 0 or more, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Perplexity.of(0.5).bitsPerByte(0))
                .withMessage("a text has at least one byte, got 0");
    }

    @Mutant("IT-12") // the mean of reciprocals
    static class ArithmeticMean extends PerplexityTest {
        @Override
        Measure subject() {
            return new Measure() {
                @Override
                public double of(double... q) {
                    return Arrays.stream(q).map(x -> 1 / x).average().orElseThrow();
                }
            };
        }
    }

    @Mutant("IT-35") // every document counts the same
    static class MeanOfDocuments extends PerplexityTest {
        @Override
        Measure subject() {
            return new Measure() {
                @Override
                public double together(double[] text, double[] other) {
                    return (of(text) + of(other)) / 2;
                }
            };
        }
    }

    @Mutant("IT-12") // a power of 2 of nats
    static class MixesBases extends PerplexityTest {
        @Override
        Measure subject() {
            return new Measure() {
                @Override
                public double of(double... q) {
                    return Math.pow(2, Math.log(Perplexity.of(q).value()));
                }
            };
        }
    }

    @Mutant("IT-36") // bits for each token, not for each byte
    static class CountsTokens extends PerplexityTest {
        @Override
        Measure subject() {
            return new Measure() {
                @Override
                public double bitsPerByte(double[] text, long bytes) {
                    return Perplexity.of(text).bitsPerToken();
                }
            };
        }
    }
}
