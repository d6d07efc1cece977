package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.neuralnetworks.backpropagation.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.Variable;

/// What pretraining asks of a model: logits of the next token at every position. `Gpt::logits` is one.
@FunctionalInterface
public interface LanguageModel {

    /// `ids (B,T)` to `(B,T,V)`.
    Variable logits(Tape tape, TokenBatch ids);
}
