package org.firstprinciples.benchmarks.turns;

import java.io.Serializable;

/// What a parent asks of a [Child].
sealed interface Request extends Serializable {

    /// Make ready for a work; answered by [Reply.Ready] or [Reply.Refusal].
    record Prepare(Work work) implements Request {}

    /// Do a work again and again until the time has passed, at least once; answered by [Reply.Turn].
    record Turn(int trial, double seconds) implements Request {}

    /// Do a work once more and say what that allocates; answered by [Reply.Allocation].
    record Allocation(int trial) implements Request {}

    /// Free what a work was done on; not answered.
    record Release(int trial) implements Request {}

    /// How much memory the process ever had; answered by [Reply.PeakMemory].
    record Memory() implements Request {}
}
