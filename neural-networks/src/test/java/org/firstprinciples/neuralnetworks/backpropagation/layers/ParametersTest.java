package org.firstprinciples.neuralnetworks.backpropagation.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.junit.jupiter.api.Test;

import java.util.List;

class ParametersTest {

    private record Net(Embedding table, List<Linear> layers, Embedding tied, String note) {

        static Net make() {
            Embedding table = Embedding.normal(5, 3, 1, Scope.of(Philox.of(1)));
            return new Net(
                    table,
                    List.of(
                            Linear.normal(3, 2, true, 1, Scope.of(Philox.of(2))),
                            Linear.normal(2, 4, false, 1, Scope.of(Philox.of(3)))),
                    table,
                    "not learnt");
        }
    }

    @Test
    void namesArePathsAndATiedTableIsListedOnce() {
        Parameters parameters = Parameters.of(Net.make());
        assertThat(parameters)
                .extracting(Parameters.Entry::name)
                .containsExactly(
                        "table.table", "layers.0.weight", "layers.0.bias", "layers.1.weight");
        assertThat(parameters.count()).isEqualTo(15 + 6 + 2 + 8);
        assertThat(parameters.size()).isEqualTo(4);
    }

    @Test
    void anUnknownNameListsTheNamesThereAre() {
        Parameters parameters = Parameters.of(Net.make());
        assertThat(parameters.get("layers.1.weight").shape()).isEqualTo(Shape.of(2, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.get("layers.2.weight"))
                .withMessageStartingWith("no parameter layers.2.weight; there are [table.table, ");
    }

    @Test
    void aTokenBatchIsChecked() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> TokenBatch.of(2, 3, 1, 2))
                .withMessage("a batch of 2 sequences of length 3 has 6 ids, got 2");
        assertThat(TokenBatch.of(2, 2, 5, 6, 7, 8).positions())
                .isEqualTo(TokenBatch.of(2, 2, 0, 1, 0, 1));
    }
}
