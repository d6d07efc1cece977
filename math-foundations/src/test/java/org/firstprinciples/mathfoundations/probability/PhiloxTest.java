package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Positive;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

class PhiloxTest {

    /// Statistical bounds hold with probability 1 − δ, δ = 10⁻⁹, for any seed; the seed is fixed all the same.
    private static final double DELTA = 1e-9;

    private static final int N = 100_000;

    private static final Philox RANDOM = Philox.of(20260101).split("test");

    /// The vectors that are published with Random123 (Salmon et al. 2011), file `kat_vectors`.
    @Example
    void philox4x32With10RoundsGivesThePublishedWords() {
        assertThat(Philox.encipher(new int[4], 0, 0))
                .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(Philox.encipher(new int[] {-1, -1, -1, -1}, -1, -1))
                .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        int[] pi = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
        assertThat(Philox.encipher(pi, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    int[] encipher(int[] counter, int key0, int key1) {
        return Philox.encipher(counter, key0, key1);
    }

    /// The ten rounds, backward: a product modulo 2³² with an odd number is undone by the inverse of that number, and the factor
    /// that comes back says what the upper half was.
    @Claim("PR-31")
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyBlockLeadsBackToItsCounter(
            @ForAll int c0,
            @ForAll int c1,
            @ForAll int c2,
            @ForAll int c3,
            @ForAll int key0,
            @ForAll int key1) {
        BigInteger modulus = BigInteger.TWO.pow(32);
        long multiplier0 = 0xD2511F53L;
        long multiplier1 = 0xCD9E8D57L;
        long inverse0 = BigInteger.valueOf(multiplier0).modInverse(modulus).longValueExact();
        long inverse1 = BigInteger.valueOf(multiplier1).modInverse(modulus).longValueExact();
        int[] block = encipher(new int[] {c0, c1, c2, c3}, key0, key1);
        for (int round = 9; round >= 0; round--) {
            int first = (int) ((block[3] & 0xFFFFFFFFL) * inverse0);
            int third = (int) ((block[1] & 0xFFFFFFFFL) * inverse1);
            int high0 = (int) (multiplier0 * (first & 0xFFFFFFFFL) >>> 32);
            int high1 = (int) (multiplier1 * (third & 0xFFFFFFFFL) >>> 32);
            int second = block[0] ^ high1 ^ (key0 + round * 0x9E3779B9);
            int fourth = block[2] ^ high0 ^ (key1 + round * 0xBB67AE85);
            block = new int[] {first, second, third, fourth};
        }
        assertThat(block).containsExactly(c0, c1, c2, c3);
    }

    @Mutant("PR-31") // two counters, one block
    static class LosesABit extends PhiloxTest {
        @Override
        int[] encipher(int[] counter, int key0, int key1) {
            int[] even = counter.clone();
            even[0] &= ~1;
            return Philox.encipher(even, key0, key1);
        }
    }

    /// The numbers come from a second program, written in Python after the same paper and class comment.
    @Example
    void seedPurposeStepAndElementGiveTheseNumbers() {
        Philox random = Philox.of(42).split("blocks").split("0").split("dropout");
        assertThat(random.key()).isEqualTo(0x8c3660b351e111c0L);
        assertThat(random.uniform(3, 5)).isEqualTo(0x1.94cacea904962p-2);
        assertThat(random.uniform(3, 5)).isCloseTo(0.395305, within(5e-7));
        assertThat(random.normal(3, 5)).isCloseTo(-0.36355027083010766, within(1e-15));
        assertThat(random.below(1000, 3, 5)).isEqualTo(395);
        assertThat(Philox.of(-1).uniform(-2, -3)).isEqualTo(0.1341175107271928);
        assertThat(Philox.of(7).split("β").key()).isEqualTo(0x5898c4effa120eebL);
    }

    /// Whoever asks, in which order and on which thread: the numbers are the same.
    @Property(tries = 20)
    void aDrawDependsOnItsPlaceOnly(@ForAll long seed, @ForAll long step) {
        Philox random = Philox.of(seed).split("a");
        double[] ascending =
                IntStream.range(0, 200).mapToDouble(i -> random.normal(step, i)).toArray();
        double[] descending = new double[200];
        for (int i = 199; i >= 0; i--) {
            descending[i] = Philox.of(seed).split("a").normal(step, i);
        }
        double[] parallel =
                IntStream.range(0, 200)
                        .parallel()
                        .mapToDouble(i -> random.normal(step, i))
                        .toArray();
        assertThat(descending).containsExactly(ascending);
        assertThat(parallel).containsExactly(ascending);
    }

    /// Equal numbers of 53 bits would be a chance of 2⁻⁵³.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void seedPurposeStepAndElementAllCount(
            @ForAll long seed, @ForAll long step, @ForAll long element) {
        Philox random = Philox.of(seed).split("a");
        double draw = random.uniform(step, element);
        assertThat(random.uniform(step + 1, element)).isNotEqualTo(draw);
        assertThat(random.uniform(step, element + 1)).isNotEqualTo(draw);
        assertThat(random.uniform(step, element + (1L << 32))).isNotEqualTo(draw);
        assertThat(random.uniform(step + (1L << 32), element)).isNotEqualTo(draw);
        assertThat(Philox.of(seed).split("b").uniform(step, element)).isNotEqualTo(draw);
        assertThat(Philox.of(seed + 1).split("a").uniform(step, element)).isNotEqualTo(draw);
        assertThat(Philox.of(seed + (1L << 32)).split("a").uniform(step, element))
                .isNotEqualTo(draw);
        if (step != element) {
            assertThat(random.uniform(element, step)).isNotEqualTo(draw);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void differentPathsGiveDifferentKeys(@ForAll long seed) {
        Philox root = Philox.of(seed);
        long[] keys = {
            root.key(),
            root.split("").key(),
            root.split("").split("").key(),
            root.split("ab").key(),
            root.split("ba").key(),
            root.split("a").split("b").key(),
            root.split("a").key(),
            root.split("ab").split("c").key(),
            root.split("a").split("bc").key(),
            root.split("abc").key(),
        };
        assertThat(keys).doesNotHaveDuplicates();
    }

    /// sup |Fₙ − F| ≤ √(ln(2/δ) / 2n) (Dvoretzky, Kiefer, Wolfowitz; Massart 1990), along each of the four arguments.
    @Example
    void uniformNumbersAreUniform() {
        DoubleUnaryOperator identity = x -> x;
        assertDistribution(i -> RANDOM.uniform(7, i), identity);
        assertDistribution(i -> RANDOM.uniform(i, 7), identity);
        assertDistribution(i -> Philox.of(i).uniform(0, 0), identity);
        assertDistribution(i -> RANDOM.split(Integer.toString(i)).uniform(0, 0), identity);
    }

    @Example
    void normalNumbersAreNormal() {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        assertDistribution(i -> RANDOM.normal(7, i), normal::cumulativeProbability);
        assertDistribution(i -> RANDOM.normal(i, 7), normal::cumulativeProbability);
    }

    private static void assertDistribution(IntToDoubleFunction draw, DoubleUnaryOperator cdf) {
        double[] draws = IntStream.range(0, N).mapToDouble(draw).sorted().toArray();
        double distance = 0;
        for (int i = 0; i < N; i++) {
            double f = cdf.applyAsDouble(draws[i]);
            distance = Math.max(distance, Math.max((i + 1.0) / N - f, f - (double) i / N));
        }
        assertThat(distance).isLessThan(hoeffding(1, N));
    }

    /// (b − a) √(ln(2/δ) / 2n): the mean of n numbers in [a,b] is within this of its expectation.
    private static double hoeffding(double range, int n) {
        return range * Math.sqrt(Math.log(2 / DELTA) / (2 * n));
    }

    /// The mean is normal with variance 1/n; the sum of squares is χ² with n degrees of freedom.
    @Example
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        double[] draws = IntStream.range(0, N).mapToDouble(i -> RANDOM.normal(1, i)).toArray();
        assertThat(Arrays.stream(draws).average().orElseThrow())
                .isCloseTo(0, within(6.11 / Math.sqrt(N)));
        ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, N);
        assertThat(Arrays.stream(draws).map(x -> x * x).sum())
                .isBetween(
                        chiSquared.inverseCumulativeProbability(DELTA / 2),
                        chiSquared.inverseCumulativeProbability(1 - DELTA / 2));
    }

    /// The mean of (u − ½)(v − ½) over disjoint pairs of neighbors along each argument is near 0.
    @Example
    void neighborsAreUncorrelated() {
        assertUncorrelated(i -> RANDOM.uniform(0, 2L * i), i -> RANDOM.uniform(0, 2L * i + 1));
        assertUncorrelated(i -> RANDOM.uniform(2L * i, 0), i -> RANDOM.uniform(2L * i + 1, 0));
        assertUncorrelated(
                i -> Philox.of(2L * i).uniform(0, 0), i -> Philox.of(2L * i + 1).uniform(0, 0));
        Philox other = RANDOM.split("other");
        assertUncorrelated(i -> RANDOM.uniform(0, i), i -> other.uniform(0, i));
    }

    private static void assertUncorrelated(IntToDoubleFunction u, IntToDoubleFunction v) {
        double mean =
                IntStream.range(0, N)
                        .mapToDouble(i -> (u.applyAsDouble(i) - 0.5) * (v.applyAsDouble(i) - 0.5))
                        .average()
                        .orElseThrow();
        assertThat(mean).isCloseTo(0, within(hoeffding(0.5, N)));
    }

    @Property
    void uniformNumbersLieInTheirInterval(
            @ForAll long seed, @ForAll long step, @ForAll long element) {
        double draw = Philox.of(seed).uniform(step, element);
        assertThat(draw).isGreaterThanOrEqualTo(0).isLessThan(1);
        assertThat(draw * 0x1p53).isEqualTo(Math.rint(draw * 0x1p53));
        assertThat(Philox.of(seed).normal(step, element)).isBetween(-8.58, 8.58);
    }

    /// `below` is ⌊bound · x / 2⁶⁴⌋ of the first 64 bits `x`. Oracle: exact integers.
    @Property(edgeCases = EdgeCasesMode.NONE)
    void belowScalesTheFirst64Bits(
            @ForAll long seed,
            @ForAll long step,
            @ForAll long element,
            @ForAll @Positive int bound) {
        int[] block =
                Philox.encipher(
                        new int[] {
                            (int) element, (int) (element >>> 32), (int) step, (int) (step >>> 32)
                        },
                        (int) seed,
                        (int) (seed >>> 32));
        BigInteger x =
                BigInteger.valueOf(block[1] & 0xFFFFFFFFL)
                        .shiftLeft(32)
                        .add(BigInteger.valueOf(block[0] & 0xFFFFFFFFL));
        int expected = x.multiply(BigInteger.valueOf(bound)).shiftRight(64).intValueExact();
        assertThat(Philox.of(seed).below(bound, step, element))
                .isEqualTo(expected)
                .isBetween(0, bound - 1);
    }

    /// √(ln(2k/δ) / 2n) for k frequencies at once.
    @Property(tries = 5)
    void belowIsFair(@ForAll @IntRange(min = 1, max = 12) int bound) {
        double[] frequencies = new double[bound];
        for (int i = 0; i < N; i++) {
            frequencies[RANDOM.below(bound, 11, i)] += 1.0 / N;
        }
        double threshold = Math.sqrt(Math.log(2 * bound / DELTA) / (2 * N));
        for (double frequency : frequencies) {
            assertThat(frequency).isCloseTo(1.0 / bound, within(threshold));
        }
    }

    @Example
    void aBoundMustBePositive() {
        for (int bound : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> RANDOM.below(bound, 0, 0))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bound must be positive, got " + bound);
        }
        assertThat(RANDOM.below(1, 0, 0)).isZero();
    }
}
