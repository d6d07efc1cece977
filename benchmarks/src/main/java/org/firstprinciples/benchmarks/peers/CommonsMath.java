package org.firstprinciples.benchmarks.peers;

import org.apache.commons.math3.linear.BlockRealMatrix;
import org.firstprinciples.benchmarks.turns.Contestant;
import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work;
import org.firstprinciples.benchmarks.turns.Work.MatrixProduct;

/// Commons Math: products of its fastest matrices, in double precision.
public final class CommonsMath implements Contestant {

    @Override
    public Trial prepare(Work work) {
        if (!(work instanceof MatrixProduct p) || p.transposeA() || p.transposeB()) {
            throw new UnsupportedOperationException("Commons Math is not timed at " + work);
        }
        BlockRealMatrix a = matrix(p.m(), p.k(), Inputs.uniform(1, p.m() * p.k()));
        BlockRealMatrix b = matrix(p.k(), p.n(), Inputs.uniform(2, p.k() * p.n()));
        return new Trial() {
            private BlockRealMatrix c = a;

            @Override
            public void run() {
                c = a.multiply(b);
            }

            @Override
            public float[] outcome() {
                float[] result = new float[p.m() * p.n()];
                for (int i = 0; i < result.length; i++) {
                    result[i] = (float) c.getEntry(i / p.n(), i % p.n());
                }
                return Inputs.compared(result);
            }
        };
    }

    private static BlockRealMatrix matrix(int rows, int columns, float[] elements) {
        BlockRealMatrix matrix = new BlockRealMatrix(rows, columns);
        for (int i = 0; i < elements.length; i++) {
            matrix.setEntry(i / columns, i % columns, elements[i]);
        }
        return matrix;
    }
}
