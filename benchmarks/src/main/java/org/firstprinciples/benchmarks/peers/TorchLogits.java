package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work.Logits;

import java.util.Arrays;

/// The forward pass of a GPT by libtorch, without gradients.
final class TorchLogits implements Trial {

    private final TorchGpt model;
    private final Tensor ids; // (B,T)
    private final int rows;
    private final int length;

    TorchLogits(Logits work) {
        this.model = new TorchGpt(work.size().config());
        this.rows = work.rows();
        this.length = work.size().config().context();
        int[] text = Inputs.text(work.size().config().vocabulary());
        long[] tokens = Arrays.stream(text, 0, rows * length).asLongStream().toArray();
        this.ids = Tensor.create(tokens, rows, length);
    }

    @Override
    public void run() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            model.logits(ids, rows, length);
        }
    }

    @Override
    public float[] outcome() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            return LibTorch.compared(model.logits(ids, rows, length));
        }
    }

    @Override
    public void close() {
        ids.close();
        model.close();
    }
}
