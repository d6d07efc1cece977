package org.firstprinciples.benchmarks.harness;

import org.firstprinciples.benchmarks.limits.Limits;
import org.firstprinciples.benchmarks.ours.OurLibrary;
import org.firstprinciples.benchmarks.peers.CommonsMath;
import org.firstprinciples.benchmarks.peers.Ejml;
import org.firstprinciples.benchmarks.peers.LibTorch;
import org.firstprinciples.benchmarks.peers.OpenBlas;
import org.firstprinciples.benchmarks.workloads.Subject;

import java.util.function.IntFunction;

/// The libraries that a [Fork] can load.
public enum Library {
    /// The book's library.
    OURS(OurLibrary::new),
    /// The loops that measure the limits of the machine.
    LIMITS(Limits::new),
    /// PyTorch's C++ library through its Java binding.
    LIBTORCH(LibTorch::new),
    /// OpenBLAS through its Java binding.
    OPENBLAS(OpenBlas::new),
    /// A matrix library in plain Java.
    EJML(threads -> new Ejml()),
    /// A library of mathematics in plain Java, in double precision.
    COMMONS_MATH(threads -> new CommonsMath());

    private final IntFunction<Subject> constructor;

    Library(IntFunction<Subject> constructor) {
        this.constructor = constructor;
    }

    /// Loads the library into this process.
    Subject start(int threads) {
        return constructor.apply(threads);
    }
}
