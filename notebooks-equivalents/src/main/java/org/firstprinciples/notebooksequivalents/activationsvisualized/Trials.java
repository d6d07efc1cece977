package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Many small computations side by side.
///
/// A network of a few thousand weights is too small for two threads. So each trial runs on one thread, and trials share the
/// threads; which runs where changes no bit.
final class Trials {

    private Trials() {}

    /// One of them.
    interface Trial<T> {

        /// What comes of it.
        ///
        /// @param number from 0
        /// @param engine of one thread
        T run(int number, Engine engine);
    }

    /// What comes of so many trials, in order.
    static <T> List<T> run(int trials, Engine engine, Trial<T> trial) {
        Map<Integer, T> results = new ConcurrentSkipListMap<>(); // by number
        engine.workers()
                .run(
                        trials,
                        number -> {
                            try (Workers alone = Workers.of(1)) {
                                Engine own = Engine.of(engine.kernels(), alone);
                                results.put(number, trial.run(number, own));
                            }
                        });
        return List.copyOf(results.values());
    }
}
