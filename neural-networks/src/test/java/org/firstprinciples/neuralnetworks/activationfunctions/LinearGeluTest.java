package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class LinearGeluTest implements OperationLaws {

    private static final LinearGelu EXACT = new LinearGelu(Gelu.EXACT);
    private static final LinearGelu TANH = new LinearGelu(Gelu.TANH);

    private static Subject subject(LinearGelu operation, int rows, int in, int out, boolean bias) {
        Shape x = Shape.of(rows, in);
        Shape w = Shape.of(in, out);
        int terms = Math.max(rows, Math.max(in, out)) + 1;
        LinearGelu.Formula formula = new LinearGelu.Formula(operation.form());
        return bias
                ? Subject.rowWise(operation, formula, terms, x, w, Shape.of(out))
                : Subject.rowWise(operation, formula, terms, x, w);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(EXACT, 1, 1, 1, true),
                subject(EXACT, 0, 3, 2, true),
                subject(EXACT, 3, 0, 2, true),
                subject(EXACT, 7, 5, 3, false),
                subject(TANH, 9, 17, 33, true));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(EXACT, 400, 65, 1100, true));
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
                WrongVersion.instead("the tanh form for the exact one", EXACT, TANH),
                WrongVersion.forward("forgets the unit", EXACT, f -> new Linear.Op().forward(f)),
                WrongVersion.backward(
                        "passes the gradient through the unit as it is",
                        EXACT,
                        f -> new Linear.Op().backward(f)),
                WrongVersion.backward(
                        "the derivative of the tanh form behind the exact value",
                        EXACT,
                        f -> {
                            float[] y = f.y().clone();
                            TANH.forward(f);
                            TANH.backward(f);
                            System.arraycopy(y, 0, f.y(), 0, y.length);
                        }));
    }
}
