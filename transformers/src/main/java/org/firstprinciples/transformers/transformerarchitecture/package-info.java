/// # Transformer architecture — `transformers/transformer-architecture.md`
///
/// Read [FeedForward], then [Block]: attention mixes positions, the network works on each alone, both add
/// to a residual path.
///
/// Symbols: `B` batch, `T` time, `C` width. Needs: multi-head attention, layer norm, GELU, dropout.
/// Leads to: gpt, bert.
@NullMarked
package org.firstprinciples.transformers.transformerarchitecture;

import org.jspecify.annotations.NullMarked;
