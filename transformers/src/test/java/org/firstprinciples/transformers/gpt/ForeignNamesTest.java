package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensors;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A model read from a file with the names and the layout of GPT-2, where query, key and value are one matrix.
class ForeignNamesTest {

    private static final GptConfig SIZES = new GptConfig(11, 8, 2, 2, 8, true, 0);
    private static final String[] PARTS = {"query", "key", "value"};
    private static final String[][] NAMES = {
        {"tokens.table", "wte.weight"},
        {"positions.table", "wpe.weight"},
        {"blocks.", "h."},
        {"finalNorm.", "ln_f."},
        {"norm1.", "ln_1."},
        {"norm2.", "ln_2."},
        {".scale", ".weight"},
        {".shift", ".bias"},
        {"attention.output", "attn.c_proj"},
        {"feedForward.expand", "mlp.c_fc"},
        {"feedForward.project", "mlp.c_proj"},
    };

    @TempDir private Path folder;

    /// The value at a path of our model: `x·W` in both, so nothing is transposed.
    private static Tensor value(Map<String, Tensor> file, String path) {
        String name = path;
        for (String[] pair : NAMES) {
            name = name.replace(pair[0], pair[1]);
        }
        for (int part = 0; part < 3; part++) {
            String attention = "attention." + PARTS[part];
            if (name.contains(attention)) {
                return third(required(file, name.replace(attention, "attn.c_attn")), part);
            }
        }
        return required(file, name);
    }

    private static Tensor required(Map<String, Tensor> file, String name) {
        return Objects.requireNonNull(file.get(name), name);
    }

    /// A third of the columns: `(…,3C)` to `(…,C)`.
    private static Tensor third(Tensor joined, int part) {
        Shape shape = joined.shape().withLast(joined.shape().last() / 3);
        int C = shape.last();
        float[] columns = new float[shape.size()];
        for (int row = 0; row < shape.rows(); row++) {
            System.arraycopy(joined.toArray(), (3 * row + part) * C, columns, row * C, C);
        }
        return Tensor.of(shape, columns);
    }

    @Test
    void aFileOfGpt2IsRead() throws IOException {
        Gpt origin = Gpt.initialize(SIZES, 1);
        Path path = folder.resolve("model.safetensors");
        SafeTensors.write(path, Gpt2File.of(origin), Map.of());

        SafeTensors file = SafeTensors.read(path);
        Map<String, Tensor> tensors = new HashMap<>();
        for (String name : file.names()) {
            tensors.put(name, file.tensor(name));
        }
        Gpt model = Gpt.initialize(SIZES, 2);
        Models.load(model, name -> value(tensors, name));

        TokenBatch ids = TokenBatch.of(1, 4, 3, 1, 4, 1);
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        assertThat(model.logits(tape, ids).value()).isEqualTo(origin.logits(tape, ids).value());
    }
}
