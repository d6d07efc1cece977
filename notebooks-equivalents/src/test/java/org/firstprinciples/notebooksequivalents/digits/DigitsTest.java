package org.firstprinciples.notebooksequivalents.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class DigitsTest {

    @Test
    void theTableIsTheOneOfTheDatasheet() {
        Digits digits = Digits.all();
        int[] counts = new int[10];
        for (int label : digits.labels()) {
            counts[label]++;
        }
        assertThat(digits.size()).isEqualTo(1797);
        assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        assertThat(digits.image(0)[0])
                .containsExactly(0, 0, 5 / 16., 13 / 16., 9 / 16., 1 / 16., 0, 0);
        assertThat(Arrays.stream(digits.images()).flatMapToDouble(Arrays::stream).max())
                .hasValue(1);
    }

    @Test
    void aSliceIsPartOfTheWhole() {
        Digits digits = Digits.all();
        Digits slice = digits.slice(898, 1797);
        assertThat(slice.size()).isEqualTo(899);
        assertThat(slice.images()[0]).isEqualTo(digits.images()[898]);
        assertThat(slice.labels()[898]).isEqualTo(digits.labels()[1796]);
        assertThat(digits.slice(5, 5).size()).isZero();
        assertThatThrownBy(() -> digits.slice(5, 1798))
                .hasMessageContaining("from 5 to 1798 of 1797 digits");
    }

    @Test
    void someDigitsInAnyOrder() {
        Digits digits = Digits.all();
        Digits some = digits.select(List.of(7, 1796, 7));
        assertThat(some.labels())
                .containsExactly(digits.labels()[7], digits.labels()[1796], digits.labels()[7]);
        assertThat(some.images()[1]).isEqualTo(digits.images()[1796]);
        assertThatThrownBy(() -> digits.select(List.of(1797)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aBadLineIsNamed() {
        String good = "0,".repeat(64) + "9";
        assertThat(Digits.read(List.of(good)).labels()).containsExactly(9);
        assertThatThrownBy(() -> Digits.read(List.of(good, "0,".repeat(63) + "9")))
                .hasMessage("line 2: 64 numbers where 65 are needed");
        assertThatThrownBy(() -> Digits.read(List.of("17," + "0,".repeat(63) + "9")))
                .hasMessage("line 1: expected a whole number from 0 to 16, got '17'");
        assertThatThrownBy(() -> Digits.read(List.of("0,".repeat(64) + "x")))
                .hasMessage("line 1: expected a whole number from 0 to 9, got 'x'");
    }
}
