package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Buffers that are used again in every step, so that a training loop allocates nothing.
///
/// A step takes arrays in a fixed order; the next tape gets the same arrays in the same order. So an arena belongs to
/// one tape at a time, the newest: whatever an older one is asked for then is refused, because its numbers are being
/// overwritten. Two tapes that live side by side need two arenas, see [Engine#withArena()]. A buffer that a step
/// releases is the first to be taken again, while caches still hold it. With assertions enabled (`-ea`) the arrays are
/// filled with NaN when the arena changes hands, so that an operation that reads what it did not write shows.
public final class Arena {

    private final List<float[]> buffers = new ArrayList<>();
    private final Map<Integer, Deque<float[]>> released = new HashMap<>();
    private int taken;
    private volatile @Nullable Tape owner;

    /// An arena without buffers.
    public Arena() {}

    /// Takes all buffers back and gives the arena to a new tape.
    synchronized void lease(Tape tape) {
        owner = tape;
        taken = 0;
        released.values().forEach(Deque::clear);
        assert fillWithNaN();
    }

    /// A buffer of exactly this length with arbitrary content.
    ///
    /// @throws IllegalStateException if the arena belongs to another tape by now
    synchronized float[] take(Tape tape, int length) {
        requireOwner(tape);
        Deque<float[]> free = released.get(length);
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

    /// Takes back a buffer that the tape needs no longer.
    synchronized void release(Tape tape, float[] buffer) {
        requireOwner(tape);
        released.computeIfAbsent(buffer.length, _ -> new ArrayDeque<>()).push(buffer);
    }

    /// Refuses a tape whose buffers a newer one has taken.
    void requireOwner(Tape tape) {
        if (owner != tape) {
            throw new IllegalStateException(
                    "a newer tape has taken the arena's buffers, and the numbers of this one are"
                        + " lost; read them before, or run the other tape on engine.withArena()");
        }
    }

    private boolean fillWithNaN() {
        for (float[] buffer : buffers) {
            Arrays.fill(buffer, Float.NaN);
        }
        return true;
    }
}
