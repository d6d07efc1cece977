package org.firstprinciples.transformers.gpt;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Embedding;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
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

    /// Logits of the next token at every position: `ids (B,T)` to `(B,T,V)`.
    ///
    /// @throws ShapeException if the sequences are longer than the context
    /// @throws IllegalArgumentException if an id is not in the vocabulary
    public Variable logits(Tape tape, TokenBatch ids) {
        return logits(embed(tape, ids)); // (B,T,V)
    }

    /// Tokens and positions as rows, where the residual path begins: `ids (B,T)` to `(B,T,C)`.
    ///
    /// @throws ShapeException if the sequences are longer than the context
    /// @throws IllegalArgumentException if an id is not in the vocabulary
    public Variable embed(Tape tape, TokenBatch ids) {
        if (ids.length() > context()) {
            throw new ShapeException(
                    "gpt: sequences of length %s are longer than the context, %s"
                            .formatted(ids.length(), context()));
        }
        return tokens.lookup(tape, ids).plus(positions.lookup(tape, ids.positions())); // (B,T,C)
    }

    /// Logits from embedded rows: `x (B,T,C)` to `(B,T,V)`.
    public Variable logits(Variable x) {
        for (Block block : blocks) {
            x = block.apply(x); // (B,T,C)
        }
        return tokens.project(finalNorm.apply(x)); // (B,T,V)
    }
}
