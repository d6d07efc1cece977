package org.firstprinciples.transformers.selfattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.firstprinciples.transformers.attention.ScaledDotProduct;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class SelfAttentionTest {

    private static final double U = 0x1p-24;

    /// A causal self-attention with given weights: `x (1,T,C)` to `(1,T,C)`.
    interface Layer {

        Variable apply(SelfAttention weights, Variable x);
    }

    Layer subject() {
        return SelfAttention::apply;
    }

    private static SelfAttention weights(int C, long seed) {
        return SelfAttention.normal(C, C, 0.7, Scope.of(Philox.of(seed)));
    }

    private static Variable input(Tape tape, float[] x, int C) {
        return tape.input(Tensor.of(Shape.of(1, x.length / C, C), x));
    }

    private float[] run(SelfAttention weights, float[] x, int C) {
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        return subject().apply(weights, input(tape, x, C)).value().toArray();
    }

    private static float[] last(float[] y, int C) {
        return Arrays.copyOfRange(y, y.length - C, y.length);
    }

    private static float[] swapped(float[] x, int C, int a, int b) {
        float[] y = x.clone();
        System.arraycopy(x, a * C, y, b * C, C);
        System.arraycopy(x, b * C, y, a * C, C);
        return y;
    }

    /// A convex combination of `T` values of `C` products each, behind scores of `C` products.
    private static float tolerance(int T, int C, float[] x) {
        double largest = 1;
        for (float value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return (float) (8 * (T + 2 * C + 8) * U * C * largest * largest);
    }

    @Claim("SA-03")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void thePastIsComputedAsIfTheSequenceEndedThere(
            @ForAll @IntRange(min = 1, max = 20) int T,
            @ForAll @IntRange(min = 1, max = 6) int C,
            @ForAll long seed) {
        SelfAttention weights = weights(C, seed);
        float[] x = Normals.of(seed, T * C);
        float[] y = run(weights, x, C);
        for (int t = 1; t <= T; t++) {
            assertThat(run(weights, Arrays.copyOf(x, t * C), C))
                    .as("the first %d of %d positions", t, T)
                    .isEqualTo(Arrays.copyOf(y, t * C));
        }
    }

    @Claim("SA-03")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void theFirstPositionReceivesItsOwnValue(
            @ForAll @IntRange(min = 1, max = 20) int T,
            @ForAll @IntRange(min = 1, max = 6) int C,
            @ForAll long seed) {
        SelfAttention weights = weights(C, seed);
        float[] x = Normals.of(seed, T * C);
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        float[] value =
                weights.value().apply(input(tape, Arrays.copyOf(x, C), C)).value().toArray();
        assertThat(Arrays.copyOf(run(weights, x, C), C)).isEqualTo(value);
    }

    @Claim("SA-03")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void noGradientFlowsBackFromThePastToTheFuture(
            @ForAll @IntRange(min = 2, max = 20) int T,
            @ForAll @IntRange(min = 1, max = 6) int C,
            @ForAll @IntRange(min = 1, max = 19) int past,
            @ForAll long seed) {
        int t = Math.min(past, T - 1);
        Tape tape = new Tape(Engines.FASTEST, Mode.training(1, 0));
        Variable x = input(tape, Normals.of(seed, T * C), C);
        Variable y = subject().apply(weights(C, seed), x);
        float[] dy = Arrays.copyOf(Normals.of(seed + 1, t * C), T * C);
        tape.backward(y, Tensor.of(Shape.of(1, T, C), dy));
        float[] dx = x.gradient().toArray();
        assertThat(Arrays.copyOfRange(dx, t * C, T * C)).containsOnly(0f);
        assertThat(Arrays.copyOf(dx, t * C)).isNotEqualTo(new float[t * C]);
    }

    @Claim("SA-03")
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void theLastPositionOfOneLayerDoesNotKnowTheOrder(
            @ForAll @IntRange(min = 3, max = 20) int T,
            @ForAll @IntRange(min = 2, max = 6) int C,
            @ForAll long seed) {
        SelfAttention weights = weights(C, seed);
        float[] x = Normals.of(seed, T * C);
        float[] y = last(run(weights, x, C), C);
        int a = (int) Math.floorMod(seed, T - 1L);
        float[] other = last(run(weights, swapped(x, C, a, (a + 1) % (T - 1)), C), C);
        assertThat(other).containsExactly(y, within(tolerance(T, C, x)));
    }

    /// The document's experiment: four tokens, the first two exchanged.
    @Claim("SA-03")
    @Test
    void theLastPositionOfTwoLayersKnowsTheOrder() {
        int C = 4;
        float[] x = Normals.of(7, 4 * C);
        float[] y = swapped(x, C, 0, 1);
        SelfAttention first = weights(C, 1);
        SelfAttention second = weights(C, 2);
        assertThat(difference(last(run(first, x, C), C), last(run(first, y, C), C)))
                .isLessThan(tolerance(4, C, x));
        float[] two = last(run(second, run(first, x, C), C), C);
        float[] twoOfOther = last(run(second, run(first, y, C), C), C);
        assertThat(difference(two, twoOfOther)).isCloseTo(0.9164f, within(5e-5f));
    }

    private static float difference(float[] x, float[] y) {
        float largest = 0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, Math.abs(x[i] - y[i]));
        }
        return largest;
    }

    @Test
    void withPositionsOneLayerKnowsTheOrder() {
        int C = 4;
        float[] x = Normals.of(7, 4 * C);
        float[] y = swapped(x, C, 0, 1);
        float[] positions = new SinusoidalPositions(C).table(4).toArray();
        for (int i = 0; i < x.length; i++) {
            x[i] += positions[i];
            y[i] += positions[i];
        }
        SelfAttention layer = weights(C, 1);
        assertThat(difference(last(run(layer, x, C), C), last(run(layer, y, C), C)))
                .isCloseTo(0.1574f, within(5e-5f));
    }

    private static SelfAttention identity() {
        Tensor one = Tensor.of(Shape.of(2, 2), 1, 0, 0, 1);
        return new SelfAttention(
                new Linear(Parameter.of(one), null),
                new Linear(Parameter.of(one), null),
                new Linear(Parameter.of(one), null));
    }

    /// The document's three tokens (1,0), (0,1), (1,1), all weights the identity.
    @Test
    void threeTokens() {
        float[] x = {1, 0, 0, 1, 1, 1};
        assertThat(run(identity(), x, 2))
                .containsExactly(
                        new float[] {1, 0, 0.3302f, 0.6698f, 0.7517f, 0.7517f}, within(5e-5f));
        assertThat(run(identity(), swapped(x, 2, 0, 1), 2))
                .containsExactly(
                        new float[] {0, 1, 0.6698f, 0.3302f, 0.7517f, 0.7517f}, within(5e-5f));
        Tape tape = new Tape(Engines.FASTEST, Mode.inference());
        Variable tokens = input(tape, x, 2);
        assertThat(ScaledDotProduct.weights(tokens, tokens, new CausalMask()).value().toArray())
                .containsExactly(
                        new float[] {1, 0, 0, 0.3302f, 0.6698f, 0, 0.2483f, 0.2483f, 0.5035f},
                        within(5e-5f));
    }

    /// The causal mask, moved by `shift` places into the future.
    record ShiftedMask(int shift) implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            return inputs[0];
        }

        @Override
        public void forward(Frame f) {
            int T = f.shape().last();
            for (int i = 0; i < f.y().length; i++) {
                f.y()[i] = i % T <= i / T % T + shift ? f.x(0)[i] : Float.NEGATIVE_INFINITY;
            }
        }

        @Override
        public void backward(Frame f) {
            int T = f.shape().last();
            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                f.dx(0)[i] += i % T <= i / T % T + shift ? f.dy()[i] : 0;
            }
        }
    }

    private static Variable masked(SelfAttention weights, Variable x, Operation... masks) {
        return ScaledDotProduct.of(
                weights.query().apply(x), weights.key().apply(x), weights.value().apply(x), masks);
    }

    @Mutant("SA-03") // no mask
    static class SeesEverything extends SelfAttentionTest {
        @Override
        Layer subject() {
            return SelfAttentionTest::masked;
        }
    }

    @Mutant("SA-03") // the next position is visible
    static class SeesTheNext extends SelfAttentionTest {
        @Override
        Layer subject() {
            return (weights, x) -> masked(weights, x, new ShiftedMask(1));
        }
    }

    @Mutant("SA-03") // a position does not see itself
    static class HidesThePresent extends SelfAttentionTest {
        @Override
        Layer subject() {
            return (weights, x) -> masked(weights, x, new ShiftedMask(-1));
        }
    }

    @Mutant("SA-03") // adds positions, so that one layer knows the order
    static class AddsPositions extends SelfAttentionTest {
        @Override
        Layer subject() {
            return (weights, x) -> {
                int T = x.shape().dim(1);
                int C = x.shape().last();
                float[] table =
                        Arrays.copyOf(new SinusoidalPositions(C + C % 2).table(T).toArray(), T * C);
                return weights.apply(x.plus(x.tape().constant(Tensor.of(x.shape(), table))));
            };
        }
    }

    @Mutant("SA-03") // every position receives its own value
    static class AsksOnlyItself extends SelfAttentionTest {
        @Override
        Layer subject() {
            return (weights, x) -> weights.value().apply(x);
        }
    }

    @Mutant("SA-03") // zeros
    static class Zeros extends SelfAttentionTest {
        @Override
        Layer subject() {
            return (weights, x) -> x.tape().input(Tensor.zeros(x.shape()));
        }
    }

    @Mutant("SA-03") // the first argument
    static class ReturnsItsInput extends SelfAttentionTest {
        @Override
        Layer subject() {
            return (weights, x) -> x;
        }
    }
}
