package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.probability.CrossEntropy;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

/// The running example of `information-theory.md`: what she says, *ay*, *no*, *why*, *oh*, and what he believes.
class FourWordsTest {

    static final double[] SHE = {0.5, 0.25, 0.125, 0.125};
    static final double[] HE = {0.25, 0.125, 0.125, 0.5};

    private static final double LN_2 = Math.log(2);

    @Test
    void surprises() {
        assertThat(Arrays.stream(SHE).map(Surprise::bits)).containsExactly(1.0, 2.0, 3.0, 3.0);
        double[] nats = {0.693, 1.386, 2.079, 2.079};
        for (int i = 0; i < 4; i++) {
            assertThat(Surprise.nats(SHE[i])).isCloseTo(nats[i], within(5e-4));
        }
        assertThat(1 / LN_2).isCloseTo(1.443, within(5e-4));
        assertThat(Surprise.nats(1)).isEqualTo(0);
        assertThat(Surprise.nats(0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Surprise.bits(1.5))
                .withMessage("a probability must be in [0,1], got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Surprise.nats(Double.NaN))
                .withMessage("a probability must be in [0,1], got NaN");
    }

    @Test
    void entropies() {
        assertThat(Entropy.bits(SHE)).isEqualTo(1.75);
        assertThat(Entropy.of(SHE)).isCloseTo(1.213, within(5e-4));
        assertThat(Entropy.bits(0.25, 0.25, 0.25, 0.25)).isEqualTo(2);
        assertThat(Entropy.bits(0.1, 0.9)).isCloseTo(0.469, within(5e-4));
        assertThat(Entropy.bits(0.01, 0.99)).isCloseTo(0.081, within(5e-4));
        assertThat(Math.log(69)).isCloseTo(4.234, within(5e-4));
    }

    @Test
    void aSentence() {
        int[] words = {0, 0, 1, 2, 0, 1, 0, 3}; // ay ay no why ay no ay oh
        double bits = Arrays.stream(words).mapToDouble(w -> Surprise.bits(SHE[w])).sum();
        assertThat(bits).isEqualTo(14);
        double probability =
                Arrays.stream(words).mapToDouble(w -> SHE[w]).reduce(1, (a, b) -> a * b);
        assertThat(probability).isEqualTo(0x1p-14);
        assertThat(bits / words.length).isEqualTo(Entropy.bits(SHE));
        assertThat(Surprise.nats(probability)).isCloseTo(9.704, within(5e-4));
    }

    @Test
    void herCode() {
        PrefixCode code = PrefixCode.canonical(1, 2, 3, 3);
        assertThat(code.codewords()).containsExactly("0", "10", "110", "111");
        assertThat(code.encode(0, 1, 0, 2)).isEqualTo("0100110");
        assertThat(code.decode("0100110")).containsExactly(0, 1, 0, 2);
        assertThat(code.meanLength(SHE)).isEqualTo(1.75);
    }

    @Test
    void hisCode() {
        int[] lengths = ShannonCode.lengths(HE);
        assertThat(lengths).containsExactly(2, 3, 3, 1);
        PrefixCode code = PrefixCode.canonical(lengths);
        assertThat(code.codewords()).containsExactly("10", "110", "111", "0");
        assertThat(code.meanLength(SHE)).isEqualTo(2.25);
        assertThat(Divergence.crossEntropy(SHE, HE) / LN_2).isCloseTo(2.25, within(1e-15));
    }

    @Test
    void halfABit() {
        double[] terms = {0.5, 0.25, 0, -0.25};
        for (int i = 0; i < 4; i++) {
            assertThat(SHE[i] * (Surprise.bits(HE[i]) - Surprise.bits(SHE[i]))).isEqualTo(terms[i]);
        }
        assertThat(Divergence.kl(SHE, HE) / LN_2).isCloseTo(0.5, within(1e-15));
        assertThat(Divergence.kl(SHE, HE)).isCloseTo(0.347, within(5e-4));
        assertThat(Divergence.kl(HE, SHE) / LN_2).isCloseTo(0.625, within(1e-15));
        double p = 1e-10;
        double q = p * (1 + 1e-12);
        double truth = -1e-12;
        assertThat(Math.abs(Divergence.logRatio(p, q) / truth - 1)).isLessThan(1e-4);
        assertThat((Math.log(p) - Math.log(q)) / truth - 1).isCloseTo(0.002, within(5e-4));
    }

    /// Mood (calm, excited) and word.
    static JointDistribution moods() {
        return JointDistribution.of(
                new double[] {3 / 8.0, 1 / 8.0, 0, 0},
                new double[] {1 / 8.0, 1 / 8.0, 1 / 8.0, 1 / 8.0});
    }

    @Test
    void herMoods() {
        JointDistribution moods = moods();
        assertThat(moods.marginalY()).containsExactly(SHE);
        assertThat(Entropy.bits(moods.conditional(0))).isCloseTo(0.811, within(5e-4));
        assertThat(Entropy.bits(moods.conditional(1))).isEqualTo(2);
        assertThat(moods.conditionalEntropy() / LN_2).isCloseTo(1.406, within(5e-4));
        assertThat(moods.entropy() / LN_2).isCloseTo(2.406, within(5e-4));
        assertThat(Surprise.bits(3 / 8.0)).isCloseTo(1.415, within(5e-4));
        assertThat(moods.conditionalEntropy()).isCloseTo(0.974, within(5e-4));
        double together = Entropy.bits(moods.marginalX()) + Entropy.bits(moods.marginalY());
        assertThat(together).isEqualTo(2.75);
        assertThat(moods.mutualInformation()).isCloseTo(0.239, within(5e-4));
        assertThat(Surprise.bits(3 / 4.0)).isCloseTo(0.415, within(5e-4));
        assertThat(moods.mutualInformation() / LN_2).isCloseTo(0.344, within(5e-4));
        assertThat(moods.transpose().conditional(0)).containsExactly(0.75, 0.25);
        assertThat(moods.transpose().conditional(1)).containsExactly(0.5, 0.5);
        assertThat(moods.transpose().conditionalEntropy() / LN_2).isCloseTo(0.656, within(5e-4));
    }

    /// What is heard behind the door: *ay* or not.
    @Test
    void behindTheDoor() {
        double[] yes = {1, 0};
        double[] no = {0, 1};
        JointDistribution word = moods();
        Channel given = Channel.of(word.conditional(0), word.conditional(1));
        JointDistribution heard = given.then(Channel.of(yes, no, no, no)).joint(0.5, 0.5);
        assertThat(heard.flat()).containsExactly(3 / 8.0, 1 / 8.0, 1 / 8.0, 3 / 8.0);
        assertThat(heard.transpose().conditional(0)).containsExactly(0.75, 0.25);
        assertThat(heard.transpose().conditional(1)).containsExactly(0.25, 0.75);
        assertThat(heard.transpose().conditionalEntropy() / LN_2).isCloseTo(0.811, within(5e-4));
        double bits = heard.mutualInformation() / LN_2;
        assertThat(bits).isCloseTo(0.1887, within(5e-5));
        assertThat(word.mutualInformation() / LN_2).isCloseTo(0.3444, within(5e-5));
        assertThat(word.mutualInformation() / LN_2 - bits).isCloseTo(0.156, within(5e-4));
    }

    @Test
    void hisIdeaOfHerMoods() {
        JointDistribution truth = moods();
        double[][] believed = new double[2][4];
        double[] mood = {0.25, 0.75};
        for (int x = 0; x < 2; x++) {
            for (int y = 0; y < 4; y++) {
                believed[x][y] = mood[x] * truth.conditional(x)[y];
            }
        }
        JointDistribution belief = JointDistribution.of(believed);
        double[] half = {0.5, 0.5};
        assertThat(0.5 * (1 - Surprise.bits(0.75) + 1)).isCloseTo(0.792, within(5e-4));
        assertThat(Divergence.kl(half, mood) / LN_2)
                .isCloseTo(0.208, within(5e-4))
                .isCloseTo(0.5 - 0.292, within(1e-3));
        assertThat(Divergence.kl(truth.flat(), belief.flat()) / LN_2)
                .isCloseTo(0.208, within(5e-4));
        double[] words = belief.marginalY();
        assertThat(words).containsExactly(3 / 8.0, 1 / 4.0, 3 / 16.0, 3 / 16.0);
        assertThat(0.5 * Math.log(4 / 3.0) / LN_2).isCloseTo(0.2075, within(5e-5));
        assertThat(0.25 * Math.log(2 / 3.0) / LN_2).isCloseTo(-0.146, within(5e-4));
        assertThat(Divergence.kl(SHE, words) / LN_2).isCloseTo(0.061, within(5e-4));
        double rest = Divergence.kl(half, mood) - Divergence.kl(SHE, words);
        assertThat(rest / LN_2).isCloseTo(0.146, within(5e-4));
        assertThat(Divergence.kl(half, mood) / LN_2).isCloseTo(0.2075, within(5e-5));
        assertThat(Divergence.kl(SHE, words) / LN_2).isCloseTo(0.0613, within(5e-5));
    }

    @Test
    void twoWordsCostTwice() {
        double[] she = JointDistribution.independent(SHE, SHE).flat();
        double[] he = JointDistribution.independent(HE, HE).flat();
        assertThat(Divergence.kl(she, he) / LN_2).isCloseTo(1, within(1e-15));
        assertThat(he[0]).isEqualTo(1 / 16.0);
    }

    /// *ay ay ay no ay ay oh no*
    @Test
    void eightWords() {
        double[] frequencies = {5 / 8.0, 2 / 8.0, 0, 1 / 8.0};
        assertThat(Divergence.crossEntropy(frequencies, HE) / LN_2).isCloseTo(2.125, within(1e-15));
        assertThat(Divergence.crossEntropy(frequencies, SHE) / LN_2).isCloseTo(1.5, within(1e-15));
        assertThat(Entropy.bits(frequencies)).isCloseTo(1.299, within(5e-4));
        assertThat(EntropyEstimate.plugIn(5, 2, 0, 1)).isCloseTo(0.900, within(5e-4));
        assertThat(Divergence.kl(frequencies, HE) / LN_2).isCloseTo(0.826, within(5e-4));
        assertThat(Divergence.kl(frequencies, SHE) / LN_2).isCloseTo(0.201, within(5e-4));
        assertThat(CrossEntropy.gradient(new double[4], frequencies))
                .containsExactly(-0.375, 0, 0.25, 0.125);
    }

    @Test
    void perplexities() {
        assertThat(Entropy.bits(HE)).isEqualTo(1.75);
        assertThat(Math.exp(Entropy.of(SHE))).isCloseTo(3.364, within(5e-4));
        assertThat(Math.exp(Divergence.crossEntropy(SHE, HE))).isCloseTo(4.757, within(5e-4));
    }

    /// Figures of exercises and misconceptions.
    @Test
    void onPaper() {
        assertThat(Surprise.nats(1 / 16.0)).isCloseTo(2.773, within(5e-4));
        double[] p = {0.25, 0.25, 0.5};
        double[] q = {0.5, 0.25, 0.25};
        assertThat(Divergence.crossEntropy(p, q) / LN_2).isCloseTo(1.75, within(1e-15));
        assertThat(Divergence.kl(p, q) / LN_2).isCloseTo(0.25, within(1e-15));
        double[] right = {0.9, 0.1};
        double[] sure = {0.99, 0.01};
        assertThat(0.9 * Surprise.nats(0.99)).isCloseTo(0.009, within(5e-4));
        assertThat(0.1 * Surprise.nats(0.01)).isCloseTo(0.461, within(5e-4));
        assertThat(Divergence.crossEntropy(right, sure)).isCloseTo(0.4696, within(5e-5));
        assertThat(Entropy.of(right)).isCloseTo(0.3251, within(5e-5));
        assertThat(Divergence.kl(right, sure)).isCloseTo(0.1445, within(5e-5));
    }

    /// The direction of a divergence, a table, a bias and an improper rule.
    @Test
    void onPaperToo() {
        double[] truth = {0.5, 0.5, 0};
        double[] invents = {0.25, 0.25, 0.5};
        double[] misses = {1, 0, 0};
        assertThat(Divergence.kl(truth, invents) / LN_2).isCloseTo(1, within(1e-15));
        assertThat(Divergence.kl(truth, misses)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Divergence.kl(invents, truth)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Divergence.kl(misses, truth) / LN_2).isCloseTo(1, within(1e-15));
        JointDistribution table =
                JointDistribution.of(
                        new double[] {0.25, 0}, new double[] {0.25, 0.25}, new double[] {0, 0.25});
        assertThat(Entropy.bits(table.marginalX())).isEqualTo(1.5);
        assertThat(Entropy.bits(table.marginalY())).isEqualTo(1);
        assertThat(table.entropy() / LN_2).isCloseTo(2, within(1e-15));
        assertThat(table.conditionalEntropy() / LN_2).isCloseTo(0.5, within(1e-15));
        assertThat(table.mutualInformation() / LN_2).isCloseTo(0.5, within(1e-15));
        double[] yes = {0.25, 0.25};
        double[] no = {0.25, 0.25};
        assertThat(JointDistribution.of(yes, no).mutualInformation()).isZero();
        double plugIn =
                (EntropyEstimate.plugIn(2, 0) + 2 * EntropyEstimate.plugIn(1, 1))
                        / 4 // HH, HT, TH, TT
                        / LN_2;
        assertThat(plugIn).isEqualTo(0.5);
        assertThat(0.25 / LN_2).isCloseTo(0.361, within(5e-4));
        assertThat(EntropyEstimate.millerMadow(1, 1) - LN_2).isCloseTo(0.25, within(1e-15));
        double[] belief = {0.5, 0.25, 0.25};
        double[] said = {0.6, 0.2, 0.2};
        assertThat(squareOfTheMissing(belief, belief)).isCloseTo(0.406, within(5e-4));
        assertThat(squareOfTheMissing(belief, said)).isCloseTo(0.4, within(1e-15));
    }

    /// A channel that flips, a divergence of two tosses, entropies from the head, and two coins.
    @Test
    void onPaperAgain() {
        double[] half = {0.5, 0.5};
        Channel flips = Channel.of(new double[] {0.75, 0.25}, new double[] {0.25, 0.75});
        double once = flips.joint(half).mutualInformation() / LN_2;
        double twice = flips.then(flips).joint(half).mutualInformation() / LN_2;
        assertThat(once).isCloseTo(0.189, within(5e-4));
        assertThat(twice).isCloseTo(0.046, within(5e-4));
        assertThat(flips.then(flips).apply(1, 0)).containsExactly(5 / 8.0, 3 / 8.0);
        assertThat(Entropy.bits(3 / 8.0, 5 / 8.0)).isCloseTo(0.954, within(5e-4));
        double[] fair = {0.25, 0.25, 0.25, 0.25};
        double[] sticky = {3 / 8.0, 1 / 8.0, 1 / 8.0, 3 / 8.0};
        assertThat(Divergence.kl(fair, sticky) / LN_2).isCloseTo(0.2075, within(5e-5));
        assertThat(Entropy.bits(0.25, 0.75)).isCloseTo(0.811, within(5e-4));
        assertThat(Entropy.bits(1 / 3.0, 1 / 3.0, 1 / 3.0)).isCloseTo(1.585, within(5e-4));
        double[] biased = {0.9, 0.1};
        assertThat(Divergence.kl(biased, half) / LN_2).isCloseTo(0.531, within(5e-4));
        assertThat(Divergence.kl(half, biased) / LN_2).isCloseTo(0.737, within(5e-4));
        assertThat(NormalFit.crossEntropy(1, 26 / 3.0, 1, Math.sqrt(26 / 3.0)))
                .isCloseTo(2.499, within(5e-4));
        assertThat(NormalFit.crossEntropy(1, 26 / 3.0, 0, 1)).isCloseTo(5.752, within(5e-4));
    }

    /// `Σ p_y (1 − q_y)²`
    private static double squareOfTheMissing(double[] p, double[] q) {
        double sum = 0;
        for (int y = 0; y < p.length; y++) {
            sum += p[y] * (1 - q[y]) * (1 - q[y]);
        }
        return sum;
    }
}
