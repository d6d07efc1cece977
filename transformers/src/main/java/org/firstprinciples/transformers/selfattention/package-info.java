/// # Self-attention — `transformers/self-attention.md`
///
/// Read [SelfAttention] first: queries, keys and values from one sequence. [CausalMask] lets every position
/// see only itself and what came before; [SinusoidalPositions] tell positions apart. [Visibility] says in general what a
/// query may see, as a [Band] of keys: everything, the past, a window of it, no padding.
///
/// Symbols: `T` time, `C` width, `s` scores, `N` matrices of scores side by side, `ω` speeds of clocks.
/// Needs: attention. Leads to: multi-head attention.
@NullMarked
package org.firstprinciples.transformers.selfattention;

import org.jspecify.annotations.NullMarked;
