package org.firstprinciples.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;
import org.firstprinciples.benchmarks.turns.Contestant;
import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work;
import org.firstprinciples.benchmarks.turns.Work.MatrixProduct;

/// OpenBLAS: matrix products alone.
public final class OpenBlas implements Contestant {

    /// OpenBLAS on this many threads.
    public OpenBlas(int threads) {
        blas_set_num_threads(threads);
    }

    @Override
    public Trial prepare(Work work) {
        return switch (work) {
            case MatrixProduct product -> new Product(product);
            default -> throw new UnsupportedOperationException("OpenBLAS is not timed at " + work);
        };
    }

    private static final class Product implements Trial {

        private final MatrixProduct work;
        private final FloatPointer a; // (m,k) or (k,m)
        private final FloatPointer b; // (k,n) or (n,k)
        private final FloatPointer c; // (m,n)

        Product(MatrixProduct work) {
            this.work = work;
            this.a = new FloatPointer(Inputs.uniform(1, work.m() * work.k()));
            this.b = new FloatPointer(Inputs.uniform(2, work.k() * work.n()));
            this.c = new FloatPointer((long) work.m() * work.n());
        }

        @Override
        public void run() {
            cblas_sgemm(
                    CblasRowMajor,
                    work.transposeA() ? CblasTrans : CblasNoTrans,
                    work.transposeB() ? CblasTrans : CblasNoTrans,
                    work.m(),
                    work.n(),
                    work.k(),
                    1f,
                    a,
                    work.transposeA() ? work.m() : work.k(),
                    b,
                    work.transposeB() ? work.k() : work.n(),
                    0f,
                    c,
                    work.n());
        }

        @Override
        public float[] outcome() {
            float[] result = new float[work.m() * work.n()];
            c.get(result);
            return Inputs.compared(result);
        }

        @Override
        public void close() {
            a.close();
            b.close();
            c.close();
        }
    }
}
