package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// [Kernels] in SIMD instructions: the loops of [ScalarKernels], several elements at a time. Each family of loops is an
/// interface that implements its methods; together they are the kernels.
///
/// Copied once for each width by [SimdLoader]. Element by element the operations and their order are
/// those of the specification; what is left over at the end of a row is done with masks, or by the scalar
/// functions themselves.
///
/// Two rules keep vectors in registers. *No method here takes or returns a vector:* the compiler inlines the
/// methods of the Vector API whatever it costs, but ours only until the method it works on has grown to a
/// limit, and a vector that passes a call lies on the heap. So a function that many loops need, such as the
/// exponential, is a loop of its own over a block of numbers that stays in the L1 cache; the loops of
/// attention and of GELU, in which a training step spends most of its exponentials, have it written out
/// instead, so that no block is needed. *A vector that
/// begins an expression is cast to [VectorWidth#FLOATS]:* the methods of a vector are virtual, and what makes a vector
/// is declared to return any `FloatVector`; the compiler would guess the class from a profile that all widths share.
final class VectorKernels
        implements VectorRows,
                VectorLayerNorm,
                VectorExp,
                VectorTanh,
                VectorGelu,
                VectorSoftmaxColumns {

    private static final float[] NO_ROW = {};

    private final BlockedGemm gemm = new BlockedGemm(new VectorTiles());

    VectorKernels() {}

    @Override
    public String name() {
        return "simd-" + VectorWidth.S.vectorBitSize();
    }

    @Override
    public void gemm(
            Parallel parallel,
            GemmShape product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        gemm.multiply(parallel, product, a, ao, b, bo, NO_ROW, 0, c, co);
    }

    @Override
    public void affine(
            Parallel parallel,
            GemmShape product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] bias,
            int biasAt,
            float[] c,
            int co) {
        product.requireNoAccumulation();
        gemm.multiply(parallel, product, a, ao, b, bo, bias, biasAt, c, co);
    }
}
