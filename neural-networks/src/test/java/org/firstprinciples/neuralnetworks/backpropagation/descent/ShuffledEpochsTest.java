package org.firstprinciples.neuralnetworks.backpropagation.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class ShuffledEpochsTest {

    private static int[] epoch(ShuffledEpochs epochs, long seed, long number) {
        return LongStream.range(number * epochs.steps(), (number + 1) * epochs.steps())
                .mapToObj(step -> epochs.at(seed, step))
                .flatMapToInt(Arrays::stream)
                .toArray();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyExampleComesOnceInAnEpoch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 50) int rows,
            @ForAll @IntRange(min = 0, max = 1000) int number) {
        ShuffledEpochs epochs = new ShuffledEpochs(examples, rows);
        assertThat(epochs.steps()).isEqualTo((examples + rows - 1) / rows);
        assertThat(epoch(epochs, seed, number))
                .containsExactlyInAnyOrder(IntStream.range(0, examples).toArray());
        for (long step = 0; step + 1 < epochs.steps(); step++) {
            assertThat(epochs.at(seed, step)).hasSize(rows);
        }
    }

    /// In any order of steps and seeds the batches are those of a fresh one that is asked for one step only.
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aStepDoesNotDependOnThoseBefore(
            @ForAll @IntRange(min = 0, max = 3) int seed,
            @ForAll @IntRange(min = 0, max = 30) int step) {
        ShuffledEpochs used = new ShuffledEpochs(10, 3);
        for (int earlier = 0; earlier < 20; earlier++) {
            used.at(earlier % 3, earlier * 7 % 11);
        }
        int[] batch = used.at(seed, step);
        assertThat(batch).isEqualTo(new ShuffledEpochs(10, 3).at(seed, step));
        batch[0] = -1; // its own copy
        assertThat(used.at(seed, step)[0]).isNotNegative();
    }

    /// 6000 epochs of three examples: each of the 6 orders about 1000 times, five standard deviations allowed.
    @Test
    void allOrdersAreEquallyLikely() {
        ShuffledEpochs epochs = new ShuffledEpochs(3, 2);
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < 6000; number++) {
            counts.merge(Arrays.toString(epoch(epochs, 7, number)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(856, 1144));
        assertThat(epoch(epochs, 7, 0)).isNotEqualTo(epoch(epochs, 8, 0));
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShuffledEpochs(0, 3))
                .withMessage("examples and rows must be positive: examples=0 rows=3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShuffledEpochs(5, 0))
                .withMessage("examples and rows must be positive: examples=5 rows=0");
    }
}
