package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The matrix product of [Kernels#gemm], which SIMD kernels keep in a class of its own.
interface Gemm {

    void gemm(
            Parallel parallel,
            Product product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co);
}
