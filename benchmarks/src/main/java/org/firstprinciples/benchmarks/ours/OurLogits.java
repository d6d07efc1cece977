package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.turns.Inputs;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work.Logits;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.transformers.gpt.Gpt;

import java.util.Arrays;

/// The forward pass of a GPT.
final class OurLogits implements Trial {

    private final Engine engine;
    private final Gpt model;
    private final TokenBatch ids; // (B,T)

    OurLogits(Engine engine, Logits work) {
        this.engine = engine.withArena();
        this.model = OurTraining.model(work.size());
        int[] text = Inputs.text(work.size().config().vocabulary());
        int length = work.size().config().context();
        this.ids = TokenBatch.of(work.rows(), length, Arrays.copyOf(text, work.rows() * length));
    }

    private Variable logits() {
        return model.logits(new Tape(engine, Mode.inference()), ids); // (B,T,V)
    }

    @Override
    public void run() {
        logits();
    }

    @Override
    public float[] outcome() {
        return Inputs.compared(logits().value().toArray());
    }
}
