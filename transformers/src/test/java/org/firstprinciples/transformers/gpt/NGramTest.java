package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

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

    @Test
    void withoutTextEveryTokenIsEquallyLikely() {
        assertThat(NGram.count(3, 7).crossEntropy(1, 2, 3)).isCloseTo(Math.log(7), within(1e-15));
        assertThat(NGram.count(3, 7).crossEntropy()).isZero();
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
                .isThrownBy(() -> NGram.count(9, 50_000))
                .withMessage(
                        "contexts of 8 tokens from a vocabulary of 50000 do not fit into 63 bits");
    }
}
