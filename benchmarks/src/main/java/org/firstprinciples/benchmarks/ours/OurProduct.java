package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.MatrixProduct;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;

/// A matrix product by the kernels.
final class OurProduct implements Task {

    private final Engine engine;
    private final GemmShape shape;
    private final float[] a; // (m,k) or (k,m)
    private final float[] b; // (k,n) or (n,k)
    private final float[] c; // (m,n)

    OurProduct(Engine engine, MatrixProduct workload) {
        this.engine = engine;
        GemmShape plain = GemmShape.of(workload.m(), workload.n(), workload.k());
        this.shape =
                new GemmShape(
                        workload.m(),
                        workload.n(),
                        workload.k(),
                        workload.transposeA(),
                        workload.transposeA() ? workload.m() : workload.k(),
                        workload.transposeB(),
                        workload.transposeB() ? workload.k() : workload.n(),
                        workload.n(),
                        false,
                        plain.lower(),
                        plain.upper());
        this.a = Inputs.uniform(1, workload.m() * workload.k());
        this.b = Inputs.uniform(2, workload.k() * workload.n());
        this.c = new float[workload.m() * workload.n()];
    }

    @Override
    public void run() {
        engine.kernels().gemm(engine.workers(), shape, a, 0, b, 0, c, 0);
    }

    @Override
    public float[] output() {
        return Outputs.subsample(c);
    }
}
