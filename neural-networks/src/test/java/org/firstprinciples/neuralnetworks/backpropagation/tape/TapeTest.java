package org.firstprinciples.neuralnetworks.backpropagation.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TapeTest {

    private static Tape tape() {
        return new Tape(Engines.SCALAR, Mode.training(1, 0));
    }

    /// Oracle: the scalar graph. Two linear layers that share a weight, a residual, and a cross-entropy.
    @Property(tries = 60)
    void agreesWithTheScalarGraph(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        float[] x = Normals.of(seed, n);
        float[] w = Normals.of(seed + 1, n * n);
        int target = Math.floorMod((int) seed, n);

        Tape tape = tape();
        Variable input = tape.input(Tensor.of(Shape.of(1, 1, n), x));
        Variable weight = tape.input(Tensor.of(Shape.of(n, n), w));
        Variable hidden = input.apply(new Linear.Op(), weight).plus(input);
        Variable logits = hidden.apply(new Linear.Op(), weight);
        Variable loss = SoftmaxCrossEntropy.of(logits, TokenBatch.of(1, 1, target));
        tape.backward(loss);

        Value[] xs = values(x);
        Value[] ws = values(w);
        Value[] h = product(xs, ws);
        for (int j = 0; j < n; j++) {
            h[j] = h[j].plus(xs[j]);
        }
        Value[] z = product(h, ws);
        Value sum = Value.of(0);
        for (Value logit : z) {
            sum = sum.plus(logit.exp());
        }
        Value expected = sum.log().plus(z[target].times(Value.of(-1)));
        expected.backward();

        double size = 1 + Math.abs(expected.data());
        for (Value value : z) {
            size = Math.max(size, value.data() * value.data());
        }
        double tolerance = 8 * (n * n + 8) * 0x1p-24 * size * n;
        assertThat((double) loss.item()).isCloseTo(expected.data(), within(tolerance));
        for (int i = 0; i < n; i++) {
            assertThat((double) input.gradient().toArray()[i])
                    .isCloseTo(xs[i].gradient(), within(tolerance * size));
        }
        for (int i = 0; i < n * n; i++) {
            assertThat((double) weight.gradient().toArray()[i])
                    .isCloseTo(ws[i].gradient(), within(tolerance * size));
        }
    }

    private static Value[] values(float[] x) {
        Value[] values = new Value[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = Value.of(x[i]);
        }
        return values;
    }

    /// `x·W` for a row `x (n)` and `W (n,n)`.
    private static Value[] product(Value[] x, Value[] w) {
        Value[] y = new Value[x.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = Value.of(0);
            for (int i = 0; i < x.length; i++) {
                y[j] = y[j].plus(x[i].times(w[i * x.length + j]));
            }
        }
        return y;
    }

    /// `C = A·A`: `Ā = C̄·Aᵀ + Aᵀ·C̄`, since `A` is both factors.
    @Claim("BP-03")
    @Test
    void aMatrixTimesItself() {
        Tape tape = tape();
        Variable a = tape.input(Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f));
        Variable square = a.apply(new Linear.Op(), a);
        tape.backward(square, Tensor.of(Shape.of(2, 2), 1f, 0f, 0f, 2f));
        assertThat(square.value().toArray()).containsExactly(7f, 10f, 15f, 22f);
        // C̄·Aᵀ = (1, 3; 4, 8) and Aᵀ·C̄ = (1, 6; 2, 8)
        assertThat(a.gradient().toArray()).containsExactly(2f, 9f, 6f, 16f);
    }

    @Claim("BP-03")
    @Test
    void aVariableUsedTwiceCollectsBothPaths() {
        Tape tape = tape();
        Variable x = tape.input(Tensor.of(Shape.of(2), 1f, 2f));
        Variable y = x.plus(x).plus(x);
        tape.backward(y, Tensor.of(Shape.of(2), 1f, 10f));
        assertThat(x.gradient().toArray()).containsExactly(3f, 30f);
    }

    @Test
    void gradientsOfParametersAccumulateOverTapes() {
        Parameter parameter = Parameter.of(Tensor.of(Shape.of(), 2f));
        for (int i = 0; i < 2; i++) {
            Tape tape = tape();
            tape.backward(tape.parameter(parameter).plus(tape.constant(Tensor.of(Shape.of(), 1f))));
        }
        assertThat(parameter.gradient()).containsExactly(2f);
    }

    /// A loss that is a parameter itself: the cotangents of both passes are added up.
    @Test
    void backwardFromAParameterAccumulatesToo() {
        Parameter parameter = Parameter.of(Tensor.of(Shape.of(2), 3f, 4f));
        for (int i = 0; i < 2; i++) {
            Tape tape = tape();
            Variable leaf = tape.parameter(parameter);
            assertThat(tape.parameter(parameter)).isSameAs(leaf);
            tape.backward(leaf, Tensor.of(Shape.of(2), 1f, 10f));
        }
        assertThat(parameter.gradient()).containsExactly(2f, 20f);
    }

    /// What was computed beside the result, before it or after, gets no gradient and keeps none from others.
    @Test
    void callsThatTheResultDoesNotDependOnArePassedOver() {
        Tape tape = tape();
        Variable x = tape.input(Tensor.of(Shape.of(), 3f));
        Variable before = x.times(5f);
        Variable y = x.plus(x);
        Variable after = y.times(7f);
        tape.backward(y);
        assertThat(x.gradient().toArray()).containsExactly(2f);
        assertThat(before.gradient().toArray()).containsExactly(0f);
        assertThat(after.gradient().toArray()).containsExactly(0f);
    }

    @Test
    void anInputOfATapeForInferenceHasNoGradient() {
        Tape tape = new Tape(Engines.SCALAR, Mode.inference());
        Variable x = tape.input(Tensor.of(Shape.of(), 3f));
        x.plus(x);
        assertThat(tape.toString()).isEmpty();
        assertThatIllegalStateException().isThrownBy(x::gradient);
    }

    /// Element `i` is draw `i` of step 0.
    @Test
    void normalParametersAreTheDrawsInOrder() {
        Philox random = Philox.of(8).split("weight");
        float[] values = Parameter.normal(Shape.of(2, 3), 0.5, random).values();
        for (int i = 0; i < 6; i++) {
            assertThat(values[i]).isEqualTo((float) (0.5 * random.normal(0, i)));
        }
    }

    @Test
    void aCopyIsOnItsOwnAndStaysWhatItWas() {
        Parameter parameter = Parameter.of(Tensor.of(Shape.of(), 2f));
        parameter.gradient()[0] = 9f;
        Parameter copy = parameter.copy();
        Buffer buffer = Buffer.filled(Shape.of(), 2f);
        Buffer copied = buffer.copy();
        parameter.values()[0] = 5f;
        buffer.values()[0] = 5f;
        assertThat(copy.values()).containsExactly(2f);
        assertThat(copy.hasGradient()).isFalse();
        assertThat(copy.trainable()).isTrue();
        assertThat(parameter.frozen().copy().trainable()).isFalse();
        assertThat(copied.values()).containsExactly(2f);
    }

    @Test
    void inferenceRecordsNothing() {
        Tape tape = new Tape(Engines.SCALAR, Mode.inference());
        Variable x = tape.parameter(Parameter.ones(Shape.of()));
        Variable y = x.plus(x);
        assertThat(y.item()).isEqualTo(2f);
        assertThat(tape.toString()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> tape.backward(y))
                .withMessage("backward: this tape is for inference and recorded nothing");
        assertThatIllegalStateException()
                .isThrownBy(y::gradient)
                .withMessageContaining("this variable of shape () has no gradient");
    }

    @Test
    void printingATapePrintsItsProgram() {
        Tape tape = tape();
        Variable x = tape.input(Tensor.of(Shape.of(3), 1f, 2f, 3f));
        x.plus(x).plus(x);
        assertThat(tape.toString().lines())
                .containsExactly(
                        "v1 (3) = Addition[](leaf(3), leaf(3))",
                        "v2 (3) = Addition[](v1, leaf(3))");
    }

    @Test
    void anArenaGivesTheSameBitsAndTakesItsBuffersBack() {
        Engine arena = Engines.SCALAR.withArena();
        Tensor first = loss(new Tape(arena, Mode.training(1, 0)), 1);
        Tape second = new Tape(arena, Mode.training(1, 1));
        assertThat(loss(second, 2)).isEqualTo(loss(tape(), 2));
        assertThat(first).isEqualTo(loss(tape(), 1));
    }

    /// Tapes of other sizes and depths, some broken off before their backward pass: every array is as long as its shape,
    /// and no two variables lie in one.
    @Test
    void anArenaFitsTapesOfOtherSizes() {
        Engine arena = Engines.SCALAR.withArena();
        for (int[] sizes : new int[][] {{4, 3}, {4, 9}, {7, 3}, {4, 12}, {3, 4}}) {
            Tape tape = new Tape(arena, Mode.training(1, 0));
            float[] values = Normals.of(sizes[0], sizes[0]);
            Variable x = tape.input(Tensor.of(Shape.of(sizes[0]), values));
            List<Variable> multiples = new ArrayList<>(List.of(x));
            for (int k = 2; k <= sizes[1]; k++) {
                multiples.add(multiples.getLast().plus(x));
            }
            for (int k = 1; k <= sizes[1]; k++) {
                float[] multiple = multiples.get(k - 1).value().toArray();
                for (int i = 0; i < values.length; i++) {
                    assertThat(multiple[i]).isCloseTo(k * values[i], within(1e-5f));
                }
            }
            if (sizes[0] != 7) {
                tape.backward(multiples.getLast().sum());
                assertThat(x.gradient().toArray()).containsOnly(sizes[1]);
            }
        }
    }

    private static final class Nothing implements Operation {
        @Override
        public Shape shape(Shape... inputs) {
            return inputs[0];
        }

        @Override
        public void forward(Frame f) {}

        @Override
        public void backward(Frame f) {}
    }

    /// An operation that does not write its result shows the NaN that an arena is filled with when it changes hands.
    @Test
    void whatIsNotWrittenIsNotANumber() {
        Engine arena = Engines.SCALAR.withArena();
        for (int i = 0; i < 2; i++) {
            Tape tape = new Tape(arena, Mode.inference());
            Variable x = tape.constant(Tensor.of(Shape.of(2), 1f, 2f));
            Variable y = i == 0 ? x.plus(x) : x.apply(new Nothing());
            assertThat(y.value().toArray())
                    .containsExactly(
                            i == 0 ? new float[] {2f, 4f} : new float[] {Float.NaN, Float.NaN});
        }
    }

    /// Two tapes that live at once: the arena goes to the newer, and the older says so instead of giving numbers that
    /// are being overwritten.
    @Test
    void aTapeWhoseArenaWasTakenIsRefused() {
        Engine arena = Engines.SCALAR.withArena();
        Tape older = new Tape(arena, Mode.training(1, 0));
        Variable x = older.input(Tensor.of(Shape.of(), 2f));
        Variable y = x.plus(x);
        Tape newer = new Tape(arena, Mode.inference());
        assertThat(newer.constant(Tensor.of(Shape.of(), 1f)).item()).isEqualTo(1f);
        for (Runnable use :
                List.<Runnable>of(
                        () -> x.plus(y), y::value, y::item, x::gradient, () -> older.backward(y))) {
            assertThatIllegalStateException()
                    .isThrownBy(use::run)
                    .withMessageStartingWith("a newer tape has taken the arena's buffers");
        }
    }

    /// A policy and its reference: each on an arena of its own, and the bits of fresh arrays.
    @Test
    void twoArenasOfOneEngineStandSideBySide() {
        Engine first = Engines.SCALAR.withArena();
        Tape a = new Tape(first, Mode.training(1, 0));
        Variable x =
                a.input(Tensor.of(Shape.of(2), 1f, 2f))
                        .plus(a.constant(Tensor.of(Shape.of(2), 1f, 1f)));
        Tape b = new Tape(first.withArena(), Mode.inference());
        Variable y =
                b.constant(Tensor.of(Shape.of(2), 5f, 6f))
                        .plus(b.constant(Tensor.of(Shape.of(2), 7f, 8f)));
        a.backward(x, Tensor.of(Shape.of(2), 1f, 1f));
        assertThat(x.value().toArray()).containsExactly(2f, 3f);
        assertThat(y.value().toArray()).containsExactly(12f, 14f);
    }

    @Test
    void gradientsWithoutRandomnessAreRecorded() {
        Tape tape = new Tape(Engines.SCALAR, Mode.gradients());
        Variable x = tape.input(Tensor.of(Shape.of(), 3f));
        tape.backward(x.plus(x));
        assertThat(x.gradient().toArray()[0]).isEqualTo(2f);
    }

    @Test
    void aFrozenParameterIsAConstantWithoutAGradient() {
        Parameter learned = Parameter.of(Tensor.of(Shape.of(), 2f));
        Parameter frozen = learned.frozen();
        Tape tape = tape();
        tape.backward(tape.parameter(frozen).plus(tape.parameter(learned)));
        assertThat(learned.gradient()).containsExactly(1f);
        assertThat(frozen.hasGradient()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(frozen::gradient)
                .withMessage("a frozen parameter has no gradient, this one has shape ()");
        learned.values()[0] = 5f;
        assertThat(frozen.values()).containsExactly(5f);
    }

    /// In inference no parameter gets a gradient array.
    @Test
    void inferenceTakesNoMemoryForGradients() {
        Parameter parameter = Parameter.ones(Shape.of(3));
        Tape tape = new Tape(Engines.SCALAR, Mode.inference());
        tape.parameter(parameter).plus(tape.parameter(parameter));
        assertThat(parameter.hasGradient()).isFalse();
    }

    @Test
    void nothingFlowsThroughADetachedVariable() {
        Tape tape = tape();
        Variable x = tape.input(Tensor.of(Shape.of(), 3f));
        Variable y = x.plus(x.detach());
        tape.backward(y);
        assertThat(y.item()).isEqualTo(6f);
        assertThat(x.gradient().toArray()[0]).isEqualTo(1f);
        assertThatIllegalStateException().isThrownBy(x.detach()::gradient);
    }

    @Test
    void aVariableOfAnotherTapeIsRefusedByBackward() {
        Variable x = tape().input(Tensor.of(Shape.of(), 3f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tape().backward(x))
                .withMessage("backward: the variable of shape () stands on another tape");
    }

    @Test
    void withAnArenaOnlyLeavesKeepTheirGradient() {
        Tape tape = new Tape(Engines.SCALAR.withArena(), Mode.training(1, 0));
        Variable x = tape.input(Tensor.of(Shape.of(2), 1f, 2f));
        Variable sum = x.plus(x);
        Variable y = sum.plus(sum).plus(x);
        tape.backward(y, Tensor.of(Shape.of(2), 1f, 10f));
        assertThat(x.gradient().toArray()).containsExactly(5f, 50f);
        assertThat(y.gradient().toArray()).containsExactly(1f, 10f);
        assertThatIllegalStateException()
                .isThrownBy(sum::gradient)
                .withMessageContaining("with an arena only leaves keep their gradient");
    }

    private static Tensor loss(Tape tape, long seed) {
        Variable x = tape.input(Tensor.of(Shape.of(2, 1, 5), Normals.of(seed, 10)));
        Variable loss = SoftmaxCrossEntropy.of(x.plus(x), TokenBatch.of(2, 1, 3, 4));
        tape.backward(loss);
        return x.gradient();
    }

    @Claim("BP-04")
    @Test
    void aSecondBackwardPassIsRefused() {
        Tape tape = tape();
        Variable x = tape.input(Tensor.of(Shape.of(), 3f));
        Variable y = x.plus(x);
        tape.backward(y);
        assertThatIllegalStateException()
                .isThrownBy(() -> tape.backward(y))
                .withMessage("backward: ran already on this tape; make a new tape");
        assertThat(x.gradient().toArray()).containsExactly(2f);
    }

    @Test
    void badInputIsNamed() {
        Tape tape = tape();
        Variable x = tape.input(Tensor.of(Shape.of(2), 1f, 2f));
        Variable other = tape().input(Tensor.of(Shape.of(2), 1f, 2f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> x.plus(other))
                .withMessage("Addition[]: input 1 stands on another tape");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> tape.backward(x))
                .withMessage(
                        "backward: a scalar is needed, got shape (2); pass a cotangent of that"
                                + " shape?");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> tape.backward(x, Tensor.zeros(Shape.of(3))))
                .withMessage("backward: the cotangent has shape (3), the variable (2)");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(x::item)
                .withMessageContaining("exactly one element is needed, this one has shape (2)");
        tape.backward(x, Tensor.zeros(Shape.of(2)));
        assertThatIllegalStateException()
                .isThrownBy(() -> tape.backward(x, Tensor.zeros(Shape.of(2))))
                .withMessage("backward: ran already on this tape; make a new tape");
    }
}
