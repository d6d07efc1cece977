package org.firstprinciples.curriculum.plots;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class TicksTest {

    @Test
    void aSmallPlotHasRoundNumbers() {
        assertThat(Ticks.round(-4, 4, 2)).containsExactly(-4.0, -2.0, 0.0, 2.0, 4.0);
        assertThat(Ticks.round(1, 30, 2)).containsExactly(10.0, 20.0, 30.0);
        assertThat(Ticks.round(0, 0.6, 2)).containsExactly(0.0, 0.2, 0.4, 0.6);
        assertThat(Ticks.round(-1, 1, 2)).containsExactly(-1.0, 0.0, 1.0);
    }

    @Property
    void aSmallPlotHasTwoToFiveNumbersWithinItsAxis(
            @ForAll @DoubleRange(min = -1000, max = 1000) double low,
            @ForAll @DoubleRange(min = 0.01, max = 1e4) double length) {
        List<Double> ticks = Ticks.round(low, low + length, 2);
        assertThat(ticks).hasSizeBetween(2, 5);
        assertThat(ticks.getFirst()).isGreaterThanOrEqualTo(low - 1e-8 * length);
        assertThat(ticks.getLast()).isLessThanOrEqualTo(low + length * (1 + 1e-8));
    }

    @Test
    void aLogarithmicAxisHasPowersOfTenAndWhereItIsShortTheirDoublesAndHalves() {
        assertThat(Ticks.logarithmic(0.03, 4)).containsExactly(0.05, 0.1, 0.2, 0.5, 1.0, 2.0);
        assertThat(Ticks.logarithmic(1, 1000)).containsExactly(1.0, 10.0, 100.0, 1000.0);
        assertThat(Ticks.logarithmic(1e-10, 1e-2)).containsExactly(1e-10, 1e-8, 1e-6, 1e-4, 1e-2);
    }

    @Test
    void numbersAreWrittenShort() {
        assertThat(Stream.of(-4.0, 0.0, 0.05, 2e-6, 1e-10, 3e7, 1000.0).map(Ticks::label))
                .containsExactly("−4", "0", "0.05", "2e-6", "1e-10", "3e7", "1000");
    }

    @Test
    void aLongLogarithmicAxisHasPowers() {
        assertThat(Ticks.powers(List.of(0.1, 1.0, 10.0))).containsExactly("0.1", "1", "10");
        assertThat(Ticks.powers(List.of(1e-10, 1.0, 1e4))).containsExactly("10⁻¹⁰", "10⁰", "10⁴");
        assertThat(Ticks.powers(List.of(2e-5, 5e-5))).containsExactly("2e-5", "5e-5");
    }
}
