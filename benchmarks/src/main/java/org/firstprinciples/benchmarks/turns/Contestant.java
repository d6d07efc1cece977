package org.firstprinciples.benchmarks.turns;

/// A library in the process in which it is timed.
public interface Contestant extends AutoCloseable {

    /// Makes ready for a work.
    ///
    /// @throws UnsupportedOperationException if the library does not do such work
    Trial prepare(Work work);

    /// Ends its threads.
    @Override
    default void close() {}
}
