package org.firstprinciples.curriculum.exercises;

import java.time.Duration;
import java.util.Optional;

/// How long a program may compute. Waiting for a processor does not count, so that a busy machine stops nobody; a program
/// that only waits is stopped after [#PATIENCE] times as long.
///
/// @param limit the time on all processors together
public record CpuLimit(Duration limit) {

    private static final int PATIENCE = 20;

    /// What a process has used since some moment.
    ///
    /// @param cpu on all processors; empty if the system does not say
    /// @param wall on the clock on the wall
    record Use(Optional<Duration> cpu, Duration wall) {

        static Use of(ProcessHandle process, long start) {
            return new Use(
                    process.info().totalCpuDuration(), Duration.ofNanos(System.nanoTime() - start));
        }

        Use since(Use earlier) {
            return new Use(cpu.flatMap(c -> earlier.cpu.map(c::minus)), wall.minus(earlier.wall));
        }
    }

    /// Whether it is more than permitted.
    boolean isExceededBy(Use use) {
        return use.cpu.orElse(use.wall).compareTo(limit) > 0
                || use.wall.compareTo(limit.multipliedBy(PATIENCE)) > 0;
    }

    /// For people: `60 s of computing`.
    @Override
    public String toString() {
        return limit.toSeconds() + " s of computing";
    }
}
