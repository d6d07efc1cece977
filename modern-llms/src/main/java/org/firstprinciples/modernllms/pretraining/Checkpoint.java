package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.storage.AtomicFile;
import org.firstprinciples.mathfoundations.linearalgebra.storage.FileFailure;
import org.firstprinciples.mathfoundations.linearalgebra.storage.RegularFile;
import org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensors;
import org.firstprinciples.mathfoundations.linearalgebra.storage.Sha256;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A training run on disk, from which it continues bit for bit.
///
/// | file | content |
/// |---|---|
/// | `weights-<step>.safetensors` | all weights of the model by name, those that are frozen and those that no optimizer touches among them |
/// | `state-<step>.safetensors` | the optimizer's tensors; what the model is ([Models#description]), the settings, and the SHA-256 of the weights |
/// | `latest` | the step and the SHA-256 of the state |
/// | `saving` | the steps whose files a save writes and replaces; only while it does |
///
/// Each is written in whole or not at all, `latest` after the files that it names, and only files that `saving` names are
/// removed, after that. So a run killed at any moment leaves a complete checkpoint, the new one or the one before, and
/// nothing else in the folder is touched. Where a file has the name already, of the same step saved before or of a reader,
/// the new ones are `weights-<step>b` and `state-<step>b`.
///
/// Whoever writes owns the folder, as [Training] does with a
/// [org.firstprinciples.mathfoundations.linearalgebra.storage.FolderLock].
public final class Checkpoint {

    private static final String LATEST = "latest";
    private static final String SAVING = "saving";
    private static final int SMALL_FILE_BYTES = 128;
    private static final Pattern POINTER =
            Pattern.compile("(?<version>(?<step>[0-9]{1,18})b?) (?<state>[0-9a-f]{64})");
    private static final Pattern VERSIONS = Pattern.compile("[0-9]{1,18}b?( [0-9]{1,18}b?)?");
    private static final String STEP = "step";
    private static final String OPTIMIZER_STEPS = "optimizerSteps";
    private static final String WEIGHTS = "weightsSha256";

    private Checkpoint() {}

    /// What the file `latest` says.
    ///
    /// @param version the step as it stands in the names of files, with a `b` where it was saved a second time
    /// @param step the number of steps done
    /// @param state the SHA-256 of the file with the state
    private record Pointer(String version, long step, String state) {

        static Optional<Pointer> read(Path folder) throws IOException {
            Path file = folder.resolve(LATEST);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Matcher pointer =
                    matched(file, "the number of a step and the SHA-256 of its state are", POINTER);
            return Optional.of(
                    new Pointer(
                            pointer.group("version"),
                            Long.parseLong(pointer.group(STEP)),
                            pointer.group("state")));
        }
    }

    /// The step of the checkpoint in a folder, or nothing if there is none.
    ///
    /// @throws IOException if the folder cannot be read or `latest` names no step
    public static Optional<Long> step(Path folder) throws IOException {
        return Pointer.read(folder).map(Pointer::step);
    }

    /// Writes the model's weights and the optimizer's state after `step` steps.
    ///
    /// @param settings what a run that resumes must agree on
    /// @throws IOException if a file cannot be written or a number to be saved is not finite; the folder then holds the
    ///     checkpoint before, or this one if only the files of the one before could not be removed
    public static void write(
            Path folder, long step, Record model, Optimizer optimizer, Map<String, String> settings)
            throws IOException {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Models.weights(model).forEach((path, values) -> weights.put(path, values.value()));
        Optimizer.State state = optimizer.state();
        requireFinite(folder + ": cannot be saved", weights);
        requireFinite(folder + ": cannot be saved", state.tensors());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileFailure.of("made", folder, e);
        }
        removeReplaced(folder);
        String before = Pointer.read(folder).map(Pointer::version).orElse("");
        String version = free(folder, step);
        writeText(folder.resolve(SAVING), (before + " " + version).strip());
        SafeTensors.write(weights(folder, version), weights, Map.of());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(STEP, Long.toString(step));
        metadata.put(OPTIMIZER_STEPS, Long.toString(state.steps()));
        metadata.put(WEIGHTS, Sha256.of(weights(folder, version)));
        metadata.putAll(identity(model, settings));
        SafeTensors.write(state(folder, version), state.tensors(), metadata);
        writeText(folder.resolve(LATEST), version + " " + Sha256.of(state(folder, version)));
        removeReplaced(folder);
    }

    /// Removes the checkpoint of a folder, and nothing else that is there.
    ///
    /// @throws IOException if a file cannot be removed
    public static void remove(Path folder) throws IOException {
        removeReplaced(folder);
        Optional<Pointer> latest = Pointer.read(folder);
        if (latest.isPresent()) {
            writeText(folder.resolve(SAVING), latest.get().version());
            AtomicFile.remove(folder.resolve(LATEST));
            removeReplaced(folder);
        }
    }

    /// Reads the checkpoint of a folder into the model and the optimizer; returns its step.
    ///
    /// Nothing is changed unless all of it fits.
    ///
    /// @param settings what the checkpoint must agree on
    /// @throws IOException if there is no checkpoint, a file is damaged or not the one that was saved, or it was made with
    ///     other settings or for another model; the message says which
    public static long read(
            Path folder, Record model, Optimizer optimizer, Map<String, String> settings)
            throws IOException {
        Pointer latest =
                Pointer.read(folder)
                        .orElseThrow(() ->
                                new IOException(
                                        folder + ": there is no checkpoint in this folder"));
        Path stateFile = state(folder, latest.version());
        Path weightsFile = weights(folder, latest.version());
        requireSaved(stateFile, latest.state());
        SafeTensors state = SafeTensors.read(stateFile);
        Map<String, String> metadata = new LinkedHashMap<>(state.metadata());
        requireStep(stateFile, latest.step(), String.valueOf(metadata.remove(STEP)));
        long optimizerSteps = number(stateFile, String.valueOf(metadata.remove(OPTIMIZER_STEPS)));
        String weightsHash = String.valueOf(metadata.remove(WEIGHTS));
        requireSame(folder, identity(model, settings), metadata);
        requireSaved(weightsFile, weightsHash);
        Optimizer.State before = optimizer.state();
        Map<String, Tensor> weights = tensors(weightsFile, Models.weights(model).keySet());
        Map<String, Tensor> tensors = tensors(stateFile, before.tensors().keySet());
        try {
            optimizer.restore(new Optimizer.State(optimizerSteps, tensors));
        } catch (IllegalArgumentException e) {
            throw new IOException(stateFile + ": " + e.getMessage(), e);
        }
        try {
            Models.load(model, path -> Objects.requireNonNull(weights.get(path)));
        } catch (IllegalArgumentException e) {
            optimizer.restore(before);
            throw new IOException(weightsFile + ": " + e.getMessage(), e);
        }
        return latest.step();
    }

    /// What a checkpoint and a run that resumes it must agree on.
    private static Map<String, String> identity(Record model, Map<String, String> settings) {
        Map<String, String> identity = new LinkedHashMap<>();
        settings.forEach((name, value) -> identity.put("settings." + name, value));
        Models.description(model)
                .forEach((path, value) ->
                        identity.put(path.isEmpty() ? "model" : "model." + path, value));
        return identity;
    }

    private static void requireSame(
            Path folder, Map<String, String> needed, Map<String, String> found) throws IOException {
        Set<String> names = new TreeSet<>(needed.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            String here = needed.getOrDefault(name, "nothing");
            String there = found.getOrDefault(name, "nothing");
            if (!here.equals(there)) {
                throw new IOException(
                        "%s: this checkpoint was made by another run: %s is %s there, %s here"
                                .formatted(folder, name, there, here));
            }
        }
    }

    private static void requireSaved(Path file, String hash) throws IOException {
        String found = Sha256.of(file);
        if (!found.equals(hash)) {
            throw new IOException(
                    "%s: this is not the file that was saved, it is damaged or of another run: its SHA-256 is %s, that of the saved one %s"
                            .formatted(file, found, hash));
        }
    }

    private static void requireStep(Path file, long latest, String found) throws IOException {
        if (!Long.toString(latest).equals(found)) {
            throw new IOException(
                    "%s: the state of step %s is needed, got that of step %s"
                            .formatted(file, latest, found));
        }
    }

    private static long number(Path file, String text) throws IOException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException(
                    "%s: a number is needed as %s, got %s".formatted(file, OPTIMIZER_STEPS, text));
        }
        return Long.parseLong(text);
    }

    /// The tensors of a file that must be these, and finite.
    private static Map<String, Tensor> tensors(Path file, Set<String> needed) throws IOException {
        SafeTensors found = SafeTensors.read(file);
        Set<String> others = new TreeSet<>(found.names());
        others.removeAll(needed);
        if (!others.isEmpty()) {
            throw new IOException("%s: nothing needs its tensors %s".formatted(file, others));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : needed) {
            tensors.put(name, found.tensor(name));
        }
        requireFinite(file.toString(), tensors);
        return tensors;
    }

    private static void requireFinite(String what, Map<String, Tensor> tensors) throws IOException {
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            float[] numbers = tensor.getValue().toArray();
            for (int i = 0; i < numbers.length; i++) {
                if (!Float.isFinite(numbers[i])) {
                    throw new IOException(
                            "%s: %s must be finite, element %s is %s"
                                    .formatted(what, tensor.getKey(), i, numbers[i]));
                }
            }
        }
    }

    /// Ends what a save has begun: of the checkpoints that `saving` names, only the latest stays.
    private static void removeReplaced(Path folder) throws IOException {
        Path saving = folder.resolve(SAVING);
        if (!Files.exists(saving)) {
            return;
        }
        String versions =
                matched(saving, "the steps that a save writes and replaces are", VERSIONS).group();
        String latest = Pointer.read(folder).map(Pointer::version).orElse("");
        for (String version : versions.split(" ", -1)) {
            if (!version.equals(latest)) {
                AtomicFile.remove(weights(folder, version));
                AtomicFile.remove(state(folder, version));
            }
        }
        AtomicFile.remove(saving);
    }

    /// The name of a step under which no file is there.
    private static String free(Path folder, long step) throws IOException {
        for (String version : new String[] {Long.toString(step), step + "b"}) {
            if (!Files.exists(weights(folder, version)) && !Files.exists(state(folder, version))) {
                return version;
            }
        }
        throw new IOException(
                "%s: cannot be saved: there are files of step %s that no run here has written; move them to another folder"
                        .formatted(folder, step));
    }

    private static void writeText(Path file, String text) throws IOException {
        byte[] line = (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
        AtomicFile.write(file, out -> out.write(line));
    }

    private static Matcher matched(Path file, String needed, Pattern pattern) throws IOException {
        RegularFile.require(file);
        String text;
        try {
            long bytes = Files.size(file);
            text =
                    bytes > SMALL_FILE_BYTES
                            ? bytes + " bytes"
                            : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("%s: %s needed, got '%s'".formatted(file, needed, text));
        }
        return matcher;
    }

    private static Path weights(Path folder, String version) {
        return folder.resolve("weights-%s.safetensors".formatted(version));
    }

    private static Path state(Path folder, String version) {
        return folder.resolve("state-%s.safetensors".formatted(version));
    }
}
