package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work.MatrixProduct;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;

/// A matrix product by the kernels.
final class OurProduct implements Trial {

    private final Engine engine;
    private final GemmShape product;
    private final float[] a; // (m,k) or (k,m)
    private final float[] b; // (k,n) or (n,k)
    private final float[] c; // (m,n)

    OurProduct(Engine engine, MatrixProduct work) {
        this.engine = engine;
        GemmShape plain = GemmShape.of(work.m(), work.n(), work.k());
        this.product =
                new GemmShape(
                        work.m(),
                        work.n(),
                        work.k(),
                        work.transposeA(),
                        work.transposeA() ? work.m() : work.k(),
                        work.transposeB(),
                        work.transposeB() ? work.k() : work.n(),
                        work.n(),
                        false,
                        plain.lower(),
                        plain.upper());
        this.a = Inputs.uniform(1, work.m() * work.k());
        this.b = Inputs.uniform(2, work.k() * work.n());
        this.c = new float[work.m() * work.n()];
    }

    @Override
    public void run() {
        engine.kernels().gemm(engine.workers(), product, a, 0, b, 0, c, 0);
    }

    @Override
    public float[] outcome() {
        return Inputs.compared(c);
    }
}
