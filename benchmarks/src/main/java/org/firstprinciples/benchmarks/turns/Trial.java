package org.firstprinciples.benchmarks.turns;

/// A [Work] that a library is ready to do, again and again.
public interface Trial extends AutoCloseable {

    /// Does the work once.
    void run();

    /// Numbers by which the results of two libraries are compared. Called once, after the first run.
    float[] outcome();

    /// Frees what the work was done on.
    @Override
    default void close() {}
}
