package org.firstprinciples.transformers.transformerarchitecture;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.regularization.Dropout;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.firstprinciples.transformers.multiheadattention.MultiHeadAttention;
import org.firstprinciples.transformers.selfattention.Visibility;

/// A post-norm transformer block, as in the first paper: `x = norm₁(x + attention(x))`, then
/// `x = norm₂(x + feedForward(x))`.
///
/// Every path from input to output leads through both norms. For the arrangement in use today see [Block].
///
/// - source: Vaswani et al. 2017, *Attention is all you need*, §3.1
///
/// @param attention mixes positions
/// @param dropout1 on what attention adds
/// @param norm1 after attention
/// @param feedForward works on each position alone
/// @param dropout2 on what the network adds
/// @param norm2 after the feed-forward network
public record PostNormBlock(
        MultiHeadAttention attention,
        Dropout dropout1,
        LayerNorm norm1,
        FeedForward feedForward,
        Dropout dropout2,
        LayerNorm norm2)
        implements Layer {

    /// Checks the norms.
    ///
    /// @throws ShapeException if they are not of one width
    public PostNormBlock {
        if (!norm1.scale().shape().equals(norm2.scale().shape())) {
            throw new ShapeException(
                    "block: both norms must be of one width, got %s and %s"
                            .formatted(norm1.scale().shape(), norm2.scale().shape()));
        }
    }

    /// A block with biases and normal weights.
    public static PostNormBlock normal(
            int width, int heads, double dropout, double std, Scope scope) {
        return new PostNormBlock(
                MultiHeadAttention.normal(width, heads, true, std, std, scope.in("attention")),
                new Dropout(dropout, scope.in("dropout1").path()),
                LayerNorm.ones(width, true),
                FeedForward.normal(width, true, std, std, scope.in("feedForward")),
                new Dropout(dropout, scope.in("dropout2").path()),
                LayerNorm.ones(width, true));
    }

    /// The same weights where other positions are seen.
    public PostNormBlock seeing(Visibility visibility) {
        return new PostNormBlock(
                attention.seeing(visibility), dropout1, norm1, feedForward, dropout2, norm2);
    }

    /// The block: `x (B,T,C)` to `(B,T,C)`.
    @Override
    public Variable apply(Variable x) {
        x = norm1.apply(x.plus(dropout1.apply(attention.apply(x))));
        return norm2.apply(x.plus(dropout2.apply(feedForward.apply(x))));
    }
}
