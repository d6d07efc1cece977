package org.firstprinciples.neuralnetworks.backpropagation.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Targets;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    private static final Examples THREE =
            Examples.of(Tensor.of(Shape.of(3, 1, 2), 0, 1, 10, 11, 20, 21), 7, Targets.IGNORED, 9);

    @Test
    void selectedExamplesKeepTheirClasses() {
        Examples selected = THREE.select(2, 0, 2);
        assertThat(selected.inputs()).isEqualTo(Tensor.of(Shape.of(3, 1, 2), 20, 21, 0, 1, 20, 21));
        assertThat(selected.targets()).isEqualTo(Targets.of(Shape.of(3), 9, 7, 9));
        assertThat(THREE.select().rows()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> THREE.select(3));
    }

    @Test
    void rowsAreNeighbors() {
        Examples rows = THREE.rows(1, 3);
        assertThat(rows.inputs()).isEqualTo(Tensor.of(Shape.of(2, 1, 2), 10, 11, 20, 21));
        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.count()).isEqualTo(1);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> THREE.rows(1, 4));
    }

    @Test
    void shuffledBatchesAreThoseOfTheEpochs() {
        Examples batch = THREE.shuffled(2).at(5, 1);
        Examples expected = THREE.select(new ShuffledEpochs(3, 2).at(5, 1));
        assertThat(batch.rows()).isEqualTo(1);
        assertThat(batch.inputs()).isEqualTo(expected.inputs());
        assertThat(batch.targets()).isEqualTo(expected.targets());
    }

    @Test
    void aClassForEachInputIsNeeded() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Examples.of(Tensor.zeros(Shape.of(2, 3)), 1, 2, 3))
                .withMessage("inputs (N,…) and N classes are needed, got (2,3) and 3");
    }
}
