package org.firstprinciples.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/// One run of the command: what it was told, and where it says how far it is.
///
/// @param rounds of every measurement, if not as many as the benchmark takes
/// @param progress receives a line for each measurement
public record Session(OptionalInt rounds, PrintStream progress) {

    /// The rounds of a measurement.
    ///
    /// @param usual what the benchmark takes if nothing else was asked for
    public int rounds(int usual) {
        return rounds.orElse(usual);
    }

    /// The numbers of threads that are measured: 1, and 2 where there are two processors.
    public List<Integer> threads() {
        return Runtime.getRuntime().availableProcessors() > 1 ? List.of(1, 2) : List.of(1);
    }

    /// Says what is measured next.
    public void say(String what) {
        progress.println(what);
    }
}
