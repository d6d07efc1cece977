package org.firstprinciples.curriculum.exercises;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for an answer no longer than this. What gives none is left behind in a daemon thread.
///
/// @param limit how long
public record TimeLimit(Duration limit) {

    /// The answer.
    ///
    /// @throws TimeoutException if it does not come in time
    /// @throws ExecutionException with what was thrown instead, errors too
    public <T> T await(Callable<T> question) throws TimeoutException, ExecutionException {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread thread = new Thread(null, answer, "attempt", 1L << 20);
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// For people: `60 s`.
    @Override
    public String toString() {
        return limit.toSeconds() + " s";
    }
}
