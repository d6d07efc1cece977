package org.firstprinciples.benchmarks.peers;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Subject;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;
import org.firstprinciples.benchmarks.workloads.Workload.MatrixProduct;

/// EJML: products of float matrices on one thread.
public final class Ejml implements Subject {

    @Override
    public Task prepare(Workload workload) {
        if (!(workload instanceof MatrixProduct p) || p.transposeA() || p.transposeB()) {
            throw new UnsupportedOperationException("EJML is not measured at " + workload);
        }
        FMatrixRMaj a = matrix(p.m(), p.k(), Inputs.uniform(1, p.m() * p.k()));
        FMatrixRMaj b = matrix(p.k(), p.n(), Inputs.uniform(2, p.k() * p.n()));
        FMatrixRMaj c = new FMatrixRMaj(p.m(), p.n());
        return new Task() {
            @Override
            public void run() {
                CommonOps_FDRM.mult(a, b, c);
            }

            @Override
            public float[] output() {
                return Outputs.subsample(c.data);
            }
        };
    }

    private static FMatrixRMaj matrix(int rows, int columns, float[] elements) {
        return new FMatrixRMaj(rows, columns, true, elements);
    }
}
