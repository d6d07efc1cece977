package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.Rung;
import org.firstprinciples.mathfoundations.linearalgebra.ladder.Ladder;
import org.firstprinciples.mathfoundations.linearalgebra.ladder.MatrixProduct;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;

/// A product by one rung of the ladder.
final class OurRung implements Task {

    private final MatrixProduct product;
    private final int n;
    private final float[] a; // (n,n)
    private final float[] b; // (n,n)
    private final float[] c; // (n,n)

    OurRung(Engine engine, Rung workload) {
        this.product = Ladder.rungs(engine.workers()).get(workload.index());
        this.n = workload.n();
        this.a = Inputs.uniform(1, n * n);
        this.b = Inputs.uniform(2, n * n);
        this.c = new float[n * n];
    }

    @Override
    public void run() {
        product.multiply(n, n, n, a, b, c);
    }

    @Override
    public float[] output() {
        return Outputs.subsample(c);
    }
}
