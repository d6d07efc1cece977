package org.firstprinciples.transformers.transformerarchitecture;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.regularization.Dropout;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.firstprinciples.transformers.multiheadattention.LayerMemory;
import org.firstprinciples.transformers.multiheadattention.MultiHeadAttention;
import org.firstprinciples.transformers.selfattention.Visibility;

/// A pre-norm transformer block: `x += attention(norm₁(x))`, then `x += feedForward(norm₂(x))`.
///
/// The residual path from input to output is never normalized, so a gradient reaches every depth.
///
/// - source: Xiong et al. 2020, *On layer normalization in the transformer architecture*, Figure 1(b)
///
/// @param norm1 before attention
/// @param attention mixes positions
/// @param dropout1 on what attention adds
/// @param norm2 before the feed-forward network
/// @param feedForward works on each position alone
/// @param dropout2 on what the network adds
public record Block(
        LayerNorm norm1,
        MultiHeadAttention attention,
        Dropout dropout1,
        LayerNorm norm2,
        FeedForward feedForward,
        Dropout dropout2)
        implements Layer {

    /// Checks the norms.
    ///
    /// @throws ShapeException if they are not of one width
    public Block {
        if (!norm1.scale().shape().equals(norm2.scale().shape())) {
            throw new ShapeException(
                    "block: both norms must be of one width, got %s and %s"
                            .formatted(norm1.scale().shape(), norm2.scale().shape()));
        }
    }

    /// A block with normal weights; the two projections that end on the residual path have their own
    /// standard deviation.
    public static Block normal(
            int width,
            int heads,
            boolean bias,
            double dropout,
            double std,
            double residualStd,
            Scope scope) {
        return new Block(
                LayerNorm.ones(width, bias),
                MultiHeadAttention.normal(
                        width, heads, bias, std, residualStd, scope.in("attention")),
                new Dropout(dropout, scope.in("dropout1").path()),
                LayerNorm.ones(width, bias),
                FeedForward.normal(width, bias, std, residualStd, scope.in("feedForward")),
                new Dropout(dropout, scope.in("dropout2").path()));
    }

    /// The same weights where other positions are seen.
    public Block seeing(Visibility visibility) {
        return new Block(
                norm1, attention.seeing(visibility), dropout1, norm2, feedForward, dropout2);
    }

    /// The block: `x (B,T,C)` to `(B,T,C)`.
    @Override
    public Variable apply(Variable x) {
        return apply(x, LayerMemory.none());
    }

    /// The block on new positions, which see those in the memory too: `x (B,T,C)` to `(B,T,C)`.
    public Variable apply(Variable x, LayerMemory memory) {
        x = x.plus(dropout1.apply(attention.apply(norm1.apply(x), memory)));
        return x.plus(dropout2.apply(feedForward.apply(norm2.apply(x))));
    }
}
