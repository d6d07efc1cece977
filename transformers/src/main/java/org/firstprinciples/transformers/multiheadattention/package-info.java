/// # Multi-head attention — `transformers/multi-head-attention.md`
///
/// Read [MultiHeadAttention], the layer, first as it is composed from [SplitHeads] and the operations of
/// attention; then [FusedAttention], all heads in one pass, for any visibility. A model that writes keeps a [Memory] of
/// what it has read, the [KeyValueCache]; each layer has its part of it, a [LayerMemory].
///
/// Symbols: `B` batch, `T` time, `C` width, `H` heads, `G` key heads, `D = C/H` head size,
/// `S` keys.
/// Needs: self-attention. Leads to: transformer architecture.
@NullMarked
package org.firstprinciples.transformers.multiheadattention;

import org.jspecify.annotations.NullMarked;
