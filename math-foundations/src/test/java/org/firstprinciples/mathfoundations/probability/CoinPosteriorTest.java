package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

class CoinPosteriorTest {

    double mean(int successes, int trials) {
        return new CoinPosterior(successes, trials).mean();
    }

    double mode(int successes, int trials) {
        return new CoinPosterior(successes, trials).mode();
    }

    private static double integral(DoubleUnaryOperator f) {
        return new IterativeLegendreGaussIntegrator(40, 1e-13, 1e-15)
                .integrate(100_000, f::applyAsDouble, 0, 1);
    }

    /// Bayes' rule with integrals: the likelihood `pᵏ(1 − p)ⁿ⁻ᵏ`, over its integral, has this mean, this density and no larger
    /// value than at `k/n`.
    @Claim("PR-34")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theUniformPrior(
            @ForAll @IntRange(min = 0, max = 40) int trials,
            @ForAll @IntRange(min = 0, max = 40) int most) {
        int successes = Math.min(most, trials);
        DoubleUnaryOperator likelihood =
                p -> Math.pow(p, successes) * Math.pow(1 - p, trials - successes);
        double evidence = integral(likelihood);
        double first = integral(p -> p * likelihood.applyAsDouble(p));
        assertThat(mean(successes, trials)).isCloseTo(first / evidence, within(1e-10));
        CoinPosterior posterior = new CoinPosterior(successes, trials);
        for (double p : new double[] {0, 0.1, 0.37, 0.5, 0.92, 1}) {
            double density = likelihood.applyAsDouble(p) / evidence;
            assertThat(posterior.density(p)).isCloseTo(density, within(1e-9 * (1e-3 + density)));
            if (trials > 0) {
                assertThat(likelihood.applyAsDouble(p))
                        .isLessThanOrEqualTo(
                                likelihood.applyAsDouble(mode(successes, trials)) * (1 + 1e-12));
            }
        }
    }

    /// Three outcomes: with every list of probabilities as believable as every other, the means are `(nᵢ + 1)/(n + 3)`. The
    /// integrands are polynomials, for which 30 points are exact.
    @Claim("PR-34")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void threeOutcomes(
            @ForAll @IntRange(min = 0, max = 12) int first,
            @ForAll @IntRange(min = 0, max = 12) int second,
            @ForAll @IntRange(min = 0, max = 12) int third) {
        GaussIntegrator integrator = new GaussIntegratorFactory().legendre(30, 0, 1);
        // p₁ = s, p₂ = (1 − s)t, p₃ = (1 − s)(1 − t), areas are multiplied by 1 − s
        DoubleBinaryOperator likelihood =
                (s, t) ->
                        Math.pow(s, first)
                                * Math.pow((1 - s) * t, second)
                                * Math.pow((1 - s) * (1 - t), third)
                                * (1 - s);
        double evidence =
                integrator.integrate(
                        s -> integrator.integrate(t -> likelihood.applyAsDouble(s, t)));
        double mean =
                integrator.integrate(
                        s -> integrator.integrate(t -> s * likelihood.applyAsDouble(s, t)));
        assertThat(mean / evidence)
                .isCloseTo((first + 1.0) / (first + second + third + 3), within(1e-12));
    }

    @Claim("PR-34")
    @Example
    void threeInSix() {
        assertThat(mean(3, 6)).isEqualTo(4 / 8.0);
        assertThat(mean(0, 6)).isEqualTo(1 / 8.0);
        assertThat(mean(0, 0)).isEqualTo(0.5);
        assertThat(mean(2, 3)).isEqualTo(3 / 5.0);
        assertThat(mean(10, 10)).isEqualTo(11 / 12.0);
        assertThat(mean(Integer.MAX_VALUE, Integer.MAX_VALUE)).isLessThanOrEqualTo(1);
        assertThat(mode(2, 3)).isEqualTo(2 / 3.0);
        assertThat(mode(0, 6)).isZero();
        assertThatIllegalStateException().isThrownBy(() -> mode(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mean(3, 2))
                .withMessageContaining("got 3 in 2");
        assertThatIllegalArgumentException().isThrownBy(() -> mean(-1, 2));
    }

    @Mutant("PR-34") // the share, with nothing added
    static class TheShare extends CoinPosteriorTest {
        @Override
        double mean(int successes, int trials) {
            return trials == 0
                    ? super.mean(successes, trials)
                    : new CoinPosterior(successes, trials).mode();
        }
    }

    @Mutant("PR-34") // the mean in place of the peak
    static class TheMeanAsPeak extends CoinPosteriorTest {
        @Override
        double mode(int successes, int trials) {
            new CoinPosterior(successes, trials).mode();
            return new CoinPosterior(successes, trials).mean();
        }
    }
}
