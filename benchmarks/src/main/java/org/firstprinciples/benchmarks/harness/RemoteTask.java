package org.firstprinciples.benchmarks.harness;

import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;

import java.util.Arrays;

/// A [Task] that lives in a fork.
///
/// @param fork the process that runs it
/// @param id its number in that process
/// @param workload what it does
/// @param output by which libraries are compared
/// @param firstRunBytes what Java allocated in the first run
public record RemoteTask(Fork fork, int id, Workload workload, float[] output, long firstRunBytes)
        implements AutoCloseable {

    /// Runs the task repeatedly until the time has passed, at least once; returns the mean time of a run in seconds.
    public double measure(double seconds) {
        return fork.measure(id, seconds);
    }

    /// Runs the task once and returns the bytes that Java allocates in it. After warm-up this is less than
    /// [#firstRunBytes], because compiled code allocates less.
    public long allocatedBytes() {
        return fork.allocatedBytes(id);
    }

    /// Checks that another library came to the same output.
    ///
    /// @param tolerance the largest absolute difference of two numbers
    /// @throws IllegalStateException if two numbers differ by more; the message names both and their index
    public void requireSameOutput(RemoteTask peer, double tolerance) {
        int index = Outputs.firstDifference(output, peer.output, tolerance);
        if (index >= 0) {
            throw new IllegalStateException(
                    "%s: %s and %s differ at index %d of %d: %s and %s, expected a difference of at most %.3g"
                            .formatted(
                                    workload,
                                    fork.name(),
                                    peer.fork.name(),
                                    index,
                                    output.length,
                                    at(output, index),
                                    at(peer.output, index),
                                    tolerance));
        }
    }

    private static String at(float[] output, int index) {
        return index < output.length ? Float.toString(output[index]) : "nothing";
    }

    /// Frees the memory of the task.
    @Override
    public void close() {
        fork.release(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteTask task && fork == task.fork && id == task.id;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[] {System.identityHashCode(fork), id});
    }
}
