package org.firstprinciples.training.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class ScheduleTest {

    /// Makes a schedule.
    interface Shape {
        Schedule of(double peak, double floor, long warmup, long steps);
    }

    Shape subject() {
        return Schedule::cosine;
    }

    /// Ends, joint, range, mirror symmetry, and the cosine itself, in any order of steps.
    @Claim(value = "OZ-14", open = "the schedules of Noam and WSD")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void warmsUpToThePeakThenFollowsHalfACosine(
            @ForAll @LongRange(min = 0, max = 50) long warmup,
            @ForAll @LongRange(min = 1, max = 100) long fall,
            @ForAll @LongRange(min = 0, max = 100) long at,
            @ForAll @DoubleRange(min = 0, max = 1) double ratio) {
        double peak = 0.75;
        double floor = peak * ratio;
        long steps = warmup + fall;
        Schedule schedule = subject().of(peak, floor, warmup, steps);
        double slack = 16 * 0x1p-53 * peak;
        assertThat(schedule.at(steps + at)).isEqualTo(floor); // and not up again
        long k = at % (fall + 1);
        double expected = (peak + floor) / 2 + (peak - floor) / 2 * Math.cos(Math.PI * k / fall);
        assertThat(schedule.at(warmup + k)).isCloseTo(expected, within(slack));
        assertThat(schedule.at(warmup + k) + schedule.at(steps - k))
                .isCloseTo(peak + floor, within(slack));
        assertThat(schedule.at(warmup)).isCloseTo(peak, within(slack));
        for (long t = 0; t < warmup; t++) {
            assertThat(schedule.at(t)).isCloseTo(peak * (t + 1) / (warmup + 1), within(slack));
        }
        assertThat(schedule.at(warmup + k)).isCloseTo(expected, within(slack)); // no memory
    }

    @Mutant("OZ-14") // the first step does nothing
    static class WarmsUpFromZero extends ScheduleTest {
        @Override
        Shape subject() {
            return (peak, floor, warmup, steps) ->
                    t ->
                            t < warmup
                                    ? peak * t / warmup
                                    : Schedule.cosine(peak, floor, warmup, steps).at(t);
        }
    }

    @Mutant("OZ-14") // a straight line has the same ends, the same mean and the same symmetry
    static class FallsInAStraightLine extends ScheduleTest {
        @Override
        Shape subject() {
            return (peak, floor, warmup, steps) ->
                    t ->
                            t < warmup || t >= steps
                                    ? Schedule.cosine(peak, floor, warmup, steps).at(t)
                                    : peak - (peak - floor) * (t - warmup) / (steps - warmup);
        }
    }

    @Mutant("OZ-14") // the cosine goes on
    static class RisesAgain extends ScheduleTest {
        @Override
        Shape subject() {
            return (peak, floor, warmup, steps) ->
                    t ->
                            t < warmup
                                    ? peak * (t + 1) / (warmup + 1)
                                    : floor
                                            + (peak - floor)
                                                    / 2
                                                    * (1
                                                            + Math.cos(
                                                                    Math.PI
                                                                            * (t - warmup)
                                                                            / (steps - warmup)));
        }
    }

    @Mutant("OZ-14") // a counter of its own instead of the step
    static class CountsCalls extends ScheduleTest {
        @Override
        Shape subject() {
            return (peak, floor, warmup, steps) -> {
                AtomicLong calls = new AtomicLong();
                return t -> Schedule.cosine(peak, floor, warmup, steps).at(calls.getAndIncrement());
            };
        }
    }

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
        for (double[] rates :
                new double[][] {
                    {1, -0.5}, {1, Double.NaN}, {Double.NaN, 0}, {Double.POSITIVE_INFINITY, 0}
                }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Schedule.cosine(rates[0], rates[1], 0, 10))
                    .withMessageContaining("got floor=%s peak=%s".formatted(rates[1], rates[0]));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.cosine(1, 0, -1, 10))
                .withMessage("0 ≤ warmup ≤ steps is needed, got warmup=-1 steps=10");
        assertThat(Schedule.constant(0.5).at(7)).isEqualTo(0.5);
    }

    /// The borders themselves: floor and peak may be equal, warm-up and steps too, and both may be 0.
    @Test
    void theBordersAreAllowed() {
        assertThat(Schedule.cosine(2, 2, 3, 10).at(7)).isEqualTo(2);
        assertThat(Schedule.cosine(0, 0, 0, 10).at(7)).isZero();
        Schedule onlyWarmUp = Schedule.cosine(2, 1, 3, 3);
        assertThat(onlyWarmUp.at(2)).isEqualTo(1.5);
        assertThat(onlyWarmUp.at(3)).isEqualTo(1);
        assertThat(Schedule.cosine(2, 1, 0, 0).at(0)).isEqualTo(1);
    }
}
