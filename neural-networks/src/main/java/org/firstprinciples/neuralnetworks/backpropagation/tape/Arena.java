package org.firstprinciples.neuralnetworks.backpropagation.tape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Buffers that are used again in every step, so that a training loop allocates nothing.
///
/// A step takes arrays in a fixed order; after [#reset()] the next step gets the same arrays in the same
/// order. Whatever a step computed is lost then: a new [Tape] on an engine with an arena ends the life of
/// the tape before it. A buffer that a step gives back is the first to be taken again, while caches still
/// hold it. With assertions enabled (`-ea`) a reset fills the arrays with NaN, so that a value
/// kept too long shows.
public final class Arena {

    private final List<float[]> buffers = new ArrayList<>();
    private final Map<Integer, Deque<float[]>> returned = new HashMap<>();
    private int taken;

    /// An arena without buffers.
    public Arena() {}

    /// A buffer of exactly this length with arbitrary content.
    float[] take(int length) {
        Deque<float[]> free = returned.get(length);
        if (free != null && !free.isEmpty()) {
            return free.pop();
        }
        if (taken == buffers.size()) {
            buffers.add(new float[length]);
        } else if (buffers.get(taken).length != length) {
            buffers.set(taken, new float[length]);
        }
        return buffers.get(taken++);
    }

    /// Takes back a buffer that the step needs no longer.
    void release(float[] buffer) {
        returned.computeIfAbsent(buffer.length, _ -> new ArrayDeque<>()).push(buffer);
    }

    /// Takes all buffers back.
    void reset() {
        taken = 0;
        returned.values().forEach(Deque::clear);
        assert fillWithNaN();
    }

    private boolean fillWithNaN() {
        for (float[] buffer : buffers) {
            Arrays.fill(buffer, Float.NaN);
        }
        return true;
    }
}
