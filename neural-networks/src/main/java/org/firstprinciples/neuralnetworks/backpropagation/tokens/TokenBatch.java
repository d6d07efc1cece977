package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

import java.util.Arrays;
import java.util.Objects;

/// Whole numbers for a batch of equally long sequences, `(B,T)`: token ids, positions, or targets.
public final class TokenBatch {

    private final int rows;
    private final int length;
    private final int[] ids; // (B,T)

    private TokenBatch(int rows, int length, int[] ids) {
        this.rows = rows;
        this.length = length;
        this.ids = ids;
    }

    /// A batch of `rows` sequences of `length` numbers each, sequence after sequence.
    ///
    /// @throws ShapeException if there are not `rows·length` numbers
    public static TokenBatch of(int rows, int length, int... ids) {
        if (ids.length != Shape.of(rows, length).size()) {
            throw new ShapeException(
                    "a batch of %s sequences of length %s has %s ids, got %s"
                            .formatted(rows, length, Shape.of(rows, length).size(), ids.length));
        }
        return new TokenBatch(rows, length, ids.clone());
    }

    /// The number of sequences, `B`.
    public int rows() {
        return rows;
    }

    /// The length of a sequence, `T`.
    public int length() {
        return length;
    }

    /// The number of ids, `B·T`.
    public int size() {
        return ids.length;
    }

    /// The id at this place, counted through the sequences: place `b·T + t`.
    public int id(int place) {
        return ids[place];
    }

    /// Sequences `from … to−1`.
    ///
    /// @throws IndexOutOfBoundsException if they are not sequences of this batch
    public TokenBatch rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        return new TokenBatch(
                to - from, length, Arrays.copyOfRange(ids, from * length, to * length));
    }

    /// The shape `(B,T)`.
    public Shape shape() {
        return Shape.of(rows, length);
    }

    /// The positions `0 … T−1` of every sequence.
    public TokenBatch positions() {
        return positionsFrom(0);
    }

    /// The positions `first … first+T−1` of every sequence: of a text whose beginning was read before.
    public TokenBatch positionsFrom(int first) {
        int[] positions = new int[ids.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = first + i % length;
        }
        return new TokenBatch(rows, length, positions);
    }

    /// The ids themselves, not to be written.
    int[] ids() {
        return ids;
    }

    /// A copy of the ids, sequence after sequence.
    public int[] toArray() {
        return ids.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenBatch batch
                && rows == batch.rows
                && length == batch.length
                && Arrays.equals(ids, batch.ids);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + length) + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return "TokenBatch (%s,%s)".formatted(rows, length);
    }
}
