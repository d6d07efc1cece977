package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.RowFunction;

/// An operation of libtorch on a matrix. Without gradients it writes into a preallocated tensor.
final class TorchRowFunction implements Task {

    private static final double EPSILON = 1e-5;

    private final RowFunction workload;
    private final Tensor x; // (rows,columns)
    private final Tensor y; // (rows,columns)
    private final Tensor mean; // (rows,1)
    private final Tensor rstd; // (rows,1)
    private final Tensor scale; // (columns)
    private final Tensor cotangent; // (rows,columns)

    TorchRowFunction(RowFunction workload) {
        this.workload = workload;
        this.x =
                Tensor.create(
                        Inputs.uniform(1, workload.elements()),
                        workload.rows(),
                        workload.columns());
        this.cotangent =
                Tensor.create(
                        Inputs.uniform(2, workload.elements()),
                        workload.rows(),
                        workload.columns());
        this.y = torch.empty(workload.rows(), workload.columns());
        this.mean = torch.empty(workload.rows(), 1);
        this.rstd = torch.empty(workload.rows(), 1);
        this.scale = torch.ones(workload.columns());
        x.requires_grad_(workload.gradient());
    }

    private void forward() {
        switch (workload.function()) {
            case SOFTMAX -> torch.softmax_out(y, x, 1);
            case GELU -> torch.gelu_out(y, x);
            case LAYER_NORM ->
                    torch.native_layer_norm_out(
                            y,
                            mean,
                            rstd,
                            x,
                            new long[] {workload.columns()},
                            new TensorOptional(scale),
                            new TensorOptional(),
                            EPSILON);
        }
    }

    private void forwardAndBackward() {
        x.mutable_grad().reset();
        Tensor result =
                switch (workload.function()) {
                    case SOFTMAX -> torch.softmax(x, 1);
                    case GELU -> torch.gelu(x);
                    case LAYER_NORM ->
                            torch.layer_norm(
                                    x,
                                    new long[] {workload.columns()},
                                    new TensorOptional(scale),
                                    new TensorOptional(),
                                    EPSILON,
                                    true);
                };
        result.backward(cotangent, new BoolOptional(), false, new TensorArrayRefOptional());
    }

    @Override
    public void run() {
        try (PointerScope _ = new PointerScope();
                AutoGradMode _ = new AutoGradMode(workload.gradient())) {
            if (workload.gradient()) {
                forwardAndBackward();
            } else {
                forward();
            }
        }
    }

    /// The output, or the gradient of the matrix.
    @Override
    public float[] output() {
        try (PointerScope _ = new PointerScope()) {
            return LibTorch.output(workload.gradient() ? x.grad() : y);
        }
    }

    @Override
    public void close() {
        for (Tensor tensor : new Tensor[] {x, y, mean, rstd, scale, cotangent}) {
            tensor.close();
        }
    }
}
