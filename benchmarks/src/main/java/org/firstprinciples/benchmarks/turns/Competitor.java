package org.firstprinciples.benchmarks.turns;

import org.firstprinciples.benchmarks.limits.Limits;
import org.firstprinciples.benchmarks.ours.OurLibrary;
import org.firstprinciples.benchmarks.peers.CommonsMath;
import org.firstprinciples.benchmarks.peers.Ejml;
import org.firstprinciples.benchmarks.peers.LibTorch;
import org.firstprinciples.benchmarks.peers.OpenBlas;

import java.util.function.IntFunction;

/// What can be started in a process of its own.
public enum Competitor {
    /// The book's library.
    OURS(OurLibrary::new),
    /// What the machine can do at most.
    LIMITS(Limits::new),
    /// PyTorch's library from Java.
    LIBTORCH(LibTorch::new),
    /// OpenBLAS from Java.
    OPENBLAS(OpenBlas::new),
    /// A matrix library in plain Java.
    EJML(threads -> new Ejml()),
    /// A library of mathematics in plain Java, in double precision.
    COMMONS_MATH(threads -> new CommonsMath());

    private final IntFunction<Contestant> constructor;

    Competitor(IntFunction<Contestant> constructor) {
        this.constructor = constructor;
    }

    /// The library on this many threads, in this process.
    Contestant start(int threads) {
        return constructor.apply(threads);
    }
}
