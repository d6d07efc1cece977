package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work.RowFunction;

/// An operation of libtorch on a matrix. Without gradients it writes into a tensor that is there already.
final class TorchRowFunction implements Trial {

    private static final double EPSILON = 1e-5;

    private final RowFunction work;
    private final Tensor x; // (rows,columns)
    private final Tensor y; // (rows,columns)
    private final Tensor mean; // (rows,1)
    private final Tensor reciprocal; // (rows,1)
    private final Tensor scale; // (columns)
    private final Tensor cotangent; // (rows,columns)

    TorchRowFunction(RowFunction work) {
        this.work = work;
        this.x = Tensor.create(Inputs.uniform(1, work.elements()), work.rows(), work.columns());
        this.cotangent =
                Tensor.create(Inputs.uniform(2, work.elements()), work.rows(), work.columns());
        this.y = torch.empty(work.rows(), work.columns());
        this.mean = torch.empty(work.rows(), 1);
        this.reciprocal = torch.empty(work.rows(), 1);
        this.scale = torch.ones(work.columns());
        x.requires_grad_(work.gradient());
    }

    private void forward() {
        switch (work.function()) {
            case SOFTMAX -> torch.softmax_out(y, x, 1);
            case GELU -> torch.gelu_out(y, x);
            case LAYER_NORM ->
                    torch.native_layer_norm_out(
                            y,
                            mean,
                            reciprocal,
                            x,
                            new long[] {work.columns()},
                            new TensorOptional(scale),
                            new TensorOptional(),
                            EPSILON);
        }
    }

    private void forwardAndBackward() {
        x.mutable_grad().reset();
        Tensor result =
                switch (work.function()) {
                    case SOFTMAX -> torch.softmax(x, 1);
                    case GELU -> torch.gelu(x);
                    case LAYER_NORM ->
                            torch.layer_norm(
                                    x,
                                    new long[] {work.columns()},
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
                AutoGradMode _ = new AutoGradMode(work.gradient())) {
            if (work.gradient()) {
                forwardAndBackward();
            } else {
                forward();
            }
        }
    }

    /// The result, or the gradient of the matrix.
    @Override
    public float[] outcome() {
        try (PointerScope _ = new PointerScope()) {
            return LibTorch.compared(work.gradient() ? x.grad() : y);
        }
    }

    @Override
    public void close() {
        for (Tensor tensor : new Tensor[] {x, y, mean, reciprocal, scale, cotangent}) {
            tensor.close();
        }
    }
}
