package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.transformers.attention.ScaledDotProduct;
import org.firstprinciples.transformers.selfattention.CausalMask;

/// Causal self-attention with several heads: every position asks all positions up to its own.
///
/// - source: Vaswani et al. 2017, *Attention is all you need*, §3.2.2
///
/// @param query `(C,C)`
/// @param key `(C,C)`
/// @param value `(C,C)`
/// @param output `(C,C)`, mixes what the heads found
/// @param heads `H`, which divides `C`
public record MultiHeadAttention(Layer query, Layer key, Layer value, Layer output, int heads)
        implements Layer {

    /// Normal weights; those of the output, which ends on the residual path, have their own standard deviation.
    public static MultiHeadAttention normal(
            int width, int heads, boolean bias, double std, double residualStd, Scope scope) {
        return new MultiHeadAttention(
                Linear.normal(width, width, bias, std, scope.in("query")),
                Linear.normal(width, width, bias, std, scope.in("key")),
                Linear.normal(width, width, bias, std, scope.in("value")),
                Linear.normal(width, width, bias, residualStd, scope.in("output")),
                heads);
    }

    /// The layer: `x (B,T,C)` to `(B,T,C)`.
    @Override
    public Variable apply(Variable x) {
        Variable attended =
                query.apply(x)
                        .apply(new FusedAttention(heads), key.apply(x), value.apply(x)); // (B,T,C)
        return output.apply(attended);
    }

    /// The same layer put together from its parts: the definition that the fused operation is tested against.
    public Variable composed(Variable x) {
        Variable q = query.apply(x).apply(new SplitHeads(heads, false)); // (B·H,T,D)
        Variable k = key.apply(x).apply(new SplitHeads(heads, false)); // (B·H,T,D)
        Variable v = value.apply(x).apply(new SplitHeads(heads, false)); // (B·H,T,D)
        Variable attended = ScaledDotProduct.of(q, k, v, new CausalMask()); // (B·H,T,D)
        return output.apply(attended.apply(new SplitHeads(heads, true))); // (B,T,C)
    }
}
