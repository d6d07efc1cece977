package org.firstprinciples.benchmarks.peers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.turns.Contestant;
import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work;

/// libtorch through its Java binding, in its usual form: float32 tensors, autograd, its own fused operations.
public final class LibTorch implements Contestant {

    /// libtorch on this many threads. What multiplies its matrices has a pool of its own, see
    /// [org.firstprinciples.benchmarks.turns.Setting].
    public LibTorch(int threads) {
        torch.set_num_threads(threads);
    }

    @Override
    public Trial prepare(Work work) {
        return switch (work) {
            case Work.MatrixProduct product -> new TorchProduct(product);
            case Work.TrainingSteps steps -> new TorchTraining(steps.size());
            case Work.Logits logits -> new TorchLogits(logits);
            case Work.CausalAttention attention -> new TorchAttention(attention);
            case Work.RowFunction function -> new TorchRowFunction(function);
            default -> throw new UnsupportedOperationException("libtorch is not timed at " + work);
        };
    }

    /// A few thousand numbers of a tensor.
    static float[] compared(Tensor tensor) {
        float[] numbers = new float[Math.toIntExact(tensor.numel())];
        try (Tensor rowMajor = tensor.contiguous()) {
            rowMajor.data_ptr_float().get(numbers);
        }
        return Inputs.compared(numbers);
    }
}
