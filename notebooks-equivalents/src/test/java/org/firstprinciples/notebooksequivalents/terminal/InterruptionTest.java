package org.firstprinciples.notebooksequivalents.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicBoolean;

class InterruptionTest {

    @Test
    void aRequestWaitsUntilTheWorkHasEnded() throws InterruptedException {
        Interruption interruption = new Interruption();
        AtomicBoolean saved = new AtomicBoolean();
        AtomicBoolean savedBeforeTheEnd = new AtomicBoolean();
        interruption.begin();
        Thread signal =
                new Thread(() -> {
                    interruption.request();
                    savedBeforeTheEnd.set(saved.get());
                });
        signal.start();
        while (!interruption.requested()) {
            Thread.onSpinWait();
        }
        saved.set(true);
        interruption.end();
        signal.join();
        assertThat(savedBeforeTheEnd).isTrue();
    }

    @Test
    void whereNothingIsUnderWayARequestReturnsAtOnce() {
        Interruption interruption = new Interruption();
        interruption.end();
        interruption.request();
        assertThat(interruption.requested()).isTrue();
    }
}
