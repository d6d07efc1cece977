package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Table;

import java.util.List;
import java.util.Optional;

/// A benchmark, which the command runs by its name.
public interface Benchmark {

    /// As a user types it: `train-step`.
    String name();

    /// One line for the list of benchmarks.
    String summary();

    /// Runs all its measurements.
    ///
    /// @throws IllegalStateException if the libraries that are compared do not come to the same output
    Table run(Session session);

    /// All benchmarks.
    static List<Benchmark> all() {
        return List.of(
                new Gemm(),
                new GemmLadder(),
                new TrainStep(),
                new Attention(),
                new Forward(),
                new SoftmaxLayerNormGelu(),
                new StartUp(),
                new PeakMemory(),
                new Profile());
    }

    /// The benchmark of this name.
    static Optional<Benchmark> named(String name) {
        return all().stream().filter(b -> b.name().equals(name)).findFirst();
    }
}
