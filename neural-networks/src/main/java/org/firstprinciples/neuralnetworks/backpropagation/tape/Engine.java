package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/// What a computation runs on: loops, threads, and where its buffers come from.
///
/// An engine changes how fast a result comes, never its bits. It is an argument, so that two engines can
/// be compared in one test.
///
/// @param kernels the loops
/// @param workers the threads
/// @param arena buffers to use again in every step, or null for fresh arrays
public record Engine(Kernels kernels, Workers workers, @Nullable Arena arena) {

    /// An engine that allocates fresh arrays for every tape.
    public static Engine of(Kernels kernels, Workers workers) {
        return new Engine(kernels, workers, null);
    }

    /// The fastest kernels of this machine on all its processors, with fresh arrays.
    public static Engine fastest() {
        return of(
                Kernels.fastest(),
                Workers.of(
                        Math.min(Workers.MAX_THREADS, Runtime.getRuntime().availableProcessors())));
    }

    /// The same kernels and workers with an arena of its own: for loops that make one tape after another, and for a
    /// second tape beside the first.
    public Engine withArena() {
        return new Engine(kernels, workers, new Arena());
    }

    float[] buffer(Tape tape, int length) {
        return arena == null ? new float[length] : arena.take(tape, length);
    }
}
