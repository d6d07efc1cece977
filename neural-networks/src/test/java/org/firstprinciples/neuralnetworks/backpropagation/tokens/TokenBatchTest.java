package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.junit.jupiter.api.Test;

class TokenBatchTest {

    /// Whatever is done to the arrays that go in or come out, the batch stays.
    @Test
    void aBatchKeepsItsIds() {
        int[] ids = {1, 2, 3, 4};
        TokenBatch batch = TokenBatch.of(2, 2, ids);
        Targets targets = Targets.of(Shape.of(4), ids);
        ids[0] = 9;
        batch.toArray()[1] = 9;
        assertThat(batch.toArray()).containsExactly(1, 2, 3, 4);
        assertThat(targets.id(0)).isEqualTo(1);
    }

    @Test
    void positionsBeginAgainInEverySequence() {
        TokenBatch batch = TokenBatch.of(2, 3, 9, 9, 9, 9, 9, 9);
        assertThat(batch.positions()).isEqualTo(TokenBatch.of(2, 3, 0, 1, 2, 0, 1, 2));
        assertThat(batch.positionsFrom(4)).isEqualTo(TokenBatch.of(2, 3, 4, 5, 6, 4, 5, 6));
        assertThat(TokenBatch.of(2, 0).positionsFrom(4)).isEqualTo(TokenBatch.of(2, 0));
    }

    @Test
    void rowsAreThoseOfTheBatch() {
        TokenBatch batch = TokenBatch.of(3, 2, 1, 2, 3, 4, 5, 6);
        assertThat(batch.rows(1, 2)).isEqualTo(TokenBatch.of(1, 2, 3, 4));
        for (int[] range : new int[][] {{-1, 2}, {2, 1}, {0, 4}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> batch.rows(range[0], range[1]));
        }
    }

    /// 65,536 sequences of 65,536 are 2³² ids, which is 0 in 32 bits.
    @Test
    void theNumberOfIdsIsChecked() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> TokenBatch.of(2, 3, 1, 2, 3, 4, 5))
                .withMessage("a batch of 2 sequences of length 3 has 6 ids, got 5");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> TokenBatch.of(65_536, 65_536))
                .withMessageContaining("more than 2147483647 elements");
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> TokenBatch.of(-1, 3));
    }
}
