package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work.Rung;
import org.firstprinciples.mathfoundations.linearalgebra.ladder.Ladder;
import org.firstprinciples.mathfoundations.linearalgebra.ladder.MatrixProduct;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;

/// A product by one rung of the ladder.
final class OurRung implements Trial {

    private final MatrixProduct product;
    private final int n;
    private final float[] a; // (n,n)
    private final float[] b; // (n,n)
    private final float[] c; // (n,n)

    OurRung(Engine engine, Rung work) {
        this.product = Ladder.rungs(engine.workers()).get(work.index());
        this.n = work.n();
        this.a = Inputs.uniform(1, n * n);
        this.b = Inputs.uniform(2, n * n);
        this.c = new float[n * n];
    }

    @Override
    public void run() {
        product.multiply(n, n, n, a, b, c);
    }

    @Override
    public float[] outcome() {
        return Inputs.compared(c);
    }
}
