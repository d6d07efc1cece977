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

import java.util.Arrays;
import java.util.List;

class DecodingTest {

    private static final float[] LOGITS = {2f, 1f, 0f}; // softmax: 0.6652, 0.2447, 0.0900

    /// Multiples of ½ up to 8, so that ties are common.
    @Provide
    Arbitrary<float[]> logits() {
        return Arbitraries.integers()
                .between(-16, 16)
                .map(i -> i / 2f)
                .array(Float[].class)
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(DecodingTest::unboxed);
    }

    private static float[] unboxed(Float[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers[i];
        }
        return floats;
    }

    @Property(tries = 500)
    void probabilitiesAddUpToOne(
            @ForAll("logits") float[] logits,
            @ForAll @DoubleRange(min = 0.1, max = 3) double temperature,
            @ForAll @IntRange(min = 1, max = 15) int k,
            @ForAll @DoubleRange(min = 0.01, max = 1) double p) {
        for (Decoding decoding :
                List.of(
                        new Decoding.Greedy(),
                        new Decoding.Temperature(temperature),
                        new Decoding.TopK(k, temperature),
                        new Decoding.TopP(p, temperature))) {
            assertThat(Arrays.stream(decoding.probabilities(logits)).sum())
                    .isCloseTo(1, within(4 * logits.length * Math.ulp(1.0)));
        }
    }

    @Property(tries = 300)
    void topKKeepsTheLargestAndTheirRatios(
            @ForAll("logits") float[] logits, @ForAll @IntRange(min = 1, max = 15) int k) {
        double[] all = new Decoding.Temperature(1).probabilities(logits);
        double[] kept = new Decoding.TopK(k, 1).probabilities(logits);
        double smallestKept = 1;
        double largestDropped = 0;
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (kept[i] > 0) {
                count++;
                smallestKept = Math.min(smallestKept, all[i]);
            } else {
                largestDropped = Math.max(largestDropped, all[i]);
            }
        }
        assertThat(count).isEqualTo(Math.min(k, logits.length));
        assertThat(smallestKept).isGreaterThanOrEqualTo(largestDropped);
        int best = new Decoding.Greedy().draw(0, logits);
        for (int i = 0; i < all.length; i++) {
            if (kept[i] > 0) {
                assertThat(kept[i] / kept[best]).isCloseTo(all[i] / all[best], within(1e-14));
            }
        }
    }

    @Property(tries = 300)
    void topPKeepsTheSmallestSetThatReachesP(
            @ForAll("logits") float[] logits,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
        double[] all = new Decoding.Temperature(1).probabilities(logits);
        double[] kept = new Decoding.TopP(p, 1).probabilities(logits);
        double mass = 0;
        double smallest = 1;
        for (int i = 0; i < all.length; i++) {
            if (kept[i] > 0) {
                mass += all[i];
                smallest = Math.min(smallest, all[i]);
            }
        }
        double rounding = 16 * Math.ulp(1.0);
        assertThat(mass).isGreaterThanOrEqualTo(p - rounding);
        assertThat(mass - smallest).isLessThan(p + rounding);
    }

    @Property(tries = 300)
    void aDrawNeverHasProbabilityZero(
            @ForAll("logits") float[] logits,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double uniform) {
        for (Decoding decoding : List.of(new Decoding.TopK(2, 0.7), new Decoding.TopP(0.5, 1.3))) {
            assertThat(decoding.probabilities(logits)[decoding.draw(uniform, logits)]).isPositive();
        }
    }

    @Test
    void theDrawInvertsTheCumulatedProbability() {
        Decoding decoding = new Decoding.Temperature(1);
        assertThat(decoding.draw(0, LOGITS)).isZero();
        assertThat(decoding.draw(0.6651, LOGITS)).isZero();
        assertThat(decoding.draw(0.6653, LOGITS)).isEqualTo(1);
        assertThat(decoding.draw(0.9098, LOGITS)).isEqualTo(1);
        assertThat(decoding.draw(0.9101, LOGITS)).isEqualTo(2);
        assertThat(decoding.draw(Math.nextDown(1.0), LOGITS)).isEqualTo(2);
    }

    @Test
    void temperatureGoesFromTheBestTokenToUniform() {
        assertThat(new Decoding.Temperature(1e-3).probabilities(LOGITS)).containsExactly(1, 0, 0);
        assertThat(new Decoding.Temperature(1e9).probabilities(LOGITS)[2])
                .isCloseTo(1.0 / 3, within(1e-8));
        assertThat(new Decoding.Greedy().probabilities(1f, 3f, 3f)).containsExactly(0, 1, 0);
    }

    @Test
    void maskedLogitsAreNeverDrawn() {
        float[] masked = {Float.NEGATIVE_INFINITY, 0f, Float.NEGATIVE_INFINITY};
        assertThat(new Decoding.Temperature(1).probabilities(masked)).containsExactly(0, 1, 0);
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Temperature(0))
                .withMessage("temperature must be positive and finite, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopK(0, 1))
                .withMessage("k must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopP(1.5, 1))
                .withMessage("p must be in (0,1], got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Greedy().draw(0, 1f, Float.NaN))
                .withMessageContaining("none NaN or +∞, got [1.0, NaN]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Greedy().draw(0))
                .withMessageContaining("at least one logit");
    }
}
