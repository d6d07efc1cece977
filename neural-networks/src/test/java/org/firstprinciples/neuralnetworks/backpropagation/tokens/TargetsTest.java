package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.junit.jupiter.api.Test;

class TargetsTest {

    @Test
    void ignoredPlacesDoNotCount() {
        Targets targets = Targets.of(Shape.of(2, 2), 3, -1, -1, 0);
        assertThat(targets.count()).isEqualTo(2);
        assertThat(targets.size()).isEqualTo(4);
        assertThat(targets.counts(0)).isTrue();
        assertThat(targets.counts(1)).isFalse();
        assertThat(targets).isEqualTo(Targets.of(TokenBatch.of(2, 2, 3, -1, -1, 0)));
        assertThat(targets).isNotEqualTo(Targets.of(Shape.of(4), 3, -1, -1, 0));
        assertThat(targets).hasToString("Targets (2,2)");
    }

    @Test
    void logitsHaveOneAxisMore() {
        Targets targets = Targets.of(Shape.of(2, 2), 3, -1, -1, 0);
        targets.requireLogits("loss", Shape.of(2, 2, 4));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> targets.requireLogits("loss", Shape.of(4, 4)))
                .withMessage(
                        "loss: logits of shape (2,2) with an axis of classes behind it are needed,"
                                + " got [(4,4)]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets.requireLogits("loss", Shape.of(2, 2, 3)))
                .withMessage("loss: target 3 at (0,0) is not in 0 … 2 and not -1 (ignored)");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Targets.of(Shape.of(2, 3), 0, 0, 0, 0, -2, 0)
                                .requireLogits("loss", Shape.of(2, 3, 1)))
                .withMessage("loss: target -2 at (1,1) is not in 0 … 0 and not -1 (ignored)");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Targets.of(Shape.of(3), 1, 2))
                .withMessage("targets of shape (3) are 3 numbers, got 2");
    }

    /// Right, ignored, wrong, and a tie that the first class wins.
    @Test
    void accuracyIsTheShareOfTheLargestLogits() {
        Tensor logits = Tensor.of(Shape.of(4, 3), 1, 2, 3, 1, 2, 3, 3, 2, 1, 5, 5, 0);
        assertThat(Targets.of(Shape.of(4), 2, -1, 1, 0).accuracy(logits)).isEqualTo(2 / 3.0);
        assertThat(Targets.of(Shape.of(4), 2, 0, 1, 1).accuracy(logits)).isEqualTo(0.25);
        assertThat(Targets.of(Shape.of(4), -1, -1, -1, -1).accuracy(logits)).isZero();
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Targets.of(Shape.of(3), 0, 0, 0).accuracy(logits));
    }

    @Test
    void rowsOfABatchAreABatch() {
        Batch batch =
                new Batch(
                        TokenBatch.of(3, 2, 1, 2, 3, 4, 5, 6),
                        TokenBatch.of(3, 2, 2, -1, 4, 5, 6, -1));
        Batch rows = batch.rows(1, 3);
        assertThat(rows)
                .isEqualTo(
                        new Batch(
                                TokenBatch.of(2, 2, 3, 4, 5, 6), TokenBatch.of(2, 2, 4, 5, 6, -1)));
        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.count()).isEqualTo(3);
        assertThat(batch.rows(3, 3).rows()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> batch.rows(2, 4));
    }
}
