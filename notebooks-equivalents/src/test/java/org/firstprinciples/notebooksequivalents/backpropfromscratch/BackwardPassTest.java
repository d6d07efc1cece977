package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.junit.jupiter.api.Test;

import java.util.IdentityHashMap;
import java.util.List;

class BackwardPassTest {

    /// `2·3` programs of one step over two leaves, `3·4` choices for a second, `4·5` for a third.
    @Test
    void allProgramsAreTriedAndNoneTwice() {
        assertThat(SmallGraph.ofLength(1)).hasSize(6);
        assertThat(SmallGraph.ofLength(2)).hasSize(6 * 12);
        assertThat(SmallGraph.upTo(3)).hasSize(6 + 72 + 1440).doesNotHaveDuplicates();
        assertThat(SmallGraph.upTo(3).map(SmallGraph::toString)).doesNotHaveDuplicates();
        assertThat(SmallGraph.upTo(2).mapToInt(g -> g.steps().size())).isSorted();
    }

    @Test
    void aProgramReadsAsItComputes() {
        SmallGraph graph =
                new SmallGraph(
                        List.of(new SmallGraph.Step(false, 0, 1), new SmallGraph.Step(true, 1, 2)));
        assertThat(graph).hasToString("a = x + y; f = y · a");
        assertThat(graph.of(ScalarFunction.reals(3, 2)).value()).isEqualTo(10);
        assertThat(graph.values().stream().map(Value::data)).containsExactly(3.0, 2.0, 5.0, 10.0);
    }

    /// The right pass is that of the library, value by value.
    @Test
    void theRightPassIsThatOfTheLibrary() {
        SmallGraph.upTo(3)
                .forEach(graph -> {
                    List<Value> values = graph.values();
                    IdentityHashMap<Value, Double> gradients = new IdentityHashMap<>();
                    int visits = BackwardPass.RIGHT.run(values.getLast(), gradients);
                    values.getLast().backward();
                    assertThat(visits).isEqualTo(values.getLast().order().size());
                    for (Value value : values.getLast().order()) {
                        assertThat(BackwardPass.of(gradients, value)).isEqualTo(value.gradient());
                    }
                });
    }

    /// Each mistake breaks just what it should, and the shortest program that shows it is known.
    @Test
    void everyMistakeBreaksItsPropertyAndNoOther() {
        assertThat(broken(BackwardPass.RIGHT)).isEmpty();
        assertThat(broken(BackwardPass.OVERWRITES))
                .containsExactly(GradientProperty.IS_THE_DERIVATIVE);
        assertThat(broken(BackwardPass.KEEPS_THE_OLD))
                .containsExactly(GradientProperty.CAN_BE_REPEATED);
        assertThat(broken(BackwardPass.DEPTH_FIRST))
                .containsExactly(GradientProperty.IS_THE_DERIVATIVE);
        assertThat(broken(BackwardPass.SENDS_AGAIN))
                .containsExactly(GradientProperty.IS_THE_DERIVATIVE, GradientProperty.VISITS_ONCE);
        assertThat(broken(BackwardPass.EVERY_PATH)).containsExactly(GradientProperty.VISITS_ONCE);
        assertThat(GradientProperty.IS_THE_DERIVATIVE.counterexample(BackwardPass.DEPTH_FIRST, 2))
                .isEmpty();
        assertThat(
                        GradientProperty.IS_THE_DERIVATIVE
                                .counterexample(BackwardPass.DEPTH_FIRST, 3)
                                .orElseThrow())
                .hasToString(
                        "Counterexample[graph=a = x + x; b = x + a; f = a + b, finding=(3, 0), not"
                                + " (5, 0)]");
    }

    private static List<GradientProperty> broken(BackwardPass pass) {
        return List.of(GradientProperty.values()).stream()
                .filter(property -> property.counterexample(pass, 3).isPresent())
                .toList();
    }
}
