package org.firstprinciples.benchmarks.harness;

import org.firstprinciples.benchmarks.workloads.Workload;

import java.io.Serializable;

/// What a [Fork] asks of its [ForkedMain].
sealed interface Request extends Serializable {

    /// Prepare a workload; answered by [Reply.Prepared] or [Reply.Unsupported].
    record Prepare(Workload workload) implements Request {}

    /// Run a task repeatedly until the time has passed, at least once; answered by [Reply.MeanTime].
    record Measure(int task, double seconds) implements Request {}

    /// Run a task once and count what that allocates; answered by [Reply.AllocatedBytes].
    record AllocatedBytes(int task) implements Request {}

    /// Free the memory of a task; not answered.
    record Release(int task) implements Request {}

    /// Report the largest resident set of the process; answered by [Reply.PeakMemory].
    record PeakMemory() implements Request {}
}
