package org.firstprinciples.training.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class WindowsTest {

    /// Cuts a text into batches in order.
    interface Cut {
        List<Batch> inOrder(int length, int rows, int... text);
    }

    Cut subject() {
        return (length, rows, text) -> Windows.of(length, rows, text).inOrder();
    }

    /// A text whose token at place `i` is `i`.
    private static int[] count(int n) {
        int[] text = new int[n];
        Arrays.setAll(text, i -> i);
        return text;
    }

    @Property(tries = 200)
    void targetsAreTheNextTokens(
            @ForAll @IntRange(min = 1, max = 20) int length,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 30) int more,
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 1000) int step) {
        Batch batch = Windows.of(length, rows, count(length + more)).at(seed, step);
        for (int place = 0; place < batch.inputs().size(); place++) {
            assertThat(batch.targets().id(place)).isEqualTo(batch.inputs().id(place) + 1);
            if (place % length > 0) {
                assertThat(batch.inputs().id(place)).isEqualTo(batch.inputs().id(place - 1) + 1);
            }
        }
    }

    @Claim(value = "BA-14", open = "epochs without repetition, shards over several workers")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void inOrderEveryTokenButTheFirstIsATargetOnce(
            @ForAll @IntRange(min = 1, max = 20) int length,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 150) int more) {
        List<Integer> targets = new ArrayList<>();
        int windows = 0;
        for (Batch batch : subject().inOrder(length, rows, count(length + more))) {
            assertThat(batch.inputs().rows()).isBetween(1, rows);
            windows += batch.inputs().length() == length ? batch.inputs().rows() : 0;
            for (int place = 0; place < batch.inputs().size(); place++) {
                assertThat(batch.targets().id(place)).isEqualTo(batch.inputs().id(place) + 1);
            }
            Arrays.stream(batch.targets().toArray()).forEach(targets::add);
        }
        assertThat(windows).isEqualTo((more - 1) / length + 1); // ⌊(n−1−T)/s⌋+1 at stride s = T
        assertThat(targets).hasSize(length + more - 1).doesNotHaveDuplicates();
        assertThat(targets).isSorted();
    }

    /// Row `b` begins at the place drawn by seed, step and `b`.
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void startsAreDrawnBySeedStepAndRow(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 1000) int step) {
        Batch batch = Windows.of(4, 6, count(1000)).at(seed, step);
        Philox random = Philox.of(seed).split("windows");
        for (int row = 0; row < 6; row++) {
            assertThat(batch.inputs().id(4 * row)).isEqualTo(random.below(996, step, row));
        }
    }

    /// A text may be changed behind the back of its windows, and the shortest has one.
    @Test
    void windowsKeepTheirText() {
        int[] text = {5, 6};
        Windows windows = Windows.of(1, 1, text);
        text[0] = 9;
        assertThat(windows.at(1, 0).inputs().toArray()).containsExactly(5);
        assertThat(windows.inOrder()).hasSize(1);
    }

    /// Every start is equally likely: Hoeffding with a union bound, false alarm below 10⁻⁹.
    @Test
    void startsAreUniform() {
        Windows windows = Windows.of(3, 10, count(8)); // starts 0 … 4
        int[] counts = new int[5];
        int n = 20_000;
        for (int step = 0; step < n / 10; step++) {
            for (int row = 0; row < 10; row++) {
                counts[windows.at(1, step).inputs().id(row * 3)]++;
            }
        }
        double threshold = Math.sqrt(Math.log(2 * 5 / 1e-9) / (2 * n));
        for (int c : counts) {
            assertThat((double) c / n).isBetween(0.2 - threshold, 0.2 + threshold);
        }
    }

    /// The document's example.
    @Test
    void sevenTokensInWindowsOfThree() {
        List<Batch> batches = subject().inOrder(3, 2, 10, 11, 12, 13, 14, 15, 16, 17);
        assertThat(batches).hasSize(2);
        assertThat(batches.getFirst().inputs().toArray()).containsExactly(10, 11, 12, 13, 14, 15);
        assertThat(batches.getFirst().targets().toArray()).containsExactly(11, 12, 13, 14, 15, 16);
        assertThat(batches.getLast().inputs().toArray()).containsExactly(16);
        assertThat(batches.getLast().targets().toArray()).containsExactly(17);
    }

    @Mutant("BA-14") // targets are the inputs
    static class ForgetsTheShift extends WindowsTest {
        @Override
        Cut subject() {
            return (length, rows, text) ->
                    Windows.of(length, rows, text).inOrder().stream()
                            .map(b -> new Batch(b.inputs(), b.inputs()))
                            .toList();
        }
    }

    @Mutant("BA-14") // what does not fill a window is dropped
    static class DropsTheRest extends WindowsTest {
        @Override
        Cut subject() {
            return (length, rows, text) ->
                    Windows.of(length, rows, text).inOrder().stream()
                            .filter(b -> b.inputs().length() == length)
                            .toList();
        }
    }

    @Claim(value = "BA-14", open = "epochs without repetition, shards over several workers")
    @Test
    void aBatchDependsOnSeedAndStepOnly() {
        Windows windows = Windows.of(4, 3, count(1000));
        assertThat(windows.at(1, 7)).isEqualTo(Windows.of(4, 3, count(1000)).at(1, 7));
        assertThat(windows.at(1, 7)).isNotEqualTo(windows.at(1, 8)).isNotEqualTo(windows.at(2, 7));
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Windows.of(5, 2, count(5)))
                .withMessage("windows of 5 tokens and the token after need a text of 6, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Windows.of(0, 2, count(5)))
                .withMessage("length and rows must be positive: length=0 rows=2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Windows.of(2, 0, count(5)))
                .withMessage("length and rows must be positive: length=2 rows=0");
        assertThatIllegalArgumentException() // its successor is negative in 32 bits
                .isThrownBy(() -> Windows.of(Integer.MAX_VALUE, 2, count(5)))
                .withMessage(
                        "windows of 2147483647 tokens and the token after need a text of"
                                + " 2147483648, got 5");
        assertThatIllegalArgumentException() // 2³² places are 0 in 32 bits
                .isThrownBy(() -> Windows.of(65_536, 65_536, count(65_537)).at(1, 0))
                .withMessageContaining("(65536,65536)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(TokenBatch.of(1, 2, 0, 0), TokenBatch.of(2, 1, 0, 0)))
                .isInstanceOf(ShapeException.class)
                .withMessage("inputs and targets must have one shape, got (1,2) and (2,1)");
    }
}
