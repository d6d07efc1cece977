package org.firstprinciples.benchmarks.workloads;

/// What is measured: a library, or the loops that measure the limits of the machine.
public interface Subject extends AutoCloseable {

    /// Prepares a workload: its inputs, its buffers, its model.
    ///
    /// @throws UnsupportedOperationException if the library does not support it
    Task prepare(Workload workload);

    /// Which kernels the library chose for this processor, such as `SkylakeX` for AVX-512 in OpenBLAS; empty if it
    /// has no choice or does not tell.
    default String kernels() {
        return "";
    }

    /// Ends its threads.
    @Override
    default void close() {}
}
