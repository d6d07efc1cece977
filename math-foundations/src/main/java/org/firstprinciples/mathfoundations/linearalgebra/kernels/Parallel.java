package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.function.IntConsumer;

/// How the independent parts of one computation are run.
///
/// The parts are cut by the size of the problem, and each writes its own part of the result. So the
/// order in which they run, and on which threads, never shows in the result.
@FunctionalInterface
public interface Parallel {

    /// Runs `task` once for each of `0 … tasks−1`, in any order and on any thread, and returns when all
    /// are done.
    void run(int tasks, IntConsumer task);

    /// Runs a loop over `0 … count−1` in blocks of this size, the last one perhaps shorter: each is a task.
    default void blocks(int count, int size, Block block) {
        run(
                Math.ceilDiv(count, size),
                task -> {
                    int from = task * size;
                    block.run(from, from + Math.min(size, count - from));
                });
    }

    /// A part of a loop.
    @FunctionalInterface
    interface Block {

        /// The passes `from … to−1`.
        void run(int from, int to);
    }

    /// One task after the other on the calling thread.
    static Parallel sequential() {
        return (tasks, task) -> {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
        };
    }
}
