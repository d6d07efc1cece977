package org.firstprinciples.benchmarks.peers;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.firstprinciples.benchmarks.turns.Contestant;
import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work;
import org.firstprinciples.benchmarks.turns.Work.MatrixProduct;

/// EJML: products of float matrices on one thread.
public final class Ejml implements Contestant {

    @Override
    public Trial prepare(Work work) {
        if (!(work instanceof MatrixProduct p) || p.transposeA() || p.transposeB()) {
            throw new UnsupportedOperationException("EJML is not timed at " + work);
        }
        FMatrixRMaj a = matrix(p.m(), p.k(), Inputs.uniform(1, p.m() * p.k()));
        FMatrixRMaj b = matrix(p.k(), p.n(), Inputs.uniform(2, p.k() * p.n()));
        FMatrixRMaj c = new FMatrixRMaj(p.m(), p.n());
        return new Trial() {
            @Override
            public void run() {
                CommonOps_FDRM.mult(a, b, c);
            }

            @Override
            public float[] outcome() {
                return Inputs.compared(c.data);
            }
        };
    }

    private static FMatrixRMaj matrix(int rows, int columns, float[] elements) {
        return new FMatrixRMaj(rows, columns, true, elements);
    }
}
