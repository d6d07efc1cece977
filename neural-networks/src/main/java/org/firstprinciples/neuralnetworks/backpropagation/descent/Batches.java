package org.firstprinciples.neuralnetworks.backpropagation.descent;

import java.util.List;
import java.util.function.Function;

/// What a model is trained on: a batch for every step. It depends on the seed and the number of the step alone, so a
/// run can be resumed at any step.
///
/// @param <B> what a batch is
@FunctionalInterface
public interface Batches<B> {

    /// The batch of a step.
    B at(long seed, long step);

    /// The batch of a step in the parts that are computed one after another: here one part, the whole.
    default List<Part<B>> parts(long seed, long step) {
        return List.of(new Part<>(at(seed, step), 0, 1));
    }

    /// Batches of another kind, made of these one by one.
    default <C> Batches<C> map(Function<B, C> function) {
        return (seed, step) -> function.apply(at(seed, step));
    }

    /// A part of a step's batch.
    ///
    /// @param batch the part
    /// @param firstRow the position of its first row in the whole batch, by which random sites draw
    /// @param weight of its mean loss in the mean loss of the whole: its share of the targets
    record Part<B>(B batch, long firstRow, double weight) {}
}
