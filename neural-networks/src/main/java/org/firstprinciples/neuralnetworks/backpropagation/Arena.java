package org.firstprinciples.neuralnetworks.backpropagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Buffers that are used again in every step, so that a training loop allocates nothing.
///
/// A step takes arrays in a fixed order; after [#reset()] the next step gets the same arrays in the same
/// order. Whatever a step computed is lost then: a new [Tape] on an engine with an arena ends the life of
/// the tape before it. With assertions enabled (`-ea`) a reset fills the arrays with NaN, so that a value
/// kept too long shows.
public final class Arena {

    private final List<float[]> buffers = new ArrayList<>();
    private int taken;

    /// An arena without buffers.
    public Arena() {}

    /// A buffer of exactly this length with arbitrary content.
    float[] take(int length) {
        if (taken == buffers.size()) {
            buffers.add(new float[length]);
        } else if (buffers.get(taken).length != length) {
            buffers.set(taken, new float[length]);
        }
        return buffers.get(taken++);
    }

    /// Takes all buffers back.
    void reset() {
        taken = 0;
        assert fillWithNaN();
    }

    private boolean fillWithNaN() {
        for (float[] buffer : buffers) {
            Arrays.fill(buffer, Float.NaN);
        }
        return true;
    }
}
