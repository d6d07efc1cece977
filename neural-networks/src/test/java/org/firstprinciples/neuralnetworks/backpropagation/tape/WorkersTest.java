package org.firstprinciples.neuralnetworks.backpropagation.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    /// Waits until a thread has done all that it can and sleeps: then it has seen its task fail and gone on.
    private static void awaitSleep(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /// Task 0 fails while another thread is in task 1; what has not begun by then is dropped.
    @Test
    void tasksThatHaveNotBegunWhenOneFailsAreDropped() {
        AtomicIntegerArray runs = new AtomicIntegerArray(20);
        try (Workers workers = Workers.of(2)) {
            Thread[] failing = new Thread[1];
            CountDownLatch both = new CountDownLatch(2);
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            workers.run(
                                    20,
                                    i -> {
                                        runs.incrementAndGet(i);
                                        if (i == 0) {
                                            failing[0] = Thread.currentThread();
                                            both.countDown();
                                            isReached(both);
                                            throw new IllegalStateException("task 0");
                                        }
                                        if (i == 1) {
                                            both.countDown();
                                            isReached(both);
                                            awaitSleep(failing[0]);
                                        }
                                    }));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(runs.get(i)).as("task %d", i).isEqualTo(i < 2 ? 1 : 0);
        }
    }

    /// Of two tasks that fail, the exception of the one that failed first is thrown, also if it is an error.
    @Test
    void theFirstFailureIsThrown() {
        try (Workers workers = Workers.of(2)) {
            Thread[] failing = new Thread[1];
            CountDownLatch both = new CountDownLatch(2);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() ->
                            workers.run(
                                    2,
                                    i -> {
                                        if (i == 0) {
                                            failing[0] = Thread.currentThread();
                                        }
                                        both.countDown();
                                        isReached(both);
                                        if (i == 0) {
                                            throw new AssertionError("the first");
                                        }
                                        awaitSleep(failing[0]);
                                        throw new AssertionError("the second");
                                    }))
                    .withMessage("the first");
        }
    }

    /// An error of a task on another thread reaches the caller, who does not wait for it forever.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anErrorOnAnotherThreadReachesTheCaller() {
        try (Workers workers = Workers.of(2)) {
            Thread caller = Thread.currentThread();
            CountDownLatch both = new CountDownLatch(2);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() ->
                            workers.run(
                                    2,
                                    i -> {
                                        both.countDown();
                                        isReached(both);
                                        if (Thread.currentThread() != caller) {
                                            throw new AssertionError("elsewhere");
                                        }
                                    }))
                    .withMessage("elsewhere");
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.of(1025))
                .withMessage("threads must be in 1 … 1024, got 1025");
    }
}
