package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SplittableRandom;

class DistributionsTest {

    private static final double U = 0x1p-53;

    double cdf(DiscreteDistribution law, double x) {
        return law.cdf(x);
    }

    double quantile(DiscreteDistribution law, double p) {
        return law.quantile(p);
    }

    double quantile(ContinuousDistribution law, double p) {
        return law.quantile(p);
    }

    double variance(ContinuousDistribution law) {
        return law.variance();
    }

    double variance(DiscreteDistribution law) {
        return law.variance();
    }

    double sampleVariance(double... x) {
        Moments moments = new Moments();
        for (double number : x) {
            moments.add(number);
        }
        return moments.sampleVariance();
    }

    private static DiscreteDistribution discrete(SplittableRandom random, int kind) {
        return switch (kind) {
            case 0 -> new Binomial(1, random.nextInt(0, 5) / 4.0);
            case 1 ->
                    new Binomial(
                            random.nextInt(0, 61),
                            random.nextBoolean()
                                    ? random.nextDouble()
                                    : Math.pow(10, -random.nextDouble(4)));
            case 2 ->
                    new Poisson(
                            random.nextInt(8) == 0 ? 0 : 50 * Math.pow(10, -random.nextDouble(4)));
            default -> new Categorical(Simplexes.dyadic(random, 1 + random.nextInt(10)));
        };
    }

    /// Masses are 0 or more and sum to 1; `F` does not fall, adds them up and is the inverse of `Q` in the sense of Galois,
    /// also exactly at the jumps.
    @Claim("PR-01")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void discreteLawsAreCoherent(@ForAll @IntRange(min = 0, max = 3) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DiscreteDistribution law = discrete(random, kind);
        int most = Math.min(law.largest(), 400);
        double sum = 0;
        double before = 0;
        for (int k = 0; k <= most; k++) {
            double mass = law.mass(k);
            sum += mass;
            double f = cdf(law, k);
            assertThat(mass).isBetween(0.0, 1.0);
            assertThat(f).isBetween(before, 1.0).isCloseTo(sum, within(1e-13));
            assertThat(cdf(law, k + 0.5)).isEqualTo(k == law.largest() ? 1 : f);
            before = f;
        }
        assertThat(sum).isCloseTo(1, within(1e-13));
        assertThat(cdf(law, Double.NEGATIVE_INFINITY)).isZero();
        assertThat(cdf(law, -0.5)).isZero();
        assertThat(cdf(law, Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(law.mass(-1)).isZero();
        for (int i = 0; i < 10; i++) {
            int k = random.nextInt(Math.min(most, (int) (2 * law.mean()) + 4) + 1);
            double f = law.cdf(k);
            for (double p :
                    new double[] {f, Math.nextUp(f), Math.nextDown(f), random.nextDouble()}) {
                if (p > 0 && p <= 1) {
                    assertThat(quantile(law, p) <= k).isEqualTo(p <= f);
                }
            }
        }
    }

    /// Masses and cumulative sums are those of Commons Math, to `10⁻¹³`.
    @Claim("PR-01")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void discreteLawsHaveTheRightMasses(
            @ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double p = Math.pow(10, -random.nextDouble(4));
        double rate = 50 * Math.pow(10, -random.nextDouble(4));
        IntegerDistribution binomial = new BinomialDistribution(n, p);
        IntegerDistribution poisson = new PoissonDistribution(rate, 1e-16);
        for (int k = 0; k <= n; k++) {
            assertThat(new Binomial(n, p).mass(k))
                    .isCloseTo(binomial.probability(k), within(1e-13));
            assertThat(cdf(new Binomial(n, p), k))
                    .isCloseTo(binomial.cumulativeProbability(k), within(1e-13));
            assertThat(new Poisson(rate).mass(k)).isCloseTo(poisson.probability(k), within(1e-13));
            assertThat(cdf(new Poisson(rate), k))
                    .isCloseTo(poisson.cumulativeProbability(k), within(1e-13));
        }
    }

    private record Pair(ContinuousDistribution law, RealDistribution oracle, double scale) {}

    private static Pair continuous(SplittableRandom random, int kind) {
        double scale = Math.pow(10, random.nextDouble(-2, 2));
        double place = random.nextDouble(-3, 3) * scale;
        return switch (kind) {
            case 0 ->
                    new Pair(new Normal(place, scale), new NormalDistribution(place, scale), scale);
            case 1 ->
                    new Pair(
                            new Uniform(place, place + scale),
                            new UniformRealDistribution(place, place + scale),
                            scale);
            case 2 ->
                    new Pair(new Exponential(1 / scale), new ExponentialDistribution(scale), scale);
            default ->
                    new Pair(
                            new Laplace(place, scale),
                            new LaplaceDistribution(place, scale),
                            scale);
        };
    }

    /// `F` is that of Commons Math, `F(b) − F(a)` is the integral of the density, and `F(Q(p)) = p`.
    @Claim("PR-01")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void continuousLawsAreCoherent(
            @ForAll @IntRange(min = 0, max = 3) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pair pair = continuous(random, kind);
        ContinuousDistribution law = pair.law;
        double before = 0;
        double center = kind == 1 ? law.mean() : quantile(law, 0.5);
        for (double z = -6; z <= 6; z += 0.5) {
            double x = center + z * pair.scale;
            assertThat(law.cdf(x))
                    .isBetween(before, 1.0)
                    .isCloseTo(pair.oracle.cumulativeProbability(x), within(1e-13));
            before = law.cdf(x);
        }
        assertThat(law.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(law.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        for (int i = 0; i < 5; i++) { // Q(p) ≤ x exactly if p ≤ F(x), but for a hair's breadth
            double x = center + random.nextDouble(-3, 3) * pair.scale;
            double p = random.nextDouble();
            double hair = 1e-9;
            if (Math.abs(p - law.cdf(x)) > hair) {
                assertThat(quantile(law, p) <= x).isEqualTo(p <= law.cdf(x));
            }
        }
        double a = center + random.nextDouble(0.001, 0.2) * pair.scale; // right of every kink
        double b = a + random.nextDouble(0.01, 0.25) * pair.scale;
        assertThat(integral(law::density, a, b)).isCloseTo(law.cdf(b) - law.cdf(a), within(1e-12));
        for (double p : new double[] {1e-300, 1e-9, random.nextDouble(), 0.5, 1 - 1e-9}) {
            double x = quantile(law, p);
            // x itself is rounded to |x|u, and that moves F by density·|x|·u
            double slack = 8 * U * (p + law.density(x) * (Math.abs(x) + Math.abs(law.mean())));
            assertThat(law.cdf(x)).isCloseTo(p, within(slack + 1e-13 * p));
        }
    }

    private static double integral(UnivariateFunction f, double a, double b) {
        return new IterativeLegendreGaussIntegrator(20, 1e-13, 1e-15).integrate(100_000, f, a, b);
    }

    /// The sums and integrals of `x` and `x²` are the closed forms.
    @Claim("PR-02")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void meansAndVariances(@ForAll @IntRange(min = 0, max = 3) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DiscreteDistribution law = discrete(random, kind);
        double mean = 0;
        double square = 0;
        int most = Math.min(law.largest(), 400);
        for (int k = 0; k <= most; k++) {
            mean += k * law.mass(k);
            square += (double) k * k * law.mass(k);
        }
        assertThat(law.mean()).isCloseTo(mean, within(1e-13 * (1 + mean)));
        assertThat(variance(law)).isCloseTo(square - mean * mean, within(1e-12 * (1 + square)));
        Pair pair = continuous(random, kind);
        ContinuousDistribution c = pair.law;
        double middle = kind == 2 ? 0 : c.mean();
        double first = 0;
        double second = 0;
        for (int i = -40; i < 40; i++) { // pieces that end at every kink
            double from = middle + i * pair.scale;
            double to = from + pair.scale;
            if (kind == 1) { // half of the interval each
                from = i == -1 ? ((Uniform) c).from() : i == 0 ? c.mean() : 0;
                to = i == -1 ? c.mean() : i == 0 ? ((Uniform) c).to() : 0;
            }
            if (from < to) {
                first += integral(x -> (x - c.mean()) * c.density(x), from, to);
                second += integral(x -> (x - c.mean()) * (x - c.mean()) * c.density(x), from, to);
            }
        }
        assertThat(first).isCloseTo(0, within(1e-10 * pair.scale));
        assertThat(variance(c)).isCloseTo(second, within(1e-10 * pair.scale * pair.scale));
    }

    /// Binomial laws with whole multiples of 1/16 as `p`, in fractions.
    @Claim("PR-02")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theBinomialInFractions(
            @ForAll @IntRange(min = 0, max = 20) int n,
            @ForAll @IntRange(min = 0, max = 16) int sixteenths) {
        BigFraction p = new BigFraction(sixteenths, 16);
        BigFraction q = BigFraction.ONE.subtract(p);
        BigFraction mean = BigFraction.ZERO;
        BigFraction square = BigFraction.ZERO;
        BigFraction choose = BigFraction.ONE;
        for (int k = 0; k <= n; k++) {
            BigFraction mass = choose.multiply(p.pow(k)).multiply(q.pow(n - k));
            mean = mean.add(mass.multiply(k));
            square = square.add(mass.multiply(k).multiply(k));
            choose = choose.multiply(n - k).divide(k + 1);
            assertThat(new Binomial(n, sixteenths / 16.0).mass(k))
                    .isCloseTo(mass.doubleValue(), within(4 * (n + 4) * U * mass.doubleValue()));
        }
        assertThat(new Binomial(n, sixteenths / 16.0).mean()).isEqualTo(mean.doubleValue());
        assertThat(variance(new Binomial(n, sixteenths / 16.0)))
                .isEqualTo(square.subtract(mean.multiply(mean)).doubleValue());
    }

    /// Up to 5000 trials, where `pᵏ` or `(1 − p)ⁿ⁻ᵏ` alone may underflow: the masses are those of whole numbers, to `10⁻¹⁰`.
    @Claim("PR-02")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void manyTrials(
            @ForAll @IntRange(min = 1, max = 5000) int n,
            @ForAll @IntRange(min = 1, max = 15) int sixteenths,
            @ForAll @IntRange(min = -100, max = 100) int percent) {
        int middle = n * sixteenths / 16;
        int k = Math.clamp(middle + Math.round(percent * Math.sqrt(n) / 20), 0, n);
        BigInteger orders = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            orders = orders.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        BigInteger weight =
                orders.multiply(BigInteger.valueOf(sixteenths).pow(k))
                        .multiply(BigInteger.valueOf(16 - sixteenths).pow(n - k));
        double exact =
                new BigDecimal(weight)
                        .divide(new BigDecimal(BigInteger.TWO.pow(4 * n)), MathContext.DECIMAL64)
                        .doubleValue();
        assertThat(new Binomial(n, sixteenths / 16.0).mass(k))
                .isCloseTo(exact, within(1e-10 * exact + 1e-300));
    }

    /// One pass keeps the digits that the mean of squares minus the square of the mean loses.
    @Claim("PR-30")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void varianceInOnePass(@ForAll @IntRange(min = 2, max = 50) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        BigFraction sum = BigFraction.ZERO;
        BigFraction squares = BigFraction.ZERO;
        for (int i = 0; i < n; i++) {
            x[i] = 1e8 + random.nextInt(-2, 3);
            sum = sum.add(new BigFraction((long) x[i]));
            squares = squares.add(new BigFraction((long) x[i]).pow(2));
        }
        double exact = squares.subtract(sum.multiply(sum).divide(n)).divide(n - 1).doubleValue();
        // x − m is off by the rounding of m, 10⁸u, and so is each square
        assertThat(sampleVariance(x)).isCloseTo(exact, within(4 * n * 1e8 * U * (1 + exact)));
    }

    @Claim({"PR-01", "PR-02"})
    @Example
    void aCategoricalLawKeepsItsNumbers() {
        double[] p = {0.25, 0.75};
        Categorical law = new Categorical(p);
        p[0] = 1;
        law.probabilities()[1] = 0;
        assertThat(law).isEqualTo(new Categorical(0.25, 0.75));
    }

    @Example
    void edges() {
        assertThat(new Binomial(1, 0).mass(0)).isEqualTo(1);
        assertThat(new Binomial(1, 1).mass(0)).isZero();
        assertThat(new Binomial(0, 0.5).variance()).isZero();
        assertThat(new Poisson(0).mass(0)).isEqualTo(1);
        assertThat(new Poisson(0).quantile(1)).isZero();
        assertThat(new Poisson(0).largest()).isZero();
        assertThat(new Poisson(1e-9).largest()).isEqualTo(Integer.MAX_VALUE);
        assertThat(new Poisson(1000).mass(1000)).isCloseTo(0.01261, within(1e-5));
        assertThat(new Categorical(0, 1).quantile(1e-300)).isEqualTo(1);
        assertThat(new Exponential(2).density(-1)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normal(0, 0))
                .withMessage(
                        "normal: a finite mean and a positive standard deviation are needed, got"
                                + " 0.0 and 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Binomial(3, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Poisson(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Uniform(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Exponential(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Laplace(0, -1));
        double infinite = Double.POSITIVE_INFINITY;
        assertThatIllegalArgumentException().isThrownBy(() -> new Normal(infinite, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Normal(0, infinite));
        assertThatIllegalArgumentException().isThrownBy(() -> new Laplace(-infinite, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Laplace(0, infinite));
        assertThatIllegalArgumentException().isThrownBy(() -> new Laplace(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Uniform(-infinite, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Uniform(0, infinite));
        assertThatIllegalArgumentException().isThrownBy(() -> new Poisson(infinite));
        assertThatIllegalArgumentException().isThrownBy(() -> new Exponential(infinite));
        assertThat(new Uniform(2, 4).density(2)).isEqualTo(0.5);
        assertThat(new Uniform(2, 4).density(4)).isEqualTo(0.5);
        for (ContinuousDistribution law :
                new ContinuousDistribution[] {
                    Normal.STANDARD, new Laplace(0, 1), new Uniform(0, 1), new Exponential(1)
                }) {
            assertThatIllegalArgumentException().isThrownBy(() -> law.quantile(-0.1));
            assertThatIllegalArgumentException().isThrownBy(() -> law.quantile(1.1));
            assertThat(law.cdf(law.quantile(0))).isZero();
            assertThat(law.cdf(law.quantile(1))).isEqualTo(1);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Categorical(0.5, 0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> new Poisson(1).cdf(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Poisson(1).quantile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Normal.STANDARD.quantile(1.5));
        assertThatThrownBy(() -> new Moments().mean())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("at least 1 numbers are needed, got 0");
    }

    @Mutant("PR-01") // P(X < x)
    static class Strict extends DistributionsTest {
        @Override
        double cdf(DiscreteDistribution law, double x) {
            return law.cdf(x) - (x >= 0 && x <= 1e6 ? law.mass((int) Math.floor(x)) : 0);
        }
    }

    @Mutant("PR-01") // the first k with p < F(k)
    static class JumpsTooFar extends DistributionsTest {
        @Override
        double quantile(DiscreteDistribution law, double p) {
            double k = law.quantile(p);
            return law.cdf(k) == p ? k + 1 : k;
        }
    }

    @Mutant("PR-01") // a table's four digits
    static class RoundedQuantile extends DistributionsTest {
        @Override
        double quantile(ContinuousDistribution law, double p) {
            return Math.rint(law.quantile(p) * 1e4) / 1e4;
        }
    }

    @Mutant("PR-02") // b² for 2b², λ for 1/λ²
    static class OnlyTheSquare extends DistributionsTest {
        @Override
        double variance(ContinuousDistribution law) {
            return law instanceof Laplace laplace
                    ? laplace.scale() * laplace.scale()
                    : law.variance();
        }
    }

    @Mutant("PR-02") // np
    static class WithoutFailures extends DistributionsTest {
        @Override
        double variance(DiscreteDistribution law) {
            return law instanceof Binomial ? law.mean() : law.variance();
        }
    }

    @Mutant("PR-30") // cancels
    static class MeanOfSquares extends DistributionsTest {
        @Override
        double sampleVariance(double... x) {
            double sum = 0;
            double squares = 0;
            for (double number : x) {
                sum += number;
                squares += number * number;
            }
            return (squares - sum * sum / x.length) / (x.length - 1);
        }
    }

    @Mutant("PR-30") // divides by n
    static class DividesByN extends DistributionsTest {
        @Override
        double sampleVariance(double... x) {
            return super.sampleVariance(x) * (x.length - 1) / x.length;
        }
    }
}
