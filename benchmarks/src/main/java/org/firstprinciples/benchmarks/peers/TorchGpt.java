package org.firstprinciples.benchmarks.peers;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.firstprinciples.benchmarks.workloads.Inputs;
import org.firstprinciples.transformers.gpt.GptConfig;

import java.util.ArrayList;
import java.util.List;

/// The book's GPT as usual in libtorch: weights `(out,in)`, one product for queries, keys and values, and
/// libtorch's fused attention.
///
/// - source: the layout of Karpathy 2022, *nanoGPT*
final class TorchGpt {

    private static final double EPSILON = 1e-5;

    private final GptConfig config;
    private final List<Tensor> decayed = new ArrayList<>();
    private final List<Tensor> notDecayed = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Tensor tokens; // (V,C)
    private final Tensor positions; // (T,C)
    private final Tensor finalNorm; // (C)

    /// The parameters of a block.
    private record Block(
            Tensor norm1 /* (C) */,
            Tensor queryKeyValue /* (3C,C) */,
            Tensor output /* (C,C) */,
            Tensor norm2 /* (C) */,
            Tensor expand /* (4C,C) */,
            Tensor project /* (C,4C) */) {}

    /// A model with the weights of [Inputs#weights]; scales are 1.
    TorchGpt(GptConfig config) {
        this.config = config;
        int C = config.width();
        this.tokens = matrix(table("tokens.table", config.vocabulary()));
        this.positions = matrix(table("positions.table", config.context()));
        for (int i = 0; i < config.layers(); i++) {
            String block = "blocks." + i;
            Tensor query = weight(block + ".attention.query.weight", C, C);
            Tensor key = weight(block + ".attention.key.weight", C, C);
            Tensor value = weight(block + ".attention.value.weight", C, C);
            blocks.add(
                    new Block(
                            ones(),
                            matrix(torch.cat(new TensorVector(query, key, value))),
                            matrix(weight(block + ".attention.output.weight", C, C)),
                            ones(),
                            matrix(weight(block + ".feedForward.expand.weight", C, 4 * C)),
                            matrix(weight(block + ".feedForward.project.weight", 4 * C, C))));
        }
        this.finalNorm = ones();
    }

    /// The parameters with weight decay: matrices and tables.
    TensorVector decayed() {
        return new TensorVector(decayed.toArray(new Tensor[0]));
    }

    /// The parameters without weight decay: the scales of the norms.
    TensorVector notDecayed() {
        return new TensorVector(notDecayed.toArray(new Tensor[0]));
    }

    /// Logits of the next token at every position: `ids (B,T)` to `(B,T,V)`.
    Tensor logits(Tensor ids, int B, int T) {
        int C = config.width();
        Tensor x = torch.embedding(tokens, ids).add(positions.narrow(0, 0, T)); // (B,T,C)
        for (Block block : blocks) {
            TensorVector qkv = torch.linear(norm(x, block.norm1), block.queryKeyValue).split(C, 2);
            Tensor attended =
                    torch.scaled_dot_product_attention(
                            heads(qkv.get(0), B, T),
                            heads(qkv.get(1), B, T),
                            heads(qkv.get(2), B, T),
                            new TensorOptional(),
                            0,
                            true,
                            new DoubleOptional(),
                            false); // (B,H,T,D)
            attended = attended.transpose(1, 2).contiguous().view(B, T, C);
            x = x.add(torch.linear(attended, block.output)); // (B,T,C)
            Tensor inner = torch.gelu(torch.linear(norm(x, block.norm2), block.expand)); // (B,T,4C)
            x = x.add(torch.linear(inner, block.project)); // (B,T,C)
        }
        return torch.linear(norm(x, finalNorm), tokens); // (B,T,V)
    }

    /// The mean cross-entropy of `targets (B,T)`.
    Tensor loss(Tensor ids, Tensor targets, int B, int T) {
        Tensor rows = logits(ids, B, T).view(-1, config.vocabulary()); // (B·T,V)
        return torch.cross_entropy_loss(rows, targets.view(-1));
    }

    private Tensor norm(Tensor x, Tensor scale) {
        return torch.layer_norm(
                x,
                new long[] {config.width()},
                new TensorOptional(scale),
                new TensorOptional(),
                EPSILON,
                true);
    }

    /// `(B,T,C)` as `(B,H,T,D)`.
    private Tensor heads(Tensor x, int B, int T) {
        int H = config.heads();
        return x.view(B, T, H, config.width() / H).transpose(1, 2);
    }

    private Tensor table(String name, int rows) {
        int C = config.width();
        return Tensor.create(Inputs.weights(config, name, rows * C), rows, C);
    }

    /// A weight of the book's layout `(in,out)`, as `(out,in)`.
    private Tensor weight(String name, int in, int out) {
        return Tensor.create(Inputs.weights(config, name, in * out), in, out).t().contiguous();
    }

    private Tensor matrix(Tensor weights) {
        return parameter(weights, decayed);
    }

    private Tensor ones() {
        return parameter(torch.ones(config.width()), notDecayed);
    }

    private static Tensor parameter(Tensor value, List<Tensor> parameters) {
        Tensor leaf;
        try (NoGradGuard _ = new NoGradGuard()) {
            leaf = value.clone();
        }
        leaf.requires_grad_(true);
        parameters.add(leaf);
        return leaf;
    }

    /// Frees the parameters.
    void close() {
        decayed.forEach(Tensor::close);
        notDecayed.forEach(Tensor::close);
    }
}
