package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;

/// The library's own product, [Kernels#gemm]: the same ideas once more, with what a training run needs.
///
/// - idea: with 512 bits there are 32 registers, and the tile grows to 6 rows by 4 vectors: 24 multiply-adds
///   for 10 loads. `k` is cut into slices, so that the slice of a panel stays in L2. Buffers are kept from call
///   to call, a whole tile is stored to `C` directly, and few rows get a smaller tile.
/// - what it adds: transposed operands, strides, bands, sums that begin in `C`, and scalar loops where the JVM
///   has no Vector API.
/// - bits: the library's.
///
/// @param kernels whose product it is
/// @param parallel who runs its parts
public record LibraryProduct(Kernels kernels, Parallel parallel) implements MatrixProduct {

    @Override
    public String name() {
        return "library";
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
        MatrixProduct.requireFit(m, n, k, a, b, c);
        kernels.gemm(parallel, GemmShape.of(m, n, k), a, 0, b, 0, c, 0);
    }
}
