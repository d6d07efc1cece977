package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.apache.commons.math3.distribution.TDistribution;
import org.firstprinciples.mathfoundations.calculus.Rational;
import org.firstprinciples.mathfoundations.calculus.Real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

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

    /// What the text lets a shell answer.
    @Example
    void inAShell() {
        List<Real> half = List.of(new Real(0.5), new Real(0.5));
        List<Real> mat = List.of(new Real(2 / 3.0), new Real(1 / 3.0));
        assertThat(Bayes.posterior(half, mat).getFirst().value()).isCloseTo(0.6667, within(5e-5));
        assertThat(Bayes.posterior(half, mat).getLast().value()).isCloseTo(0.3333, within(5e-5));
        List<Real> lengths = List.of(new Real(3), new Real(4));
        List<List<Real>> masses = List.of(List.of(new Real(0.5)), List.of(new Real(0.5)));
        assertThat(new JointTable<>(lengths, List.of(new Real(0)), masses).mean((x, y) -> x))
                .isEqualTo(new Real(3.5));
    }

    /// Two words; the wrong one has the score 0, the right one −6.
    @Example
    void surelyWrong() {
        double p = Softmax.of(-6, 0)[0];
        double slope =
                Softmax.adjoint(new double[] {p, 1 - p}, new double[] {2 * (p - 1), 2 * (1 - p)})[
                        0];
        assertThat(slope).isCloseTo(-0.0098, within(5e-5));
        assertThat(CrossEntropy.gradient(new double[] {-6, 0}, new double[] {1, 0})[0])
                .isCloseTo(-0.998, within(5e-4));
    }

    /// Counts 6, 4 and 0, and 3 of six: one is added to each.
    @Example
    void addOne() {
        double[] smoothed = MaximumLikelihood.categorical(6 + 1, 4 + 1, 0 + 1).probabilities();
        assertThat(smoothed)
                .containsExactly(new double[] {7 / 13.0, 5 / 13.0, 1 / 13.0}, within(1e-15));
        assertThat(new CoinPosterior(6, 10).mean()).isEqualTo(7 / 12.0);
        assertThat(new CoinPosterior(4, 10).mean()).isEqualTo(5 / 12.0);
        assertThat(MaximumLikelihood.categorical(3 + 1, 2 + 1, 1 + 1).probabilities()[0])
                .isEqualTo(4 / 9.0);
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
        assertThat(difference).isEqualTo(2); // never ⅔
        double third = 1 / 3.0;
        double weighted =
                large * large * third
                        + (large + 1) * (large + 1) * third
                        + (large + 2) * (large + 2) * third;
        assertThat(weighted - (large + 1) * (large + 1)).isZero();
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

    /// *Moon* in 12 throws and in 1000 words: binomial masses by their definition, Poisson's by theirs.
    @Example
    void howOftenWillMoonCome() {
        assertThat(Math.pow(5 / 6.0, 12)).isCloseTo(0.1122, within(5e-5));
        double[] twelve = {0.1122, 0.2692, 0.2961};
        double[] poisson = {0.1353, 0.2707, 0.2707};
        double[] thousand = {0.1351, 0.2707, 0.2709};
        for (int k = 0; k <= 2; k++) {
            assertThat(new Binomial(12, 1 / 6.0).mass(k)).isCloseTo(twelve[k], within(5e-5));
            assertThat(new Poisson(2).mass(k)).isCloseTo(poisson[k], within(5e-5));
            assertThat(new Binomial(1000, 1 / 500.0).mass(k)).isCloseTo(thousand[k], within(5e-5));
        }
        assertThat(12.0 * (1 / 6.0) / (5 / 6.0)).isCloseTo(2.4, within(1e-15));
        assertThat(11 / 2.0 / 5).isEqualTo(1.1);
    }

    /// Losses 1, 2, 3 and 6.
    @Example
    void theErrorBarOfALoss() {
        Moments losses = new Moments();
        for (double loss : new double[] {1, 2, 3, 6}) {
            losses.add(loss);
        }
        assertThat(losses.mean()).isEqualTo(3);
        assertThat(losses.sampleVariance()).isCloseTo(4.67, within(5e-3));
        double deviation = Math.sqrt(losses.sampleVariance());
        assertThat(deviation).isCloseTo(2.16, within(5e-3));
        assertThat(deviation / 2).isCloseTo(1.08, within(5e-3));
        assertThat(deviation / 20).isCloseTo(0.108, within(5e-4));
        double held = 2 * new TDistribution(3).cumulativeProbability(2) - 1; // of normal losses
        assertThat(held).isCloseTo(0.86, within(5e-3));
    }

    /// The exercises on paper, from the first part of the document to the last.
    @Example
    void moreExercises() {
        assertThat(new Binomial(5, 1 / 3.0).mass(2)).isCloseTo(0.329, within(5e-4));
        assertThat(1 - new Binomial(5, 1 / 6.0).mass(0)).isCloseTo(0.598, within(5e-4));
        Normal law = new Normal(3, 2);
        assertThat(law.cdf(5) - law.cdf(1)).isCloseTo(0.6827, within(5e-5));
        assertThat(1 - law.cdf(7)).isCloseTo(0.023, within(5e-4));
        assertThat(law.quantile(0.5)).isEqualTo(3);
        double covariance = 0.5 * 11 / 3 - 0.5 * 7 / 2; // of the kind and the letters
        assertThat(covariance).isCloseTo(1 / 12.0, within(1e-15));
        assertThat(covariance / 0.25).isCloseTo(1 / 3.0, within(1e-14));
        Exponential wait = new Exponential(2);
        assertThat(1 - wait.cdf(1)).isCloseTo(0.135, within(5e-4));
        assertThat(wait.quantile(0.5)).isCloseTo(0.347, within(5e-4));
        assertThat((1 - wait.cdf(2)) / (1 - wait.cdf(1))).isCloseTo(Math.exp(-2), within(1e-14));
        double[] scores = {Math.log(3), Math.log(2), 0};
        double[] uniform = {0.3, 0.6, 0.8};
        double[] noise = {-0.186, 0.672, 1.500};
        double[] sums = {0.913, 1.365, 1.500};
        for (int i = 0; i < 3; i++) {
            double gumbel = -Math.log(-Math.log(uniform[i]));
            assertThat(gumbel).isCloseTo(noise[i], within(5e-4));
            assertThat(scores[i] + gumbel).isCloseTo(sums[i], within(5e-4));
        }
        double waited = 1 + 2 + 6; // ln λ³e^(−9λ) at ⅓ and beside it
        double best = 3 * Math.log(1 / 3.0) - waited / 3;
        for (double rate : new double[] {0.1, 0.3, 0.36, 1}) {
            assertThat(3 * Math.log(rate) - rate * waited).isLessThan(best);
        }
        assertThat(Entropy.of(0.5, 0.25, 0.25)).isCloseTo(1.0397, within(5e-5));
        assertThat(Entropy.of(1 / 6.0, 5 / 6.0)).isCloseTo(0.451, within(5e-4));
        double[] p = {0.5, 0.25, 0.25};
        assertThat(Softmax.adjoint(p, new double[] {0.04, 0, 0}))
                .containsExactly(new double[] {0.01, -0.005, -0.005}, within(1e-17));
        double[] moved = Softmax.of(Math.log(2) + 0.04, 0, 0);
        assertThat(moved[0] - p[0]).isCloseTo(0.01, within(1e-4));
    }

    /// A bigram model with add-one smoothing, of the letters of *Linear algebra*: nine tenths are counted.
    @Example
    void aModelThatWrites() throws IOException {
        String text =
                Files.readString(Path.of("linear-algebra.md"))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z]+", " ");
        int[] signs = text.chars().map(sign -> sign == ' ' ? 26 : sign - 'a').toArray();
        int counted = signs.length * 9 / 10;
        double[][] counts = new double[27][27];
        for (double[] row : counts) {
            Arrays.fill(row, 1);
        }
        for (int i = 1; i < counted; i++) {
            counts[signs[i - 1]][signs[i]]++;
        }
        assertThat(loss(counts, signs, 1, counted)).isCloseTo(2.3, within(0.05));
        assertThat(loss(counts, signs, counted + 1, signs.length)).isCloseTo(2.4, within(0.05));
        assertThat(Math.log(27)).isCloseTo(3.30, within(5e-3));
        int rest = signs.length - counted - 1;
        double[] confidences = new double[rest];
        boolean[] right = new boolean[rest];
        int hits = 0;
        for (int i = 0; i < rest; i++) {
            double[] row = counts[signs[counted + i]];
            double most = Arrays.stream(row).max().orElseThrow();
            confidences[i] = most / Arrays.stream(row).sum();
            right[i] = row[signs[counted + i + 1]] == most;
            hits += right[i] ? 1 : 0;
        }
        assertThat(Arrays.stream(confidences).average().orElseThrow())
                .isCloseTo(0.274, within(0.005));
        assertThat((double) hits / rest).isCloseTo(0.249, within(0.005));
        assertThat(Calibration.of(confidences, right, 10).expectedError())
                .isCloseTo(0.028, within(0.005));
    }

    private static double loss(double[][] counts, int[] signs, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double[] row = counts[signs[i - 1]];
            sum -= Math.log(row[signs[i]] / Arrays.stream(row).sum());
        }
        return sum / (to - from);
    }

    /// 12 or more *mat* in 16 throws: 10,000 repetitions, and the sum of masses.
    @Example
    void monteCarlo() {
        InverseCdf die = InverseCdf.of(1 / 2.0, 1 / 3.0, 1 / 6.0);
        Philox philox = Philox.of(1).split("monte carlo");
        int often = 0;
        for (int repetition = 0; repetition < 10_000; repetition++) {
            int mats = 0;
            for (int i = 0; i < 16; i++) {
                mats += die.draw(philox.uniform(repetition, i)) == 0 ? 1 : 0;
            }
            often += mats >= 12 ? 1 : 0;
        }
        double exact = (1820 + 560 + 120 + 16 + 1) / 65_536.0;
        assertThat(exact).isCloseTo(0.0384, within(5e-5));
        double bar = 2 * Math.sqrt(exact * (1 - exact) / 10_000);
        assertThat(bar).isCloseTo(0.0038, within(5e-5));
        assertThat(2 * Math.sqrt(0.25 / 10_000)).isEqualTo(0.01);
        assertThat(often / 10_000.0).isCloseTo(exact, within(2 * bar));
        double masses = 0;
        for (int k = 12; k <= 16; k++) {
            masses += new Binomial(16, 0.5).mass(k);
        }
        assertThat(masses).isCloseTo(exact, within(1e-14));
        assertThat(4 * 0.04 * 0.96 / 1e-6).isCloseTo(153_600, within(1e-6)); // an exercise
    }

    /// What a mean of 10,000 losses says, and who wins a race.
    @Example
    void scatter() {
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
