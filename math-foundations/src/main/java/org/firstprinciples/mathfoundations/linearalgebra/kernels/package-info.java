/// # Kernels — the loops behind the tensors of `math-foundations/linear-algebra.md`
///
/// The ideas behind them are in `math-foundations/linear-algebra-fast-product.md`.
///
/// Read [Kernels] for what is computed and in which order, [ScalarKernels] for the specification as plain
/// loops, [FloatFunctions] for exponentials and other elementary functions. [GemmShape] describes a matrix product,
/// [Parallel] who runs its parts, [Scratch] the buffers of intermediate results. [VectorKernels] are the same loops in
/// SIMD instructions, loaded once for each width by [SimdLoader]; [BlockedGemm] and its micro-kernel [VectorTiles] are
/// their matrix product.
///
/// The promise: the same bits with scalar and SIMD loops of every width, on any number of threads,
/// interpreted or compiled, on any machine.
@NullMarked
package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import org.jspecify.annotations.NullMarked;
