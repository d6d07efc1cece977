package org.firstprinciples.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/// One run of the command: its options, and where it logs its progress.
///
/// @param rounds of every measurement; empty for each benchmark's own number
/// @param progress receives a line for each measurement
public record Session(OptionalInt rounds, PrintStream progress) {

    /// The rounds of a measurement.
    ///
    /// @param usual the benchmark's own number, which the option overrides
    public int rounds(int usual) {
        return rounds.orElse(usual);
    }

    /// The numbers of threads that are measured: 1, and 2 where there are two processors.
    public List<Integer> threads() {
        return Runtime.getRuntime().availableProcessors() > 1 ? List.of(1, 2) : List.of(1);
    }

    /// Logs what is measured next.
    public void log(String next) {
        progress.println(next);
    }
}
