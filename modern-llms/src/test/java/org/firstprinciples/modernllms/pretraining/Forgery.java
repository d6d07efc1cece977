package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensors;
import org.firstprinciples.mathfoundations.linearalgebra.storage.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A checkpoint with other content and with fingerprints that fit it, so that only what is said by the content can be
/// what gives it away.
record Forgery(Path folder, long step) {

    Path weights() {
        return folder.resolve("weights-%s.safetensors".formatted(step));
    }

    Path state() {
        return folder.resolve("state-%s.safetensors".formatted(step));
    }

    void weights(Consumer<Map<String, Tensor>> edit) throws IOException {
        Map<String, Tensor> tensors = tensors(weights());
        edit.accept(tensors);
        SafeTensors.write(weights(), tensors, Map.of());
        metadata(data -> {
            try {
                data.put("weightsSha256", Sha256.of(weights()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    void tensors(Consumer<Map<String, Tensor>> edit) throws IOException {
        state(edit, data -> {});
    }

    void metadata(Consumer<Map<String, String>> edit) throws IOException {
        state(tensors -> {}, edit);
    }

    private void state(
            Consumer<Map<String, Tensor>> tensorEdit, Consumer<Map<String, String>> dataEdit)
            throws IOException {
        Map<String, Tensor> tensors = tensors(state());
        Map<String, String> data = new LinkedHashMap<>(SafeTensors.read(state()).metadata());
        tensorEdit.accept(tensors);
        dataEdit.accept(data);
        SafeTensors.write(state(), tensors, data);
        latest(step);
    }

    /// Lets `latest` name this step.
    void latest(long named) throws IOException {
        Files.writeString(folder.resolve("latest"), named + " " + Sha256.of(state()));
    }

    private static Map<String, Tensor> tensors(Path file) throws IOException {
        SafeTensors saved = SafeTensors.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : saved.names()) {
            tensors.put(name, saved.tensor(name));
        }
        return tensors;
    }
}
