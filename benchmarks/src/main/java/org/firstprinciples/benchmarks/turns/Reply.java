package org.firstprinciples.benchmarks.turns;

import java.io.Serializable;

/// What a [Child] answers.
sealed interface Reply extends Serializable {

    /// A work is ready and was done at least once.
    ///
    /// @param trial its number
    /// @param outcome by which libraries are compared
    /// @param firstBytes what Java allocated when it was done for the first time
    record Ready(int trial, float[] outcome, long firstBytes) implements Reply {}

    /// The library does not do such work.
    record Refusal(String reason) implements Reply {}

    /// The mean time of a work in a turn.
    record Turn(double seconds) implements Reply {}

    /// What Java allocated when a work was done.
    record Allocation(long bytes) implements Reply {}

    /// The most memory that the process ever had resident; 0 if this system does not tell.
    record PeakMemory(long bytes) implements Reply {}
}
