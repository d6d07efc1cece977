package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

/// What one attention layer remembers of the positions that it has read.
@FunctionalInterface
public interface LayerMemory {

    /// Attention of new queries `(B,T,C)` to what is remembered and to the new keys and values `(B,T,G·D)`, which are
    /// remembered from then on: `(B,T,C)`.
    Variable attend(FusedAttention attention, Variable q, Variable k, Variable v);

    /// A memory that holds nothing: attention to the new keys alone.
    static LayerMemory none() {
        return (attention, q, k, v) -> q.apply(attention, k, v);
    }
}
