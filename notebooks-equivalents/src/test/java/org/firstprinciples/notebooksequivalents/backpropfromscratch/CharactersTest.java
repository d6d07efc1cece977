package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.junit.jupiter.api.Test;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

class CharactersTest {

    private static final Engine ENGINE = Engine.of(Kernels.scalar(), Workers.of(1));

    private static Characters small() {
        CharacterNetwork network = CharacterNetwork.draw(5, 3, 2, Philox.of(1));
        TokenBatch inputs = TokenBatch.of(2, 3, 0, 1, 0, 3, 3, 1);
        TokenBatch targets = TokenBatch.of(2, 3, 1, 0, 3, 3, 1, 4);
        return new Characters(network, new Batch(inputs, targets), 5);
    }

    /// Every way to the loss and its gradient is the same, the row of a character that does not occur included.
    @Test
    void allWaysLeadToOneGradient() {
        Characters characters = small();
        double[] weights = characters.weights();
        Scalar.Gradient scalars = Scalar.gradient(characters.byNumbers(), weights);
        DefinitionTape definitions = characters.byDefinitions();
        ByHand byHand = ByHand.of(characters.network(), characters.batch());
        int at = 0;
        for (String name : CharacterNetwork.NAMES) {
            for (double entry : definitions.gradient(name)) {
                assertThat(scalars.gradient()[at++]).isCloseTo(entry, within(1e-14));
            }
            assertThat(BackpropFromScratch.named(byHand.gradients(), name).value().toArray())
                    .containsExactly(definitions.gradient(name), within(1e-14));
        }
        assertThat(at).isEqualTo(weights.length);
        assertThat(definitions.value("ℓ")[0]).isCloseTo(scalars.loss(), within(1e-14));
        byHand.gradients()
                .forEach((name, gradient) ->
                        assertThat(
                                        gradient.share(
                                                BackpropFromScratch.named(
                                                                characters.byTape(ENGINE), name)
                                                        .gradient()
                                                        .toArray()))
                                .as(name)
                                .isBetween(0.0, 1.0));
        assertThat(definitions.gradient("E")).contains(0).hasSize(15);
        assertThatThrownBy(() -> definitions.value("q")).hasMessageContaining("no tensor q");
    }

    /// Other weights are tried and the network keeps its own.
    @Test
    void the32BitLossOfOtherWeightsLeavesTheNetworkAsItWas() {
        Characters characters = small();
        double[] weights = characters.weights();
        double[] others = weights.clone();
        others[others.length - 1] += 0.5;
        double loss = characters.byNumbers().at(others);
        assertThat(characters.lossIn32Bits(ENGINE, others)).isCloseTo(loss, within(1e-6));
        assertThat(characters.weights()).isEqualTo(weights);
    }

    /// A product costs four operations back and three as a dual number, a sum two and two.
    @Test
    void costsAreCounted() {
        ScalarFunction f =
                new SmallGraph(
                        List.of(new SmallGraph.Step(true, 0, 1), new SmallGraph.Step(false, 0, 2)));
        assertThat(Cost.of(f, 3, 2)).isEqualTo(new Cost(2, 6, 6));
        assertThat(Cost.of(f, 3, 2).ratio()).isEqualTo(3);
        for (Cost.Single operation : Cost.Single.values()) {
            assertThat(Cost.of(operation, 0.5, 0.25).ratio()).isBetween(2.0, 4.0);
        }
    }

    /// With three extents one product fits, with one extent all eight do.
    @Test
    void shapesTellTheProductsApart() {
        Matrix g = Matrix.zeros(2, 4);
        assertThat(FittingProducts.of(g, Matrix.zeros(3, 4), "B", 2, 3))
                .containsOnlyKeys("GB^{\\top}");
        assertThat(FittingProducts.of(g, Matrix.zeros(2, 3), "A", 3, 4))
                .containsOnlyKeys("A^{\\top}G");
        assertThat(FittingProducts.of(Matrix.identity(2), Matrix.identity(2), "B", 2, 2))
                .hasSize(8);
    }

    @Test
    void aDrawingShowsValuesSlopesAndWhatIsWrong() {
        Value x = Value.of(3);
        Value f = x.times(x);
        f.backward();
        IdentityHashMap<Value, String> names = new IdentityHashMap<>();
        names.put(x, "x");
        names.put(f, "f = x·x");
        assertThat(GraphDrawing.of(f, names).svg("graph"))
                .contains(">f = x·x<", ">9<", ">slope 1<", ">slope 6<", ">3<")
                .doesNotContain("✗");
        assertThat(GraphDrawing.of(f, names, Map.of(x, 3.0)).svg("graph"))
                .contains(">slope 6 ✗ 3<", ">slope 1<");
    }
}
