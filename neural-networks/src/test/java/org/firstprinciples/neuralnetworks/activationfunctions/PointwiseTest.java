package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class PointwiseTest implements OperationLaws {

    private static final double U = 0x1p-24;

    /// Exponentials below the normal floats are 0, and SiLU multiplies them by less than 128; values below that have this tolerance.
    private static final double TINY = 128 * Float.MIN_NORMAL;

    private static final float[] HARD = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e-38f,
        -1e-38f,
        1e-8f,
        -1e-8f,
        1e-3f,
        -1e-3f,
        0.5f,
        -0.5f,
        1f,
        -1f,
        5f,
        -5f,
        17f,
        -17f,
        40f,
        -40f,
        87f,
        -87f,
        104f,
        -104f,
        150f,
        -150f,
        1e4f,
        -1e4f,
        1e30f,
        -1e30f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    private static Subject subject(Activation activation, Shape shape) {
        Subject subject =
                Subject.of(activation.operation(), new Pointwise.Formula(activation), 1, shape);
        return switch (activation) {
            case RELU, LEAKY_RELU, SELU -> subject.onGrid();
            default -> subject;
        };
    }

    @Override
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            subjects.add(subject(activation, Shape.of(3, 37)));
        }
        subjects.add(subject(Activation.SELU, Shape.of()));
        subjects.add(subject(Activation.SILU, Shape.of(0, 2)));
        return subjects;
    }

    @Example
    void eachActivationHandsOutItsDefinition() {
        for (Activation activation : Activation.values()) {
            assertThat(activation.definition()).isEqualTo(new Pointwise.Formula(activation));
        }
    }

    @Override
    public List<Subject> largeSubjects() {
        return Arrays.stream(Activation.values()).map(a -> subject(a, Shape.of(17, 8192))).toList();
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(new Shape[] {}, new Shape[] {Shape.of(2), Shape.of(2)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        List<WrongVersion> wrong = new ArrayList<>();
        for (Activation right : Activation.values()) {
            for (Activation other : Activation.values()) {
                if (other != right) {
                    wrong.add(
                            WrongVersion.instead(
                                    other + " for " + right, right.operation(), other.operation()));
                    wrong.add(
                            WrongVersion.backward(
                                    "the derivative of " + other,
                                    right.operation(),
                                    f -> {
                                        float[] y = f.y().clone();
                                        other.operation().forward(f);
                                        other.operation().backward(f);
                                        System.arraycopy(y, 0, f.y(), 0, y.length);
                                    }));
                }
            }
        }
        wrong.add(
                WrongVersion.backward(
                        "the gate alone as derivative",
                        Activation.GELU.operation(),
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i] * f.y()[i] / f.x(0)[i];
                            }
                        }));
        return wrong;
    }

    /// Values to `16u` of themselves, derivatives to `16u` of the steepest one, at the ends of the range of floats as well.
    @Example
    void hardNumbersKeepTheirDigits() {
        for (Activation activation : Activation.values()) {
            check(activation, HARD);
        }
    }

    /// SiLU is 0 from where its exponential is below the smallest normal float.
    @Example
    void whereSiluIsZero() {
        assertThat(Activation.SILU.applyAsDouble(-87.3365)).isCloseTo(-1.03e-36, within(5e-39));
        assertThat(silu(-87.34f)).isZero();
        assertThat(silu(-87.33f)).isNegative();
    }

    private static float silu(float x) {
        Tape tape = new Tape(Engine.fastest(), Mode.training(1, 0));
        Variable input = tape.input(Tensor.of(Shape.of(1), x));
        return input.apply(Activation.SILU.operation()).value().get(0);
    }

    @Property(tries = 50)
    void everyNumberKeepsItsDigits(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[300];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextGaussian() * StrictMath.pow(10, random.nextDouble(-4, 3)));
        }
        for (Activation activation : Activation.values()) {
            check(activation, x);
        }
    }

    private static void check(Activation activation, float[] x) {
        Tape tape = new Tape(Engine.fastest(), Mode.training(1, 0));
        Variable input = tape.input(Tensor.of(Shape.of(x.length), x));
        Variable y = input.apply(activation.operation());
        float[] ones = new float[x.length];
        Arrays.fill(ones, 1f);
        tape.backward(y, Tensor.of(Shape.of(x.length), ones));
        for (int i = 0; i < x.length; i++) {
            String where = activation + " at " + x[i];
            double value = activation.applyAsDouble(x[i]);
            // the tanh form is computed as it is written, and loses digits where it adds 1 to
            // nearly −1
            double size =
                    activation == Activation.GELU_TANH
                            ? Math.min(Math.abs(x[i]), 8 + Math.abs(value))
                            : Math.abs(value);
            boolean tiny = Math.abs(value) < TINY;
            near(where, y.value().get(i), value, tiny ? TINY : 16 * U * size);
            double derivative = activation.derivative(x[i]);
            near(
                    "derivative of " + where,
                    input.gradient().get(i),
                    derivative,
                    16 * U * activation.lipschitz());
        }
    }

    private static void near(String where, float actual, double expected, double tolerance) {
        if (Double.isNaN(expected) || Double.isInfinite((float) expected)) {
            assertThat(actual).as(where).isEqualTo(Float.valueOf((float) expected));
        } else {
            assertThat(Math.abs(actual - expected))
                    .as("%s: %s for %s", where, actual, expected)
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
