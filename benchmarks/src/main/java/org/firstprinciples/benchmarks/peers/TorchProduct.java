package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work.MatrixProduct;

/// A matrix product by libtorch; a transposed operand is a view, as in its own backward pass.
final class TorchProduct implements Trial {

    private final Tensor a; // (m,k)
    private final Tensor b; // (k,n)
    private final Tensor c; // (m,n)

    TorchProduct(MatrixProduct work) {
        this.a = matrix(1, work.m(), work.k(), work.transposeA());
        this.b = matrix(2, work.k(), work.n(), work.transposeB());
        this.c = torch.empty(work.m(), work.n());
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
    public float[] outcome() {
        return LibTorch.compared(c);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        c.close();
    }
}
