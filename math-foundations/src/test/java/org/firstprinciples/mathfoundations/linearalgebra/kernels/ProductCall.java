package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Random;

/// A matrix product on arrays with something before, between and behind the rows.
record ProductCall(GemmShape p, int ao, int bo, int co, Values values, long seed) {

    /// Something that multiplies; a subject of the laws.
    @FunctionalInterface
    interface Subject {
        void gemm(GemmShape p, float[] a, int ao, float[] b, int bo, float[] c, int co);

        static Subject of(Kernels kernels, Parallel parallel) {
            return (p, a, ao, b, bo, c, co) -> kernels.gemm(parallel, p, a, ao, b, bo, c, co);
        }
    }

    static ProductCall of(GemmShape p, long seed) {
        return new ProductCall(p, 3, 5, 7, Values.ORDINARY, seed);
    }

    float[] a() {
        int rows = p.transposeA() ? p.k() : p.m();
        return values.array(new Random(seed), ao + rows * p.aStride() + 1);
    }

    float[] b() {
        int rows = p.transposeB() ? p.n() : p.k();
        return values.array(new Random(seed + 1), bo + rows * p.bStride() + 1);
    }

    float[] c() {
        return values.array(new Random(seed + 2), co + p.m() * p.cStride() + 1);
    }

    /// All of `C`'s array after the product.
    float[] after(Subject subject) {
        float[] c = c();
        subject.gemm(p, a(), ao, b(), bo, c, co);
        return c;
    }

    int[] bitsAfter(Subject subject) {
        return Values.bits(after(subject));
    }

    float a(float[] a, int i, int k) {
        return a[ao + (p.transposeA() ? k * p.aStride() + i : i * p.aStride() + k)];
    }

    float b(float[] b, int k, int j) {
        return b[bo + (p.transposeB() ? j * p.bStride() + k : k * p.bStride() + j)];
    }

    int at(int i, int j) {
        return co + i * p.cStride() + j;
    }
}
