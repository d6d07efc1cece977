package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
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
