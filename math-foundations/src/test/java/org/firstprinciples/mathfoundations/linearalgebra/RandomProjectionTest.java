package org.firstprinciples.mathfoundations.linearalgebra;

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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

class RandomProjectionTest {

    Matrix gaussian(int k, int d, DoubleSupplier normal) {
        return RandomProjection.gaussian(k, d, normal);
    }

    Matrix signs(int k, int d, BooleanSupplier coin) {
        return RandomProjection.signs(k, d, coin);
    }

    /// Over all `2ᵈ` rows of signs the mean of `(rᵀx)²` is `‖x‖²` and its variance `2(‖x‖₂⁴ − ‖x‖₄⁴)`, in whole numbers.
    @Claim("LA-80")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void allSignsTogether(@ForAll @IntRange(min = 1, max = 10) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] x = Matrices.integers(random, 1, d, 5)[0];
        Vector vector = Vector.of(Matrices.matrix(new long[][] {x}).toArray());
        long squares = 0;
        long fourths = 0;
        for (long element : x) {
            squares += element * element;
            fourths += element * element * element * element;
        }
        long sum = 0;
        long sumOfSquares = 0;
        for (int bits = 0; bits < 1 << d; bits++) {
            int[] next = {bits};
            Matrix row =
                    signs(
                            1,
                            d,
                            () -> {
                                boolean heads = (next[0] & 1) == 1;
                                next[0] >>= 1;
                                return heads;
                            });
            double along = row.times(vector).get(0);
            long square = (long) (along * along);
            sum += square;
            sumOfSquares += square * square;
        }
        assertThat(sum).isEqualTo(squares << d);
        assertThat(sumOfSquares - (squares * squares << d))
                .isEqualTo(2 * (squares * squares - fourths) << d);
    }

    /// Random signs are nearly at right angles: `P(|cos| ≥ t) ≤ 2 exp(−dt²/2)`, by counting.
    @Claim("LA-16")
    @Property(tries = 200)
    void randomDirectionsAreNearlyPerpendicular(
            @ForAll @IntRange(min = 1, max = 300) int d,
            @ForAll @IntRange(min = 0, max = 100) int percent) {
        double t = percent / 100.0;
        double probability =
                new BigDecimal(patternsBeyond(d, percent))
                        .divide(new BigDecimal(BigInteger.TWO.pow(d)))
                        .doubleValue();
        assertThat(probability).isLessThanOrEqualTo(2 * Math.exp(-d * t * t / 2) * (1 + 1e-12));
    }

    /// How many of the `2ᵈ` patterns with `i` disagreements have `|d − 2i| ≥ td`.
    private static BigInteger patternsBeyond(int d, int percent) {
        BigInteger tail = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE; // d over i
        for (int i = 0; i <= d; i++) {
            if (100 * Math.abs(d - 2 * i) >= percent * d) {
                tail = tail.add(choose);
            }
            choose = choose.multiply(BigInteger.valueOf(d - i)).divide(BigInteger.valueOf(i + 1));
        }
        return tail;
    }

    /// Of all sign vectors of the library, compared with one of them: the share with `|cos| ≥ t` is the one counted, and below
    /// the bound.
    @Claim("LA-16")
    @Property(tries = 60)
    void cosinesOfAllSignVectors(
            @ForAll @IntRange(min = 1, max = 12) int d,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll long seed) {
        double t = percent / 100.0;
        Vector first = vector(signs(1, d, new SplittableRandom(seed)::nextBoolean));
        int reached = 0;
        for (int bits = 0; bits < 1 << d; bits++) {
            int[] next = {2 * bits};
            Vector other = vector(signs(1, d, () -> ((next[0] >>= 1) & 1) == 1));
            reached += Math.abs(Angle.cosine(first, other)) >= t - 1e-12 ? 1 : 0;
        }
        assertThat(reached).isEqualTo(patternsBeyond(d, percent).intValueExact());
        assertThat(reached / (double) (1 << d))
                .isLessThanOrEqualTo(2 * Math.exp(-d * t * t / 2) * (1 + 1e-9));
    }

    private static Vector vector(Matrix row) {
        return Vector.of(row.toArray());
    }

    /// 20 points from 1024 to 640 dimensions: all 190 squared distances stay within ±50 %, except with probability 10⁻⁹.
    @Claim("LA-81")
    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void distancesAreKept(@ForAll long seed) {
        int k = RandomProjection.dimensions(20, 0.5, 1e-9);
        assertThat(k).isEqualTo(640);
        SplittableRandom random = new SplittableRandom(seed);
        Matrix p = gaussian(k, 1024, random::nextGaussian);
        Matrix points = Matrices.normals(random, 20, 1024);
        Matrix images = points.times(p.transpose());
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < i; j++) {
                double ratio = squaredDistance(images, i, j) / squaredDistance(points, i, j);
                assertThat(ratio).isBetween(0.5, 1.5);
            }
        }
    }

    /// `k‖Px‖²/‖x‖²` has the chi-squared law with `k` degrees of freedom: 2000 projections of the library against it. A larger
    /// gap than this has a probability below 10⁻⁹ (Dvoretzky, Kiefer, Wolfowitz, Massart).
    @Claim("LA-81")
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void theLawOfALength(
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll long seed) {
        int n = 2000;
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Matrices.normal(random, d);
        double[] ratios = new double[n];
        for (int i = 0; i < n; i++) {
            Vector y = gaussian(k, d, random::nextGaussian).times(x);
            ratios[i] = k * y.dot(y) / x.dot(x);
        }
        Arrays.sort(ratios);
        ChiSquaredDistribution law = new ChiSquaredDistribution(k);
        double gap = Math.sqrt(Math.log(2e9) / (2 * n));
        for (int i = 0; i < n; i++) {
            assertThat((i + 0.5) / n)
                    .isCloseTo(law.cumulativeProbability(ratios[i]), within(gap + 0.5 / n));
        }
    }

    /// As many dimensions as the library says do keep `n` points, by the exact law.
    @Claim("LA-81")
    @Property(tries = 200)
    void theDimensionsSuffice(
            @ForAll @IntRange(min = 2, max = 1000) int n,
            @ForAll @IntRange(min = 10, max = 99) int percent,
            @ForAll @IntRange(min = 1, max = 8) int decades) {
        double e = percent / 100.0;
        double failure = Math.pow(10, -decades);
        int k = RandomProjection.dimensions(n, e, failure);
        ChiSquaredDistribution law = new ChiSquaredDistribution(k);
        double outside =
                law.cumulativeProbability(k * (1 - e)) + 1 - law.cumulativeProbability(k * (1 + e));
        assertThat(outside * n * (n - 1) / 2).isLessThanOrEqualTo(failure + 1e-8);
    }

    private static double squaredDistance(Matrix x, int i, int j) {
        double sum = 0;
        for (int c = 0; c < x.columns(); c++) {
            double difference = x.get(i, c) - x.get(j, c);
            sum += difference * difference;
        }
        return sum;
    }

    /// `P(|‖Px‖²/‖x‖² − 1| > e) ≤ 2 exp(−k(e²/2 − e³/3)/2)`: the exact law is chi-squared.
    @Claim("LA-81")
    @Property(tries = 200)
    void theBoundHoldsForTheExactLaw(
            @ForAll @IntRange(min = 1, max = 1000) int k,
            @ForAll @IntRange(min = 1, max = 99) int percent) {
        double e = percent / 100.0;
        ChiSquaredDistribution law = new ChiSquaredDistribution(k);
        double outside =
                law.cumulativeProbability(k * (1 - e)) + 1 - law.cumulativeProbability(k * (1 + e));
        assertThat(outside)
                .isLessThanOrEqualTo(2 * Math.exp(-k * (e * e / 2 - e * e * e / 3) / 2) + 1e-12);
    }

    /// The companion page's table for cat, and the typical error that 16 rows of signs leave.
    @Claim("LA-80")
    @Example
    void catAndFourRowsOfSigns() {
        Vector cat = Vector.of(2, 1);
        double squares = 0;
        double errors = 0;
        for (int bits = 0; bits < 4; bits++) {
            int[] next = {2 * bits};
            Matrix row = signs(1, 2, () -> ((next[0] >>= 1) & 1) == 1);
            double square = Math.pow(row.times(cat).get(0), 2);
            squares += square / 4;
            errors += Math.pow(square - 5, 2) / 4;
        }
        assertThat(squares).isEqualTo(5);
        assertThat(errors).isEqualTo(16);
        assertThat(Math.sqrt(errors / 16)).isEqualTo(1);
        double d = 768; // equal entries 1: ‖x‖² = d and Σxᵢ⁴ = d
        assertThat(Math.sqrt(2 * (d * d - d)) / d).isCloseTo(Math.sqrt(2), within(1e-3));
    }

    /// The companion page's dimensions for a whole vocabulary.
    @Claim("LA-81")
    @Example
    void dimensionsForAVocabulary() {
        assertThat(RandomProjection.dimensions(50_000, 0.5, 1e-9)).isEqualTo(1017);
        assertThat(RandomProjection.dimensions(50_000, 0.1, 0.01)).isEqualTo(11_248);
        assertThat(RandomProjection.dimensions(1_000_000, 0.5, 0.01)).isEqualTo(774);
    }

    @Claim({"LA-16", "LA-80", "LA-81"})
    @Example
    void edges() {
        assertThat(signs(4, 3, () -> true).times(Vector.zeros(3))).isEqualTo(Vector.zeros(4));
        assertThat(signs(4, 2, () -> false))
                .isEqualTo(Matrix.of(4, 2, -.5, -.5, -.5, -.5, -.5, -.5, -.5, -.5));
        assertThat(gaussian(1, 1, () -> 3).get(0, 0)).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signs(0, 3, () -> true))
                .withMessageContaining("got (0,3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomProjection.dimensions(20, 1, 0.1))
                .withMessageContaining("got 20, 1.0 and 0.1");
    }

    @Mutant("LA-81") // without 1/√k
    static class Unscaled extends RandomProjectionTest {
        @Override
        Matrix gaussian(int k, int d, DoubleSupplier normal) {
            return RandomProjection.gaussian(k, d, normal).times(Math.sqrt(k));
        }
    }

    @Mutant({"LA-16", "LA-80"}) // 0 and 1 for −1 and 1
    static class Bits extends RandomProjectionTest {
        @Override
        Matrix signs(int k, int d, BooleanSupplier coin) {
            RandomProjection.signs(k, d, () -> true);
            return RandomProjection.gaussian(k, d, () -> coin.getAsBoolean() ? 1 : 0);
        }
    }
}
