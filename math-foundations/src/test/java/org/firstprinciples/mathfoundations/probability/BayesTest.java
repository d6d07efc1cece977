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
import org.firstprinciples.mathfoundations.calculus.Rational;
import org.firstprinciples.mathfoundations.calculus.Real;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

class BayesTest {

    private static final double U = 0x1p-53;

    List<Rational> posterior(List<Rational> prior, List<Rational> likelihood) {
        return Bayes.posterior(prior, likelihood);
    }

    double[] posteriorOfLogs(double[] logPrior, double[] logLikelihood) {
        return Bayes.posteriorOfLogs(logPrior, logLikelihood);
    }

    private static List<Rational> rationals(SplittableRandom random, int k, boolean zeros) {
        List<Rational> list = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            boolean zero = zeros && i > 0 && random.nextInt(4) == 0;
            list.add(Rational.of(zero ? 0 : random.nextInt(1, 10), 10));
        }
        return list;
    }

    private static BigFraction sum(List<Rational> p) {
        BigFraction sum = BigFraction.ZERO;
        for (Rational x : p) {
            sum = sum.add(x.value());
        }
        return sum;
    }

    /// It sums to 1; odds are multiplied by the ratio of likelihoods; a factor common to a column changes nothing; evidence
    /// may come at once or piece by piece, in any order; what had probability 0 keeps it.
    @Claim("PR-04")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void evidenceMultipliesOdds(
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Rational> prior = posterior(rationals(random, k, true), rationals(random, k, false));
        List<List<Rational>> evidence = new ArrayList<>();
        List<Rational> together = new ArrayList<>(Collections.nCopies(k, Rational.of(1, 1)));
        for (int e = 0; e < n; e++) {
            List<Rational> likelihood = rationals(random, k, true);
            evidence.add(likelihood);
            for (int i = 0; i < k; i++) {
                together.set(i, together.get(i).times(likelihood.get(i)));
            }
        }
        List<Rational> atOnce = posterior(prior, together);
        assertThat(sum(atOnce)).isEqualTo(BigFraction.ONE);
        List<Rational> scaled = together.stream().map(x -> x.times(Rational.of(3, 7))).toList();
        assertThat(posterior(prior, scaled)).isEqualTo(atOnce);
        Collections.shuffle(evidence, new Random(seed));
        List<Rational> stepwise = prior;
        for (List<Rational> likelihood : evidence) {
            stepwise = posterior(stepwise, likelihood);
        }
        assertThat(stepwise).isEqualTo(atOnce);
        double[] logPrior = new double[k];
        double[] logLikelihood = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) { // odds, multiplied out
                assertThat(atOnce.get(i).times(prior.get(j)).times(together.get(j)))
                        .isEqualTo(atOnce.get(j).times(prior.get(i)).times(together.get(i)));
            }
            if (prior.get(i).value().equals(BigFraction.ZERO)) {
                assertThat(atOnce.get(i).value()).isEqualTo(BigFraction.ZERO);
            }
            logPrior[i] = Math.log(prior.get(i).value().doubleValue());
            for (List<Rational> likelihood : evidence) {
                logLikelihood[i] += Math.log(likelihood.get(i).value().doubleValue());
            }
        }
        double[] logs = posteriorOfLogs(logPrior, logLikelihood);
        for (int i = 0; i < k; i++) {
            double expected = atOnce.get(i).value().doubleValue();
            assertThat(logs[i]).isCloseTo(expected, within((k + n + 6) * U * 20 * expected));
        }
    }

    /// One in a hundred is ill, the test finds 99 % of them and is wrong about 5 % of the others.
    @Claim("PR-04")
    @Example
    void aPositiveTest() {
        List<Rational> ill =
                posterior(
                        List.of(Rational.of(1, 100), Rational.of(99, 100)),
                        List.of(Rational.of(99, 100), Rational.of(5, 100)));
        assertThat(ill.getFirst()).isEqualTo(Rational.of(1, 6));
        List<Real> rounded =
                Bayes.posterior(ScalarFunction.reals(0.01, 0.99), ScalarFunction.reals(0.99, 0.05));
        assertThat(rounded.getFirst().value()).isCloseTo(1 / 6.0, within(1e-15));
    }

    @Claim("PR-04")
    @Example
    void edges() {
        double[] tiny = posteriorOfLogs(new double[2], new double[] {-1000, -1000 + Math.log(3)});
        assertThat(tiny[0]).isCloseTo(0.25, within(1e-13)); // e⁻¹⁰⁰⁰ is 0 in double
        double never = Double.NEGATIVE_INFINITY;
        assertThat(posteriorOfLogs(new double[] {never, 0}, new double[2])).containsExactly(0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posteriorOfLogs(new double[] {never, 0}, new double[] {0, never}))
                .withMessageContaining("no hypothesis allows the evidence");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        posterior(
                                List.of(Rational.of(1, 2), Rational.of(1, 2)),
                                List.of(Rational.of(0, 1), Rational.of(0, 1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posteriorOfLogs(new double[2], new double[3]))
                .withMessageContaining("got 2 and 3");
    }

    @Example
    void impossibleEvidenceIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> posterior(List.of(Rational.of(1, 1)), List.of(Rational.of(0, 1))))
                .withMessageContaining("no hypothesis allows the evidence");
    }

    @Mutant("PR-04") // not divided by the sum
    static class NotNormalized extends BayesTest {
        @Override
        List<Rational> posterior(List<Rational> prior, List<Rational> likelihood) {
            Bayes.posterior(prior, likelihood);
            List<Rational> joint = new ArrayList<>();
            for (int i = 0; i < prior.size(); i++) {
                joint.add(prior.get(i).times(likelihood.get(i)));
            }
            return joint;
        }
    }

    @Mutant("PR-04") // likelihoods as they are, without the prior
    static class IgnoresThePrior extends BayesTest {
        @Override
        List<Rational> posterior(List<Rational> prior, List<Rational> likelihood) {
            Bayes.posterior(prior, likelihood);
            return Bayes.posterior(
                    Collections.nCopies(prior.size(), Rational.of(1, 1)), likelihood);
        }
    }

    @Mutant("PR-04") // leaves the logarithms
    static class ThroughProbabilities extends BayesTest {
        @Override
        double[] posteriorOfLogs(double[] logPrior, double[] logLikelihood) {
            double[] p = Bayes.posteriorOfLogs(logPrior, logLikelihood);
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                p[i] = Math.exp(logPrior[i]) * Math.exp(logLikelihood[i]);
                sum += p[i];
            }
            for (int i = 0; i < p.length; i++) {
                p[i] /= sum;
            }
            return p;
        }
    }
}
