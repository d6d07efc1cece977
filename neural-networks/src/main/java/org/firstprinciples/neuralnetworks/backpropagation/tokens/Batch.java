package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

/// Sequences of tokens and, at every position, the token to predict.
///
/// @param inputs `(B,T)`
/// @param targets `(B,T)`
public record Batch(TokenBatch inputs, TokenBatch targets) implements Divisible<Batch> {

    /// Checks that inputs and targets have one shape.
    ///
    /// @throws ShapeException if they have not
    public Batch {
        if (!inputs.shape().equals(targets.shape())) {
            throw new ShapeException(
                    "inputs and targets must have one shape, got %s and %s"
                            .formatted(inputs.shape(), targets.shape()));
        }
    }

    @Override
    public int rows() {
        return inputs.rows();
    }

    @Override
    public Batch rows(int from, int to) {
        return new Batch(inputs.rows(from, to), targets.rows(from, to));
    }

    @Override
    public int count() {
        return Targets.of(targets).count();
    }

    /// The windows of `length` tokens of a text that begin at these places; targets are the next tokens.
    static Batch windows(int[] text, int length, int... starts) {
        int size = Shape.of(starts.length, length).size();
        int[] inputs = new int[size]; // (B,T)
        int[] targets = new int[size]; // (B,T)
        for (int row = 0; row < starts.length; row++) {
            System.arraycopy(text, starts[row], inputs, row * length, length);
            System.arraycopy(text, starts[row] + 1, targets, row * length, length);
        }
        return new Batch(
                TokenBatch.of(starts.length, length, inputs),
                TokenBatch.of(starts.length, length, targets));
    }
}
