package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.Outputs;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.Logits;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.transformers.gpt.Gpt;

import java.util.Arrays;

/// The forward pass of a GPT.
final class OurLogits implements Task {

    private final Engine engine;
    private final Gpt model;
    private final TokenBatch ids; // (B,T)

    OurLogits(Engine engine, Logits workload) {
        this.engine = engine.withArena();
        this.model = OurTraining.model(workload.size());
        int[] text = Inputs.text(workload.size().config().vocabulary());
        int length = workload.size().config().context();
        this.ids =
                TokenBatch.of(
                        workload.batchSize(),
                        length,
                        Arrays.copyOf(text, workload.batchSize() * length));
    }

    private Variable logits() {
        return model.logits(new Tape(engine, Mode.inference()), ids); // (B,T,V)
    }

    @Override
    public void run() {
        logits();
    }

    @Override
    public float[] output() {
        return Outputs.subsample(logits().value().toArray());
    }
}
