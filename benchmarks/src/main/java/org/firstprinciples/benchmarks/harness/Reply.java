package org.firstprinciples.benchmarks.harness;

import java.io.Serializable;

/// What a [ForkedMain] answers.
sealed interface Reply extends Serializable {

    /// The library is loaded; sent once, before any request.
    ///
    /// @param kernels which kernels the library chose for this processor; empty if it does not tell
    record Started(String kernels) implements Reply {}

    /// A workload is prepared and has run at least once.
    ///
    /// @param task its number
    /// @param output by which libraries are compared
    /// @param firstRunBytes what Java allocated in the first run
    record Prepared(int task, float[] output, long firstRunBytes) implements Reply {}

    /// The library does not support this workload.
    record Unsupported(String reason) implements Reply {}

    /// The mean time of a run.
    record MeanTime(double seconds) implements Reply {}

    /// What Java allocated in one run.
    record AllocatedBytes(long bytes) implements Reply {}

    /// The largest resident set that the process ever had; 0 if the operating system does not report it.
    record PeakMemory(long bytes) implements Reply {}
}
