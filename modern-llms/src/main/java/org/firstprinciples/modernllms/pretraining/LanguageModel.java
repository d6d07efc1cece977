package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;

/// What pretraining asks of a model: logits of the next token at every position. `Gpt::logits` is one.
@FunctionalInterface
public interface LanguageModel {

    /// `ids (B,T)` to `(B,T,V)`.
    Variable logits(Tape tape, TokenBatch ids);
}
