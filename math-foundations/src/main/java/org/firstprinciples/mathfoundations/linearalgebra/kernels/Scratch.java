package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// A buffer for intermediate results, one for each thread, that grows when needed and is kept.
///
/// Each use has a constant of its own, `private static final Scratch SCORES = new Scratch();`, so that
/// two uses on one thread never share an array.
public final class Scratch {

    private final ThreadLocal<float[]> buffer = ThreadLocal.withInitial(() -> new float[0]);

    /// A scratch buffer that is empty on every thread.
    public Scratch() {}

    /// This thread's buffer, at least `n` long, with arbitrary content.
    public float[] atLeast(int n) {
        float[] floats = buffer.get();
        if (floats.length < n) {
            floats = new float[n];
            buffer.set(floats);
        }
        return floats;
    }
}
