package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;

import java.util.Arrays;
import java.util.SplittableRandom;

class MaximumLikelihoodTest {

    private static final double U = 0x1p-53;

    Normal normal(double... sample) {
        return MaximumLikelihood.normal(sample);
    }

    Poisson poisson(int... sample) {
        return MaximumLikelihood.poisson(sample);
    }

    Categorical categorical(long... counts) {
        return MaximumLikelihood.categorical(counts);
    }

    private static double logLikelihood(DiscreteDistribution law, int... sample) {
        double sum = 0;
        for (int x : sample) {
            sum += Math.log(law.mass(x));
        }
        return sum;
    }

    private static double logLikelihood(Normal law, double... sample) {
        double sum = 0;
        for (double x : sample) {
            sum += law.logDensity(x);
        }
        return sum;
    }

    /// At the formula's parameters the sample is at least as likely as at any others, drawn far and wide.
    @Claim("PR-15")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void nothingElseIsLikelier(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int most = random.nextInt(1, 9);
        int[] sample = random.ints(n, 0, most + 1).toArray();
        double slack = 1e-11;
        Poisson poisson = poisson(sample);
        double other = Math.pow(10, random.nextDouble(-2, 2));
        assertThat(logLikelihood(new Poisson(other), sample))
                .isLessThanOrEqualTo(logLikelihood(poisson, sample) + slack);
        long[] counts = new long[9];
        for (int x : sample) {
            counts[x]++;
        }
        assertThat(logLikelihood(new Categorical(Simplexes.dyadic(random, 9)), sample))
                .isLessThanOrEqualTo(logLikelihood(categorical(counts), sample) + slack);
        int successes = (int) Arrays.stream(sample).filter(x -> x > 4).count();
        assertThat(new Binomial(n, random.nextDouble()).mass(successes))
                .isLessThanOrEqualTo(
                        new Binomial(n, MaximumLikelihood.bernoulli(successes, n).p())
                                        .mass(successes)
                                * (1 + slack));
        double[] numbers = random.doubles(n, -9, 18).toArray();
        if (n > 1) {
            Normal rival = new Normal(random.nextDouble(-9, 18), other);
            assertThat(logLikelihood(rival, numbers))
                    .isLessThanOrEqualTo(logLikelihood(normal(numbers), numbers) + slack);
        }
    }

    /// Three times *mat*, twice *sofa*, once *moon*: with equal probabilities 1/729, with the shares 1/432.
    @Claim("PR-15")
    @Example
    void theSharesOfTheDie() {
        double[] shares = categorical(3, 2, 1).probabilities();
        assertThat(shares).containsExactly(1 / 2.0, 1 / 3.0, 1 / 6.0);
        int[] sample = {0, 0, 0, 1, 1, 2};
        assertThat(Math.exp(logLikelihood(new Categorical(shares), sample)))
                .isCloseTo(1 / 432.0, within(1e-17));
        double third = 1 / 3.0;
        assertThat(Math.exp(logLikelihood(new Categorical(third, third, third), sample)))
                .isCloseTo(1 / 729.0, within(1e-17));
    }

    /// Beside the formula's parameters the sample is not likelier, from half as far again down to 2⁻²⁰.
    @Claim("PR-15")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void nothingNearByIsLikelier(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 20) int power,
            @ForAll boolean up,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double factor = 1 + (up ? 1 : -1) * Math.pow(2, -power);
        int[] sample = random.ints(n, 0, 9).toArray();
        Poisson poisson = poisson(sample);
        double best = logLikelihood(poisson, sample);
        double slack = 64 * n * U * (1 + Math.abs(best)) * 9;
        if (poisson.rate() > 0) {
            assertThat(logLikelihood(new Poisson(poisson.rate() * factor), sample))
                    .isLessThanOrEqualTo(best + slack);
        }
        double[] numbers = Arrays.stream(sample).asDoubleStream().toArray();
        if (Arrays.stream(sample).distinct().count() > 1) {
            Normal normal = normal(numbers);
            double most = logLikelihood(normal, numbers);
            double room = 64 * n * U * (1 + Math.abs(most)) * 9;
            assertThat(logLikelihood(new Normal(normal.mean(), normal.std() * factor), numbers))
                    .isLessThanOrEqualTo(most + room);
            assertThat(logLikelihood(new Normal(normal.mean() + factor - 1, normal.std()), numbers))
                    .isLessThanOrEqualTo(most + room);
        }
        long[] counts = new long[9];
        for (int x : sample) {
            counts[x]++;
        }
        double[] p = categorical(counts).probabilities();
        double likeliest = logLikelihood(new Categorical(p), sample);
        int from = sample[0];
        int to = random.nextInt(9);
        double moved = p[from] * Math.pow(2, -power);
        double[] other = p.clone();
        other[from] -= moved;
        other[to] += moved;
        assertThat(logLikelihood(new Categorical(other), sample))
                .isLessThanOrEqualTo(likeliest + 16 * n * U * (1 + Math.abs(likeliest)));
        int successes = (int) Arrays.stream(sample).filter(x -> x > 4).count();
        double share = MaximumLikelihood.bernoulli(successes, n).p();
        double nearBy = Math.min(1, share * factor);
        assertThat(new Binomial(n, share).mass(successes))
                .isGreaterThanOrEqualTo(new Binomial(n, nearBy).mass(successes) * (1 - 1e-13));
    }

    /// Over all samples of size `n` from a law on few values, the mean of the estimated variance is `(n − 1)/n` of the true
    /// one; that of the variance with divisor `n − 1` is the true one.
    @Claim("PR-24")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void theVarianceIsTooSmallByOneOverN(
            @ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int k = random.nextInt(1, 5);
        int[] tenths = random.ints(k, -50, 51).toArray();
        int[] weights = random.ints(k, 1, 5).toArray();
        int total = Arrays.stream(weights).sum();
        BigFraction mean = BigFraction.ZERO;
        BigFraction square = BigFraction.ZERO;
        for (int i = 0; i < k; i++) {
            BigFraction p = new BigFraction(weights[i], total);
            BigFraction value = new BigFraction(tenths[i], 10);
            mean = mean.add(p.multiply(value));
            square = square.add(p.multiply(value).multiply(value));
        }
        double variance = square.subtract(mean.multiply(mean)).doubleValue();
        double estimate = 0;
        double corrected = 0;
        int samples = (int) Math.pow(k, n);
        for (int code = 0; code < samples; code++) {
            double[] sample = new double[n];
            double probability = 1;
            int rest = code;
            for (int i = 0; i < n; i++) {
                sample[i] = tenths[rest % k] / 10.0;
                probability *= (double) weights[rest % k] / total;
                rest /= k;
            }
            boolean constant = Arrays.stream(sample).distinct().count() == 1;
            estimate += constant ? 0 : probability * normal(sample).variance();
            if (n > 1) {
                Moments moments = new Moments();
                Arrays.stream(sample).forEach(moments::add);
                corrected += probability * moments.sampleVariance();
            }
        }
        double slack = 1e-12 * (1 + variance);
        assertThat(estimate).isCloseTo((n - 1.0) / n * variance, within(slack));
        if (n > 1) {
            assertThat(corrected).isCloseTo(variance, within(slack));
        }
    }

    @Claim({"PR-15", "PR-24"})
    @Example
    void threeNumbersByHand() {
        Normal law = normal(1, 2, 6);
        assertThat(law.mean()).isEqualTo(3);
        assertThat(law.variance()).isCloseTo(14 / 3.0, within(1e-14));
        Moments moments = new Moments();
        for (double x : new double[] {1, 2, 6}) {
            moments.add(x);
        }
        assertThat(moments.sampleVariance()).isCloseTo(7, within(1e-14));
        assertThat(categorical(1, 0, 3).probabilities()).containsExactly(0.25, 0, 0.75);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> normal(2, 2, 2))
                .withMessage("numbers that differ are needed, all 3 are 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> normal());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> poisson(1, -1))
                .withMessageContaining("got -1");
        assertThatIllegalArgumentException().isThrownBy(() -> categorical(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLikelihood.bernoulli(3, 2))
                .withMessageContaining("got 3 of 2");
    }

    @Mutant({"PR-15", "PR-24"}) // divides by n − 1
    static class Unbiased extends MaximumLikelihoodTest {
        @Override
        Normal normal(double... sample) {
            Normal law = MaximumLikelihood.normal(sample);
            double n = sample.length;
            return new Normal(law.mean(), law.std() * Math.sqrt(n / (n - 1)));
        }
    }

    @Mutant("PR-15") // the variance as rate
    static class WrongMoment extends MaximumLikelihoodTest {
        @Override
        Poisson poisson(int... sample) {
            Poisson law = MaximumLikelihood.poisson(sample);
            return new Poisson(law.rate() * 1.25);
        }
    }

    @Mutant("PR-15") // one is added to every count
    static class Smoothed extends MaximumLikelihoodTest {
        @Override
        Categorical categorical(long... counts) {
            MaximumLikelihood.categorical(counts);
            return MaximumLikelihood.categorical(Arrays.stream(counts).map(c -> c + 1).toArray());
        }
    }
}
