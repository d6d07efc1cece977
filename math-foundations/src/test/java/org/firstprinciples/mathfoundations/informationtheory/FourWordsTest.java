package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
    }
}
