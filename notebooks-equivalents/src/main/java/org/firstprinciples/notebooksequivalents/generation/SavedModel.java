package org.firstprinciples.notebooksequivalents.generation;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.storage.AtomicFile;
import org.firstprinciples.mathfoundations.linearalgebra.storage.FileFailure;
import org.firstprinciples.mathfoundations.linearalgebra.storage.RegularFile;
import org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensors;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Vocabulary;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A trained model of characters as files: all that is needed to write with it.
///
/// | file | content |
/// |---|---|
/// | `model.safetensors` | the weights by their paths in the model |
/// | `config.json` | the sizes, by the names of [GptConfig] |
/// | `vocabulary.json` | from each character to its id |
///
/// @param config the sizes
/// @param model the weights
/// @param vocabulary the characters, as many as the config says
public record SavedModel(GptConfig config, Gpt model, Vocabulary vocabulary) {

    private static final String WEIGHTS = "model.safetensors";
    private static final String CONFIG = "config.json";
    private static final String VOCABULARY = "vocabulary.json";
    private static final long MAX_JSON_BYTES = 1 << 24;
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// Checks that model and vocabulary are of the sizes.
    ///
    /// @throws IllegalArgumentException if they are not
    public SavedModel {
        if (vocabulary.size() != config.vocabulary()) {
            throw new IllegalArgumentException(
                    "the configuration is for %s characters, the vocabulary has %s"
                            .formatted(config.vocabulary(), vocabulary.size()));
        }
    }

    /// Writes the three files, each whole or not at all, in place of those that are there.
    ///
    /// @throws IOException if a file cannot be written
    public void write(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileFailure.of("made", folder, e);
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.put(vocabulary.decode(id), id);
        }
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Models.weights(model).forEach((path, values) -> weights.put(path, values.value()));
        writeJson(folder.resolve(VOCABULARY), ids);
        writeJson(folder.resolve(CONFIG), config);
        SafeTensors.write(folder.resolve(WEIGHTS), weights, Map.of());
    }

    private static void writeJson(Path file, Object value) throws IOException {
        byte[] json = (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(json));
    }

    /// Reads the three files.
    ///
    /// @throws IOException if one is missing or damaged, or they do not belong together; the message says which
    public static SavedModel read(Path folder) throws IOException {
        for (String file : new String[] {CONFIG, VOCABULARY, WEIGHTS}) {
            if (!Files.exists(folder.resolve(file))) {
                throw new IOException(
                        "%s: there is no model in this folder, %s is missing; a run of -Dnotebook=09-minimal-gpt leaves one and says where"
                                .formatted(folder, file));
            }
        }
        GptConfig config = readJson(folder.resolve(CONFIG), new TypeReference<GptConfig>() {});
        Vocabulary vocabulary = vocabulary(folder.resolve(VOCABULARY));
        SafeTensors weights = SafeTensors.read(folder.resolve(WEIGHTS));
        requireSize(folder.resolve(WEIGHTS), config, weights);
        Gpt model = Gpt.initialize(config, 0);
        try {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String path : Models.weights(model).keySet()) {
                tensors.put(path, weights.tensor(path));
            }
            Models.load(model, path -> Objects.requireNonNull(tensors.get(path)));
            return new SavedModel(config, model, vocabulary);
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    /// Before memory is taken for a model of these sizes: the file has as many weights.
    private static void requireSize(Path file, GptConfig config, SafeTensors weights)
            throws IOException {
        long found = 0;
        for (String name : weights.names()) {
            found += weights.tensor(name).shape().size();
        }
        double C = config.width();
        double aboutNeeded =
                (config.vocabulary() + (double) config.context() + 12 * C * config.layers()) * C;
        boolean countable = aboutNeeded < 1e18; // in a long
        if (!countable || config.parameters() != found) {
            throw new IOException(
                    "%s: %s weights are needed for %s, there are %s"
                            .formatted(
                                    file,
                                    countable ? Long.toString(config.parameters()) : aboutNeeded,
                                    config,
                                    found));
        }
    }

    private static Vocabulary vocabulary(Path file) throws IOException {
        Map<String, Integer> ids = readJson(file, new TypeReference<Map<String, Integer>>() {});
        Vocabulary vocabulary = Vocabulary.of(String.join("", ids.keySet()));
        Map<String, Integer> needed = new LinkedHashMap<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            needed.put(vocabulary.decode(id), id);
        }
        if (!ids.equals(needed)) {
            Set<Map.Entry<String, Integer>> others = new LinkedHashSet<>(ids.entrySet());
            others.removeAll(needed.entrySet());
            throw new IOException(
                    "%s: single characters are needed, numbered from 0 in the order of their code points; not so %s"
                            .formatted(file, others));
        }
        return vocabulary;
    }

    private static <T> T readJson(Path file, TypeReference<T> type) throws IOException {
        RegularFile.require(file);
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_JSON_BYTES) {
                throw new IOException(
                        "it has %s bytes, at most %s are allowed".formatted(bytes, MAX_JSON_BYTES));
            }
            T value = JSON.readValue(Files.readString(file), type);
            if (value == null) {
                throw new IOException("a JSON object is needed, got null");
            }
            return value;
        } catch (JacksonException e) {
            throw new IOException(file + ": damaged: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }
}
