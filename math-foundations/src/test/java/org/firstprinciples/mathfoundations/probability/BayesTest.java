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
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class BayesTest {

    private static final double U = 0x1p-53;

    List<Rational> posterior(List<Rational> prior, List<Rational> likelihood) {
        return Bayes.posterior(prior, likelihood);
    }

    double[] posteriorOfLogs(double[] logPrior, double[] logLikelihood) {
        return Bayes.posteriorOfLogs(logPrior, logLikelihood);
    }

    private static BigFraction sum(List<Rational> p) {
        BigFraction sum = BigFraction.ZERO;
        for (Rational x : p) {
            sum = sum.add(x.value());
        }
        return sum;
    }

    /// Hypothesis and evidence are drawn together from a table of weights, rows and cells of which may be 0: the posterior is
    /// the share of each row in a column. A factor common to all likelihoods cancels.
    @Claim("PR-04")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void thePosteriorIsTheConditionalProbability(
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] weights = new long[k][n];
        long total = 1;
        long[] ofHypothesis = new long[k];
        weights[random.nextInt(k)][0] = 1;
        for (int i = 0; i < k; i++) {
            boolean impossible = random.nextInt(5) == 0;
            for (int e = 0; e < n; e++) {
                int more = impossible || random.nextInt(3) == 0 ? 0 : random.nextInt(1, 9);
                weights[i][e] += more;
                total += more;
                ofHypothesis[i] += weights[i][e];
            }
        }
        List<Rational> prior = new ArrayList<>();
        List<Rational> likelihood = new ArrayList<>();
        List<Rational> expected = new ArrayList<>();
        long ofEvidence = 0;
        for (int i = 0; i < k; i++) {
            ofEvidence += weights[i][0];
        }
        for (int i = 0; i < k; i++) {
            prior.add(Rational.of(ofHypothesis[i], total));
            likelihood.add(
                    ofHypothesis[i] == 0
                            ? Rational.of(0, 1)
                            : Rational.of(weights[i][0], ofHypothesis[i]));
            expected.add(Rational.of(weights[i][0], ofEvidence));
        }
        List<Rational> posterior = posterior(prior, likelihood);
        assertThat(posterior).isEqualTo(expected);
        assertThat(sum(posterior)).isEqualTo(BigFraction.ONE);
        Rational factor = Rational.of(random.nextInt(1, 9), 7);
        assertThat(posterior(prior, likelihood.stream().map(x -> x.times(factor)).toList()))
                .isEqualTo(expected);
        double[] logPrior = prior.stream().mapToDouble(BayesTest::log).toArray();
        double[] logLikelihood = likelihood.stream().mapToDouble(BayesTest::log).toArray();
        double[] logs = posteriorOfLogs(logPrior, logLikelihood);
        for (int i = 0; i < k; i++) {
            double exact = expected.get(i).value().doubleValue();
            assertThat(logs[i]).isCloseTo(exact, within((k + 7) * U * 20 * exact));
            for (int j = 0; j < k; j++) { // odds are multiplied by the ratio of likelihoods
                assertThat(posterior.get(i).times(prior.get(j)).times(likelihood.get(j)))
                        .isEqualTo(posterior.get(j).times(prior.get(i)).times(likelihood.get(i)));
            }
        }
    }

    private static double log(Rational x) {
        return Math.log(x.value().doubleValue());
    }

    /// Hypotheses, impossible ones among them, and up to three pieces of evidence share one space, made so that the product rule
    /// holds for all pieces together, and with three of them often not for the first two: outcome `i·2ⁿ + m` is hypothesis `i` with the pieces that are bits of `m`. Updating in any
    /// order ends at the share of the hypothesis in the event of all pieces, counted in that space.
    @Claim("PR-18")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void piecesOfEvidenceInAnyOrder(
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int sure = random.nextInt(k); // allows all evidence
        int[] weight = new int[k];
        int[][] yes = new int[n][k];
        int[][] no = new int[n][k];
        for (int i = 0; i < k; i++) {
            weight[i] = i != sure && random.nextInt(4) == 0 ? 0 : random.nextInt(1, 6);
            for (int t = 0; t < n; t++) {
                yes[t][i] = i != sure && random.nextInt(4) == 0 ? 0 : random.nextInt(1, 6);
                no[t][i] = yes[t][i] > 0 && random.nextInt(4) == 0 ? 0 : random.nextInt(1, 6);
            }
        }
        long[] weights = new long[k << n];
        BitSet all = new BitSet();
        BitSet[] hypothesis = new BitSet[k];
        for (int i = 0; i < k; i++) {
            hypothesis[i] = new BitSet();
            for (int m = 0; m < 1 << n; m++) {
                long product = weight[i];
                for (int t = 0; t < n; t++) {
                    product *= (m >> t & 1) == 1 ? yes[t][i] : no[t][i];
                }
                weights[(i << n) + m] = product;
                hypothesis[i].set((i << n) + m);
            }
            if (n == 3 && random.nextBoolean()) { // the first two depend on each other without the third
                int base = i << n;
                long most = Math.min(weights[base + 0b01], weights[base + 0b10]);
                long d = random.nextLong(most + 1);
                weights[base] += d;
                weights[base + 0b11] += d;
                weights[base + 0b01] -= d;
                weights[base + 0b10] -= d;
            }
            all.set((i << n) + (1 << n) - 1);
        }
        FiniteSpace space = FiniteSpace.of(weights);
        long total = Arrays.stream(weights).sum();
        List<Rational> belief =
                Arrays.stream(hypothesis).map(h -> Rational.of(space.weight(h), total)).toList();
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        for (int t : order) {
            List<Rational> likelihood = new ArrayList<>();
            for (int i = 0; i < k; i++) {
                likelihood.add(Rational.of(yes[t][i], yes[t][i] + no[t][i]));
            }
            belief = posterior(belief, likelihood);
        }
        for (int i = 0; i < k; i++) {
            hypothesis[i].and(all);
            assertThat(belief.get(i))
                    .isEqualTo(Rational.of(space.weight(hypothesis[i]), space.weight(all)));
        }
    }

    /// "The two coins are equal": each coin alone has the likelihood ratio 1, both together prove it. The product of the
    /// likelihoods, ¼, is not the likelihood of both, ½.
    @Claim("PR-18")
    @Example
    void evidenceThatIsNotConditionallyIndependent() {
        FiniteSpace coins = FiniteSpace.of(1, 1, 1, 1); // TT TH HT HH
        BitSet equal = BitSet.valueOf(new long[] {0b1001});
        BitSet differ = BitSet.valueOf(new long[] {0b0110});
        BitSet first = BitSet.valueOf(new long[] {0b1100});
        BitSet second = BitSet.valueOf(new long[] {0b1010});
        BitSet both = BitSet.valueOf(new long[] {0b1000});
        assertThat(coins.conditional(first, equal) / coins.conditional(first, differ)).isEqualTo(1);
        assertThat(coins.conditional(second, equal) / coins.conditional(second, differ))
                .isEqualTo(1);
        assertThat(coins.conditional(both, equal)).isEqualTo(0.5);
        assertThat(coins.conditional(equal, both)).isEqualTo(1);
        Rational half = Rational.of(1, 2);
        List<Rational> fair = List.of(half, half);
        assertThat(posterior(posterior(fair, fair), fair)).isEqualTo(fair);
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

    @Mutant({"PR-04", "PR-18"}) // not divided by the sum
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

    @Mutant({"PR-04", "PR-18"}) // likelihoods as they are, without the prior
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
