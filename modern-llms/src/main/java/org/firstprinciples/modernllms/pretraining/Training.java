package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.neuralnetworks.backpropagation.descent.GradientClipping;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.training.optimizers.AdamW;
import org.firstprinciples.training.optimizers.Schedule;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The training of a language model, step by step.
///
/// A step is: the batch of the step, forward, backward, clip, update. Everything random in it depends on
/// the seed and the number of the step, so a run that was saved and resumed has the same bits as one that
/// was not interrupted.
///
/// - source: Radford et al. 2018, *Improving language understanding by generative pre-training*, §3.1
public final class Training {

    private final LanguageModel model;
    private final Engine engine;
    private final Windows windows;
    private final TrainingConfig config;
    private final Optimizer optimizer;
    private final Schedule schedule;
    private long step;

    /// What happened in a step.
    ///
    /// @param number of the step, from 0
    /// @param loss mean cross-entropy of its batch, in nats per token, before the update
    /// @param gradientNorm before clipping
    /// @param learningRate of the update
    public record Step(long number, double loss, double gradientNorm, double learningRate) {}

    /// A run before its first step.
    ///
    /// @param text the tokens to learn from
    /// @throws IllegalArgumentException if the configuration is out of range or the text too short
    public Training(
            LanguageModel model,
            Parameters parameters,
            Engine engine,
            TrainingConfig config,
            int... text) {
        this.model = model;
        this.engine = engine.withArena();
        this.windows = Windows.of(config.context(), config.batchSize(), text);
        this.config = config;
        this.optimizer =
                new AdamW(
                        parameters,
                        engine.workers(),
                        config.beta1(),
                        config.beta2(),
                        config.weightDecay());
        this.schedule = config.schedule();
    }

    /// The number of steps done.
    public long step() {
        return step;
    }

    /// Whether all steps are done.
    public boolean finished() {
        return step >= config.steps();
    }

    /// Does one step.
    ///
    /// @throws IllegalStateException if all steps are done
    /// @throws ArithmeticException if a gradient is not finite; the parameters are then as before the step
    public Step advance() {
        if (finished()) {
            throw new IllegalStateException("all %d steps are done".formatted(config.steps()));
        }
        Batch batch = windows.at(config.seed(), step); // (B,T)
        Tape tape = new Tape(engine, Mode.training(config.seed(), step));
        Variable loss = SoftmaxCrossEntropy.of(model.logits(tape, batch.inputs()), batch.targets());
        tape.backward(loss);
        double norm =
                GradientClipping.clip(optimizer.parameters(), config.clip(), engine.workers());
        double rate = schedule.at(step);
        optimizer.step(rate);
        return new Step(step++, loss.item(), norm, rate);
    }

    /// Saves the run in a folder, in place of what was saved there before.
    ///
    /// @throws IOException if that fails; what was saved before then stands
    public void save(Path folder) throws IOException {
        Checkpoint.write(folder, step, optimizer, settings());
    }

    /// Continues the run that was saved in a folder.
    ///
    /// @throws IOException if there is none, it is damaged, or it was made with another configuration
    public void resume(Path folder) throws IOException {
        step = Checkpoint.read(folder, optimizer, settings());
    }

    /// The configuration as text, component by component.
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
            try {
                settings.put(
                        component.getName(),
                        String.valueOf(component.getAccessor().invoke(config)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
        return settings;
    }
}
