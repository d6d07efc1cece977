/// # Attention — `transformers/attention.md`
///
/// Attention in its parts: [BatchedProduct] scores queries against keys and mixes values, [ScaledSoftmax]
/// turns scores into weights. [ScaledDotProduct] puts them together: `softmax(QKᵀ/√D)·V`.
///
/// In double precision: [Attention] is what all versions promise, [Mask] what a query may see,
/// [SoftmaxAttention] the formula in four lines, [OnlineSoftmax] and [FlashAttention] the same block by block,
/// [LinearAttention] what is left without the exponential.
///
/// Symbols: `Q, K, V` queries, keys, values; `D` their width; `s` scores, `p` weights.
/// Needs: softmax, linear algebra. Leads to: self-attention.
@NullMarked
package org.firstprinciples.transformers.attention;

import org.jspecify.annotations.NullMarked;
