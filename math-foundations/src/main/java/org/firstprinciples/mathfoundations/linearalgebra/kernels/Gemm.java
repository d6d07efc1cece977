package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The matrix product of [Kernels#gemm] and [Kernels#affine], which SIMD kernels keep in a class of its own:
/// sums begin at the row `first`, or at +0 if that is empty.
interface Gemm {

    void gemm(
            Parallel parallel,
            GemmShape product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] first,
            int fo,
            float[] c,
            int co);
}
