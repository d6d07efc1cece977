package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// Ways to run the tasks of one computation that must not show in its result.
enum Schedules implements Parallel {
    REVERSED(1),
    THREADS_2(2),
    THREADS_3(3),
    THREADS_8(8);

    private final int threads;

    Schedules(int threads) {
        this.threads = threads;
    }

    @Override
    public void run(int tasks, IntConsumer task) {
        if (threads == 1) {
            for (int i = tasks - 1; i >= 0; i--) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> all =
                Stream.generate(() ->
                                Thread.ofPlatform()
                                        .unstarted(() -> {
                                            for (int i = next.getAndIncrement();
                                                    i < tasks;
                                                    i = next.getAndIncrement()) {
                                                task.accept(i);
                                            }
                                        }))
                        .limit(threads)
                        .toList();
        all.forEach(thread ->
                thread.setUncaughtExceptionHandler((t, e) -> {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }));
        all.forEach(Thread::start);
        try {
            for (Thread thread : all) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
    }

    /// Counts the tasks of the largest run.
    static final class Counting implements Parallel {
        int most;

        @Override
        public void run(int tasks, IntConsumer task) {
            most = Math.max(most, tasks);
            Parallel.sequential().run(tasks, task);
        }
    }
}
