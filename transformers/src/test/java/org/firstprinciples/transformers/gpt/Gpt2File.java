package org.firstprinciples.transformers.gpt;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a file of GPT-2 would hold for one of our models, name by name as its reference implementation lists them.
final class Gpt2File {

    private static final String[] PARTS = {"query", "key", "value"};

    private Gpt2File() {}

    /// The weights under the names of GPT-2.
    static Map<String, Tensor> of(Gpt model) {
        Map<String, Tensor> file = new LinkedHashMap<>();
        file.put("wte.weight", value(model, "tokens.table"));
        file.put("wpe.weight", value(model, "positions.table"));
        for (int i = 0; i < 2; i++) {
            for (String kind : new String[] {"weight", "bias"}) {
                String ours = "blocks." + i + ".";
                String norm = kind.equals("weight") ? "scale" : "shift";
                String theirs = "h." + i + ".";
                file.put(theirs + "ln_1." + kind, value(model, ours + "norm1." + norm));
                file.put(theirs + "attn.c_attn." + kind, joined(model, ours, kind));
                file.put(
                        theirs + "attn.c_proj." + kind,
                        value(model, ours + "attention.output." + kind));
                file.put(theirs + "ln_2." + kind, value(model, ours + "norm2." + norm));
                file.put(
                        theirs + "mlp.c_fc." + kind,
                        value(model, ours + "feedForward.expand." + kind));
                file.put(
                        theirs + "mlp.c_proj." + kind,
                        value(model, ours + "feedForward.project." + kind));
            }
        }
        file.put("ln_f.weight", value(model, "finalNorm.scale"));
        file.put("ln_f.bias", value(model, "finalNorm.shift"));
        return file;
    }

    private static Tensor value(Gpt model, String path) {
        return Parameters.of(model).get(path).value();
    }

    private static Tensor joined(Gpt model, String block, String kind) {
        Tensor query = value(model, block + "attention.query." + kind);
        int C = query.shape().last();
        float[] all = new float[3 * query.shape().size()];
        for (int i = 0; i < all.length; i++) { // row i / 3C, column i mod 3C
            Tensor part = value(model, block + "attention." + PARTS[i % (3 * C) / C] + "." + kind);
            all[i] = part.toArray()[i / (3 * C) * C + i % C];
        }
        return Tensor.of(query.shape().withLast(3 * C), all);
    }
}
