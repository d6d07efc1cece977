package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.transformers.attention.ScaledDotProduct;
import org.firstprinciples.transformers.selfattention.CausalMask;
import org.firstprinciples.transformers.selfattention.Visibility;

/// Attention with several heads: every position asks the positions that it sees, of its own sequence or of another.
///
/// - source: Vaswani et al. 2017, *Attention is all you need*, §3.2.2; fewer key heads: Ainslie et al. 2023, *GQA*
///
/// @param query `(C,C)`
/// @param key `(C,G·D)`
/// @param value `(C,G·D)`
/// @param output `(C,C)`, mixes what the heads found
/// @param heads `H`, which divides `C`
/// @param keyHeads `G`, which divides `H`: `H/G` query heads share a key head
/// @param visibility which positions a position sees
public record MultiHeadAttention(
        Layer query,
        Layer key,
        Layer value,
        Layer output,
        int heads,
        int keyHeads,
        Visibility visibility)
        implements Layer {

    /// Checks the numbers of heads.
    ///
    /// @throws IllegalArgumentException if they are not positive, or key heads cannot be shared evenly
    public MultiHeadAttention {
        new FusedAttention(heads, keyHeads, visibility);
    }

    /// Causal attention with a key head for each query head.
    public MultiHeadAttention(Layer query, Layer key, Layer value, Layer output, int heads) {
        this(query, key, value, output, heads, heads, new Visibility.Causal());
    }

    /// Causal attention with normal weights and a key head for each query head; the weights of the output, which ends on
    /// the residual path, have their own standard deviation.
    public static MultiHeadAttention normal(
            int width, int heads, boolean bias, double std, double residualStd, Scope scope) {
        return normal(width, heads, heads, bias, std, residualStd, scope);
    }

    /// The same with key heads that query heads share.
    ///
    /// @throws IllegalArgumentException if the heads do not divide the width, or the key heads the heads
    public static MultiHeadAttention normal(
            int width,
            int heads,
            int keyHeads,
            boolean bias,
            double std,
            double residualStd,
            Scope scope) {
        if (heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException(
                    "width must be a multiple of heads: width=%s heads=%s".formatted(width, heads));
        }
        int keyWidth = width / heads * keyHeads;
        return new MultiHeadAttention(
                Linear.normal(width, width, bias, std, scope.in("query")),
                Linear.normal(width, keyWidth, bias, std, scope.in("key")),
                Linear.normal(width, keyWidth, bias, std, scope.in("value")),
                Linear.normal(width, width, bias, residualStd, scope.in("output")),
                heads,
                keyHeads,
                new Visibility.Causal());
    }

    /// How many numbers a position is remembered by, once as keys and once as values: `G·D`.
    ///
    /// @param width `C`
    public int keyWidth(int width) {
        return width / heads * keyHeads;
    }

    /// The same weights where other positions are seen.
    public MultiHeadAttention seeing(Visibility other) {
        return new MultiHeadAttention(query, key, value, output, heads, keyHeads, other);
    }

    /// Self-attention: `x (B,T,C)` to `(B,T,C)`.
    @Override
    public Variable apply(Variable x) {
        return apply(x, LayerMemory.none());
    }

    /// Self-attention of new positions, which see those in the memory too: `x (B,T,C)` to `(B,T,C)`.
    public Variable apply(Variable x, LayerMemory memory) {
        Variable attended =
                memory.attend(fused(), query.apply(x), key.apply(x), value.apply(x)); // (B,T,C)
        return output.apply(attended); // (B,T,C)
    }

    /// Cross-attention: the positions of `x (B,T,C)` ask those of another sequence, `context (B,S,C)`; `(B,T,C)`.
    public Variable across(Variable x, Variable context) {
        Variable attended =
                query.apply(x).apply(fused(), key.apply(context), value.apply(context)); // (B,T,C)
        return output.apply(attended); // (B,T,C)
    }

    private FusedAttention fused() {
        return new FusedAttention(heads, keyHeads, visibility);
    }

    /// Causal self-attention with a key head for each query head, put together from its parts: the definition that the
    /// fused operation is tested against.
    ///
    /// @throws IllegalStateException if key heads are shared, or something else than the past is seen
    public Variable composed(Variable x) {
        requireComposable();
        Variable q = query.apply(x).apply(new SplitHeads(heads, false)); // (B·H,T,D)
        Variable k = key.apply(x).apply(new SplitHeads(heads, false)); // (B·H,T,D)
        Variable v = value.apply(x).apply(new SplitHeads(heads, false)); // (B·H,T,D)
        Variable attended = ScaledDotProduct.of(q, k, v, new CausalMask()); // (B·H,T,D)
        return output.apply(attended.apply(new SplitHeads(heads, true))); // (B,T,C)
    }

    private void requireComposable() {
        if (keyHeads != heads || !visibility.equals(new Visibility.Causal())) {
            throw new IllegalStateException(
                    "only causal attention with a key head for each of %s heads is composed, not %s with %s"
                            .formatted(heads, keyHeads, visibility));
        }
    }
}
