package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.generators.Normals;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class LinearActivationTest implements OperationLaws {

    private static final LinearActivation GELU = new LinearActivation(Activation.GELU);
    private static final LinearActivation GELU_TANH = new LinearActivation(Activation.GELU_TANH);
    private static final LinearActivation SIGMOID = new LinearActivation(Activation.SIGMOID);

    private static Subject subject(
            LinearActivation operation, int rows, int in, int out, boolean bias) {
        Shape x = Shape.of(rows, in);
        Shape w = Shape.of(in, out);
        int terms = Math.max(rows, Math.max(in, out)) + 1;
        LinearActivation.Formula formula = new LinearActivation.Formula(operation.activation());
        return bias
                ? Subject.rowWise(operation, formula, terms, x, w, Shape.of(out))
                : Subject.rowWise(operation, formula, terms, x, w);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(GELU, 1, 1, 1, true),
                subject(GELU, 0, 3, 2, true),
                subject(GELU, 3, 0, 2, true),
                subject(GELU, 7, 5, 3, false),
                subject(GELU_TANH, 9, 17, 33, true),
                subject(SIGMOID, 4, 6, 5, true));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(GELU, 400, 65, 1100, true));
    }

    /// A way to compute a layer and its activation.
    private interface Way {
        Variable of(Linear layer, Activation activation, Variable x);
    }

    /// A layer around another, as an adapter is.
    private record Wrapped(Linear inner) implements Layer {
        @Override
        public Variable apply(Variable x) {
            return inner.apply(x);
        }
    }

    /// Layer and activation in one operation have the bits that they have one after the other.
    @Example
    void togetherIsOneAfterTheOtherToTheBit() {
        for (Activation f : Activation.values()) {
            float[][] oneAfterTheOther =
                    valueAndGradients((l, a, x) -> l.apply(x).apply(a.operation()), f);
            assertThat(valueAndGradients(LinearActivation::of, f)).isDeepEqualTo(oneAfterTheOther);
            Way withAnotherLayer = (l, a, x) -> LinearActivation.of(new Wrapped(l), a, x);
            assertThat(valueAndGradients(withAnotherLayer, f)).isDeepEqualTo(oneAfterTheOther);
        }
    }

    private static float[][] valueAndGradients(Way way, Activation activation) {
        Parameter weight = Parameter.normal(Shape.of(5, 7), 1, Philox.of(1));
        Parameter bias = Parameter.normal(Shape.of(7), 1, Philox.of(2));
        Tape tape = new Tape(Engines.FASTEST, Mode.gradients());
        Variable x = tape.input(Tensor.of(Shape.of(3, 5), Normals.of(3, 15)));
        Variable y = way.of(new Linear(weight, bias), activation, x); // (3,7)
        tape.backward(y, Tensor.of(Shape.of(3, 7), Normals.of(4, 21)));
        return new float[][] {
            y.value().toArray(), x.gradient().toArray(), weight.gradient(), bias.gradient()
        };
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(4, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(3, 4), Shape.of(3)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("the tanh form for the exact one", GELU, GELU_TANH),
                WrongVersion.forward(
                        "forgets the activation", GELU, f -> new Linear.Op().forward(f)),
                WrongVersion.backward(
                        "passes the gradient through the activation as it is",
                        GELU,
                        f -> new Linear.Op().backward(f)),
                WrongVersion.backward(
                        "the derivative of the tanh form behind the exact value",
                        GELU,
                        f -> {
                            float[] y = f.y().clone();
                            GELU_TANH.forward(f);
                            GELU_TANH.backward(f);
                            System.arraycopy(y, 0, f.y(), 0, y.length);
                        }));
    }
}
