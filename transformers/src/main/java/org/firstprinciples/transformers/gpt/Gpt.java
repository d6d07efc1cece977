package org.firstprinciples.transformers.gpt;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Embedding;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.operations.Slice;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.firstprinciples.transformers.multiheadattention.KeyValueCache;
import org.firstprinciples.transformers.multiheadattention.LayerMemory;
import org.firstprinciples.transformers.multiheadattention.Memory;
import org.firstprinciples.transformers.transformerarchitecture.Block;

import java.util.List;
import java.util.stream.IntStream;

/// GPT-2: pre-norm blocks between a token table and its transpose.
///
/// - source: Radford et al. 2019, *Language models are unsupervised multitask learners*, §2.3
///
/// @param tokens `(V,C)`, the table of tokens, used again as the output layer
/// @param positions `(T,C)`, the table of positions
/// @param blocks the blocks, first to last
/// @param finalNorm before the output layer
public record Gpt(Embedding tokens, Embedding positions, List<Block> blocks, LayerNorm finalNorm) {

    /// Checks the tables, and copies the list of blocks.
    ///
    /// @throws ShapeException if tokens, positions and the last norm are not of one width
    public Gpt {
        int C = tokens.table().shape().last();
        if (positions.table().shape().last() != C || finalNorm.scale().shape().last() != C) {
            throw new ShapeException(
                    "gpt: tokens %s, positions %s and the last norm %s must be of one width"
                            .formatted(
                                    tokens.table().shape(),
                                    positions.table().shape(),
                                    finalNorm.scale().shape()));
        }
        blocks = List.copyOf(blocks);
    }

    /// The standard deviation of weights at the start.
    public static final double STD = 0.02;

    /// A model at the start of training: all weights `N(0, 0.02²)`, those of projections onto the residual
    /// path scaled by `1/√(2L)`, norms 1 and biases 0.
    public static Gpt initialize(GptConfig config, long seed) {
        Scope scope = Scope.of(Philox.of(seed).split("initialization"));
        double residualStd = residualStd(config.layers());
        return new Gpt(
                Embedding.normal(config.vocabulary(), config.width(), STD, scope.in("tokens")),
                Embedding.normal(config.context(), config.width(), STD, scope.in("positions")),
                IntStream.range(0, config.layers())
                        .mapToObj(i ->
                                Block.normal(
                                        config.width(),
                                        config.heads(),
                                        config.bias(),
                                        config.dropout(),
                                        STD,
                                        residualStd,
                                        scope.in("blocks").in(i)))
                        .toList(),
                LayerNorm.ones(config.width(), config.bias()));
    }

    /// The standard deviation of weights that end on the residual path, `0.02/√(2L)`: the path is a sum over `2L`
    /// branches, and so their variances add up to that of one.
    ///
    /// @param layers the number of blocks, `L`
    public static double residualStd(int layers) {
        return STD / StrictMath.sqrt(2.0 * layers);
    }

    /// The longest sequence, `T`.
    public int context() {
        return positions.table().shape().dim(0);
    }

    /// An empty cache for as many positions as the context has.
    ///
    /// @param batch `B`, the number of texts that are read side by side
    public KeyValueCache cache(int batch) {
        int C = tokens.table().shape().last();
        return new KeyValueCache(
                batch,
                context(),
                blocks.stream().mapToInt(block -> block.attention().keyWidth(C)).toArray());
    }

    /// Logits of the next token at every position: `ids (B,T)` to `(B,T,V)`.
    ///
    /// @throws ShapeException if the sequences are longer than the context
    /// @throws IllegalArgumentException if an id is not in the vocabulary
    public Variable logits(Tape tape, TokenBatch ids) {
        return logits(tape, ids, Memory.none()); // (B,T,V)
    }

    /// Logits of the next token at every new position, behind those in the memory: `ids (B,T)` to `(B,T,V)`.
    ///
    /// @throws ShapeException if there are more positions than the context has
    /// @throws IllegalArgumentException if an id is not in the vocabulary, or the memory was made for another model
    public Variable logits(Tape tape, TokenBatch ids, Memory memory) {
        return project(transform(embed(tape, ids, memory.length()), memory)); // (B,T,V)
    }

    /// Logits of the token behind the last new position alone, those in the memory before them: `ids (B,T)` to `(B,1,V)`.
    ///
    /// @throws ShapeException if there are more positions than the context has, or no new one
    /// @throws IllegalArgumentException if an id is not in the vocabulary, or the memory was made for another model
    public Variable nextLogits(Tape tape, TokenBatch ids, Memory memory) {
        if (ids.length() == 0) {
            throw new ShapeException(
                    "gpt: what comes next is asked of the last of at least one new token, got"
                            + " none");
        }
        Variable x = transform(embed(tape, ids, memory.length()), memory); // (B,T,C)
        return project(x.apply(new Slice(1, ids.length() - 1, ids.length()))); // (B,1,V)
    }

    /// Tokens and positions as rows, where the residual path begins: `ids (B,T)` to `(B,T,C)`.
    ///
    /// @throws ShapeException if the sequences are longer than the context
    /// @throws IllegalArgumentException if an id is not in the vocabulary
    public Variable embed(Tape tape, TokenBatch ids) {
        return embed(tape, ids, 0); // (B,T,C)
    }

    private Variable embed(Tape tape, TokenBatch ids, int past) {
        if (ids.length() > context() - past) {
            throw new ShapeException(
                    "gpt: sequences of length %s are longer than the context, %s"
                            .formatted(past + ids.length(), context()));
        }
        return tokens.lookup(tape, ids)
                .plus(positions.lookup(tape, ids.positionsFrom(past))); // (B,T,C)
    }

    /// Logits from embedded rows: `x (B,T,C)` to `(B,T,V)`.
    public Variable logits(Variable x) {
        return project(transform(x, Memory.none())); // (B,T,V)
    }

    /// All blocks, first to last: `x (B,T,C)` to `(B,T,C)`.
    private Variable transform(Variable x, Memory memory) {
        List<LayerMemory> memories = memory.layers(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            x = blocks.get(i).apply(x, memories.get(i)); // (B,T,C)
        }
        return x;
    }

    /// The last norm and the tied output: `x (B,T,C)` to `(B,T,V)`.
    private Variable project(Variable x) {
        return tokens.project(finalNorm.apply(x)); // (B,T,V)
    }
}
