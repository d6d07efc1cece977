package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.apache.commons.math3.dfp.DfpMath;
import org.apache.commons.math3.special.Gamma;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

/// Numbers near both ends of the range, and borders: the results are ordinary.
class ScalesTest {

    private static final DfpField FIELD = new DfpField(50);

    /// `λᵏe^(−λ)/k!` as it is written, in 50 digits.
    private static double poisson(double rate, int k) {
        Dfp factorial = FIELD.getOne();
        for (int i = 2; i <= k; i++) {
            factorial = factorial.multiply(FIELD.newDfp(i));
        }
        Dfp power = DfpMath.pow(FIELD.newDfp(rate), k);
        return power.multiply(DfpMath.exp(FIELD.newDfp(-rate))).divide(factorial).toDouble();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void poissonMassesOfAnyRate(
            @ForAll @IntRange(min = -30, max = 36) int tenths, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double rate = Math.pow(10, tenths / 10.0) * random.nextDouble(0.5, 2);
        int k = (int) Math.max(0, rate + random.nextDouble(-8, 8) * Math.sqrt(rate));
        for (int count : new int[] {k, random.nextInt(0, 20), 3 * k}) {
            double mass = poisson(rate, count);
            double exponent = Math.abs(Math.log(Math.max(mass, Double.MIN_NORMAL)));
            assertThat(new Poisson(rate).mass(count))
                    .isCloseTo(mass, within(2e-15 * (4 + exponent) * mass + Double.MIN_VALUE));
        }
    }

    @Example
    void poissonOfAThousandAndMore() {
        Poisson law = new Poisson(2000);
        assertThat(law.mass(2000)).isCloseTo(0.00892025, within(5e-9));
        assertThat(law.mass(2000)).isCloseTo(poisson(2000, 2000), within(1e-17));
        assertThat(law.cdf(2000)).isCloseTo(Gamma.regularizedGammaQ(2001, 2000), within(1e-11));
        assertThat(law.cdf(1900)).isCloseTo(Gamma.regularizedGammaQ(1901, 2000), within(1e-11));
        assertThat(law.quantile(0.5)).isEqualTo(2000); // the median lies in [λ − ln 2, λ + 1/3]
        assertThat(new Poisson(0x1p30).mass(1 << 30))
                .isCloseTo(1 / Math.sqrt(2 * Math.PI * 0x1p30), within(1e-14)); // Stirling
        assertThat(new Poisson(0).mass(0)).isEqualTo(1);
        assertThat(new Poisson(0).mass(40)).isZero();
        assertThat(new Poisson(Double.MIN_VALUE).mass(1)).isEqualTo(Double.MIN_VALUE);
        assertThat(new Poisson(740).mass(1)).isCloseTo(poisson(740, 1), within(1e-323));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisson(1e12))
                .withMessage("Poisson: a rate of 0 to 2³⁰ is needed, got 1.0E12");
    }

    /// `2n` may exceed an `int`, and squares leave the range of their quotient.
    @Example
    void tailBoundsOfManyAndOfExtremeNumbers() {
        assertThat(TailBounds.hoeffding(1, 1_073_741_825, 0.1)).isZero(); // 2 exp(−2.1·10⁷)
        assertThat(TailBounds.hoeffding(1, 1_073_741_825, 5e-5))
                .isCloseTo(2 * Math.exp(-5.368709125), within(1e-16));
        assertThat(TailBounds.hoeffding(1, Integer.MAX_VALUE, 5e-5))
                .isCloseTo(2 * Math.exp(-10.737418235), within(1e-18));
        assertThat(TailBounds.chebyshev(1e308, 1, 1e200)).isCloseTo(1e-92, within(1e-106));
        assertThat(TailBounds.chebyshev(1e-310, 1, 1e-154)).isCloseTo(0.01, within(1e-10));
        assertThat(TailBounds.chebyshev(0, 5, 1e-200)).isZero();
        assertThat(TailBounds.chebyshev(POSITIVE_INFINITY, 1, POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(TailBounds.hoeffding(POSITIVE_INFINITY, 1, POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(TailBounds.markov(POSITIVE_INFINITY, POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(TailBounds.hoeffding(0, 1, 1)).isZero();
    }

    /// What lies above the largest number is small, and all its digits are right. Oracle: 50 digits.
    @Example
    void whatIsAboveTheMaximumKeepsItsDigits() {
        assertThat(LogSumExp.of(0, -40)).isEqualTo(Math.exp(-40)); // ln(1 + x) = x − x²/2 + …
        assertThat(LogSumExp.of(-40, 0)).isEqualTo(Math.exp(-40));
        assertThat(LogSumExp.of(0, -40)).isCloseTo(4.248354255291589e-18, within(1e-32));
        assertThat(CrossEntropy.of(new double[] {5, -35}, 0)).isEqualTo(Math.exp(-40));
        assertThat(CrossEntropy.of(new double[] {-35, 5}, new double[] {0, 2}))
                .isEqualTo(2 * Math.exp(-40));
        assertThat(CrossEntropy.of(new double[] {1000, 900}, 1)).isEqualTo(100);
    }

    /// Noise of size 1 decides between equal scores of any size. Each of two wins about half of the draws: of 1000, 400 to 600, but
    /// for a chance of 3·10⁻¹⁰ (Hoeffding, both sides), and the seed is fixed.
    @Example
    void noiseIsNotLostBesideLargeScores() {
        for (double z : new double[] {0, 1e17, -1e17, 1e300}) {
            int first = 0;
            for (int draw = 0; draw < 1000; draw++) {
                double[] u = {Philox.of(7).uniform(draw, 0), Philox.of(7).uniform(draw, 1)};
                first += GumbelMax.draw(new double[] {z, z}, u) == 0 ? 1 : 0;
            }
            assertThat(first).isBetween(400, 600);
        }
    }

    @Example
    void standardScoresOfDistantNumbers() {
        assertThat(new Normal(-1e308, 1e308).cdf(1e308)).isEqualTo(Normal.STANDARD.cdf(2));
        assertThat(new Normal(-1e308, 1e308).logDensity(1e308))
                .isCloseTo(Normal.STANDARD.logDensity(2) - Math.log(1e308), within(1e-12));
        assertThat(new Normal(1e308, 1e308).quantile(Normal.STANDARD.cdf(-2.5)))
                .isCloseTo(-1.5e308, within(1e294));
        assertThat(new Laplace(-1e308, 1e308).cdf(1e308))
                .isCloseTo(1 - Math.exp(-2) / 2, within(1e-15));
        assertThat(new Laplace(0, 1e308).logDensity(0))
                .isCloseTo(-Math.log(1e308) - Math.log(2), within(1e-12));
        assertThat(new Exponential(1e160).variance()).isEqualTo(1e-320, within(1e-323));
        assertThat(Normal.STANDARD.logDensity(1.5e154)).isCloseTo(-1.125e308, within(1e294));
        assertThat(Normal.STANDARD.cdf(POSITIVE_INFINITY)).isEqualTo(1);
    }

    /// `P(X ≤ 0) = ½` and `ln f = −ln 2·10³⁰⁸` on \[−10³⁰⁸, 10³⁰⁸], whose width is no double.
    @Example
    void anIntervalWiderThanTheLargestNumber() {
        Uniform law = new Uniform(-1e308, 1e308);
        assertThat(law.cdf(0)).isEqualTo(0.5);
        assertThat(law.cdf(5e307)).isCloseTo(0.75, within(1e-15));
        assertThat(law.logDensity(0)).isCloseTo(-Math.log(2) - Math.log(1e308), within(1e-12));
        assertThat(law.quantile(0.75)).isCloseTo(5e307, within(1e292));
        Uniform least = new Uniform(0, Double.MIN_VALUE);
        assertThat(least.cdf(Double.MIN_VALUE)).isEqualTo(1);
        Uniform narrow = new Uniform(0.1, Math.nextUp(0.1));
        for (double p = 0; p <= 1; p += 0x1p-6) {
            assertThat(narrow.quantile(p)).isBetween(0.1, Math.nextUp(0.1));
        }
        assertThat(new Uniform(0, 1.4e154).variance())
                .isCloseTo(1.4e154 / 12 * 1.4e154, within(1e293));
    }

    @Example
    void nanIsNoPlace() {
        ContinuousDistribution[] laws = {
            new Uniform(0, 1), new Exponential(1), new Laplace(0, 1), Normal.STANDARD
        };
        for (ContinuousDistribution law : laws) {
            assertThat(law.cdf(NaN)).as("%s", law).isNaN();
            assertThat(law.logDensity(NaN)).as("%s", law).isNaN();
        }
    }

    /// Probabilities down to the least number: `Q(p)` by `ln Φ(z) = −z²/2 − ln √2π − ln(|z| + 1/(|z| + …))`, solved by bisection.
    @Example
    void quantilesOfTheLeastProbabilities() {
        for (double p : new double[] {Double.MIN_VALUE, 1e-320, 1e-310, 1e-300, 1e-200}) {
            double low = -40;
            double high = -10;
            for (int i = 0; i < 100; i++) {
                double middle = (low + high) / 2;
                double a = -middle;
                double tail = a + 1 / (a + 2 / (a + 3 / (a + 4 / (a + 5 / (a + 6 / a)))));
                double log = -middle * middle / 2 - Math.log(2 * Math.PI) / 2 - Math.log(tail);
                low = log < Math.log(p) ? middle : low;
                high = log < Math.log(p) ? high : middle;
            }
            assertThat(Normal.STANDARD.quantile(p)).isCloseTo(low, within(1e-9));
        }
    }

    @Example
    void momentsAndFitsOfExtremeSamples() {
        Moments moments = new Moments();
        moments.add(1e308);
        moments.add(-1e308);
        assertThat(moments.mean()).isZero();
        assertThat(moments.variance()).isInfinite();
        Normal tiny = MaximumLikelihood.normal(0, 2e-200);
        assertThat(tiny.mean()).isCloseTo(1e-200, within(1e-215));
        assertThat(tiny.std()).isCloseTo(1e-200, within(1e-215));
        Normal huge = MaximumLikelihood.normal(1e200, 3e200);
        assertThat(huge.mean()).isCloseTo(2e200, within(1e185));
        assertThat(huge.std()).isCloseTo(1e200, within(1e185));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLikelihood.normal(1e-200, 1e-200))
                .withMessageContaining("all 2 are 1.0E-200");
        MultivariateNormal wide =
                new MultivariateNormal(
                        Vector.of(0, 0), Matrix.of(2, 2, 2e200, 1e200, 1e200, 2e200));
        assertThat(wide.given(0, 0).covariance().get(0, 0)).isCloseTo(1.5e200, within(1e186));
    }

    @Example
    void lawsWithEqualProbabilitiesAreEqual() {
        Categorical law = new Categorical(0.25, 0.75);
        assertThat(law)
                .isEqualTo(new Categorical(0.25, 0.75))
                .hasSameHashCodeAs(new Categorical(0.25, 0.75));
        assertThat(law).isNotEqualTo(new Categorical(0.75, 0.25));
        assertThat(law).hasToString("Categorical[0.25, 0.75]");
    }
}
