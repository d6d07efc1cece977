/// # Self-attention — `transformers/self-attention.md`
///
/// [CausalMask] lets every position see only itself and what came before.
///
/// Symbols: `T` time, `s` scores, `N` matrices of scores side by side.
/// Needs: attention. Leads to: multi-head attention.
@NullMarked
package org.firstprinciples.transformers.selfattention;

import org.jspecify.annotations.NullMarked;
