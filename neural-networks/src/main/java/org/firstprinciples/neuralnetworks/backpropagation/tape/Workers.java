package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Threads that share the tasks of one computation.
///
/// The tasks are cut by the size of the problem, never by the number of threads, and each writes its own
/// part of the result; so the bits do not depend on how many threads there are or who runs what. The
/// calling thread works too.
public final class Workers implements Parallel, AutoCloseable {

    /// The largest number of threads that can be asked for.
    public static final int MAX_THREADS = 1024;

    /// How often a thread that waits spins before it sleeps, about 20 µs. A training step is some hundred jobs, one
    /// close behind the other, and to wake a thread takes as long as a small job.
    private static final int SPINS = 4000;

    private final List<Thread> others; // all but the caller
    private final AtomicReference<@Nullable Job> newest = new AtomicReference<>();
    private volatile boolean closed;

    private Workers(int threads) {
        this.others =
                IntStream.range(1, threads)
                        .mapToObj(i ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("worker-" + i)
                                        .unstarted(this::work))
                        .toList();
    }

    /// Workers on this many threads, the caller's included.
    ///
    /// @throws IllegalArgumentException if the number is not in 1 … [#MAX_THREADS]
    public static Workers of(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "threads must be in 1 … %s, got %s".formatted(MAX_THREADS, threads));
        }
        Workers workers = new Workers(threads);
        workers.others.forEach(Thread::start);
        return workers;
    }

    /// The number of threads, the caller's included.
    public int threads() {
        return others.size() + 1;
    }

    /// Runs every task once and returns when all are done.
    ///
    /// The caller works until no task is left, so jobs of several callers, or of a task, get in no one's way: a job
    /// that a newer one hides from the others is done by its caller. If a task throws, tasks that have not begun are
    /// dropped and the first exception is thrown here.
    @Override
    public void run(int tasks, IntConsumer task) {
        if (closed || others.isEmpty() || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        Job job = new Job(tasks, task, Thread.currentThread());
        newest.set(job);
        for (int i = 0; i < Math.min(others.size(), tasks - 1); i++) {
            LockSupport.unpark(others.get(i));
        }
        job.run();
        job.await();
        newest.compareAndSet(job, null);
    }

    private void work() {
        int spins = 0;
        while (!closed) {
            Job job = newest.get();
            if (job != null && job.hasTasks()) {
                job.run();
                spins = 0;
            } else if (spins < SPINS) {
                Thread.onSpinWait();
                spins++;
            } else {
                LockSupport.park(this);
                spins = 0;
            }
        }
    }

    /// Ends the threads; tasks that run are finished. From then on callers work alone.
    @Override
    public void close() {
        closed = true;
        others.forEach(LockSupport::unpark);
    }

    /// Tasks `0 … tasks−1`, handed out in order to whoever comes.
    private static final class Job {

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

        boolean hasTasks() {
            return next.get() < tasks;
        }

        void run() {
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
            for (int spins = 0; done.get() < tasks; spins++) {
                if (spins < SPINS) {
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
