/// # The ladder — from three loops to the library's matrix product, in `math-foundations/linear-algebra-fast-product.md`
///
/// One product, `C (m,n) = A (m,k) · B (k,n)`, seven times, each rung with one idea more than the rung
/// before. Read [MatrixProduct], then [NaiveProduct], [LoopOrder], [Blocked], [Packed], [Simd] with its
/// [VectorTile], [Threaded] and [LibraryProduct]; [Ladder] lists them.
///
/// Every rung gives the same bits: an element begins at +0 and adds its terms by fused multiply-add, `p`
/// ascending. A rung changes when an element's next term is added, never which term that is.
///
/// Symbols: `m` rows, `n` columns, `k` the inner extent; `i`, `j`, `p` run over them. Needs: the sub-package
/// `kernels`. Source: Goto & van de Geijn 2008, *Anatomy of high-performance matrix multiplication*.
@NullMarked
package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import org.jspecify.annotations.NullMarked;
