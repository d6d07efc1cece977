package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;

import java.util.stream.IntStream;

/// Threads: bands of rows of `C`, each computed by whichever thread is free.
///
/// - idea: rows of `C` do not depend on each other. `B` is packed once, panels in parallel too, and is then read by
///   all threads and written by none.
/// - what it costs: threads start one after the other, and all wait for the last one to finish. With more bands
///   than threads the load is balanced; each band reads all panels once, so bands must not be too thin.
/// - bits: the library's, on any number of threads. Bands are cut by the size of the product, and no sum is
///   shared by two of them.
///
/// @param parallel who runs the bands
public record Threaded(Parallel parallel) implements MatrixProduct {

    /// The pool that the JVM keeps for parallel streams, as many threads as processors.
    static Parallel commonPool() {
        return (tasks, task) -> IntStream.range(0, tasks).parallel().forEach(task);
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
        MatrixProduct.requireFit(m, n, k, a, b, c);
        int count = Math.ceilDiv(n, VectorTile.WIDTH);
        float[] panels = new float[count * VectorTile.WIDTH * k]; // (count,k,WIDTH)
        parallel.run(count, panel -> Simd.pack(panel, n, k, b, panels));
        parallel.blocks(m, Simd.BAND, (from, to) -> Simd.band(from, to, n, k, a, panels, c));
    }
}
