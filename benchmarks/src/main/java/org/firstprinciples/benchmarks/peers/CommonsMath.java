package org.firstprinciples.benchmarks.peers;

import org.apache.commons.math3.linear.BlockRealMatrix;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Subject;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;
import org.firstprinciples.benchmarks.workloads.Workload.MatrixProduct;

/// Commons Math: products of its fastest kind of matrix, in double precision.
public final class CommonsMath implements Subject {

    @Override
    public Task prepare(Workload workload) {
        if (!(workload instanceof MatrixProduct p) || p.transposeA() || p.transposeB()) {
            throw new UnsupportedOperationException("Commons Math is not measured at " + workload);
        }
        BlockRealMatrix a = matrix(p.m(), p.k(), Inputs.uniform(1, p.m() * p.k()));
        BlockRealMatrix b = matrix(p.k(), p.n(), Inputs.uniform(2, p.k() * p.n()));
        return new Task() {
            private BlockRealMatrix c = a;

            @Override
            public void run() {
                c = a.multiply(b);
            }

            @Override
            public float[] output() {
                float[] result = new float[p.m() * p.n()];
                for (int i = 0; i < result.length; i++) {
                    result[i] = (float) c.getEntry(i / p.n(), i % p.n());
                }
                return Outputs.subsample(result);
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
