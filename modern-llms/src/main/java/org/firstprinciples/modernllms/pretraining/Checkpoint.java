package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.storage.AtomicFile;
import org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensors;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A training run on disk, from which it continues bit for bit.
///
/// A folder holds, for one step, `weights-<step>.safetensors` with all weights of the model by name, those that are
/// frozen and those that no optimizer touches among them, and
/// `state-<step>.safetensors` with the optimizer's tensors and the settings; the small file `latest`
/// names the step. Each is written in whole or not at all, `latest` last, and older files are removed
/// after that. So a run killed at any moment leaves a complete checkpoint, the new one or the one before.
public final class Checkpoint {

    private static final String LATEST = "latest";
    private static final int LATEST_BYTES = 32;

    private Checkpoint() {}

    /// The step of the checkpoint in a folder, or nothing if there is none.
    ///
    /// @throws IOException if the folder cannot be read or `latest` names no step
    public static Optional<Long> step(Path folder) throws IOException {
        Path latest = folder.resolve(LATEST);
        if (!Files.exists(latest)) {
            return Optional.empty();
        }
        if (Files.size(latest) > LATEST_BYTES) {
            throw new IOException(
                    "%s: the number of a step is needed, got %d bytes"
                            .formatted(latest, Files.size(latest)));
        }
        String text = new String(Files.readAllBytes(latest), StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException(
                    "%s: the number of a step is needed, got '%s'".formatted(latest, text));
        }
        return Optional.of(Long.parseLong(text));
    }

    /// Writes the model's weights and the optimizer's state after `step` steps.
    ///
    /// @param settings what a run that resumes must agree on
    /// @throws IOException if a file cannot be written; the checkpoint before then stands
    public static void write(
            Path folder, long step, Record model, Optimizer optimizer, Map<String, String> settings)
            throws IOException {
        Files.createDirectories(folder);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Models.weights(model).forEach((path, values) -> weights.put(path, values.value()));
        Optimizer.State state = optimizer.state();
        Map<String, String> metadata = new LinkedHashMap<>(settings);
        metadata.put("step", Long.toString(step));
        metadata.put("optimizerSteps", Long.toString(state.steps()));
        SafeTensors.write(weights(folder, step), weights, Map.of());
        SafeTensors.write(state(folder, step), state.tensors(), metadata);
        AtomicFile.write(
                folder.resolve(LATEST),
                out -> out.write((step + "\n").getBytes(StandardCharsets.ISO_8859_1)));
        removeOlder(folder, step);
    }

    /// Reads the checkpoint of a folder into the model and the optimizer; returns its step.
    ///
    /// Nothing is changed unless all of it fits.
    ///
    /// @param settings what the checkpoint must agree on
    /// @throws IOException if there is no checkpoint, a file is damaged, or it was made with other
    ///     settings or for another model; the message says which
    public static long read(
            Path folder, Record model, Optimizer optimizer, Map<String, String> settings)
            throws IOException {
        long step =
                step(folder)
                        .orElseThrow(() ->
                                new IOException(
                                        folder + ": there is no checkpoint in this folder"));
        SafeTensors state = SafeTensors.read(state(folder, step));
        requireSettings(folder, settings, state.metadata());
        SafeTensors weights = SafeTensors.read(weights(folder, step));
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (String path : Models.weights(model).keySet()) {
            values.put(path, weights.tensor(path));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : state.names()) {
            tensors.put(name, state.tensor(name));
        }
        Optimizer.State before = optimizer.state();
        try {
            optimizer.restore(
                    new Optimizer.State(number(folder, state, "optimizerSteps"), tensors));
        } catch (IllegalArgumentException e) {
            throw new IOException(state(folder, step) + ": " + e.getMessage(), e);
        }
        try {
            Models.load(model, path -> Objects.requireNonNull(values.get(path)));
        } catch (IllegalArgumentException e) {
            optimizer.restore(before);
            throw new IOException(weights(folder, step) + ": " + e.getMessage(), e);
        }
        return step;
    }

    private static void requireSettings(
            Path folder, Map<String, String> settings, Map<String, String> metadata)
            throws IOException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String found = metadata.get(setting.getKey());
            if (!setting.getValue().equals(found)) {
                throw new IOException(
                        "%s: this checkpoint was made with other settings: %s is %s there, %s here"
                                .formatted(folder, setting.getKey(), found, setting.getValue()));
            }
        }
    }

    private static long number(Path folder, SafeTensors state, String name) throws IOException {
        String text = state.metadata().getOrDefault(name, "");
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException(
                    "%s: the state needs a number as %s, got '%s'".formatted(folder, name, text));
        }
        return Long.parseLong(text);
    }

    private static Path weights(Path folder, long step) {
        return folder.resolve("weights-%d.safetensors".formatted(step));
    }

    private static Path state(Path folder, long step) {
        return folder.resolve("state-%d.safetensors".formatted(step));
    }

    private static void removeOlder(Path folder, long step) throws IOException {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, "{weights,state}-*.safetensors*")) {
            for (Path file : files) {
                if (!file.equals(weights(folder, step)) && !file.equals(state(folder, step))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
