package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.Logits;

import java.util.Arrays;

/// The forward pass of a GPT by libtorch, without gradients.
final class TorchLogits implements Task {

    private final TorchGpt model;
    private final Tensor ids; // (B,T)
    private final int batchSize;
    private final int length;

    TorchLogits(Logits workload) {
        this.model = new TorchGpt(workload.size().config());
        this.batchSize = workload.batchSize();
        this.length = workload.size().config().context();
        int[] text = Inputs.text(workload.size().config().vocabulary());
        long[] tokens = Arrays.stream(text, 0, batchSize * length).asLongStream().toArray();
        this.ids = Tensor.create(tokens, batchSize, length);
    }

    @Override
    public void run() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            model.logits(ids, batchSize, length);
        }
    }

    @Override
    public float[] output() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            return LibTorch.output(model.logits(ids, batchSize, length));
        }
    }

    @Override
    public void close() {
        ids.close();
        model.close();
    }
}
