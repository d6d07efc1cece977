package org.firstprinciples.neuralnetworks.backpropagation.tokens;

/// A batch of rows of which neighbors are a batch again, so that it can be computed in parts.
///
/// @param <B> what a part is
public interface Divisible<B> {

    /// The number of rows.
    int rows();

    /// Rows `from … to−1`.
    ///
    /// @throws IndexOutOfBoundsException if they are not rows of this batch
    B rows(int from, int to);

    /// How many targets its rows have together: what the mean loss of the batch is a mean over.
    int count();
}
