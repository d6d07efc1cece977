package org.firstprinciples.notebooksequivalents.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

class FoldTest {

    private static final Digits ALL = Digits.all();

    @Property(tries = 20)
    void everyDigitIsJudgedOnceAndNeverByWhoLearnedFromIt(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int count) {
        List<Fold> folds = Fold.stratified(ALL, count, Philox.of(seed));
        assertThat(folds).hasSize(count);
        IdentityHashMap<double[], Integer> judged = new IdentityHashMap<>();
        for (Fold fold : folds) {
            IdentityHashMap<double[], Integer> known = new IdentityHashMap<>();
            Arrays.stream(fold.training().images())
                    .forEach(image -> known.merge(image, 1, Integer::sum));
            for (double[] image : fold.validation().images()) {
                judged.merge(image, 1, Integer::sum);
                assertThat(known).doesNotContainKey(image);
            }
            assertThat(known.size() + fold.validation().size()).isEqualTo(ALL.size());
        }
        assertThat(judged).hasSize(ALL.size());
        assertThat(judged.values()).containsOnly(1);
    }

    @Property(tries = 20)
    void partsHaveAsManyOfEveryClassGiveOrTakeOne(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int count) {
        int[] total = classes(ALL);
        for (Fold fold : Fold.stratified(ALL, count, Philox.of(seed))) {
            assertThat(fold.validation().size())
                    .isBetween(ALL.size() / count, ALL.size() / count + 1);
            int[] classes = classes(fold.validation());
            for (int k = 0; k < classes.length; k++) {
                assertThat(classes[k]).isBetween(total[k] / count, total[k] / count + 1);
            }
        }
    }

    @Test
    void imagesKeepTheirLabels() {
        IdentityHashMap<double[], Integer> labels = new IdentityHashMap<>();
        for (int n = 0; n < ALL.size(); n++) {
            labels.put(ALL.images()[n], ALL.labels()[n]);
        }
        Digits some = Fold.stratified(ALL, 5, Philox.of(1)).get(2).validation();
        for (int n = 0; n < some.size(); n++) {
            assertThat(labels).containsEntry(some.images()[n], some.labels()[n]);
        }
    }

    @Test
    void theSeedDecides() {
        assertThat(first(1)).isEqualTo(first(1)).isNotEqualTo(first(2));
    }

    private static double[][] first(long seed) {
        return Fold.stratified(ALL, 5, Philox.of(seed)).getFirst().validation().images();
    }

    @Test
    void onePartAndTooManyAreRefused() {
        assertThatThrownBy(() -> Fold.stratified(ALL, 1, Philox.of(1)))
                .hasMessage("from 2 to 1797 parts are possible, got 1");
        assertThatThrownBy(() -> Fold.stratified(ALL, 1798, Philox.of(1)))
                .hasMessageContaining("got 1798");
    }

    private static int[] classes(Digits digits) {
        int[] counts = new int[Digits.CLASSES];
        Arrays.stream(digits.labels()).forEach(label -> counts[label]++);
        return counts;
    }
}
