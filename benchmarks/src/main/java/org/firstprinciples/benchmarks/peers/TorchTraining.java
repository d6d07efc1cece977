package org.firstprinciples.benchmarks.peers;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.TrainingSteps;
import org.firstprinciples.modernllms.pretraining.TrainingConfig;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.training.optimizers.Schedule;

import java.util.Arrays;

/// Training steps by libtorch, on the batches of the book's library: a run is one step.
final class TorchTraining implements Task {

    private final TrainingConfig config;
    private final Schedule schedule;
    private final Windows windows;
    private final TorchGpt model;
    private final TensorVector parameters;
    private final AdamW withDecay;
    private final AdamW withoutDecay;
    private final LongPointer inputs; // (B,T)
    private final LongPointer targets; // (B,T)
    private final float[] losses = new float[TrainingSteps.COMPARED];
    private int step;

    TorchTraining(ModelSize size) {
        this.config = size.training();
        this.schedule = config.schedule();
        this.windows = Inputs.windows(size);
        this.model = new TorchGpt(size.config());
        TensorVector decayed = model.decayed();
        TensorVector notDecayed = model.notDecayed();
        this.parameters = new TensorVector();
        for (TensorVector group : new TensorVector[] {decayed, notDecayed}) {
            for (long i = 0; i < group.size(); i++) {
                parameters.push_back(group.get(i));
            }
        }
        this.withDecay = new AdamW(decayed, options(config, config.weightDecay()));
        this.withoutDecay = new AdamW(notDecayed, options(config, 0));
        this.inputs = new LongPointer((long) config.batchSize() * config.context());
        this.targets = new LongPointer((long) config.batchSize() * config.context());
    }

    /// The pair `(β₁, β₂)` is laid out in reverse by one standard library of C++ and in order by others; the
    /// default (0.9, 0.999) tells which. With the two swapped the model trains badly, without any error.
    private static AdamWOptions options(TrainingConfig config, double weightDecay) {
        AdamWOptions options = new AdamWOptions(config.learningRate());
        int first = options.betas().get(0) < options.betas().get(1) ? 0 : 1;
        options.betas().put(first, config.beta1());
        options.betas().put(1L - first, config.beta2());
        options.weight_decay().put(weightDecay);
        return options;
    }

    @Override
    public void run() {
        int B = config.batchSize();
        int T = config.context();
        Batch batch = windows.at(config.seed(), step);
        copy(batch.inputs(), inputs);
        copy(batch.targets(), targets);
        double rate = schedule.at(step);
        withDecay.param_groups().get(0).options().set_lr(rate);
        withoutDecay.param_groups().get(0).options().set_lr(rate);
        try (PointerScope _ = new PointerScope()) {
            TensorOptions int64 = new TensorOptions(torch.ScalarType.Long);
            Tensor x = torch.from_blob(inputs, new long[] {B, T}, int64);
            Tensor y = torch.from_blob(targets, new long[] {B, T}, int64);
            Tensor loss = model.loss(x, y, B, T);
            loss.backward();
            torch.clip_grad_norm_(parameters, config.clip());
            withDecay.step();
            withoutDecay.step();
            withDecay.zero_grad(true);
            withoutDecay.zero_grad(true);
            float value = loss.item_float();
            if (step < losses.length) {
                losses[step] = value;
            }
        }
        step++;
    }

    private static void copy(TokenBatch tokens, LongPointer to) {
        for (int i = 0; i < tokens.size(); i++) {
            to.put(i, tokens.id(i));
        }
    }

    @Override
    public float[] output() {
        while (step < losses.length) {
            run();
        }
        return Arrays.copyOf(losses, losses.length);
    }

    @Override
    public void close() {
        withDecay.close();
        withoutDecay.close();
        inputs.close();
        targets.close();
        parameters.close();
        model.close();
    }
}
