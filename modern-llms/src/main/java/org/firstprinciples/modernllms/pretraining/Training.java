package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.mathfoundations.linearalgebra.storage.FolderLock;
import org.firstprinciples.mathfoundations.linearalgebra.storage.Sha256;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.training.optimizers.AdamW;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The training of a language model: the [Trainer] on random windows of a text, with cross-entropy and AdamW, that can
/// be saved and resumed.
///
/// Everything random depends on the seed and the number of the step, so a run that was saved and resumed has the same
/// bits as one that was not interrupted.
///
/// A run owns the folders that it is saved in or resumed from, until it is closed or its process ends: another process
/// that comes to such a folder is told who has it.
///
/// - source: Radford et al. 2018, *Improving language understanding by generative pre-training*, §3.1
public final class Training implements AutoCloseable {

    private final Record model;
    private final TrainingConfig config;
    private final Optimizer optimizer;
    private final Trainer<Batch> trainer;
    private final String textHash;
    private final Map<Path, FolderLock> folders = new HashMap<>();
    private long step;

    /// A run before its first step.
    ///
    /// @param model whose trainable parameters are learned
    /// @param logits what the model computes
    /// @param text the tokens to learn from
    /// @throws IllegalArgumentException if the configuration is out of range or the text too short
    public Training(
            Record model, LanguageModel logits, Engine engine, TrainingConfig config, int... text) {
        this.model = model;
        this.config = config;
        this.textHash = Sha256.of(text);
        this.optimizer =
                new AdamW(
                        Parameters.of(model),
                        engine.workers(),
                        config.beta1(),
                        config.beta2(),
                        config.weightDecay());
        this.trainer =
                new Trainer<>(
                        engine,
                        config.seed(),
                        model,
                        Windows.of(config.context(), config.batchSize(), text)::at,
                        (tape, batch) ->
                                SoftmaxCrossEntropy.of(
                                        logits.logits(tape, batch.inputs()), batch.targets()),
                        optimizer,
                        config.schedule()::at,
                        config.clip());
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
    /// @throws ArithmeticException if a gradient is not finite; everything is then as before the step
    public Trainer.Step advance() {
        if (finished()) {
            throw new IllegalStateException("all %s steps are done".formatted(config.steps()));
        }
        Trainer.Step done = trainer.step(step);
        step++;
        return done;
    }

    /// Saves the run in a folder, in place of what a run saved there before.
    ///
    /// @throws IOException if that fails, or another process uses the folder; what was saved before then stands
    public void save(Path folder) throws IOException {
        own(folder);
        Checkpoint.write(folder, step, model, optimizer, settings());
    }

    /// Continues the run that was saved in a folder; the folder may be read-only if this run is saved elsewhere.
    ///
    /// @throws IOException if there is none, it is damaged, it was made with another configuration, for another model or
    ///     on another text, or another process uses the folder; nothing is changed then
    public void resume(Path folder) throws IOException {
        if (Files.isWritable(folder)) {
            own(folder);
        }
        long saved = Checkpoint.step(folder).orElse(0L);
        if (saved > config.steps()) {
            throw new IOException(
                    "%s: this checkpoint is of step %s, the last step is %s"
                            .formatted(folder, saved, config.steps()));
        }
        step = Checkpoint.read(folder, model, optimizer, settings());
    }

    private void own(Path folder) throws IOException {
        if (!folders.containsKey(folder)) {
            folders.put(folder, FolderLock.acquire(folder));
        }
    }

    /// Gives up the folders of this run.
    @Override
    public void close() throws IOException {
        for (FolderLock lock : folders.values()) {
            lock.close();
        }
        folders.clear();
    }

    /// The configuration as text, component by component, and what tells one text from another.
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
        settings.put("textSha256", textHash);
        return settings;
    }
}
