package org.firstprinciples.transformers.transformerarchitecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.regularization.LayerNorm;
import org.junit.jupiter.api.Test;

/// What the parts of a block have to do with each other.
class BlockPartsTest {

    private static final Scope SCOPE = Scope.of(Philox.of(1)).in("blocks").in(3);

    /// Two sites of dropout that are called the same would drop the same elements.
    @Test
    void theSitesOfDropoutAreThePathsOfTheLayers() {
        Block block = Block.normal(8, 2, true, 0.1, 1, 1, SCOPE);
        assertThat(block.dropout1().site()).isEqualTo("blocks.3.dropout1");
        assertThat(block.dropout2().site()).isEqualTo("blocks.3.dropout2");
        PostNormBlock post = PostNormBlock.normal(8, 2, 0.1, 1, SCOPE);
        assertThat(post.dropout1().site()).isEqualTo("blocks.3.dropout1");
        assertThat(post.dropout2().site()).isEqualTo("blocks.3.dropout2");
    }

    @Test
    void bothNormsAreOfOneWidth() {
        Block block = Block.normal(8, 2, true, 0.1, 1, 1, SCOPE);
        LayerNorm narrow = LayerNorm.ones(4, true);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        new Block(
                                block.norm1(),
                                block.attention(),
                                block.dropout1(),
                                narrow,
                                block.feedForward(),
                                block.dropout2()))
                .withMessage("block: both norms must be of one width, got (8) and (4)");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        new PostNormBlock(
                                block.attention(),
                                block.dropout1(),
                                narrow,
                                block.feedForward(),
                                block.dropout2(),
                                block.norm2()))
                .withMessage("block: both norms must be of one width, got (4) and (8)");
    }
}
