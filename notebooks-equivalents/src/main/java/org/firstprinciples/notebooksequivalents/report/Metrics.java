package org.firstprinciples.notebooksequivalents.report;

import org.firstprinciples.mathfoundations.linearalgebra.storage.AtomicFile;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The figures of a run: one flat object of numbers, truth values and names, in the order they were found.
public final class Metrics {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, Object> values = new LinkedHashMap<>();

    /// Adds a real number.
    ///
    /// @throws IllegalArgumentException if it is NaN or infinite, or the metric is there already
    public void put(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "metric %s must be a finite number, got %s".formatted(name, value));
        }
        add(name, value);
    }

    /// Adds a whole number.
    ///
    /// @throws IllegalArgumentException if the metric is there already
    public void put(String name, long value) {
        add(name, value);
    }

    /// Adds a truth value.
    ///
    /// @throws IllegalArgumentException if the metric is there already
    public void put(String name, boolean value) {
        add(name, value);
    }

    /// Adds a name or a text.
    ///
    /// @throws IllegalArgumentException if the metric is there already
    public void put(String name, String value) {
        add(name, value);
    }

    /// All figures, in order.
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /// The JSON text.
    public String json() {
        return JSON.writeValueAsString(values) + "\n";
    }

    /// Writes the JSON text to a file, whole or not at all.
    public void write(Path file) throws IOException {
        byte[] json = json().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(json));
    }

    private void add(String name, Object value) {
        Object before = values.putIfAbsent(name, value);
        if (before != null) {
            throw new IllegalArgumentException(
                    "metric %s is there already: %s, then %s".formatted(name, before, value));
        }
    }
}
