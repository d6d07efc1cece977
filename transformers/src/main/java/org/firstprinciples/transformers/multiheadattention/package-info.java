/// # Multi-head attention — `transformers/multi-head-attention.md`
///
/// Read [MultiHeadAttention], the layer, first as it is composed from [SplitHeads] and the operations of
/// attention; then [FusedAttention], all heads in one pass.
///
/// Symbols: `B` batch, `T` time, `C` width, `H` heads, `D = C/H` head size.
/// Needs: self-attention. Leads to: transformer architecture.
@NullMarked
package org.firstprinciples.transformers.multiheadattention;

import org.jspecify.annotations.NullMarked;
