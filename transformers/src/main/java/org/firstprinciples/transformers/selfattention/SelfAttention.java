package org.firstprinciples.transformers.selfattention;

import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.transformers.attention.ScaledDotProduct;

/// Causal self-attention of one head: queries, keys and values all come from the same sequence, and every
/// position asks itself and what came before.
///
/// - formula: `softmax(mask(X·W_Q·(X·W_K)ᵀ/√D))·X·W_V`
/// - source: Vaswani et al. 2017, *Attention is all you need*, §3.2
///
/// @param query `W_Q (C,D)`
/// @param key `W_K (C,D)`
/// @param value `W_V (C,E)`
public record SelfAttention(Layer query, Layer key, Layer value) implements Layer {

    /// A layer without biases and with normal weights, values as wide as queries and keys.
    public static SelfAttention normal(int width, int size, double std, Scope scope) {
        return new SelfAttention(
                Linear.normal(width, size, false, std, scope.in("query")),
                Linear.normal(width, size, false, std, scope.in("key")),
                Linear.normal(width, size, false, std, scope.in("value")));
    }

    /// The layer: `x (B,T,C)` to `(B,T,E)`.
    @Override
    public Variable apply(Variable x) {
        Variable q = query.apply(x); // (B,T,D)
        Variable k = key.apply(x); // (B,T,D)
        Variable v = value.apply(x); // (B,T,E)
        return ScaledDotProduct.of(q, k, v, new CausalMask()); // (B,T,E)
    }
}
