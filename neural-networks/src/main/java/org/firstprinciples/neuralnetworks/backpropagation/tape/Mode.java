package org.firstprinciples.neuralnetworks.backpropagation.tape;

/// What a [Tape] is made for.
///
/// In training, calls are recorded for the backward pass and random sites (dropout) draw by seed and
/// step. In inference nothing is recorded and nothing is random.
public sealed interface Mode {

    /// Training: the draws of a step depend on seed, step and the position in the step's whole batch.
    ///
    /// @param seed the seed of the run
    /// @param step the number of the step, from 0
    /// @param firstRow the position of this tape's first sequence in the step's batch; 0 unless the batch
    ///     is split over several tapes
    record Training(long seed, long step, long firstRow) implements Mode {}

    /// Inference.
    record Inference() implements Mode {}

    /// Training on the whole batch of a step.
    static Mode training(long seed, long step) {
        return new Training(seed, step, 0);
    }

    /// Training on a part of the batch of a step that begins with sequence `firstRow`.
    static Mode training(long seed, long step, long firstRow) {
        return new Training(seed, step, firstRow);
    }

    /// Inference.
    static Mode inference() {
        return new Inference();
    }
}
