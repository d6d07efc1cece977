package org.firstprinciples.notebooksequivalents.minimalgpt;

import org.firstprinciples.mathfoundations.linearalgebra.storage.AtomicFile;
import org.firstprinciples.mathfoundations.linearalgebra.storage.FileFailure;
import org.firstprinciples.mathfoundations.linearalgebra.storage.RegularFile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What happened in a training run, step by step; saved beside its checkpoint, so that a resumed run can
/// show all of it.
///
/// @param losses of the batches, by step
/// @param nanoseconds that the steps took, by step
/// @param validation losses on the validation text, by the number of steps done
/// @param samples texts that the model wrote, by the number of steps done
record History(
        List<Double> losses,
        List<Long> nanoseconds,
        SortedMap<Long, Double> validation,
        SortedMap<Long, String> samples) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// A run before its first step.
    static History empty() {
        return new History(new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
    }

    /// Writes the history to a file, whole or not at all.
    void write(Path file) throws IOException {
        byte[] json = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(json));
    }

    /// Reads what a run wrote, up to a step: it may have gone on after its checkpoint.
    ///
    /// @throws IOException if the file cannot be read or is damaged, or its run did not come that far
    static History read(Path file, long step) throws IOException {
        History history;
        try {
            RegularFile.require(file);
            history = JSON.readValue(Files.readString(file), History.class);
        } catch (JacksonException e) {
            throw new IOException(file + ": damaged: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
        if (history.losses == null
                || history.nanoseconds == null
                || history.validation == null
                || history.samples == null) {
            throw new IOException(
                    file + ": losses, nanoseconds, validation and samples are needed");
        }
        int steps = Math.min(history.losses.size(), history.nanoseconds.size());
        if (steps < step) {
            throw new IOException(
                    "%s: the losses and nanoseconds of %s steps are needed, got those of %s"
                            .formatted(file, step, steps));
        }
        return new History(
                new ArrayList<>(history.losses.subList(0, Math.toIntExact(step))),
                new ArrayList<>(history.nanoseconds.subList(0, Math.toIntExact(step))),
                new TreeMap<>(history.validation.headMap(step + 1)),
                new TreeMap<>(history.samples.headMap(step + 1)));
    }

    /// The loss on the validation text when it was last read.
    double lastValidationLoss() {
        return List.copyOf(validation.values()).getLast();
    }

    /// The mean time of a step.
    double millisecondsPerStep() {
        return nanoseconds.stream().mapToDouble(nanos -> nanos / 1e6).average().orElse(Double.NaN);
    }

    /// The mean of the last losses, up to 20.
    double recentLoss() {
        return losses.subList(Math.max(0, losses.size() - 20), losses.size()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /// The mean loss of up to `window` steps before each of these step counts: batches differ, and a single
    /// loss says little.
    double[] meanLosses(double[] steps, int window) {
        double[] means = new double[steps.length];
        for (int i = 0; i < means.length; i++) {
            int end = (int) steps[i];
            means[i] =
                    losses.subList(Math.max(0, end - window), end).stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow();
        }
        return means;
    }
}
