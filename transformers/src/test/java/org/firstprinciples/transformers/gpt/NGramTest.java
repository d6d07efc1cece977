package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class NGramTest {

    @Provide
    Arbitrary<int[]> texts() {
        return Arbitraries.integers().between(0, 4).array(int[].class).ofMinSize(0).ofMaxSize(40);
    }

    @Property(tries = 300)
    void probabilitiesOfTheNextTokenAddUpToOne(
            @ForAll("texts") int[] training,
            @ForAll("texts") int[] history,
            @ForAll @IntRange(min = 1, max = 4) int order) {
        NGram model = NGram.count(order, 5, training);
        double total = 0;
        for (int next = 0; next < 5; next++) {
            int[] text = Arrays.copyOf(history, history.length + 1);
            text[history.length] = next;
            double p = model.probability(text, history.length);
            assertThat(p).isPositive();
            total += p;
        }
        assertThat(total).isCloseTo(1, within(5 * order * 16 * Math.ulp(1.0)));
    }

    @Test
    void theBigramByHand() {
        // "aab": a three-letter text over {a,b,c}. Unigram: (2 + 2/3)/5 for a. After a: a once, b
        // once.
        NGram model = NGram.count(2, 3, 0, 0, 1);
        double unigramB = (1 + 2.0 / 3) / 5;
        assertThat(model.probability(new int[] {0, 1}, 1))
                .isCloseTo((1 + 2 * unigramB) / 4, within(1e-15));
        assertThat(model.probability(new int[] {2, 1}, 1)).isCloseTo(unigramB, within(1e-15));
    }

    /// Oracle: the contexts themselves as keys, and the recursion of Witten and Bell over their counts.
    @Property(tries = 200)
    void contextsAreToldApart(
            @ForAll("texts") int[] training,
            @ForAll("texts") int[] text,
            @ForAll @IntRange(min = 1, max = 4) int order) {
        NGram model = NGram.count(order, 5, training);
        for (int i = 0; i < text.length; i++) {
            double p = 1.0 / 5;
            for (int length = 0; length < order && length <= i; length++) {
                List<Integer> next = after(training, Arrays.copyOfRange(text, i - length, i));
                if (next.isEmpty()) {
                    break;
                }
                int token = text[i];
                long seen = next.stream().filter(n -> n == token).count();
                long kinds = next.stream().distinct().count();
                p = (seen + kinds * p) / (next.size() + kinds);
            }
            assertThat(model.probability(text, i)).isCloseTo(p, within(1e-14));
        }
    }

    /// The tokens that follow a context in a text.
    private static List<Integer> after(int[] text, int... context) {
        List<Integer> next = new ArrayList<>();
        for (int i = context.length; i < text.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(text, i - context.length, i), context)) {
                next.add(text[i]);
            }
        }
        return next;
    }

    @Test
    void withoutTextEveryTokenIsEquallyLikely() {
        assertThat(NGram.count(3, 7).crossEntropy(1, 2, 3)).isCloseTo(Math.log(7), within(1e-15));
        assertThat(NGram.count(3, 7).crossEntropy()).isZero();
    }

    /// Whatever is accepted can be numbered, and what can be numbered with a bit to spare is accepted.
    @Property(tries = 500)
    void contextsFitIntoTheirNumbers(
            @ForAll @IntRange(min = 1, max = 60) int order,
            @ForAll @DoubleRange(min = 42, max = 45) double nats) {
        int vocabulary = (int) Math.min(1e9, Math.exp(nats / Math.max(1, order - 1)));
        int bits = BigInteger.valueOf(vocabulary + 1L).pow(order - 1).bitLength();
        if (bits > 63) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NGram.count(order, vocabulary))
                    .withMessageEndingWith("do not fit into 63 bits");
        } else if (bits <= 62) {
            assertThat(NGram.count(order, vocabulary).crossEntropy()).isZero();
        }
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NGram.count(0, 5))
                .withMessage("order and vocabulary must be positive: order=0 vocabulary=5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NGram.count(2, 5, 1, 5))
                .withMessage("id 5 at position 1 is not in 0 … 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NGram.count(2, 5, -1))
                .withMessage("id -1 at position 0 is not in 0 … 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NGram.count(2, 0))
                .withMessage("order and vocabulary must be positive: order=2 vocabulary=0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NGram.count(9, 50_000))
                .withMessage(
                        "contexts of 8 tokens from a vocabulary of 50000 do not fit into 63 bits");
    }
}
