package org.firstprinciples.notebooksequivalents.terminal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Ctrl-C that lets work under way come to a good end.
///
/// Work that can leave something behind runs between [#begin] and [#end] and asks [#requested] now and
/// then. The process ends when the work has, or after ten seconds.
public final class Interruption {

    private static final long PATIENCE_SECONDS = 10;

    private final ReentrantLock work = new ReentrantLock();
    private volatile boolean requested;

    /// An interruption that comes with the end of the process: Ctrl-C, or a signal to terminate.
    public static Interruption ofProcess() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::request, "interruption"));
        return interruption;
    }

    /// Asks the work under way to end, and waits until it has.
    public void request() {
        requested = true;
        try {
            if (work.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                work.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the work should end now.
    public boolean requested() {
        return requested;
    }

    /// Work begins that the end of the process waits for; by the thread that also calls [#end].
    public void begin() {
        work.lock();
    }

    /// The work has ended; nothing happens if none has begun.
    public void end() {
        if (work.isHeldByCurrentThread()) {
            work.unlock();
        }
    }
}
