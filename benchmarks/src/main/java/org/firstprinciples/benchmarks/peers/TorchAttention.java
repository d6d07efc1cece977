package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.CausalAttention;

/// libtorch's `scaled_dot_product_attention`, from `(B,T,C)` to `(B,T,C)`.
final class TorchAttention implements Task {

    private final CausalAttention workload;
    private final Tensor q; // (B,T,C)
    private final Tensor k; // (B,T,C)
    private final Tensor v; // (B,T,C)
    private final Tensor cotangent; // (B,T,C)

    TorchAttention(CausalAttention workload) {
        if (!workload.fused()) {
            throw new UnsupportedOperationException("libtorch is timed at fused attention only");
        }
        this.workload = workload;
        this.q = leaf(1);
        this.k = leaf(2);
        this.v = leaf(3);
        this.cotangent = tensor(4);
    }

    private Tensor tensor(long seed) {
        float[] x =
                Inputs.uniform(seed, workload.batchSize() * workload.length() * workload.width());
        return Tensor.create(x, workload.batchSize(), workload.length(), workload.width());
    }

    private Tensor leaf(long seed) {
        Tensor leaf = tensor(seed);
        leaf.requires_grad_(workload.gradients());
        return leaf;
    }

    private Tensor attend() {
        for (Tensor leaf : new Tensor[] {q, k, v}) {
            leaf.mutable_grad().reset();
        }
        Tensor attended =
                torch.scaled_dot_product_attention(
                        heads(q),
                        heads(k),
                        heads(v),
                        new TensorOptional(),
                        0,
                        true,
                        new DoubleOptional(),
                        false); // (B,H,T,D)
        Tensor y =
                attended.transpose(1, 2)
                        .contiguous()
                        .view(workload.batchSize(), workload.length(), workload.width()); // (B,T,C)
        if (workload.gradients()) {
            y.backward(cotangent, new BoolOptional(), false, new TensorArrayRefOptional());
        }
        return y;
    }

    private Tensor heads(Tensor x) {
        return x.view(
                        workload.batchSize(),
                        workload.length(),
                        workload.heads(),
                        workload.headSize())
                .transpose(1, 2);
    }

    @Override
    public void run() {
        try (PointerScope _ = new PointerScope();
                AutoGradMode _ = new AutoGradMode(workload.gradients())) {
            attend();
        }
    }

    /// The output, or the gradient of the keys.
    @Override
    public float[] output() {
        try (PointerScope _ = new PointerScope();
                AutoGradMode _ = new AutoGradMode(workload.gradients())) {
            Tensor y = attend();
            return LibTorch.output(workload.gradients() ? k.grad() : y);
        }
    }

    @Override
    public void close() {
        q.close();
        k.close();
        v.close();
        cotangent.close();
    }
}
