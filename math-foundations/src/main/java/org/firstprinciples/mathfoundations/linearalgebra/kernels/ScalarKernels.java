package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The specification of [Kernels]: plain loops that say in which order every number is added. Each family of loops is an
/// interface that implements its methods, as in [VectorKernels].
final class ScalarKernels
        implements ScalarRows, ScalarLayerNorm, ScalarFunctions, ScalarSoftmaxColumns {

    static final ScalarKernels INSTANCE = new ScalarKernels();

    private static final int ROWS_PER_TASK = 16;

    private ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void gemm(
            Parallel parallel,
            GemmShape p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        product(parallel, p, a, ao, b, bo, (at, j) -> p.accumulate() ? c[at] : 0f, c, co);
    }

    @Override
    public void affine(
            Parallel parallel,
            GemmShape p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] bias,
            int biasAt,
            float[] c,
            int co) {
        p.requireNoAccumulation();
        product(parallel, p, a, ao, b, bo, (at, j) -> bias[biasAt + j], c, co);
    }

    /// The value at which the sum of an element of `C` begins, given its index in the array and its column.
    private interface Initial {
        float of(int at, int column);
    }

    private static void product(
            Parallel parallel,
            GemmShape p,
            float[] a,
            int ao,
            float[] b,
            int bo,
            Initial initial,
            float[] c,
            int co) {
        int kStepA = p.transposeA() ? p.aStride() : 1;
        int rowStepA = p.transposeA() ? 1 : p.aStride();
        int kStepB = p.transposeB() ? 1 : p.bStride();
        int columnStepB = p.transposeB() ? p.bStride() : 1;
        parallel.blocks(
                p.m(),
                ROWS_PER_TASK,
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        for (int j = 0; j < p.n(); j++) {
                            int at = co + i * p.cStride() + j;
                            float sum = initial.of(at, j);
                            for (int k = p.from(i); k < p.to(i); k++) {
                                sum =
                                        Math.fma(
                                                a[ao + i * rowStepA + k * kStepA],
                                                b[bo + k * kStepB + j * columnStepB],
                                                sum);
                            }
                            c[at] = sum;
                        }
                    }
                });
    }
}
