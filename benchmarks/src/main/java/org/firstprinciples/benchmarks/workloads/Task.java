package org.firstprinciples.benchmarks.workloads;

/// A [Workload] that a subject has prepared and can run again and again.
public interface Task extends AutoCloseable {

    /// Runs it once; this is what is timed.
    void run();

    /// Numbers by which the outputs of two libraries are compared. Called once, after the first run.
    float[] output();

    /// Frees its memory.
    @Override
    default void close() {}
}
