package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

class SumsTest {

    private static final double U = 0x1p-53;

    double[] convolution(double[] p, double[] q) {
        return Convolution.of(p, q);
    }

    double hoeffding(double width, int n, double t) {
        return TailBounds.hoeffding(width, n, t);
    }

    double chebyshev(double variance, int n, double t) {
        return TailBounds.chebyshev(variance, n, t);
    }

    double distance(double[] p, int n) {
        return BerryEsseen.distance(p, n);
    }

    private double[] power(double[] p, int n) {
        double[] power = p;
        for (int i = 1; i < n; i++) {
            power = convolution(power, p);
        }
        return power;
    }

    /// The law of the sum in fractions: `(4u per addition)`, and the variance of the mean is `σ²/n`.
    @Claim("PR-07")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theVarianceOfTheMean(
            @ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 16) int n,
            @ForAll long seed) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        BigFraction[] exact = {BigFraction.ONE};
        for (int s = 0; s < n; s++) {
            BigFraction[] next = new BigFraction[exact.length + k - 1];
            Arrays.fill(next, BigFraction.ZERO);
            for (int i = 0; i < exact.length; i++) {
                for (int j = 0; j < k; j++) {
                    next[i + j] = next[i + j].add(exact[i].multiply(new BigFraction(p[j])));
                }
            }
            exact = next;
        }
        double[] sum = power(p, n);
        assertThat(sum).hasSize(n * (k - 1) + 1);
        BigFraction mean = BigFraction.ZERO;
        BigFraction square = BigFraction.ZERO;
        for (int s = 0; s < sum.length; s++) {
            assertThat(sum[s])
                    .isCloseTo(
                            exact[s].doubleValue(), within(4 * n * k * U * exact[s].doubleValue()));
            mean = mean.add(exact[s].multiply(s));
            square = square.add(exact[s].multiply(s).multiply(s));
        }
        BigFraction first = BigFraction.ZERO;
        BigFraction second = BigFraction.ZERO;
        for (int i = 0; i < k; i++) {
            first = first.add(new BigFraction(p[i]).multiply(i));
            second = second.add(new BigFraction(p[i]).multiply(i).multiply(i));
        }
        BigFraction variance = second.subtract(first.multiply(first));
        assertThat(mean).isEqualTo(first.multiply(n));
        // Var(S/n) = Var(S)/n² = σ²/n
        assertThat(square.subtract(mean.multiply(mean)).divide(n).divide(n))
                .isEqualTo(variance.divide(n));
    }

    /// `P(|S/n − μ| ≥ t)`; what is as far as `t` counts, also where rounding brings it nearer.
    private static double tail(double[] sum, int n, double mean, double t) {
        double tail = 0;
        for (int s = 0; s < sum.length; s++) {
            tail += Math.abs((double) s / n - mean) >= t - 1e-13 ? sum[s] : 0;
        }
        return tail;
    }

    /// The exact probability to be `t` away from the mean is at most `σ²/(nt²)`, and Markov's bound holds on the way.
    @Claim("PR-07")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void tailsAreBelowTheBoundOfTheVariance(
            @ForAll @IntRange(min = 2, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll long seed) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        Categorical law = new Categorical(p);
        double t = percent / 100.0 * (k - 1);
        double[] sum = power(p, n);
        assertThat(tail(sum, n, law.mean(), t))
                .isLessThanOrEqualTo(chebyshev(law.variance(), n, t) * (1 + 1e-12));
        double mean = 0;
        double upper = 0; // P(S ≥ t·n)
        for (int s = 0; s < sum.length; s++) {
            upper += s >= t * n - 1e-10 ? sum[s] : 0;
            mean += s * sum[s];
        }
        assertThat(upper).isLessThanOrEqualTo(TailBounds.markov(mean / n, t) * (1 + 1e-12));
    }

    /// The values reach from one end of an interval of width `k − 1` to the other, or do not.
    @Claim("PR-22")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void tailsAreBelowTheBoundOfTheWidth(
            @ForAll @IntRange(min = 2, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll long seed) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k);
        double t = percent / 100.0 * (k - 1);
        assertThat(tail(power(p, n), n, new Categorical(p).mean(), t))
                .isLessThanOrEqualTo(hoeffding(k - 1, n, t) * (1 + 1e-12));
        double bound = Math.min(1, 2 * Math.exp(-2 * n * t * t / ((k - 1.0) * (k - 1))));
        assertThat(hoeffding(k - 1, n, t)).isCloseTo(bound, within(1e-12 * bound));
    }

    /// Values anywhere, in an interval that may be wider than they are: `p` are multiples of 2⁻¹² and values whole numbers, so
    /// that what is `t` away from the mean is decided in whole numbers.
    @Claim({"PR-07", "PR-22"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void tailsOfValuesAnywhere(
            @ForAll @IntRange(min = 1, max = 4) int k,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        long[] x = random.longs(k, -1000, 1001).toArray();
        long mean = 0; // 4096μ
        for (int i = 0; i < k; i++) {
            mean += ((long) (p[i] * Simplexes.UNITS)) * x[i];
        }
        double variance = 0;
        for (int i = 0; i < k; i++) {
            variance += p[i] * Math.pow(x[i] - (double) mean / Simplexes.UNITS, 2);
        }
        Map<Long, Double> law = sumsOf(x, p, n);
        double width =
                Arrays.stream(x).max().orElseThrow()
                        - Arrays.stream(x).min().orElseThrow()
                        + random.nextInt(1, 3);
        long far = (long) (Simplexes.UNITS * width * random.nextDouble(1.5) / Math.sqrt(n)) + 1;
        double t = (double) far / Simplexes.UNITS;
        double tail = 0;
        for (Map.Entry<Long, Double> sum : law.entrySet()) {
            boolean away = Math.abs(Simplexes.UNITS * sum.getKey() - n * mean) >= n * far;
            tail += away ? sum.getValue() : 0;
        }
        assertThat(tail).isLessThanOrEqualTo(chebyshev(variance, n, t) * (1 + 1e-12));
        assertThat(tail).isLessThanOrEqualTo(hoeffding(width, n, t) * (1 + 1e-12));
    }

    /// Numbers with a density: averages of uniform ones (the formula of Irwin and Hall) and of waiting times (a gamma distribution).
    @Claim({"PR-07", "PR-22"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void tailsOfNumbersWithADensity(
            @ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = 1, max = 120) int percent,
            @ForAll @IntRange(min = -10, max = 10) int tenthsOfPower) {
        double width = Math.pow(10, tenthsOfPower / 10.0);
        double t = percent / 200.0; // of the width
        double uniform = 2 * irwinHall(n, n * (0.5 - t));
        double allowed = chebyshev(width * width / 12, n, t * width);
        assertThat(uniform).isLessThanOrEqualTo(allowed * (1 + 1e-9));
        assertThat(uniform).isLessThanOrEqualTo(hoeffding(width, n, t * width) * (1 + 1e-9));
        GammaDistribution average =
                new GammaDistribution(n, width / n); // mean and deviation `width`
        double far = 4 * t * width;
        double waits =
                1
                        - average.cumulativeProbability(width + far)
                        + average.cumulativeProbability(Math.max(0, width - far));
        assertThat(waits).isLessThanOrEqualTo(chebyshev(width * width, n, far) * (1 + 1e-9));
    }

    /// The probability that `n` uniform numbers add up to at most `x`, for `x ≤ n/2`.
    private static double irwinHall(int n, double x) {
        double sum = 0;
        double factorial = 1;
        double choose = 1;
        for (int i = 0; i <= n && i < x; i++) {
            sum += (i % 2 == 0 ? 1 : -1) * choose * Math.pow(x - i, n);
            choose = choose * (n - i) / (i + 1);
        }
        for (int i = 2; i <= n; i++) {
            factorial *= i;
        }
        return sum / factorial;
    }

    /// The same for the distance from the bell: values anywhere, of which at least two are possible.
    @Claim("PR-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theNormalLawIsNearForValuesAnywhere(
            @ForAll @IntRange(min = 2, max = 4) int k,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.positive(random, k);
        long[] x = random.longs(k, -1000, 1001).toArray();
        x[1] = x[0] + random.nextLong(1, 500);
        double mean = 0;
        for (int i = 0; i < k; i++) {
            mean += p[i] * x[i];
        }
        double variance = 0;
        double third = 0;
        for (int i = 0; i < k; i++) {
            variance += p[i] * Math.pow(x[i] - mean, 2);
            third += p[i] * Math.pow(Math.abs(x[i] - mean), 3);
        }
        SortedMap<Long, Double> law = new TreeMap<>(sumsOf(x, p, n));
        NormalDistribution normal = new NormalDistribution(n * mean, Math.sqrt(n * variance));
        double bound = 0.4748 * third / Math.pow(variance, 1.5) / Math.sqrt(n);
        double below = 0;
        for (Map.Entry<Long, Double> sum : law.entrySet()) { // at each jump and just before it
            double phi = normal.cumulativeProbability(sum.getKey());
            assertThat(Math.abs(below - phi)).isLessThanOrEqualTo(bound * (1 + 1e-12));
            below += sum.getValue();
            assertThat(Math.abs(below - phi)).isLessThanOrEqualTo(bound * (1 + 1e-12));
        }
    }

    private static Map<Long, Double> sumsOf(long[] x, double[] p, int n) {
        Map<Long, Double> law = Map.of(0L, 1.0);
        for (int s = 0; s < n; s++) {
            Map<Long, Double> next = new HashMap<>();
            law.forEach((sum, mass) -> {
                for (int i = 0; i < x.length; i++) {
                    next.merge(sum + x[i], mass * p[i], Double::sum);
                }
            });
            law = next;
        }
        return law;
    }

    /// Throws of a die that shows *mat* in half of the cases.
    @Claim({"PR-07", "PR-22"})
    @Example
    void theShareOfMat() {
        double[] mat = {0.5, 0.5};
        assertThat(tail(power(mat, 100), 100, 0.5, 0.1)).isCloseTo(0.0569, within(5e-5));
        assertThat(chebyshev(0.25, 100, 0.1)).isCloseTo(0.25, within(1e-15));
        assertThat(tail(power(mat, 1000), 1000, 0.5, 0.1)).isCloseTo(2.7e-10, within(5e-12));
        assertThat(chebyshev(0.25, 1000, 0.1)).isCloseTo(0.025, within(1e-15));
        assertThat(hoeffding(1, 1000, 0.1)).isCloseTo(4.1e-9, within(5e-11));
    }

    /// Points for a word: 0 for *mat*, 1 for *sofa*, 3 for *moon*.
    @Claim("PR-08")
    @Example
    void pointsOfSixteenThrows() {
        double[] points = {1 / 2.0, 1 / 3.0, 0, 1 / 6.0};
        double[] two = power(points, 2);
        double[] thirtySixths = {9, 12, 4, 6, 4, 0, 1};
        for (int s = 0; s <= 6; s++) {
            assertThat(two[s] * 36).isCloseTo(thirtySixths[s], within(1e-14));
        }
        assertThat(distance(points, 16)).isCloseTo(0.0659, within(5e-5));
        assertThat(BerryEsseen.bound(points, 16)).isCloseTo(0.1940, within(5e-5));
        assertThat(BerryEsseen.bound(new double[] {0.5, 0, 0.5}, 16)) // the quotient is 1 for ±1
                .isCloseTo(0.4748 / 4, within(1e-15));
        Categorical law = new Categorical(points);
        assertThat(law.mean()).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(law.variance()).isCloseTo(41 / 36.0, within(1e-15));
        double deviation = Math.sqrt(law.variance());
        assertThat(deviation).isCloseTo(1.067, within(5e-4));
        assertThat(16 * law.mean()).isCloseTo(13.33, within(5e-3));
        assertThat(4 * deviation).isCloseTo(4.27, within(5e-3));
        assertThat((18 - 16 * law.mean()) / (4 * deviation)).isCloseTo(1.09, within(5e-3));
        assertThat(law.mean() / deviation).isCloseTo(0.78, within(5e-3));
        assertThat(4 * law.variance()).isCloseTo(41 / 9.0, within(1e-14)); // a sum of four
        assertThat(2 * deviation).isCloseTo(2.134, within(5e-4));
        assertThat(law.variance() / 4).isCloseTo(41 / 144.0, within(1e-15)); // their average
        assertThat(deviation / 2).isCloseTo(0.534, within(5e-4));
        assertThat(new Normal(law.mean(), Math.sqrt(law.variance())).cdf(0))
                .isCloseTo(0.217, within(5e-4)); // below 0 are no points
    }

    /// The bounds are formulas, no more; two values attain Markov's and, for `n = 1`, Chebyshev's.
    @Claim({"PR-07", "PR-22"})
    @Example
    void boundsByHand() {
        assertThat(chebyshev(1, 100, 0.2)).isCloseTo(0.25, within(1e-15));
        assertThat(hoeffding(1, 100, 0.2)).isCloseTo(2 * Math.exp(-8), within(1e-18));
        assertThat(TailBounds.markov(0.5, 2)).isEqualTo(0.25); // 2 with probability ¼, else 0
        assertThat(chebyshev(1, 1, 1)).isEqualTo(1); // ±1, fair
        assertThat(chebyshev(1, 5, 0)).isEqualTo(1); // trivial
        assertThat(hoeffding(1, 5, 0.01)).isEqualTo(1);
        assertThat(hoeffding(0, 5, 0.1)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chebyshev(1, 0, 1))
                .withMessageContaining("got 0, 1.0 and 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> TailBounds.markov(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Convolution.power(new double[] {1}, 0))
                .withMessageContaining("got 0");
        assertThat(power(new double[] {0.5, 0.5}, 2)).containsExactly(0.25, 0.5, 0.25);
    }

    /// The distance is below `0.4748ρ/(σ³√n)`, also for laws with gaps; the distance itself against an oracle that
    /// goes through the values of the sum with Commons Math's `Φ`.
    @Claim("PR-08")
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void theNormalLawIsNear(
            @ForAll @IntRange(min = 2, max = 12) int k,
            @ForAll @IntRange(min = 1, max = 64) int n,
            @ForAll long seed) {
        double[] p = Simplexes.dyadic(new SplittableRandom(seed), k); // with gaps
        if (Arrays.stream(p).anyMatch(mass -> mass == 1)) {
            p[0] = 0.5;
            Arrays.fill(p, 1, k, 0);
            p[k - 1] = 0.5; // far apart
        }
        double distance = distance(p, n);
        Categorical law = new Categorical(p);
        double third = 0;
        for (int i = 0; i < k; i++) {
            third += p[i] * Math.pow(Math.abs(i - law.mean()), 3);
        }
        double bound = 0.4748 * third / Math.pow(law.variance(), 1.5) / Math.sqrt(n);
        assertThat(BerryEsseen.bound(p, n)).isCloseTo(bound, within(1e-12 * bound));
        assertThat(distance).isLessThanOrEqualTo(bound + 1e-12);
        double[] sum = power(p, n);
        double below = 0;
        double largest = 0;
        NormalDistribution normal =
                new NormalDistribution(n * law.mean(), Math.sqrt(n * law.variance()));
        for (int s = 0; s < sum.length; s++) {
            double phi = normal.cumulativeProbability(s);
            largest = Math.max(largest, Math.abs(below - phi));
            below += sum[s];
            largest = Math.max(largest, Math.abs(below - phi));
        }
        assertThat(distance).isCloseTo(largest, within(1e-12));
    }

    /// The bound is nearly the best: for `P(X = 1) = (4 − √10)/2` the ratio to `ρ/(σ³√n)` tends to 0.40973.
    @Claim("PR-08")
    @Example
    void aLawThatIsAlmostAsFarAsAllowed() {
        double q = (4 - Math.sqrt(10)) / 2;
        double[] p = {1 - q, q};
        double ratio = distance(p, 256) / BerryEsseen.bound(p, 256) * 0.4748;
        assertThat(ratio).isBetween(0.4095, 0.4098);
        assertThat((Math.sqrt(10) + 3) / (6 * Math.sqrt(2 * Math.PI)))
                .isCloseTo(0.40973, within(5e-6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distance(new double[] {0, 1}, 3))
                .withMessageContaining("more than one value");
    }

    @Mutant("PR-07") // σ²/n²
    static class TooOptimistic extends SumsTest {
        @Override
        double chebyshev(double variance, int n, double t) {
            return TailBounds.chebyshev(variance, n, t) / n;
        }
    }

    @Mutant("PR-22") // without the square of the distance
    static class WrongExponent extends SumsTest {
        @Override
        double hoeffding(double width, int n, double t) {
            TailBounds.hoeffding(width, n, t);
            return Math.min(1, 2 * Math.exp(-2 * n * t / Math.max(width, 1e-9)));
        }
    }

    @Mutant("PR-07") // the difference in place of the sum
    static class Difference extends SumsTest {
        @Override
        double[] convolution(double[] p, double[] q) {
            double[] turned = q.clone();
            for (int i = 0; i < q.length; i++) {
                turned[i] = q[q.length - 1 - i];
            }
            return Convolution.of(p, turned);
        }
    }

    @Mutant("PR-08") // looks at the upper side of each jump only
    static class OneSided extends SumsTest {
        @Override
        double distance(double[] p, int n) {
            BerryEsseen.distance(p, n);
            Categorical law = new Categorical(p);
            double[] sum = Convolution.power(p, n);
            double upTo = 0;
            double distance = 0;
            for (int s = 0; s < sum.length; s++) {
                upTo += sum[s];
                double z = (s - n * law.mean()) / Math.sqrt(n * law.variance());
                distance = Math.max(distance, Math.abs(upTo - Normal.STANDARD.cdf(z)));
            }
            return distance;
        }
    }
}
