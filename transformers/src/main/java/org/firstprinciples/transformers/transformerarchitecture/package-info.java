/// # Transformer architecture — `transformers/transformer-architecture.md`
///
/// Read [FeedForward], then [Block]: attention mixes positions, the network works on each alone, both add
/// to a residual path. [PostNormBlock] is the arrangement of the first paper, and [ParameterCount] counts.
///
/// Symbols: `B` batch, `T` time, `C` width, `F` inner width. Needs: multi-head attention, layer norm, GELU,
/// dropout. Leads to: gpt, bert.
@NullMarked
package org.firstprinciples.transformers.transformerarchitecture;

import org.jspecify.annotations.NullMarked;
