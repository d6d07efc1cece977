package org.firstprinciples.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void theRecipeOfTheBookByHand() {
        Schedule schedule = Schedule.cosine(1e-3, 1e-4, 100, 2000);
        assertThat(schedule.at(0)).isCloseTo(1e-3 / 101, within(1e-18));
        assertThat(schedule.at(99)).isCloseTo(1e-3 * 100 / 101, within(1e-18));
        assertThat(schedule.at(100)).isCloseTo(1e-3, within(1e-18));
        assertThat(schedule.at(1050)).isCloseTo(5.5e-4, within(1e-18));
        assertThat(schedule.at(2000)).isEqualTo(1e-4);
        assertThat(schedule.at(1_000_000)).isEqualTo(1e-4);
    }

    @Property(tries = 200)
    void risesThenFallsBetweenFloorAndPeak(
            @ForAll @LongRange(min = 0, max = 50) long warmup,
            @ForAll @LongRange(min = 0, max = 100) long rest,
            @ForAll @LongRange(min = 0, max = 160) long step) {
        Schedule schedule = Schedule.cosine(2, 0.5, warmup, warmup + rest);
        double now = schedule.at(step);
        double next = schedule.at(step + 1);
        assertThat(now).isPositive().isLessThanOrEqualTo(2);
        if (step + 1 < warmup) {
            assertThat(next).isGreaterThan(now);
        } else if (step >= warmup) {
            assertThat(next).isLessThanOrEqualTo(now).isGreaterThanOrEqualTo(0.5);
        }
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.cosine(1, 2, 0, 10))
                .withMessage("0 ≤ floor ≤ peak is needed, got floor=2.0 peak=1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.cosine(1, 0, 11, 10))
                .withMessage("0 ≤ warmup ≤ steps is needed, got warmup=11 steps=10");
        assertThat(Schedule.constant(0.5).at(7)).isEqualTo(0.5);
    }
}
