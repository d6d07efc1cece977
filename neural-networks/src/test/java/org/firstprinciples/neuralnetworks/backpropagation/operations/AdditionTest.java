package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class AdditionTest implements OperationLaws {

    private static final Operation OP = new Addition();

    private static Subject subject(Shape shape) {
        return Subject.of(OP, new Addition.Formula(), 2, shape, shape);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Shape.of()),
                subject(Shape.of(0, 3)),
                subject(Shape.of(17)),
                subject(Shape.of(2, 3, 5)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(Shape.of(17, 16_384)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(2)},
                new Shape[] {Shape.of(2, 3), Shape.of(3, 2)},
                new Shape[] {Shape.of(6), Shape.of(2, 3)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward(
                        "ignores the second summand",
                        OP,
                        f -> System.arraycopy(f.x(0), 0, f.y(), 0, f.y().length)),
                WrongVersion.backward(
                        "gradient for the first summand only",
                        OP,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i];
                            }
                        }));
    }
}
