package org.firstprinciples.neuralnetworks.backpropagation.tape;

/// What a [Tape] is made for. To record gradients and to draw random numbers are two things.
public sealed interface Mode {

    /// Training: calls are recorded, and random sites (dropout) draw by seed and step.
    ///
    /// @param seed the seed of the run
    /// @param step the number of the step, from 0
    /// @param firstRow the position of this tape's first sequence in the step's batch; 0 unless the batch
    ///     is split over several tapes
    record Training(long seed, long step, long firstRow) implements Mode {}

    /// Gradients of what the model computes in inference: calls are recorded, nothing is random.
    record Gradients() implements Mode {}

    /// Inference: nothing is recorded, nothing is random, and no gradient takes memory.
    record Inference() implements Mode {}

    /// Training on the whole batch of a step.
    static Mode training(long seed, long step) {
        return new Training(seed, step, 0);
    }

    /// Training on a part of the batch of a step that begins with sequence `firstRow`.
    static Mode training(long seed, long step, long firstRow) {
        return new Training(seed, step, firstRow);
    }

    /// Gradients without randomness.
    static Mode gradients() {
        return new Gradients();
    }

    /// Inference.
    static Mode inference() {
        return new Inference();
    }

    /// Whether calls are recorded for a backward pass.
    default boolean records() {
        return !(this instanceof Inference);
    }
}
