package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.MatrixProduct;

/// A matrix product by libtorch; a transposed operand is a view, as in its own backward pass.
final class TorchProduct implements Task {

    private final Tensor a; // (m,k)
    private final Tensor b; // (k,n)
    private final Tensor c; // (m,n)

    TorchProduct(MatrixProduct workload) {
        this.a = matrix(1, workload.m(), workload.k(), workload.transposeA());
        this.b = matrix(2, workload.k(), workload.n(), workload.transposeB());
        this.c = torch.empty(workload.m(), workload.n());
    }

    private static Tensor matrix(long seed, int rows, int columns, boolean transposed) {
        float[] x = Inputs.uniform(seed, rows * columns);
        return transposed ? Tensor.create(x, columns, rows).t() : Tensor.create(x, rows, columns);
    }

    @Override
    public void run() {
        try (PointerScope _ = new PointerScope()) {
            torch.mm_out(c, a, b);
        }
    }

    @Override
    public float[] output() {
        return LibTorch.output(c);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        c.close();
    }
}
