package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.calculus.Rational;

import java.util.BitSet;
import java.util.List;

/// The document's die, three faces *mat*, two *sofa* and one *moon*, and the numbers of the sections that no other test computes.
class WordDieTest {

    private static final FiniteSpace DIE = FiniteSpace.of(3, 2, 1);

    private static BitSet words(int bits) {
        return BitSet.valueOf(new long[] {bits});
    }

    private static final BitSet MAT = words(0b001);
    private static final BitSet SOFA = words(0b010);
    private static final BitSet MOON = words(0b100);
    private static final BitSet FOUR_LETTERS = words(0b110);
    private static final BitSet LIVING_ROOM = words(0b011);

    @Example
    void eventsAndConditions() {
        assertThat(DIE.probability(FOUR_LETTERS)).isEqualTo(0.5);
        assertThat(DIE.probability(LIVING_ROOM)).isEqualTo(5 / 6.0);
        assertThat(DIE.probability(words(0b111))).isEqualTo(1);
        assertThat(DIE.conditional(SOFA, FOUR_LETTERS)).isEqualTo(0.6666666666666666);
        assertThat(DIE.conditional(MOON, FOUR_LETTERS)).isEqualTo(1 / 3.0);
        assertThat(DIE.conditional(MAT, LIVING_ROOM)).isEqualTo(3 / 5.0); // top-k with k = 2
        assertThat(Math.pow(0.9, 10)).isCloseTo(0.349, within(5e-4));
    }

    /// Home stories say mat, mat, sofa, fairy tales mat, sofa, moon, and both are equally likely.
    @Example
    void twoKindsOfStories() {
        Rational half = Rational.of(1, 2);
        List<Rational> prior = List.of(half, half);
        Rational third = Rational.of(1, 3);
        List<Rational> mat = List.of(Rational.of(2, 3), third);
        List<Rational> sofa = List.of(third, third);
        List<Rational> moon = List.of(Rational.of(0, 1), third);
        assertThat(total(prior, mat)).isEqualTo(Rational.of(1, 2));
        assertThat(total(prior, sofa)).isEqualTo(Rational.of(1, 3));
        assertThat(total(prior, moon)).isEqualTo(Rational.of(1, 6));
        assertThat(Bayes.posterior(prior, mat).getFirst()).isEqualTo(Rational.of(2, 3));
        assertThat(Bayes.posterior(prior, sofa)).isEqualTo(prior);
        assertThat(Bayes.posterior(prior, moon).getFirst()).isEqualTo(Rational.of(0, 1));
        List<Rational> twice = Bayes.posterior(Bayes.posterior(prior, mat), mat);
        Rational twoMats = total(prior, List.of(Rational.of(4, 9), Rational.of(1, 9)));
        assertThat(twoMats).isEqualTo(Rational.of(5, 18)); // more than ¼
        assertThat(twice).containsExactly(Rational.of(4, 5), Rational.of(1, 5)); // odds 4 : 1
        assertThat(Math.pow(0.5, 1100)).isZero();
    }

    private static Rational total(List<Rational> prior, List<Rational> likelihood) {
        return prior.get(0).times(likelihood.get(0)).plus(prior.get(1).times(likelihood.get(1)));
    }

    @Example
    void distributionsThatCount() {
        Binomial mats = new Binomial(4, 0.5);
        int[] sixteenths = {1, 4, 6, 4, 1};
        for (int k = 0; k <= 4; k++) {
            assertThat(mats.mass(k)).isEqualTo(sixteenths[k] / 16.0);
        }
        assertThat(new Binomial(1000, 1 / 500.0).mass(0)).isCloseTo(0.1351, within(5e-5));
        assertThat(new Poisson(2).mass(0)).isCloseTo(0.1353, within(5e-5));
        Categorical numbered = new Categorical(1 / 2.0, 1 / 3.0, 1 / 6.0);
        assertThat(numbered.cdf(0)).isEqualTo(0.5);
        assertThat(numbered.cdf(1)).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(numbered.quantile(0.7)).isEqualTo(1);
        assertThat(new Uniform(0, 0.5).density(0.3)).isEqualTo(2);
        assertThat(new Laplace(0, Math.sqrt(0.5)).variance()).isCloseTo(1, within(1e-15));
        assertThat(new Laplace(0, Math.sqrt(0.5)).density(0)).isCloseTo(0.71, within(5e-3));
        assertThat(Normal.STANDARD.density(0)).isCloseTo(0.40, within(5e-3));
    }

    /// Pairs of a kind of story and a word, home stories first; and two throws.
    @Example
    void pairs() {
        FiniteSpace pairs = FiniteSpace.of(2, 1, 0, 1, 1, 1); // mat, sofa, moon for each kind
        BitSet home = words(0b000_111);
        assertThat(pairs.probability(home)).isEqualTo(0.5);
        assertThat(pairs.conditional(words(0b001_001), home)).isEqualTo(2 / 3.0);
        assertThat(pairs.probability(words(0b001_001))).isEqualTo(0.5);
        assertThat(pairs.probability(words(0b100_100))).isEqualTo(1 / 6.0);
        assertThat(pairs.conditional(words(0b100_100), words(0b111_000))).isEqualTo(1 / 3.0);
        FiniteSpace throwTwice = FiniteSpace.of(9, 6, 3, 6, 4, 2, 3, 2, 1); // faces times faces
        BitSet first = words(0b000_000_111);
        BitSet second = words(0b001_001_001);
        assertThat(throwTwice.independent(first, second)).isTrue();
        assertThat(throwTwice.probability(words(1))).isEqualTo(9 / 36.0);
    }

    /// Two models on 900 and 100 questions: who is ahead depends on what is counted.
    @Example
    void setsOrQuestions() {
        assertThat((900 * 0.9 + 100 * 0.5) / 1000).isCloseTo(0.86, within(1e-12));
        assertThat((900 * 0.8 + 100 * 0.7) / 1000).isCloseTo(0.79, within(1e-12));
        assertThat((0.9 + 0.5) / 2).isCloseTo(0.70, within(1e-12));
        assertThat((0.8 + 0.7) / 2).isCloseTo(0.75, within(1e-12));
    }

    /// The exercises on paper.
    @Example
    void exercises() {
        assertThat(0.01 * 0.99 * 0.99 / (0.01 * 0.99 * 0.99 + 0.99 * 0.05 * 0.05))
                .isCloseTo(0.798, within(5e-4));
        double[] z = {Math.log(4), 0, Math.log(3)};
        assertThat(Softmax.of(z))
                .containsExactly(new double[] {4 / 8.0, 1 / 8.0, 3 / 8.0}, within(1e-15));
        assertThat(CrossEntropy.of(z, 2)).isCloseTo(0.981, within(5e-4));
        assertThat(Softmax.atTemperature(0.5, z))
                .containsExactly(new double[] {8 / 13.0, 1 / 26.0, 9 / 26.0}, within(1e-15));
        double large = 1e8;
        double square = (large * large + (large + 1) * (large + 1) + (large + 2) * (large + 2)) / 3;
        double difference = square - (large + 1) * (large + 1);
        assertThat(difference % 2).isZero(); // never ⅔
        assertThat(Math.ulp(1e16)).isEqualTo(2);
        assertThat(2 * 2 / Math.sqrt(160_000)).isEqualTo(0.01);
        assertThat(TailBounds.chebyshev(4, 160_000, 0.01)).isCloseTo(0.25, within(1e-12));
        assertThat(2 * Normal.STANDARD.cdf(-2)).isCloseTo(0.046, within(5e-4));
        double[] forecasts = {0.8, 0.8, 0.8, 0.8, 0.8, 0.2, 0.2, 0.2, 0.2, 0.2};
        boolean[] rain = {true, true, true, false, false, true, false, false, false, false};
        assertThat(Calibration.brier(forecasts, rain)).isCloseTo(0.22, within(1e-15));
        assertThat(0.5 * 0.2 * 0.2 + 0.5 * (0.6 * 0.4 + 0.2 * 0.8)).isCloseTo(0.22, within(1e-15));
        assertThat(Calibration.of(forecasts, rain, 2).expectedError())
                .isCloseTo(0.1, within(1e-15));
    }

    /// How near the variance of 2608 Poisson counts should be to their mean, and what a mean of 10,000 losses says.
    @Example
    void scatter() {
        double rate = 10_097.0 / 2608;
        assertThat(Math.sqrt((2 * rate * rate + rate) / 2608)).isCloseTo(0.11, within(5e-3));
        assertThat(rate - 3.695).isCloseTo(0.18, within(5e-3));
        assertThat(2.5 / Math.sqrt(10_000)).isEqualTo(0.025);
        double h = 1e-3; // the winner of a race: Σ over thin pieces of time
        double first = 0;
        for (int piece = 0; piece < 20_000; piece++) {
            double t = (piece + 0.5) * h;
            first += 3 * Math.exp(-3 * t) * Math.exp(-2 * t) * Math.exp(-t) * h;
        }
        assertThat(first).isCloseTo(0.5, within(1e-5));
    }
}
