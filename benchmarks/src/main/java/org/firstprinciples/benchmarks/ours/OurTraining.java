package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.TrainingSteps;
import org.firstprinciples.modernllms.pretraining.Training;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.transformers.gpt.Gpt;

import java.util.Arrays;

/// Training as in the minimal GPT: a run is one step.
final class OurTraining implements Task {

    private final Training training;
    private final float[] losses = new float[TrainingSteps.COMPARED];

    OurTraining(Engine engine, ModelSize size) {
        Gpt model = model(size);
        this.training =
                new Training(
                        model,
                        model::logits,
                        engine,
                        size.training(),
                        Inputs.text(size.config().vocabulary()));
    }

    /// A model with the weights of [Inputs#weights]; scales stay 1.
    static Gpt model(ModelSize size) {
        Gpt model = Gpt.initialize(size.config(), 1);
        for (Parameters.Entry entry : Parameters.of(model)) {
            float[] values = entry.parameter().values();
            if (entry.parameter().shape().rank() == 2) {
                float[] weights = Inputs.weights(size.config(), entry.name(), values.length);
                System.arraycopy(weights, 0, values, 0, values.length);
            }
        }
        return model;
    }

    @Override
    public void run() {
        int step = (int) training.step();
        double loss = training.advance().loss();
        if (step < losses.length) {
            losses[step] = (float) loss;
        }
    }

    @Override
    public float[] output() {
        while (training.step() < losses.length) {
            run();
        }
        return Arrays.copyOf(losses, losses.length);
    }
}
