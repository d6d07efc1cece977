package org.firstprinciples.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Subject;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;
import org.firstprinciples.benchmarks.workloads.Workload.MatrixProduct;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// OpenBLAS through its Java binding: matrix products only.
public final class OpenBlas implements Subject {

    private static final long MAX_NAME_BYTES = 64;

    /// OpenBLAS on this many threads.
    public OpenBlas(int threads) {
        blas_set_num_threads(threads);
    }

    @Override
    public String kernels() {
        return coreType();
    }

    /// The type of processor whose kernels OpenBLAS runs, such as `Haswell` for AVX2 or `SkylakeX` for AVX-512; empty
    /// if oneMKL multiplies in its place. The binding has no method for this function of OpenBLAS.
    @SuppressWarnings("restricted") // a function with a known signature, and a name that ends in 0
    static String coreType() {
        Pointer function = Loader.addressof("openblas_get_corename");
        if (function == null || Loader.addressof("MKL_Get_Max_Threads") != null) {
            return "";
        }
        MethodHandle coreName =
                Linker.nativeLinker()
                        .downcallHandle(
                                MemorySegment.ofAddress(function.address()),
                                FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            MemorySegment name = (MemorySegment) coreName.invokeExact();
            return name.reinterpret(MAX_NAME_BYTES).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("openblas_get_corename cannot be called", e);
        }
    }

    @Override
    public Task prepare(Workload workload) {
        return switch (workload) {
            case MatrixProduct product -> new Product(product);
            default ->
                    throw new UnsupportedOperationException(
                            "OpenBLAS is not measured at " + workload);
        };
    }

    private static final class Product implements Task {

        private final MatrixProduct workload;
        private final FloatPointer a; // (m,k) or (k,m)
        private final FloatPointer b; // (k,n) or (n,k)
        private final FloatPointer c; // (m,n)

        Product(MatrixProduct workload) {
            this.workload = workload;
            this.a = new FloatPointer(Inputs.uniform(1, workload.m() * workload.k()));
            this.b = new FloatPointer(Inputs.uniform(2, workload.k() * workload.n()));
            this.c = new FloatPointer((long) workload.m() * workload.n());
        }

        @Override
        public void run() {
            cblas_sgemm(
                    CblasRowMajor,
                    workload.transposeA() ? CblasTrans : CblasNoTrans,
                    workload.transposeB() ? CblasTrans : CblasNoTrans,
                    workload.m(),
                    workload.n(),
                    workload.k(),
                    1f,
                    a,
                    workload.transposeA() ? workload.m() : workload.k(),
                    b,
                    workload.transposeB() ? workload.k() : workload.n(),
                    0f,
                    c,
                    workload.n());
        }

        @Override
        public float[] output() {
            float[] result = new float[workload.m() * workload.n()];
            c.get(result);
            return Outputs.subsample(result);
        }

        @Override
        public void close() {
            a.close();
            b.close();
            c.close();
        }
    }
}
