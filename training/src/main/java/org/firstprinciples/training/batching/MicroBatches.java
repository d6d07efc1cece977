package org.firstprinciples.training.batching;

import org.firstprinciples.neuralnetworks.backpropagation.descent.Batches;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Divisible;

import java.util.ArrayList;
import java.util.List;

/// Batches that are computed in parts one after another, for those that do not fit into memory: their gradients add up to
/// that of the whole (*gradient accumulation*).
///
/// A mean over `N` targets is the sum over the parts of `Nₖ/N` times the mean over the `Nₖ` targets of the part. So
/// parts with different numbers of targets have different weights; the mean of their means would be another loss.
/// A random site draws for a row by its position in the whole batch, so dropout does not see the parts either. Only
/// the order of sums differs, and what couples the rows of a batch, as batch normalization does.
///
/// @param <B> what a batch is
/// @param whole the batches that are cut
/// @param parts into how many parts; of equal numbers of rows, up to one
public record MicroBatches<B extends Divisible<B>>(Batches<B> whole, int parts)
        implements Batches<B> {

    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public MicroBatches {
        if (parts < 1) {
            throw new IllegalArgumentException("parts must be positive, got " + parts);
        }
    }

    @Override
    public B at(long seed, long step) {
        return whole.at(seed, step);
    }

    /// The parts that have targets; if the whole batch has none, the whole.
    @Override
    public List<Part<B>> parts(long seed, long step) {
        B batch = at(seed, step);
        int all = batch.count();
        if (all == 0) {
            return List.of(new Part<>(batch, 0, 1));
        }
        List<Part<B>> cut = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int from = row(i, batch);
            B part = batch.rows(from, row(i + 1, batch));
            if (part.count() > 0) {
                cut.add(new Part<>(part, from, (double) part.count() / all));
            }
        }
        return cut;
    }

    private int row(int part, B batch) {
        return (int) ((long) part * batch.rows() / parts);
    }
}
