package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.CausalAttention;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.transformers.attention.ScaledDotProduct;
import org.firstprinciples.transformers.multiheadattention.FusedAttention;
import org.firstprinciples.transformers.multiheadattention.SplitHeads;
import org.firstprinciples.transformers.selfattention.CausalMask;

import java.util.Arrays;

/// Attention as one fused operation, or composed from its parts.
final class OurAttention implements Task {

    private final Engine engine;
    private final CausalAttention workload;
    private final Parameter q; // (B,T,C)
    private final Parameter k; // (B,T,C)
    private final Parameter v; // (B,T,C)
    private final Tensor cotangent; // (B,T,C)

    OurAttention(Engine engine, CausalAttention workload) {
        this.engine = engine.withArena();
        this.workload = workload;
        Shape shape = Shape.of(workload.batchSize(), workload.length(), workload.width());
        this.q = Parameter.of(Tensor.of(shape, Inputs.uniform(1, shape.size())));
        this.k = Parameter.of(Tensor.of(shape, Inputs.uniform(2, shape.size())));
        this.v = Parameter.of(Tensor.of(shape, Inputs.uniform(3, shape.size())));
        this.cotangent = Tensor.of(shape, Inputs.uniform(4, shape.size()));
    }

    private Variable attend() {
        Tape tape = new Tape(engine, workload.gradients() ? Mode.training(0, 0) : Mode.inference());
        Variable y = workload.fused() ? fused(tape) : composed(tape); // (B,T,C)
        if (workload.gradients()) {
            tape.backward(y, cotangent);
        }
        return y;
    }

    private Variable fused(Tape tape) {
        FusedAttention operation = new FusedAttention(workload.heads());
        return tape.apply(operation, tape.parameter(q), tape.parameter(k), tape.parameter(v));
    }

    private Variable composed(Tape tape) {
        SplitHeads split = new SplitHeads(workload.heads(), false);
        Variable attended =
                ScaledDotProduct.of(
                        tape.parameter(q).apply(split),
                        tape.parameter(k).apply(split),
                        tape.parameter(v).apply(split),
                        new CausalMask()); // (B·H,T,D)
        return attended.apply(new SplitHeads(workload.heads(), true)); // (B,T,C)
    }

    @Override
    public void run() {
        attend();
    }

    /// The output, or the gradient of the keys.
    @Override
    public float[] output() {
        Arrays.fill(k.gradient(), 0f);
        Variable y = attend();
        return Outputs.subsample(workload.gradients() ? k.gradient() : y.value().toArray());
    }
}
