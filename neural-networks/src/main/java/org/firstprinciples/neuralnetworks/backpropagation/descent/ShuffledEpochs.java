package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Mini-batches of examples by number, in shuffled epochs: an epoch shows each example once, every epoch in an order of
/// its own, and its last batch holds what is left.
///
/// The order of an epoch is a random permutation drawn by the seed and the number of the epoch, every permutation as
/// likely as any other; so a run can be resumed at any step.
///
/// - source: Fisher & Yates 1938; Durstenfeld 1964, *Algorithm 235: random permutation*
public final class ShuffledEpochs implements Batches<int[]> {

    private final int examples;
    private final int rows;
    private final long steps; // of an epoch
    private volatile @Nullable Epoch latest; // the steps of an epoch come one after another

    private record Epoch(long seed, long number, int[] order) {}

    /// Batches of `rows` out of this many examples.
    ///
    /// @throws IllegalArgumentException if a number is not positive
    public ShuffledEpochs(int examples, int rows) {
        if (examples < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "examples and rows must be positive: examples=%s rows=%s"
                            .formatted(examples, rows));
        }
        this.examples = examples;
        this.rows = rows;
        this.steps = Math.ceilDiv(examples, rows);
    }

    /// How many steps show each example once.
    public long steps() {
        return steps;
    }

    /// The numbers of the examples of a step.
    @Override
    public int[] at(long seed, long step) {
        int from = (int) (step % steps) * rows;
        int[] order = order(seed, step / steps);
        return Arrays.copyOfRange(order, from, from + Math.min(rows, examples - from));
    }

    private int[] order(long seed, long epoch) {
        Epoch known = latest;
        if (known == null || known.seed() != seed || known.number() != epoch) {
            known = new Epoch(seed, epoch, permutation(seed, epoch));
            latest = known;
        }
        return known.order();
    }

    private int[] permutation(long seed, long epoch) {
        Philox random = Philox.of(seed).split("epochs");
        int[] order = new int[examples];
        for (int i = 0;
                i < examples;
                i++) { // the first i are shuffled; i goes to a place among them
            int j = random.below(i + 1, epoch, i);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
