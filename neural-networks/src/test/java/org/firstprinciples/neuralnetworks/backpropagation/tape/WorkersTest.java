package org.firstprinciples.neuralnetworks.backpropagation.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

class WorkersTest {

    @Property(tries = 60)
    void everyTaskRunsOnce(
            @ForAll @IntRange(min = 1, max = 8) int threads,
            @ForAll @IntRange(min = 0, max = 200) int tasks) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        try (Workers workers = Workers.of(threads)) {
            workers.run(tasks, runs::incrementAndGet);
        }
        for (int i = 0; i < tasks; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    void aTaskMayHandOutTasks() {
        AtomicIntegerArray runs = new AtomicIntegerArray(9);
        try (Workers workers = Workers.of(3)) {
            workers.run(3, i -> workers.run(3, j -> runs.incrementAndGet(3 * i + j)));
        }
        for (int i = 0; i < 9; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    void anExceptionOfATaskReachesTheCallerAndTheWorkersGoOn() {
        for (int threads : new int[] {1, 2, 5}) {
            try (Workers workers = Workers.of(threads)) {
                assertThatIllegalStateException()
                        .isThrownBy(() ->
                                workers.run(
                                        50,
                                        i -> {
                                            if (i == 7) {
                                                throw new IllegalStateException("task 7");
                                            }
                                        }))
                        .withMessage("task 7");
                AtomicIntegerArray runs = new AtomicIntegerArray(50);
                workers.run(50, runs::incrementAndGet);
                assertThat(runs.get(49)).isEqualTo(1);
            }
        }
    }

    /// Tasks that wait for each other end only if two threads have come, one of which sleeps before each round.
    @Test
    void threadsThatSleepAreWoken() throws InterruptedException {
        try (Workers workers = Workers.of(2)) {
            for (int round = 0; round < 3; round++) {
                Thread.sleep(20);
                CountDownLatch both = new CountDownLatch(2);
                boolean[] met = new boolean[2];
                workers.run(
                        2,
                        i -> {
                            both.countDown();
                            met[i] = isReached(both);
                        });
                assertThat(met).containsExactly(true, true);
            }
        }
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closedWorkersLeaveTheCallerAlone() {
        Workers workers = Workers.of(3);
        workers.close();
        Thread[] threads = new Thread[9];
        workers.run(9, i -> threads[i] = Thread.currentThread());
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void theNumberOfThreadsIsChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.of(0))
                .withMessage("threads must be in 1 … 1024, got 0");
    }
}
