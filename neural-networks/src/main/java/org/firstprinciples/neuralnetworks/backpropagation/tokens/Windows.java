package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import org.firstprinciples.mathfoundations.probability.Philox;

import java.util.ArrayList;
import java.util.List;

/// Windows of a long text as batches for a language model.
public final class Windows {

    private final int[] text;
    private final int length;
    private final int rows;

    private Windows(int length, int rows, int[] text) {
        this.length = length;
        this.rows = rows;
        this.text = text;
    }

    /// Windows of `length` tokens, `rows` in a batch.
    ///
    /// @throws IllegalArgumentException if a number is not positive or the text has no window: it needs
    ///     `length + 1` tokens
    public static Windows of(int length, int rows, int... text) {
        if (length < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "length and rows must be positive: length=%s rows=%s".formatted(length, rows));
        }
        if (text.length <= length) {
            throw new IllegalArgumentException(
                    "windows of %s tokens and the token after need a text of %s, got %s"
                            .formatted(length, length + 1L, text.length));
        }
        return new Windows(length, rows, text.clone());
    }

    /// The random batch of a step: row `b` begins at a place drawn by (seed, step, `b`), every place as
    /// likely as any other. It depends on nothing else, so a run can be resumed at any step.
    public Batch at(long seed, long step) {
        Philox random = Philox.of(seed).split("windows");
        int[] starts = new int[rows];
        for (int row = 0; row < rows; row++) {
            starts[row] = random.below(text.length - length, step, row);
        }
        return Batch.windows(text, length, starts);
    }

    /// Every token of the text but the first as a target exactly once: windows side by side, `rows` in a
    /// batch, and one shorter window for what is left.
    public List<Batch> inOrder() {
        List<Batch> batches = new ArrayList<>();
        int full = (text.length - 1) / length;
        for (int window = 0; window < full; window += rows) {
            int[] starts = new int[Math.min(rows, full - window)];
            for (int row = 0; row < starts.length; row++) {
                starts[row] = (window + row) * length;
            }
            batches.add(Batch.windows(text, length, starts));
        }
        int rest = (text.length - 1) % length;
        if (rest > 0) {
            batches.add(Batch.windows(text, rest, full * length));
        }
        return batches;
    }
}
