package org.firstprinciples.benchmarks.peers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Subject;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;

/// libtorch through its Java binding, in its usual form: float32 tensors, autograd, its own fused operations.
public final class LibTorch implements Subject {

    /// libtorch on this many threads. The BLAS that multiplies its matrices has a thread pool of its own, see
    /// [org.firstprinciples.benchmarks.harness.Setting].
    public LibTorch(int threads) {
        torch.set_num_threads(threads);
    }

    @Override
    public Task prepare(Workload workload) {
        return switch (workload) {
            case Workload.MatrixProduct product -> new TorchProduct(product);
            case Workload.TrainingSteps steps -> new TorchTraining(steps.size());
            case Workload.Logits logits -> new TorchLogits(logits);
            case Workload.CausalAttention attention -> new TorchAttention(attention);
            case Workload.RowFunction function -> new TorchRowFunction(function);
            default ->
                    throw new UnsupportedOperationException(
                            "libtorch is not measured at " + workload);
        };
    }

    /// The core type of OpenBLAS unless oneMKL is in its place, and the instructions of libtorch's own kernels.
    @Override
    public String kernels() {
        String own = torch.get_cpu_capability().getString();
        String core = OpenBlas.coreType();
        return core.isEmpty() ? own : core + ", " + own;
    }

    /// The numbers of a tensor that are compared.
    static float[] output(Tensor tensor) {
        float[] numbers = new float[Math.toIntExact(tensor.numel())];
        try (Tensor rowMajor = tensor.contiguous()) {
            rowMajor.data_ptr_float().get(numbers);
        }
        return Outputs.subsample(numbers);
    }
}
