package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// Threads that share the tasks of one computation.
///
/// The tasks are cut by the size of the problem, never by the number of threads, and each writes its own
/// part of the result; so the bits do not depend on how many threads there are or who runs what. The
/// calling thread works too.
public final class Workers implements Parallel, AutoCloseable {

    /// The largest number of threads that can be asked for.
    public static final int MAX_THREADS = 1024;

    private final int threads;
    private final @Nullable ForkJoinPool pool;

    private Workers(int threads) {
        this.threads = threads;
        this.pool = threads == 1 ? null : new ForkJoinPool(threads - 1);
    }

    /// Workers on this many threads, the caller's included.
    ///
    /// @throws IllegalArgumentException if the number is not in 1 … [#MAX_THREADS]
    public static Workers of(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "threads must be in 1 … %d, got %d".formatted(MAX_THREADS, threads));
        }
        return new Workers(threads);
    }

    /// The number of threads, the caller's included.
    public int threads() {
        return threads;
    }

    /// Runs every task once and returns when all are done.
    ///
    /// If a task throws, tasks that have not begun are dropped and the first exception is thrown here.
    @Override
    public void run(int tasks, IntConsumer task) {
        if (pool == null || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        Job job = new Job(tasks, task, Thread.currentThread());
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            pool.execute(job);
        }
        job.run();
        job.await();
    }

    /// Ends the threads; tasks that run are finished.
    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }

    /// Tasks `0 … tasks−1`, handed out in order to whoever comes.
    private static final class Job implements Runnable {

        private static final int SPINS = 4000; // about 20 µs: most jobs end together

        private final int tasks;
        private final IntConsumer task;
        private final Thread caller;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Job(int tasks, IntConsumer task, Thread caller) {
            this.tasks = tasks;
            this.task = task;
            this.caller = caller;
        }

        @Override
        public void run() {
            int finished = 0;
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        task.accept(i);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
                finished++;
            }
            if (finished > 0 && done.addAndGet(finished) == tasks) {
                LockSupport.unpark(caller);
            }
        }

        void await() {
            for (int spin = 0; done.get() < tasks; spin++) {
                if (spin < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
        }
    }
}
