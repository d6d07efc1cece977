package org.firstprinciples.neuralnetworks.backpropagation.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Buffer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Weights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

class ModelsTest {

    private record Stage(Layer query, Layer value, Buffer seen) {}

    private record Net(Embedding table, List<Stage> stages, Embedding tied, double rate) {

        static Net make() {
            return make(1);
        }

        static Net make(long seed) {
            Scope scope = Scope.of(Philox.of(seed));
            Embedding table = Embedding.normal(5, 2, 1, scope.in("table"));
            return new Net(
                    table,
                    List.of(stage(scope.in("stages").in(0)), stage(scope.in("stages").in(1))),
                    table,
                    0.5);
        }

        private static Stage stage(Scope scope) {
            return new Stage(
                    Linear.normal(2, 2, false, 1, scope.in("query")),
                    Linear.normal(2, 2, false, 1, scope.in("value")),
                    Buffer.filled(Shape.of(2), 7f));
        }
    }

    /// Twice what another layer does.
    private record Doubled(Layer base) implements Layer {

        @Override
        public Variable apply(Variable x) {
            return base.apply(x).plus(base.apply(x));
        }
    }

    private record Model(@Nullable Object part) {}

    /// Kinds, shapes and settings, but no values.
    @Test
    void aDescriptionTellsModelsApartThatHaveTheSameShapes() {
        record Masked(int heads, int[] window, Layer inner) {}
        record Open(int heads, int[] window, Layer inner) {}
        Layer inner = Linear.normal(2, 3, false, 1, Scope.of(Philox.of(1)));
        Layer other = Linear.normal(2, 3, false, 1, Scope.of(Philox.of(2)));
        Map<String, String> description = Models.description(new Masked(2, new int[] {4}, inner));
        assertThat(description)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "", "Masked",
                                "heads", "2",
                                "window", "[4]",
                                "inner", "Linear",
                                "inner.weight", "(2,3)"))
                .isEqualTo(Models.description(new Masked(2, new int[] {4}, other)))
                .isNotEqualTo(Models.description(new Masked(4, new int[] {4}, inner)))
                .isNotEqualTo(Models.description(new Masked(2, new int[] {5}, inner)))
                .isNotEqualTo(Models.description(new Open(2, new int[] {4}, inner)));
        assertThat(Models.description(Net.make()).get("stages")).isEqualTo("list of 2");
    }

    @Test
    void weightsAreListedOnceInTheOrderOfTheWalk() {
        assertThat(Models.weights(Net.make()).keySet())
                .containsExactly(
                        "table.table",
                        "stages.0.query.weight",
                        "stages.0.value.weight",
                        "stages.0.seen",
                        "stages.1.query.weight",
                        "stages.1.value.weight",
                        "stages.1.seen");
        assertThat(Parameters.of(Net.make()).size()).isEqualTo(5);
    }

    @Test
    void configurationIsPassedOver() {
        record Configuration(
                int a, double b, String c, boolean d, char e, Thread.State f, Shape g, int[] h) {}
        Configuration configuration =
                new Configuration(
                        1, 2, "3", true, '5', Thread.State.NEW, Shape.of(7), new int[] {8});
        assertThat(Models.weights(configuration)).isEmpty();
        assertThat(Models.weights(new Model(null))).isEmpty();
    }

    private static List<Object> hidingPlaces() {
        Linear layer = Linear.normal(1, 1, false, 1, Scope.of(Philox.of(1)));
        Layer lambda = x -> layer.apply(x);
        Layer noRecord =
                new Layer() {
                    @Override
                    public Variable apply(Variable x) {
                        return layer.apply(x);
                    }
                };
        return List.of(
                new Linear[] {layer},
                new Parameter[] {layer.weight()},
                Map.of("a", layer),
                Optional.of(layer),
                lambda,
                noRecord,
                layer.weight().value());
    }

    /// Whatever a parameter could hide in is refused by everything that reads a model.
    @Test
    void aPlaceThatTheWalkCannotLookIntoIsRefused() {
        hidingPlaces().forEach(ModelsTest::requireRefused);
    }

    private static void requireRefused(Object place) {
        Model model = new Model(List.of(new Model(place)));
        for (Runnable read :
                List.<Runnable>of(
                        () -> Parameters.of(model),
                        () -> Models.copy(model),
                        () -> Models.frozen(model))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(read::run)
                    .withMessageStartingWith(
                            "part.0.part is a %s, and a parameter in it would never be found"
                                    .formatted(place.getClass().getTypeName()));
        }
    }

    @Test
    void aPartIsReplacedByItsPathAndAllOthersAreShared() {
        Net net = Net.make();
        Net other = Models.replace(net, "stages.1.value", Layer.class, Doubled::new);
        assertThat(other.stages().get(1).value())
                .isEqualTo(new Doubled(net.stages().get(1).value()));
        assertThat(other.table()).isSameAs(net.table());
        assertThat(other.stages().get(0)).isSameAs(net.stages().get(0));
        assertThat(other.stages().get(1).query()).isSameAs(net.stages().get(1).query());
        assertThat(Parameters.of(other))
                .extracting(Parameters.Entry::name)
                .contains("stages.1.value.base.weight");
        assertThat(Models.replace(net, "stages.0.query", Layer.class, layer -> layer))
                .isSameAs(net);
    }

    @Test
    void aStarStandsForAnyOneComponent() {
        Net net = Models.replace(Net.make(), "stages.*.query", Layer.class, Doubled::new);
        assertThat(net.stages())
                .allSatisfy(stage -> assertThat(stage.query()).isInstanceOf(Doubled.class))
                .allSatisfy(stage -> assertThat(stage.value()).isInstanceOf(Linear.class));
    }

    @Test
    void aPathThatLeadsNowhereListsThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Models.replace(Net.make(), "stages.*.key", Layer.class, layer -> layer))
                .withMessageStartingWith(
                        "the model has no part stages.*.key; there are [rate, stages, ")
                .withMessageContaining("stages.1.query, stages.1.query.weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.replace(Net.make(), "table", Layer.class, layer -> layer))
                .withMessage("table is a Embedding, not a Layer");
    }

    @Test
    void aRecordMayRefuseItsNewPart() {
        Linear linear = Linear.normal(2, 3, true, 1, Scope.of(Philox.of(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Models.replace(
                                new Model(linear),
                                "part.bias",
                                Parameter.class,
                                bias -> Parameter.zeros(Shape.of(2))))
                .withMessage(
                        "part does not accept its new parts: linear: W (I,O) and perhaps b (O) are"
                                + " needed, got (2,3) and (2)");
    }

    @Test
    void aCopyHasArraysOfItsOwnAndKeepsWhatIsTied() {
        Net net = Net.make();
        Net copy = Models.copy(net);
        assertThat(copy.tied().table()).isSameAs(copy.table().table());
        Models.weights(net)
                .forEach((path, weights) -> {
                    assertThat(weights(copy, path).value()).isEqualTo(weights.value());
                    weights.values()[0] = 99f;
                    assertThat(weights(copy, path).values()[0]).isNotEqualTo(99f);
                });
    }

    @Test
    void aFrozenModelSharesItsValuesAndLearnsNothing() {
        Net net = Net.make();
        Net frozen = Models.frozen(net);
        assertThat(Parameters.of(frozen).trainable().size()).isZero();
        assertThat(Parameters.of(net).trainable().size()).isEqualTo(5);
        assertThat(frozen.tied().table()).isSameAs(frozen.table().table());
        net.table().table().values()[3] = 42f;
        assertThat(frozen.table().table().values()[3]).isEqualTo(42f);
        assertThat(Parameters.of(Models.copy(frozen)).trainable().size()).isZero();
        assertThat(Parameters.of(net).where(e -> e.name().endsWith("value.weight")))
                .extracting(Parameters.Entry::name)
                .containsExactly("stages.0.value.weight", "stages.1.value.weight");
    }

    @Test
    void aModelIsReadFromASourceAsAWholeOrNotAtAll() {
        Net net = Net.make();
        Map<String, Tensor> before = values(net);
        Map<String, Tensor> source = values(Net.make(2));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Models.load(
                                net,
                                path ->
                                        path.equals("stages.1.seen")
                                                ? Tensor.zeros(Shape.of(3))
                                                : value(source, path)))
                .withMessage("stages.1.seen has shape (3) in the source, the model needs (2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Models.load(
                                net,
                                path ->
                                        path.equals("stages.1.seen")
                                                ? Tensor.of(Shape.of(2), 0f, Float.NaN)
                                                : value(source, path)))
                .withMessage("stages.1.seen must be finite, element 1 is NaN");
        assertThat(values(net)).isEqualTo(before);
        Models.load(net, path -> value(source, path));
        assertThat(values(net)).isEqualTo(source).isNotEqualTo(before);
    }

    private static Weights weights(Record model, String path) {
        return Objects.requireNonNull(Models.weights(model).get(path));
    }

    private static Tensor value(Map<String, Tensor> source, String path) {
        return Objects.requireNonNull(source.get(path));
    }

    private static Map<String, Tensor> values(Record model) {
        Map<String, Tensor> values = new TreeMap<>();
        Models.weights(model).forEach((path, weights) -> values.put(path, weights.value()));
        return values;
    }

    /// One path names parameters, first values and dropout.
    @Test
    void aScopeIsAPathAndTheDrawsAlongIt() {
        Scope scope = Scope.of(Philox.of(3)).in("blocks").in(0).in("query");
        assertThat(scope.path()).isEqualTo("blocks.0.query");
        assertThat(scope.random())
                .isEqualTo(Philox.of(3).split("blocks").split("0").split("query"));
        assertThat(Linear.normal(2, 3, false, 1, scope).weight().values())
                .isEqualTo(
                        Parameter.normal(Shape.of(2, 3), 1, scope.in("weight").random()).values());
    }
}
