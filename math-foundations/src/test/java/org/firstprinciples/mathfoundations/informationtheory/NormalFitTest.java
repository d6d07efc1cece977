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

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

class NormalFitTest {

    /// The cross-entropy of a density with mean `m` and variance `v` and of `N(μ,σ²)`.
    interface CrossEntropy {
        double of(double m, double v, double mu, double sigma);
    }

    CrossEntropy subject() {
        return NormalFit::crossEntropy;
    }

    /// `log` of the normal density.
    static double logNormal(double x, double mu, double sigma) {
        double z = (x - mu) / sigma;
        return -z * z / 2 - Math.log(sigma) - Math.log(2 * Math.PI) / 2;
    }

    private static double integral(DoubleUnaryOperator f, double from, double to) {
        double sum = 0;
        int pieces = 64;
        for (int i = 0; i < pieces; i++) {
            double a = from + (to - from) * i / pieces;
            sum +=
                    new IterativeLegendreGaussIntegrator(16, 1e-11, 1e-13)
                            .integrate(10_000, f::applyAsDouble, a, a + (to - from) / pieces);
        }
        return sum;
    }

    /// A density that is not normal: two normal ones mixed, or a constant one. Mean and variance by hand.
    private record Truth(
            DoubleUnaryOperator density, double from, double to, double mean, double variance) {

        static Truth mixture(double weight, double a, double s, double b, double t) {
            double mean = weight * a + (1 - weight) * b;
            double variance =
                    weight * (s * s + a * a) + (1 - weight) * (t * t + b * b) - mean * mean;
            return new Truth(
                    x ->
                            weight * Math.exp(logNormal(x, a, s))
                                    + (1 - weight) * Math.exp(logNormal(x, b, t)),
                    Math.min(a - 12 * s, b - 12 * t),
                    Math.max(a + 12 * s, b + 12 * t),
                    mean,
                    variance);
        }

        static Truth constant(double from, double width) {
            return new Truth(
                    x -> 1 / width, from, from + width, from + width / 2, width * width / 12);
        }
    }

    private static Truth truth(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? Truth.constant(random.nextDouble(-5, 5), random.nextDouble(0.1, 9))
                : Truth.mixture(
                        random.nextInt(5) / 4.0,
                        random.nextDouble(-4, 4),
                        random.nextDouble(0.3, 3),
                        random.nextDouble(-4, 4),
                        random.nextDouble(0.3, 3));
    }

    /// Oracle: the integral `−∫ f ln g`.
    @Claim("IT-23")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void onlyMeanAndVarianceMatter(
            @ForAll long seed,
            @ForAll @DoubleRange(min = -5, max = 5) double mu,
            @ForAll @DoubleRange(min = 0.2, max = 20) double sigma) {
        Truth f = truth(new SplittableRandom(seed));
        double expected =
                integral(x -> -f.density.applyAsDouble(x) * logNormal(x, mu, sigma), f.from, f.to);
        assertThat(subject().of(f.mean, f.variance, mu, sigma))
                .isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }

    /// What another normal distribution costs more than `N(m,v)` is the divergence of the two, positive unless they are equal.
    @Claim("IT-23")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyOtherNormalDistributionIsWorse(
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double m,
            @ForAll @IntRange(min = -20, max = 20) int power,
            @ForAll @DoubleRange(min = -9, max = 9) double shift,
            @ForAll @DoubleRange(min = 0.1, max = 10) double factor) {
        double std = Math.scalb(1.0, power);
        double mu = m + shift * std;
        double best = subject().of(m, std * std, m, std);
        double other = subject().of(m, std * std, mu, factor * std);
        double excess = GaussianDivergence.of(m, std, mu, factor * std);
        double tolerance = 64 * Rounding.U * (1 + Math.abs(best) + excess + Math.abs(m) / std);
        assertThat(other - best).isCloseTo(excess, within(tolerance * (1 + Math.abs(shift))));
        double apart = Math.abs(shift) + Math.abs(factor - 1);
        if (apart > 1e-3 && Math.abs(m) < 1e3 * std) {
            assertThat(other).isGreaterThan(best);
        }
    }

    /// The two bumps of the document. The reverse fit is searched on a grid, to two digits.
    @Claim("IT-23")
    @Example
    void twoBumps() {
        Truth two = Truth.mixture(0.5, -3, 1, 3, 1);
        assertThat(two.mean).isZero();
        assertThat(two.variance).isEqualTo(10);
        double ofTruth =
                integral(
                        x -> -two.density.applyAsDouble(x) * Math.log(two.density.applyAsDouble(x)),
                        -15,
                        15);
        double forward = subject().of(0, 10, 0, Math.sqrt(10)) - ofTruth;
        assertThat(forward).isCloseTo(0.462, within(5e-4));
        double least = Double.POSITIVE_INFINITY;
        double bestMu = 0;
        double bestSigma = 0;
        for (int i = -40; i <= 40; i++) {
            for (int j = 0; j <= 28; j++) {
                int far = Math.abs(i);
                double mu = Math.signum(i) * (far < 20 ? far / 7.0 : 2.9 + (far - 20) / 100.0);
                double sigma = j < 16 ? 0.96 + j / 100.0 : 1.2 + (j - 16) / 5.0;
                double reverse = reverse(two, mu, sigma);
                if (reverse < least) {
                    least = reverse;
                    bestMu = mu;
                    bestSigma = sigma;
                }
            }
        }
        assertThat(least).isCloseTo(0.689, within(5e-4));
        assertThat(Math.abs(bestMu)).isCloseTo(2.98, within(0.0051));
        assertThat(bestSigma).isCloseTo(1.02, within(0.0101));
        assertThat(reverse(two, -bestMu, bestSigma)).isCloseTo(least, within(1e-12));
    }

    /// `D(N(μ,σ²)‖f)` by a sum over 400 points, which for smooth densities is as good as an integral.
    private static double reverse(Truth f, double mu, double sigma) {
        double sum = 0;
        double step = sigma / 20;
        for (int i = -200; i <= 200; i++) {
            double x = mu + i * step;
            double q = logNormal(x, mu, sigma);
            sum += Math.exp(q) * (q - Math.log(f.density.applyAsDouble(x))) * step;
        }
        return sum;
    }

    @Example
    void badNumbersAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalFit.crossEntropy(0, -1, 0, 1))
                .withMessage("the variance must be finite and at least 0.0, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalFit.crossEntropy(0, 1, 0, 0))
                .withMessage("sigma must be finite and at least 4.9E-324, got 0.0");
    }

    @Mutant("IT-23") // without the logarithm of the width, wider is better
    static class WidthIsFree extends NormalFitTest {
        @Override
        CrossEntropy subject() {
            return (m, v, mu, sigma) -> NormalFit.crossEntropy(m, v, mu, sigma) - Math.log(sigma);
        }
    }

    @Mutant("IT-23") // the variance around 0
    static class VarianceAroundZero extends NormalFitTest {
        @Override
        CrossEntropy subject() {
            return (m, v, mu, sigma) -> NormalFit.crossEntropy(0, v + m * m, mu, sigma);
        }
    }
}
