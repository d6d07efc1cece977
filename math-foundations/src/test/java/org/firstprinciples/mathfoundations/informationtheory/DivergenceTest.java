package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

import org.apache.commons.math3.dfp.Dfp;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.firstprinciples.mathfoundations.probability.Probabilities;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class DivergenceTest {

    private static final double LN_2 = Math.log(2);

    /// Four measures of two distributions.
    interface Measures {
        default double kl(double[] p, double[] q) {
            return Divergence.kl(p, q);
        }

        default double logRatio(double p, double q) {
            return Divergence.logRatio(p, q);
        }

        default double crossEntropy(double[] p, double[] q) {
            return Divergence.crossEntropy(p, q);
        }

        default double jensenShannon(double[] p, double[] q) {
            return Divergence.jensenShannon(p, q);
        }

        default double totalVariation(double[] p, double[] q) {
            return Divergence.totalVariation(p, q);
        }
    }

    Measures subject() {
        return new Measures() {};
    }

    /// `q` near `p`, equal to it, or anywhere.
    private static double[] other(SplittableRandom random, double... p) {
        return switch (random.nextInt(4)) {
            case 0 -> p.clone();
            case 1 -> Simplexes.neighbor(random, p);
            case 2 -> Simplexes.dyadic(random, p.length);
            default -> Simplexes.positive(random, p.length);
        };
    }

    private static boolean excludes(double[] q, double[] p) {
        return IntStream.range(0, p.length).anyMatch(i -> q[i] == 0 && p[i] > 0);
    }

    /// Anything between 0 and 1, near either end or a simple fraction.
    private static double weight(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Math.scalb(1.0, -1 - random.nextInt(40));
            case 1 -> 1 - Math.scalb(1.0, -1 - random.nextInt(40));
            case 2 -> (1 + random.nextInt(3)) / 4.0;
            default -> random.nextDouble(0x1p-53, 1);
        };
    }

    private static double[] mixture(double weight, double[] p, double[] q) {
        double[] m = new double[p.length];
        Arrays.setAll(m, i -> weight * p[i] + (1 - weight) * q[i]);
        return m;
    }

    // ---- IT-01

    /// For `p ≠ q` it is at least `½‖p − q‖₁²`, far above rounding.
    @Claim("IT-01")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void itIsPositiveUnlessTheTwoAreEqual(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        boolean equal = Arrays.equals(p, q);
        double kl = subject().kl(p, q);
        Statistics.label("pairs").collect(equal ? "equal" : excludes(q, p) ? "excluded" : "apart");
        if (excludes(q, p)) {
            assertThat(kl).isEqualTo(Double.POSITIVE_INFINITY);
        } else {
            double norm = 2 * Divergence.totalVariation(p, q);
            if (equal) {
                assertThat(kl).isEqualTo(0);
            } else {
                assertThat(kl)
                        .isPositive()
                        .isGreaterThanOrEqualTo(norm * norm / 2 - Rounding.tau(p, q));
            }
        }
    }

    /// Any doubles, also where `p` or `q` has numbers far below the others.
    @Claim("IT-01")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void ofAnyDoublesItIsAtLeastTheSquareOfTheirDistance(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = doubles(random, k);
        double[] q = doubles(random, k);
        double[] rare = random.nextBoolean() ? p : q;
        rare[0] += rare[1];
        rare[1] = Math.scalb(1.0, -random.nextInt(60, 1075));
        double norm = 2 * Divergence.totalVariation(p, q);
        assertThat(subject().kl(p, q))
                .isPositive()
                .isGreaterThanOrEqualTo(
                        norm * norm / 2 - 2 * Rounding.apart(p, q) - 4 * k * Rounding.U);
    }

    /// Oracle: 50 digits.
    @Claim("IT-42")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theComputedValueIsOffByAtMostTau(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        if (!excludes(q, p)) {
            assertThat(Rounding.distance(subject().kl(p, q), Rounding.kl(p, q)))
                    .isLessThanOrEqualTo(Rounding.tau(p, q));
        }
    }

    /// Any doubles, whose sum is 1 only up to rounding; `q` is anywhere or so near that the divergence is lost.
    @Claim("IT-42")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theComputedValueOfAnyDoublesIsOffByAtMostTau(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = doubles(random, k);
        double[] q = random.nextBoolean() ? doubles(random, k) : near(random, p);
        assertThat(Rounding.distance(subject().kl(p, q), Rounding.kl(p, q)))
                .isLessThanOrEqualTo(Rounding.tau(p, q));
    }

    /// The vocabulary of the page, of 64 different pairs again and again, so that 64 exact logarithms are enough.
    @Claim("IT-42")
    @Example
    void theComputedValueOfAWholeVocabularyIsOffByAtMostTau() {
        SplittableRandom random = new SplittableRandom(1);
        double[] p = repeat(50_257, doubles(random, 64));
        double[] far = repeat(50_257, doubles(random, 64));
        double[] few = near(random, Arrays.copyOf(p, 64));
        double[] close = new double[p.length];
        Arrays.setAll(close, i -> few[i % 64]);
        for (double[] q : new double[][] {far, close}) {
            Dfp exact = Rounding.exact(0);
            for (int i = 0; i < 64; i++) {
                double[] one = {p[i]};
                double[] other = {q[i]};
                int times = (p.length - i + 63) / 64;
                exact = exact.add(Rounding.kl(one, other).multiply(times));
            }
            assertThat(Rounding.distance(subject().kl(p, q), exact))
                    .isLessThanOrEqualTo(Rounding.tau(p, q));
        }
        assertThat(Rounding.tau(p, close)).isCloseTo(5.6e-12, within(5e-14));
    }

    /// The numbers again and again, so many, divided by their sum.
    private static double[] repeat(int k, double... numbers) {
        double[] p = new double[k];
        Arrays.setAll(p, i -> numbers[i % numbers.length]);
        double sum = Arrays.stream(p).sum();
        Arrays.setAll(p, i -> numbers[i % numbers.length] / sum);
        return p;
    }

    private static double[] doubles(SplittableRandom random, int k) {
        double[] p = new double[k];
        Arrays.setAll(p, i -> Math.pow(random.nextDouble(0x1p-20, 1), 3));
        double sum = Arrays.stream(p).sum();
        Arrays.setAll(p, i -> p[i] / sum);
        return p;
    }

    private static double[] near(SplittableRandom random, double... p) {
        double[] q = new double[p.length];
        Arrays.setAll(q, i -> p[i] * (1 + random.nextInt(-2, 3) * Rounding.U));
        return q;
    }

    /// Of two equal distributions, up to rounding, the computed divergence may be negative.
    @Claim("IT-42")
    @Example
    void theComputedValueMayBeNegative() {
        SplittableRandom random = new SplittableRandom(1);
        double least = 0;
        for (int i = 0; i < 100; i++) {
            double[] p = doubles(random, 3);
            least = Math.min(least, subject().kl(p, near(random, p)));
        }
        assertThat(least).isBetween(-1e-15, -1e-17);
    }

    @Claim("IT-01")
    @Example
    void edgesOfTheDivergence() {
        assertThat(subject().kl(array(1), array(1))).isEqualTo(0);
        assertThat(subject().kl(array(1, 0), array(0, 1))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(subject().kl(array(0, 1), array(0.5, 0.5))).isCloseTo(LN_2, within(1e-16));
        double[] half = {0.5, 0.5};
        for (double tiny : new double[] {Double.MIN_VALUE, 0x1p-1040, 0x1p-1000}) {
            double[] q = {tiny, 1};
            assertThat(Rounding.distance(subject().kl(half, q), Rounding.kl(half, q)))
                    .isLessThanOrEqualTo(2 * Rounding.apart(half, q));
        }
    }

    private static double[] array(double... x) {
        return x;
    }

    @Claim("IT-01")
    @Example
    void whatIsNoDistributionIsRefused() {
        double[] half = {0.5, 0.5};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().kl(array(0.5, 0.4), half))
                .withMessage("p must sum to 1, its 2 numbers sum to 0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().kl(half, array(1.5, -0.5)))
                .withMessage("q must hold probabilities, got -0.5 at 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().kl(half, array(Double.NaN, 1)))
                .withMessage("q must hold probabilities, got NaN at 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().kl(half, array(1)))
                .withMessage("p and q must be over the same outcomes, got 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().kl(array(), array()))
                .withMessage("p must have at least one probability");
    }

    // ---- IT-02

    @Claim("IT-02")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void crossEntropyIsEntropyPlusDivergence(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        double cross = subject().crossEntropy(p, q);
        double sum = Entropy.of(p) + subject().kl(p, q);
        if (excludes(q, p)) {
            assertThat(cross).isEqualTo(Double.POSITIVE_INFINITY).isEqualTo(sum);
        } else {
            assertThat(cross).isCloseTo(sum, within(2 * Rounding.apart(p, q)));
        }
        double best = subject().crossEntropy(p, p);
        if (Arrays.equals(p, q)) {
            assertThat(cross).isEqualTo(best);
        } else {
            assertThat(cross).isGreaterThan(best);
        }
    }

    @Claim("IT-21")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void crossEntropyIsLinearInTheTruthAndConvexInTheModel(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double weight = weight(random);
        double[] p = Simplexes.dyadic(random, k);
        double[] p2 = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        double[] q2 = other(random, p2);
        double tolerance =
                4 * (Rounding.apart(p, q) + Rounding.apart(p2, q) + Rounding.apart(p, q2));
        double mixed = subject().crossEntropy(mixture(weight, p, p2), q);
        double sum =
                weight * subject().crossEntropy(p, q)
                        + (1 - weight) * subject().crossEntropy(p2, q);
        if (excludes(q, p) || excludes(q, p2)) {
            assertThat(mixed).isEqualTo(Double.POSITIVE_INFINITY).isEqualTo(sum);
        } else {
            assertThat(mixed).isCloseTo(sum, within(tolerance));
        }
        assertThat(subject().crossEntropy(p, mixture(weight, q, q2)))
                .isLessThanOrEqualTo(
                        weight * subject().crossEntropy(p, q)
                                + (1 - weight) * subject().crossEntropy(p, q2)
                                + tolerance);
    }

    @Claim("IT-02")
    @Example
    void aCertainOutcomeCostsItsSurprise() {
        assertThat(subject().crossEntropy(array(0, 1, 0), array(0.25, 0.125, 0.625)))
                .isCloseTo(3 * LN_2, within(1e-15));
        assertThat(subject().crossEntropy(array(0, 1), array(1, 0)))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    // ---- IT-22

    @Claim("IT-22")
    @Example
    void itIsNeitherSymmetricNorAMetric() {
        double[] p = {0.5, 0.25, 0.25};
        double[] uniform = {1 / 3.0, 1 / 3.0, 1 / 3.0};
        assertThat(subject().kl(p, uniform) / LN_2).isCloseTo(0.08496, within(5e-6));
        assertThat(subject().kl(uniform, p) / LN_2).isCloseTo(0.08170, within(5e-6));
        double[] a = {0.5, 0.5};
        double[] b = {0.25, 0.75};
        double[] c = {0.1, 0.9};
        assertThat(subject().kl(a, c)).isCloseTo(0.5108, within(5e-5));
        assertThat(subject().kl(a, b)).isCloseTo(0.144, within(5e-4));
        assertThat(subject().kl(b, c)).isCloseTo(0.092, within(5e-4));
        assertThat(subject().kl(a, b) + subject().kl(b, c)).isCloseTo(0.2362, within(5e-5));
    }

    // ---- IT-04

    /// `Σ aᵢ ln(aᵢ/bᵢ) ≥ A ln(A/B)`, equal if `a` is a multiple of `b`.
    @Claim("IT-04")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theLogSumInequality(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] b = new double[k];
        Arrays.setAll(b, i -> 1 + random.nextInt(50));
        boolean proportional = random.nextInt(3) == 0;
        double[] a = new double[k];
        Arrays.setAll(a, i -> proportional ? b[i] / 4 : random.nextInt(50));
        double unit = Math.scalb(1.0, random.nextInt(-400, 400));
        double scale = Math.scalb(1.0, random.nextInt(-400, 400));
        Arrays.setAll(a, i -> a[i] * unit);
        Arrays.setAll(b, i -> b[i] * scale);
        double left = 0;
        double size = 0;
        for (int i = 0; i < k; i++) {
            if (a[i] > 0) {
                double term = a[i] * subject().logRatio(a[i], b[i]);
                left += term;
                size += Math.abs(term) + a[i];
            }
        }
        double sumOfA = Arrays.stream(a).sum();
        double right =
                sumOfA == 0 ? 0 : sumOfA * subject().logRatio(sumOfA, Arrays.stream(b).sum());
        double tolerance = 4 * (k + 4) * Rounding.U * (size + Math.abs(right));
        boolean equal =
                IntStream.range(0, k)
                        .allMatch(i -> a[i] * b[0] == a[0] * b[i]); // whole numbers / 4
        if (equal) {
            assertThat(left).isCloseTo(right, within(tolerance));
        } else {
            assertThat(left).isGreaterThan(right);
        }
    }

    @Claim("IT-29")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theDivergenceIsConvexInThePairAndEntropyIsConcave(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double weight = weight(random);
        double[] p = Simplexes.dyadic(random, k);
        double[] p2 = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        double[] q2 = other(random, p2);
        double tolerance = 4 * (Rounding.apart(p, q) + Rounding.apart(p2, q2));
        assertThat(subject().kl(mixture(weight, p, p2), mixture(weight, q, q2)))
                .isLessThanOrEqualTo(
                        weight * subject().kl(p, q)
                                + (1 - weight) * subject().kl(p2, q2)
                                + tolerance);
        assertThat(Entropy.of(mixture(weight, p, p2)))
                .isGreaterThanOrEqualTo(
                        weight * Entropy.of(p) + (1 - weight) * Entropy.of(p2) - tolerance);
    }

    @Claim("IT-04")
    @Example
    void anExcludedOutcomeMakesTheSumInfinite() {
        assertThat(2 * subject().logRatio(2, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    // ---- IT-05

    /// All `2^k` events; sums of multiples of 2⁻¹² are exact.
    @Claim("IT-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void totalVariationIsTheLargestDifferenceOfAnEvent(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        double largest = 0;
        for (int event = 0; event < 1 << k; event++) {
            double difference = 0;
            for (int i = 0; i < k; i++) {
                difference += (event >> i & 1) * (p[i] - q[i]);
            }
            largest = Math.max(largest, Math.abs(difference));
        }
        assertThat(subject().totalVariation(p, q)).isEqualTo(largest);
    }

    @Claim({"IT-30", "IT-31"})
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void twoBoundsOfTheDistanceByTheDivergence(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        double distance = subject().totalVariation(p, q);
        double kl = subject().kl(p, q);
        double tau = Rounding.tau(p, q);
        assertThat(2 * distance * distance).isLessThanOrEqualTo(kl + tau);
        assertThat(distance * distance)
                .isLessThanOrEqualTo(-Math.expm1(-kl) + tau + 2 * Rounding.U);
    }

    /// `D` is `½(p − q)²` times a second derivative that lies between 4 and `4/(1 − 4d²)` for coins at most `d` from fair: the
    /// quotient tends to 1, so that no smaller constant and no other unit will do.
    @Claim("IT-30")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void pinskersConstantCannotBeBetter(
            @ForAll @IntRange(min = -64, max = 64) int a,
            @ForAll @IntRange(min = -64, max = 64) int b,
            @ForAll @IntRange(min = 8, max = 24) int scale) {
        double unit = Math.scalb(1.0, -scale);
        double[] p = {0.5 + a * unit, 0.5 - a * unit};
        double[] q = {0.5 + b * unit, 0.5 - b * unit};
        double distance = subject().totalVariation(p, q);
        double kl = subject().kl(p, q);
        double d = Math.max(Math.abs(a), Math.abs(b)) * unit;
        double tau = Rounding.tau(p, q);
        assertThat(2 * distance * distance).isBetween((1 - 4 * d * d) * kl - tau, kl + tau);
        if (a != b) {
            assertThat(kl).isGreaterThan(2 * distance * distance - tau);
        }
    }

    // ---- IT-09

    @Claim("IT-09")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void jensenShannonIsASymmetricBoundedInformation(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        double[] middle = mixture(0.5, p, q);
        double js = subject().jensenShannon(p, q);
        double tolerance = 2 * (Rounding.apart(p, middle) + Rounding.apart(q, middle));
        assertThat(js).isEqualTo(subject().jensenShannon(q, p));
        assertThat(js).isBetween(0.0, LN_2 + tolerance);
        assertThat(js)
                .isLessThanOrEqualTo(LN_2 * Divergence.totalVariation(p, q) + tolerance)
                .isCloseTo(
                        Entropy.of(middle) - (Entropy.of(p) + Entropy.of(q)) / 2,
                        within(tolerance));
        double[][] labeled = {
            Arrays.stream(p).map(x -> x / 2).toArray(), Arrays.stream(q).map(x -> x / 2).toArray()
        };
        assertThat(js)
                .isCloseTo(
                        JointDistribution.of(labeled).mutualInformation(), within(2 * tolerance));
        boolean disjoint = IntStream.range(0, k).allMatch(i -> p[i] == 0 || q[i] == 0);
        if (disjoint) {
            assertThat(js).isCloseTo(LN_2, within(tolerance));
        } else {
            assertThat(js).isLessThan(LN_2 - 1e-9);
        }
    }

    @Claim("IT-32")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void itsRootObeysTheTriangleInequality(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q = other(random, p);
        double[] r = other(random, q);
        double left = Math.sqrt(subject().jensenShannon(p, r));
        double right =
                Math.sqrt(subject().jensenShannon(p, q)) + Math.sqrt(subject().jensenShannon(q, r));
        assertThat(left).isLessThanOrEqualTo(right + 1e-7);
    }

    @Claim("IT-09")
    @Example
    void disjointSupportsAreOneBitApart() {
        assertThat(subject().jensenShannon(array(0.5, 0.5, 0), array(0, 0, 1)))
                .isCloseTo(LN_2, within(1e-15));
        assertThat(subject().jensenShannon(array(0.3, 0.7), array(0.3, 0.7))).isEqualTo(0);
    }

    /// Its root is a distance, itself it is none.
    @Claim("IT-32")
    @Example
    void aDetourMayBeShorterWithoutTheRoot() {
        double direct = subject().jensenShannon(array(1, 0), array(0, 1)) / LN_2;
        double half = subject().jensenShannon(array(1, 0), array(0.5, 0.5)) / LN_2;
        assertThat(direct).isCloseTo(1, within(1e-15));
        assertThat(half).isCloseTo(0.311, within(5e-4));
        assertThat(2 * half).isCloseTo(0.623, within(5e-4));
        assertThat(Math.sqrt(half)).isCloseTo(0.558, within(5e-4));
    }

    /// The worked example of the page on inequalities.
    @Claim({"IT-05", "IT-30", "IT-31", "IT-09"})
    @Example
    void howWrongCanHeBe() {
        double[] p = FourWordsTest.SHE;
        double[] q = FourWordsTest.HE;
        assertThat(subject().totalVariation(p, q)).isEqualTo(3 / 8.0);
        assertThat(p[0] + p[1] - q[0] - q[1]).isEqualTo(3 / 8.0);
        double kl = subject().kl(p, q);
        assertThat(kl).isCloseTo(0.3466, within(5e-5));
        assertThat(Math.sqrt(kl / 2)).isCloseTo(0.416, within(5e-4));
        assertThat(Math.sqrt(1 - Math.exp(-kl))).isCloseTo(0.541, within(5e-4));
        double[] middle = {3 / 8.0, 3 / 16.0, 1 / 8.0, 5 / 16.0};
        assertThat(mixture(0.5, p, q)).containsExactly(middle);
        assertThat(Entropy.bits(middle)).isCloseTo(1.883, within(5e-4));
        assertThat(subject().jensenShannon(p, q) / LN_2).isCloseTo(0.133, within(5e-4));
        double[] merged = {0.5, 0.25, 0.25};
        double[] believed = {0.25, 0.125, 0.625};
        assertThat(Divergence.kl(merged, believed) / LN_2).isCloseTo(0.420, within(5e-4));
        assertThat(0.25 * Math.log(0.25 / 0.625) / LN_2).isCloseTo(-0.330, within(5e-4));
    }

    // ---- wrong versions

    @Mutant({"IT-02", "IT-22"}) // the arguments exchanged
    static class TruthAndModelExchanged extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double kl(double[] p, double[] q) {
                    return Divergence.kl(q, p);
                }
            };
        }
    }

    @Mutant("IT-04") // the bound 1 − 1/x of log x, for which both sides are equal
    static class FirstOrder extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double logRatio(double p, double q) {
                    return 1 - q / p;
                }
            };
        }
    }

    @Mutant("IT-01") // 0·ln 0 as it comes
    static class ZeroTimesInfinity extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double kl(double[] p, double[] q) {
                    Probabilities.require(p, q);
                    double sum = 0;
                    for (int i = 0; i < p.length; i++) {
                        sum += p[i] * Math.log(p[i] / q[i]);
                    }
                    return sum;
                }
            };
        }
    }

    @Mutant("IT-01") // excluded outcomes are left out
    static class ForgivesExcludedOutcomes extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double kl(double[] p, double[] q) {
                    Probabilities.require(p, q);
                    double sum = 0;
                    for (int i = 0; i < p.length; i++) {
                        if (p[i] > 0 && q[i] > 0) {
                            sum += p[i] * Math.log(p[i] / q[i]);
                        }
                    }
                    return sum;
                }
            };
        }
    }

    @Mutant({"IT-42", "IT-30"}) // the decimal logarithm
    static class InDecimalDigits extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double kl(double[] p, double[] q) {
                    return Divergence.kl(p, q) / Math.log(10);
                }
            };
        }
    }

    @Mutant({"IT-29", "IT-31"}) // the root of the divergence
    static class ConcaveInThePair extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double kl(double[] p, double[] q) {
                    return Math.sqrt(Divergence.kl(p, q));
                }
            };
        }
    }

    @Mutant({"IT-02", "IT-21"}) // the entropy of the model
    static class EntropyOfTheModel extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double crossEntropy(double[] p, double[] q) {
                    return Divergence.crossEntropy(q, q);
                }
            };
        }
    }

    @Mutant({"IT-05", "IT-30", "IT-31"}) // without the half
    static class SumOfDifferences extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double totalVariation(double[] p, double[] q) {
                    return 2 * Divergence.totalVariation(p, q);
                }
            };
        }
    }

    @Mutant("IT-09") // without the half
    static class SumOfTwoDivergences extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double jensenShannon(double[] p, double[] q) {
                    return 2 * Divergence.jensenShannon(p, q);
                }
            };
        }
    }

    @Mutant({"IT-09", "IT-32"}) // to the second distribution, not to the middle
    static class OneSided extends DivergenceTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double jensenShannon(double[] p, double[] q) {
                    double[] middle = mixture(0.5, p, q);
                    return Divergence.kl(p, middle);
                }
            };
        }
    }
}
