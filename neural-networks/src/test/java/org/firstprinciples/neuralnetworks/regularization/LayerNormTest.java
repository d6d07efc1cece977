package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class LayerNormTest implements OperationLaws {

    /// Large enough that rows of length 1 and 2 do not divide by next to nothing.
    private static final float EPSILON = 0.1f;

    private static final Operation OP = new LayerNorm.Op(EPSILON);

    private static Subject subject(int rows, int width, boolean shift) {
        Shape x = Shape.of(rows, width);
        Shape row = Shape.of(width);
        LayerNorm.Formula formula = new LayerNorm.Formula(EPSILON);
        int terms = 4 * (rows + width);
        return shift
                ? Subject.rowWise(OP, formula, terms, x, row, row)
                : Subject.rowWise(OP, formula, terms, x, row);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(1, 1, true),
                subject(0, 3, true),
                subject(3, 2, false),
                subject(5, 17, true),
                subject(4, 33, false),
                Subject.of(
                        OP, new LayerNorm.Formula(EPSILON), 100, Shape.of(2, 3, 7), Shape.of(7)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(260, 1030, true));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(2)},
                new Shape[] {Shape.of(2, 3), Shape.of(3), Shape.of(1, 3)},
                new Shape[] {Shape.of(), Shape.of(1)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("another ε", OP, new LayerNorm.Op(2 * EPSILON)),
                WrongVersion.forward(
                        "forgets the mean",
                        OP,
                        f -> {
                            OP.forward(f);
                            for (int i = 0; i < f.y().length; i++) {
                                int row = i / width(f);
                                float mean = f.saved()[row];
                                float r = f.saved()[f.saved().length / 2 + row];
                                f.y()[i] += mean * r * f.x(1)[i % width(f)];
                            }
                        }),
                WrongVersion.backward(
                        "takes mean and standard deviation for constants",
                        OP,
                        f -> {
                            float[] before = f.needs(0) ? f.dx(0).clone() : new float[0];
                            OP.backward(f);
                            for (int i = 0; i < before.length; i++) {
                                float r = f.saved()[f.saved().length / 2 + i / width(f)];
                                f.dx(0)[i] = before[i] + r * f.dy()[i] * f.x(1)[i % width(f)];
                            }
                        }),
                WrongVersion.backward(
                        "gradient of the scale without normalization",
                        OP,
                        f -> {
                            float[] before = f.needs(1) ? f.dx(1).clone() : new float[0];
                            OP.backward(f);
                            for (int i = 0; before.length > 0 && i < f.dy().length; i++) {
                                before[i % width(f)] += f.dy()[i] * f.x(0)[i];
                            }
                            if (f.needs(1)) {
                                System.arraycopy(before, 0, f.dx(1), 0, before.length);
                            }
                        }));
    }

    private static int width(Frame f) {
        return f.shape(0).last();
    }
}
