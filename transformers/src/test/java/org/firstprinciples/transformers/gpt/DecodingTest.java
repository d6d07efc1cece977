package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.probability.GumbelMax;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

class DecodingTest {

    private static final float[] LOGITS = {2f, 1f, 0f}; // softmax: 0.6652, 0.2447, 0.0900
    private static final double U = 0x1p-53;
    private static final double RANGE = 16; // of the logits that are generated

    /// Probabilities from logits, and tokens from probabilities.
    interface Sampling {

        default double[] greedy(float... z) {
            return new Decoding.Greedy().probabilities(z);
        }

        default double[] temperature(double temperature, float... z) {
            return new Decoding.Temperature(temperature).probabilities(z);
        }

        default double[] topK(int k, float... z) {
            return new Decoding.TopK(k, 1).probabilities(z);
        }

        default double[] topP(double p, double temperature, float... z) {
            return new Decoding.TopP(p, temperature).probabilities(z);
        }

        /// The nucleus of probabilities, not of logits.
        default double[] nucleus(double p, double... probabilities) {
            return new Decoding.TopP(p, 1).keep(probabilities);
        }

        default int draw(Decoding decoding, double uniform, float... z) {
            return decoding.draw(uniform, z);
        }

        default int gumbel(Philox random, long step, double... z) {
            double[] u = new double[z.length];
            Arrays.setAll(u, i -> random.uniform(step, i));
            return GumbelMax.draw(z, u);
        }
    }

    Sampling subject() {
        return new Sampling() {};
    }

    /// Multiples of ½ up to 8, so that ties are common and differences exact.
    @Provide
    Arbitrary<float[]> logits() {
        return Arbitraries.integers()
                .between(-16, 16)
                .map(i -> i / 2f)
                .array(Float[].class)
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(DecodingTest::unboxed);
    }

    /// The same, some of them hidden by −∞, but never all.
    @Provide
    Arbitrary<float[]> masked() {
        return Arbitraries.integers()
                .between(-24, 16)
                .map(i -> i < -16 ? Float.NEGATIVE_INFINITY : i / 2f)
                .array(Float[].class)
                .ofMinSize(1)
                .ofMaxSize(12)
                .filter(z -> Arrays.stream(z).anyMatch(x -> x > Float.NEGATIVE_INFINITY))
                .map(DecodingTest::unboxed);
    }

    private static float[] unboxed(Float[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers[i];
        }
        return floats;
    }

    /// Temperatures from 0.1 to 10, evenly on a logarithmic scale.
    @Provide
    Arbitrary<Double> temperatures() {
        return Arbitraries.integers().between(-40, 40).map(i -> Math.pow(10, i / 40.0));
    }

    /// Probabilities that are multiples of 2⁻¹⁶, zeros and ties among them: their sums are exact.
    @Provide
    Arbitrary<double[]> dyadic() {
        return Arbitraries.longs()
                .map(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    double[] p = new double[1 + random.nextInt(12)];
                    int left = 1 << 16;
                    for (int i = p.length - 1; i > 0; i--) {
                        int share = Math.min(left, random.nextInt(5) << random.nextInt(15));
                        p[i] = share * 0x1p-16;
                        left -= share;
                    }
                    p[0] = left * 0x1p-16;
                    int swap = random.nextInt(p.length);
                    double first = p[0];
                    p[0] = p[swap];
                    p[swap] = first;
                    return p;
                });
    }

    private static double sum(double... p) {
        return Arrays.stream(p).sum();
    }

    /// How many tokens rank before token `i`: larger ones, and equal ones with smaller ids.
    private static long before(int i, double... p) {
        return IntStream.range(0, p.length)
                .filter(j -> p[j] > p[i] || p[j] == p[i] && j < i)
                .count();
    }

    private static double[] widened(float... z) {
        double[] wide = new double[z.length];
        Arrays.setAll(wide, i -> z[i]);
        return wide;
    }

    private static int[] kept(double... p) {
        return IntStream.range(0, p.length).filter(i -> p[i] > 0).toArray();
    }

    @Claim({"GP-07", "GP-08", "GP-09"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void probabilitiesAddUpToOne(
            @ForAll("masked") float[] logits,
            @ForAll("temperatures") double temperature,
            @ForAll @IntRange(min = 1, max = 15) int k,
            @ForAll @DoubleRange(min = 0.01, max = 1) double p) {
        for (double[] probabilities :
                List.of(
                        subject().greedy(logits),
                        subject().temperature(temperature, logits),
                        subject().topK(k, logits),
                        subject().topP(p, temperature, logits))) {
            assertThat(probabilities).hasSameSizeAs(logits);
            assertThat(sum(probabilities)).isCloseTo(1, within(4 * logits.length * Math.ulp(1.0)));
            for (int i = 0; i < logits.length; i++) {
                assertThat(probabilities[i]).isNotNegative();
                if (logits[i] == Float.NEGATIVE_INFINITY) {
                    assertThat(probabilities[i]).isZero();
                }
            }
        }
    }

    @Claim("GP-07")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void temperatureTakesRatiosToAPower(
            @ForAll("logits") float[] z, @ForAll("temperatures") double temperature) {
        double[] one = subject().temperature(1, z);
        double[] p = subject().temperature(temperature, z);
        for (int i = 1; i < z.length; i++) {
            double expected = Math.pow(one[i] / one[0], 1 / temperature);
            assertThat(p[i] / p[0])
                    .isCloseTo(
                            expected, within(expected * U * (20 + (8 + 4 * RANGE) / temperature)));
        }
    }

    @Claim("GP-07")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void temperatureOneIsTheSoftmaxAndEveryTemperatureKeepsTheOrder(
            @ForAll("logits") float[] z, @ForAll("temperatures") double temperature) {
        assertThat(subject().temperature(1, z)).containsExactly(Softmax.of(widened(z)));
        double[] p = subject().temperature(temperature, z);
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < z.length; j++) {
                if (z[i] >= z[j]) {
                    assertThat(p[i]).isGreaterThanOrEqualTo(p[j]);
                }
            }
        }
    }

    @Claim("GP-07")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void coldChoosesTheBestTokenAndHeatMakesAllEqual(
            @ForAll("logits") float[] z, @ForAll("temperatures") double temperature) {
        double[] p = subject().temperature(temperature, z);
        float[] sorted = z.clone();
        Arrays.sort(sorted);
        int m = z.length;
        float best = sorted[m - 1];
        double range = best - sorted[0];
        for (double probability : p) {
            assertThat(Math.abs(probability - 1.0 / m))
                    .isLessThanOrEqualTo(Math.expm1(range / temperature) / m + 8 * m * U);
        }
        if (m > 1 && sorted[m - 2] < best) {
            double others = 0;
            for (int i = 0; i < m; i++) {
                others += z[i] < best ? p[i] : 0;
            }
            double margin = best - sorted[m - 2];
            double bound = (m - 1) * Math.exp(-margin / temperature);
            assertThat(others)
                    .isLessThanOrEqualTo(bound * (1 + (16 + m + RANGE / temperature) * U));
        }
    }

    private static double entropy(double... p) {
        double nats = 0;
        for (double x : p) {
            nats -= x > 0 ? x * StrictMath.log(x) : 0;
        }
        return nats;
    }

    @Claim("GP-07")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void heatNeverLowersTheEntropy(
            @ForAll("logits") float[] z,
            @ForAll("temperatures") double a,
            @ForAll("temperatures") double b) {
        double cold = entropy(subject().temperature(Math.min(a, b), z));
        double hot = entropy(subject().temperature(Math.max(a, b), z));
        assertThat(hot).isGreaterThanOrEqualTo(cold - 64 * z.length * U);
        assertThat(hot).isBetween(0.0, StrictMath.log(z.length) + 64 * z.length * U);
    }

    @Claim("GP-07")
    @Test
    void thereIsNoTemperatureZeroOrBelow() {
        for (double temperature : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> subject().temperature(temperature, LOGITS));
        }
        assertThat(subject().temperature(1e-3, LOGITS)).containsExactly(subject().greedy(LOGITS));
        assertThat(subject().temperature(1e9, LOGITS)[2]).isCloseTo(1.0 / 3, within(1e-8));
    }

    @Claim("GP-08")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void topKKeepsTheLargestAndTheirRatios(
            @ForAll("masked") float[] z, @ForAll @IntRange(min = 1, max = 15) int k) {
        double[] all = Softmax.of(widened(z));
        double[] kept = subject().topK(k, z);
        double mass = 0;
        for (int i = 0; i < z.length; i++) {
            mass += before(i, widened(z)) < k ? all[i] : 0;
        }
        for (int i = 0; i < z.length; i++) {
            boolean stays = before(i, widened(z)) < k && z[i] > Float.NEGATIVE_INFINITY;
            assertThat(kept[i] > 0).isEqualTo(stays);
            double expected = stays ? all[i] / mass : 0;
            assertThat(kept[i]).isCloseTo(expected, within(4 * z.length * U * expected));
        }
    }

    @Claim("GP-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void oneIsGreedyAndAllIsEveryToken(@ForAll("masked") float[] z) {
        assertThat(subject().topK(1, z)).containsExactly(subject().greedy(z));
        double[] all = subject().temperature(1, z);
        assertThat(subject().topK(z.length, z)).containsExactly(all, within(4 * z.length * U));
        assertThat(subject().topK(z.length + 3, z)).containsExactly(all, within(4 * z.length * U));
    }

    /// In double, `exp(0 − 10⁻²⁰)` is 1: the probabilities are equal, the logits are not.
    @Claim("GP-08")
    @Test
    void theLargestLogitWinsEvenWhereProbabilitiesAreEqual() {
        assertThat(subject().topK(1, 0f, 1e-20f)).containsExactly(0, 1);
        assertThat(subject().greedy(0f, 1e-20f)).containsExactly(0, 1);
        assertThat(subject().topK(1, -0f, 0f)).containsExactly(1, 0);
        assertThat(subject().greedy(1f, 3f, 3f)).containsExactly(0, 1, 0);
    }

    @Claim("GP-09")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theNucleusIsTheSmallestSetThatReachesP(
            @ForAll("dyadic") double[] all, @ForAll @IntRange(min = 1, max = 1 << 16) int share) {
        double p = share * 0x1p-16;
        double[] nucleus = subject().nucleus(p, all);
        double mass = 0;
        double last = 1;
        for (int i = 0; i < all.length; i++) {
            if (nucleus[i] > 0) {
                mass += all[i];
                last = Math.min(last, all[i]);
            }
        }
        assertThat(mass).isGreaterThanOrEqualTo(p);
        assertThat(mass - last).isLessThan(p);
        int size = kept(nucleus).length;
        for (int i = 0; i < all.length; i++) {
            assertThat(nucleus[i] > 0).isEqualTo(before(i, all) < size);
            assertThat(nucleus[i]).isEqualTo(before(i, all) < size ? all[i] / mass : 0);
        }
    }

    @Claim("GP-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nucleiAreNested(
            @ForAll("dyadic") double[] all,
            @ForAll @IntRange(min = 1, max = 1 << 16) int a,
            @ForAll @IntRange(min = 1, max = 1 << 16) int b) {
        double[] small = subject().nucleus(Math.min(a, b) * 0x1p-16, all);
        double[] large = subject().nucleus(Math.max(a, b) * 0x1p-16, all);
        assertThat(kept(large)).contains(kept(small));
    }

    /// The sum of 50 rounded probabilities often ends below 1, and 1 + 10⁻³⁰ is 1.
    @Claim("GP-09")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void pOfOneKeepsEveryTokenThatCanBeDrawn(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] all = new double[50];
        Arrays.setAll(all, i -> i % 10 < 2 ? 0 : -Math.log(1 - random.nextDouble()));
        double total = sum(all);
        Arrays.setAll(all, i -> i % 10 == 0 ? 1e-30 : all[i] / total);
        double[] nucleus = subject().nucleus(1, all);
        assertThat(kept(nucleus)).containsExactly(kept(all));
        double mass = sum(all);
        for (int i = 0; i < all.length; i++) {
            assertThat(nucleus[i]).isCloseTo(all[i] / mass, within(128 * U * nucleus[i]));
        }
        assertThat(kept(subject().topP(1, 1, 0f, -100f, -200f))).containsExactly(0, 1, 2);
    }

    /// The document's worked example.
    @Claim("GP-09")
    @Test
    void temperatureBeforeTheNucleusChangesTheSet() {
        assertThat(subject().temperature(1, LOGITS))
                .containsExactly(new double[] {0.6652, 0.2447, 0.0900}, within(5e-5));
        assertThat(subject().temperature(2, LOGITS))
                .containsExactly(new double[] {0.5065, 0.3072, 0.1863}, within(5e-5));
        assertThat(subject().temperature(0.5, LOGITS))
                .containsExactly(new double[] {0.8668, 0.1173, 0.0159}, within(5e-5));
        double[] two = {0.7311, 0.2689, 0};
        assertThat(subject().topK(2, LOGITS)).containsExactly(two, within(5e-5));
        assertThat(subject().topP(0.9, 1, LOGITS)).containsExactly(two, within(5e-5));
        assertThat(kept(subject().topP(0.9, 2, LOGITS))).hasSize(3);
        float[] filtered = {2f, 1f, Float.NEGATIVE_INFINITY}; // first the nucleus, then τ = 2
        assertThat(subject().temperature(2, filtered))
                .containsExactly(new double[] {0.6225, 0.3775, 0}, within(5e-5));
    }

    /// Probabilities ½, ⅜, ⅛: neither of two rules that people say keeps the nucleus of 0.6.
    @Claim("GP-09")
    @Test
    void theNucleusIsNoThreshold() {
        double[] p = {0.5, 0.375, 0.125};
        assertThat(kept(subject().nucleus(0.6, p))).containsExactly(0, 1);
        assertThat(IntStream.range(0, 3).filter(i -> p[i] > 0.6)).isEmpty();
        assertThat(IntStream.range(0, 3).filter(i -> p[i] > 1 - 0.6)).containsExactly(0);
        assertThat(kept(subject().nucleus(0.4, 0.5, 0.375, 0.125))).containsExactly(0);
    }

    /// `k` of `V` equal probabilities reach `k/V`, although `1/V` and its sums are rounded; a little more takes one more token.
    @Claim("GP-09")
    @Test
    void someOfEqualTokensReachTheirShare() {
        for (int V = 1; V <= 60; V++) {
            float[] equal = new float[V];
            Arrays.fill(equal, 3.5f);
            for (int k = 1; k <= V; k++) {
                double share = (double) k / V;
                assertThat(kept(subject().topP(share, 1, equal))).hasSize(k);
                if (k < V) {
                    double more = share + 1e-12;
                    assertThat(kept(subject().topP(more, 1, equal))).hasSize(k + 1);
                }
            }
        }
        assertThat(kept(subject().topP(0.9, 1, new float[10]))).hasSize(9);
        assertThat(kept(subject().topP(1e-300, 1, 0f, 0f))).hasSize(1);
    }

    /// `p` is a sum of the most likely tokens itself: exactly these are kept.
    @Claim("GP-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aSumThatIsPReachesIt(@ForAll("logits") float[] z) {
        double[] all = subject().temperature(1, z);
        double sum = 0;
        for (int rank = 0; rank < z.length; rank++) {
            double last = 0;
            for (int i = 0; i < z.length; i++) {
                last = before(i, all) == rank ? all[i] : last;
            }
            sum += last;
            if (sum < 1 && last > 1e-12) { // a token that the rounding of sums does not hide
                assertThat(kept(subject().topP(sum, 1, z))).hasSize(rank + 1);
                assertThat(kept(subject().nucleus(sum, all))).hasSize(rank + 1);
            }
        }
    }

    /// Where `p` less the rounding that is allowed is the sum of the two largest to the bit, two are kept; a `p` one step
    /// higher keeps three.
    @Claim("GP-09")
    @Test
    void theRoundingThatIsAllowedEndsWhereTheDocumentSays() {
        double[] all = {0.5, 0.25, 0.125, 0.125};
        double p = 0.75;
        while (Math.nextUp(p) * (1 - (2 * 4 + 8) * U) <= 0.75) {
            p = Math.nextUp(p);
        }
        assertThat(p * (1 - (2 * 4 + 8) * U)).isEqualTo(0.75);
        assertThat(kept(subject().nucleus(p, all))).containsExactly(0, 1);
        assertThat(kept(subject().nucleus(Math.nextUp(p), all))).containsExactly(0, 1, 2);
    }

    /// The document's `exp(0 − 10⁻²⁰) = 1` for the nucleus: of equal probabilities the larger logit comes first.
    @Claim("GP-09")
    @Test
    void theNucleusBeginsWithTheLargestLogit() {
        assertThat(subject().topP(0.4, 1, 0f, 1e-20f)).containsExactly(0, 1);
    }

    /// A token is drawn from the sum of the probabilities before it on, up to the last number below the sum with its own.
    @Claim("GP-10")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theBordersBetweenTokensAreTheSumsThemselves(@ForAll("masked") float[] z) {
        for (Decoding decoding :
                List.of(
                        new Decoding.Greedy(),
                        new Decoding.Temperature(1),
                        new Decoding.TopK(3, 0.7),
                        new Decoding.TopP(0.8, 1.3))) {
            double[] p = decoding.probabilities(z);
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                if (p[i] > 0) {
                    assertThat(subject().draw(decoding, sum, z)).isEqualTo(i);
                    sum += p[i];
                    assertThat(subject().draw(decoding, Math.nextDown(sum), z)).isEqualTo(i);
                }
            }
        }
    }

    @Claim("GP-10")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anEvenGridOfNumbersDrawsEveryTokenItsShare(
            @ForAll("masked") float[] z, @ForAll @IntRange(min = 1, max = 500) int N) {
        for (Decoding decoding :
                List.of(
                        new Decoding.Temperature(1),
                        new Decoding.TopK(3, 0.7),
                        new Decoding.TopP(0.8, 1.3))) {
            double[] p = decoding.probabilities(z);
            int[] counts = new int[z.length];
            for (int k = 0; k < N; k++) {
                counts[subject().draw(decoding, (k + 0.5) / N, z)]++;
            }
            for (int i = 0; i < z.length; i++) {
                assertThat(Math.abs(counts[i] - N * p[i])).isLessThanOrEqualTo(1 + 1e-9);
            }
        }
    }

    @Claim("GP-10")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aTokenOfProbabilityZeroIsNeverDrawn(
            @ForAll("masked") float[] z,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double uniform,
            @ForAll long seed) {
        for (double u : new double[] {0, uniform, Math.nextDown(1.0)}) {
            for (Decoding decoding :
                    List.of(
                            new Decoding.Temperature(1),
                            new Decoding.TopK(2, 0.7),
                            new Decoding.TopP(0.5, 1.3))) {
                int drawn = subject().draw(decoding, u, z);
                assertThat(decoding.probabilities(z)[drawn]).isPositive();
            }
        }
        assertThat(z[subject().gumbel(Philox.of(seed), 0, widened(z))])
                .isGreaterThan(Float.NEGATIVE_INFINITY);
    }

    /// Hoeffding: each frequency is within √(ln(2/δ)/2N) of its mean but for δ = 10⁻⁹.
    @Claim("GP-10")
    @Test
    void theLargestLogitWithGumbelNoiseIsASample() {
        double[] z = {2, 1, 0, Double.NEGATIVE_INFINITY, -1};
        double[] p = Softmax.of(z);
        int N = 100_000;
        for (int seed = 1; seed <= 3; seed++) {
            Philox random = Philox.of(seed).split("gumbel");
            int[] counts = new int[z.length];
            for (int n = 0; n < N; n++) {
                counts[subject().gumbel(random, n, z)]++;
            }
            for (int i = 0; i < z.length; i++) {
                assertThat((double) counts[i] / N).isCloseTo(p[i], within(0.0104));
            }
        }
    }

    @Claim("GP-10")
    @Test
    void theDrawInvertsTheCumulatedProbability() {
        Decoding decoding = new Decoding.Temperature(1);
        assertThat(subject().draw(decoding, 0, LOGITS)).isZero();
        assertThat(subject().draw(decoding, 0.6651, LOGITS)).isZero();
        assertThat(subject().draw(decoding, 0.6653, LOGITS)).isEqualTo(1);
        assertThat(subject().draw(decoding, 0.9098, LOGITS)).isEqualTo(1);
        assertThat(subject().draw(decoding, 0.9101, LOGITS)).isEqualTo(2);
        assertThat(subject().draw(decoding, Math.nextDown(1.0), LOGITS)).isEqualTo(2);
    }

    @Test
    void maskedLogitsAreNeverDrawn() {
        float[] masked = {Float.NEGATIVE_INFINITY, 0f, Float.NEGATIVE_INFINITY};
        assertThat(new Decoding.Temperature(1).probabilities(masked)).containsExactly(0, 1, 0);
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Temperature(0))
                .withMessage("temperature must be positive and finite, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopK(1, -1))
                .withMessage("temperature must be positive and finite, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopP(1, Double.NaN))
                .withMessage("temperature must be positive and finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopK(0, 1))
                .withMessage("k must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopP(1.5, 1))
                .withMessage("p must be in (0,1], got 1.5");
        for (double p : new double[] {0, -0.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Decoding.TopP(p, 1))
                    .withMessage("p must be in (0,1], got " + p);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Greedy().draw(0, 1f, Float.NaN))
                .withMessageContaining("none NaN or +∞, got [1.0, NaN]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Greedy().draw(0))
                .withMessageContaining("at least one logit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopP(0.5, 1).keep(0.5, -0.5, 1))
                .withMessage("probabilities must not be negative, got -0.5 at 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopP(0.5, 1).keep(0.5, 0.5, Double.NaN))
                .withMessage("probabilities must not be negative, got NaN at 2");
    }

    @Test
    void logitsWithoutASoftmaxAreRefused() {
        for (float[] z :
                List.of(
                        new float[] {0, Float.POSITIVE_INFINITY},
                        new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY},
                        new float[] {Float.NaN, 0})) {
            for (Decoding decoding :
                    List.of(
                            new Decoding.Greedy(),
                            new Decoding.Temperature(1),
                            new Decoding.TopK(1, 1),
                            new Decoding.TopP(0.5, 1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> decoding.probabilities(z))
                        .withMessage(
                                "at least one logit must be finite and none NaN or +∞, got "
                                        + Arrays.toString(z));
            }
        }
    }

    @Mutant("GP-07") // τ multiplies
    static class MultipliesByTheTemperature extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] temperature(double temperature, float... z) {
                    return new Decoding.Temperature(1 / temperature).probabilities(z);
                }
            };
        }
    }

    @Mutant({"GP-07", "GP-09"}) // τ is ignored
    static class KnowsNoTemperature extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] temperature(double temperature, float... z) {
                    return new Decoding.Temperature(1).probabilities(z);
                }

                @Override
                public double[] topP(double p, double temperature, float... z) {
                    return new Decoding.TopP(p, 1).probabilities(z);
                }
            };
        }
    }

    @Mutant({"GP-07", "GP-08", "GP-09"}) // zeros for everything
    static class GivesZeros extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] temperature(double temperature, float... z) {
                    return new double[z.length];
                }

                @Override
                public double[] topK(int k, float... z) {
                    return new double[z.length];
                }

                @Override
                public double[] topP(double p, double temperature, float... z) {
                    return new double[z.length];
                }
            };
        }
    }

    /// All probabilities of at least the `k`-th largest, and so more than `k` where there are ties.
    @Mutant("GP-08")
    static class KeepsAllTies extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] topK(int k, float... z) {
                    double[] p = Softmax.of(widened(z));
                    double[] sorted = p.clone();
                    Arrays.sort(sorted);
                    double least = sorted[Math.max(0, p.length - k)];
                    return renormalized(p, i -> p[i] >= least);
                }
            };
        }
    }

    @Mutant("GP-08") // ranks rounded probabilities
    static class RanksProbabilities extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] topK(int k, float... z) {
                    double[] p = Softmax.of(widened(z));
                    return renormalized(p, i -> before(i, p) < k);
                }
            };
        }
    }

    @Mutant("GP-08") // dropped logits become 0, which is a probability like any other
    static class DropsToZero extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] topK(int k, float... z) {
                    float[] dropped = z.clone();
                    for (int i = 0; i < z.length; i++) {
                        dropped[i] = before(i, widened(z)) < k ? z[i] : 0;
                    }
                    return new Decoding.Temperature(1).probabilities(dropped);
                }
            };
        }
    }

    @Mutant("GP-08") // what stays is not divided by its sum
    static class KeepsTheMassOfTopK extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] topK(int k, float... z) {
                    double[] p = Softmax.of(widened(z));
                    for (int i = 0; i < p.length; i++) {
                        p[i] = before(i, widened(z)) < k ? p[i] : 0;
                    }
                    return p;
                }
            };
        }
    }

    private static double[] renormalized(double[] p, IntPredicate stays) {
        double[] kept = new double[p.length];
        Arrays.setAll(kept, i -> stays.test(i) ? p[i] : 0);
        double mass = sum(kept);
        Arrays.setAll(kept, i -> kept[i] / mass);
        return kept;
    }

    /// The tokens before the one at which the mass crosses `p`, at least one.
    @Mutant("GP-09")
    static class LeavesTheCrossingTokenOut extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] nucleus(double p, double... all) {
                    return renormalized(
                            all,
                            i -> {
                                double mass = all[i];
                                for (int j = 0; j < all.length; j++) {
                                    mass += before(j, all) < before(i, all) ? all[j] : 0;
                                }
                                return mass <= p || before(i, all) == 0;
                            });
                }
            };
        }
    }

    @Mutant("GP-09")
    static class KeepsWhatIsAboveOneMinusP extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] nucleus(double p, double... all) {
                    return renormalized(all, i -> all[i] > 1 - p || before(i, all) == 0);
                }
            };
        }
    }

    @Mutant("GP-09") // at p = 1 the rounded sum decides
    static class StopsWhenTheSumIsOne extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] nucleus(double p, double... all) {
                    double[] kept = new double[all.length];
                    double mass = 0;
                    for (int rank = 0; rank < all.length && mass < p; rank++) {
                        for (int i = 0; i < all.length; i++) {
                            if (before(i, all) == rank) {
                                kept[i] = all[i];
                                mass += all[i];
                            }
                        }
                    }
                    return renormalized(kept, i -> true);
                }
            };
        }
    }

    @Mutant("GP-09") // the temperature comes after the nucleus
    static class FiltersFirst extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public double[] topP(double p, double temperature, float... z) {
                    double[] kept = new Decoding.TopP(p, 1).probabilities(z);
                    double[] powers = new double[z.length];
                    Arrays.setAll(powers, i -> Math.pow(kept[i], 1 / temperature));
                    return renormalized(powers, i -> true);
                }
            };
        }
    }

    /// `u <= sum` in place of `u < sum`, over all tokens.
    @Mutant("GP-10")
    static class DrawsAtTheBorder extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public int draw(Decoding decoding, double uniform, float... z) {
                    double[] p = decoding.probabilities(z);
                    double sum = 0;
                    for (int i = 0; i < p.length; i++) {
                        sum += p[i];
                        if (uniform <= sum) {
                            return i;
                        }
                    }
                    return p.length - 1;
                }
            };
        }
    }

    @Mutant("GP-10") // its numbers end at 0.9
    static class NeverDrawsFromTheEnd extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public int draw(Decoding decoding, double uniform, float... z) {
                    return decoding.draw(uniform * 0.9, z);
                }
            };
        }
    }

    @Mutant("GP-10")
    static class AlwaysDrawsTheFirst extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public int draw(Decoding decoding, double uniform, float... z) {
                    return 0;
                }
            };
        }
    }

    @Mutant("GP-10") // exponential noise, one logarithm short of a Gumbel number
    static class AddsExponentialNoise extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public int gumbel(Philox random, long step, double... z) {
                    return noisiest(z, i -> -Math.log(1 - random.uniform(step, i)));
                }
            };
        }
    }

    @Mutant("GP-10") // one noise for all logits changes nothing
    static class SharesItsNoise extends DecodingTest {
        @Override
        Sampling subject() {
            return new Sampling() {
                @Override
                public int gumbel(Philox random, long step, double... z) {
                    return noisiest(z, i -> random.normal(step, 0));
                }
            };
        }
    }

    private static int noisiest(double[] z, IntToDoubleFunction noise) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < z.length; i++) {
            double score = z[i] + noise.applyAsDouble(i);
            if (score > highest) {
                highest = score;
                best = i;
            }
        }
        return best;
    }
}
