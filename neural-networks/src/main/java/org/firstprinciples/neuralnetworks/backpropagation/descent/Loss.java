package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

/// What a model is trained to make small: a number for a batch.
///
/// @param <B> what a batch is
@FunctionalInterface
public interface Loss<B> {

    /// The loss of this batch, a mean over its targets: a variable of one element.
    Variable of(Tape tape, B batch);
}
