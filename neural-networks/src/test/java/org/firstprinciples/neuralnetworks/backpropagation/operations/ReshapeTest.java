package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class ReshapeTest implements OperationLaws {

    private static Subject subject(Shape from, Shape to) {
        return Subject.of(new Reshape(to), new Reshape.Formula(), 1, from);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Shape.of(2, 3, 5), Shape.of(6, 5)),
                subject(Shape.of(1), Shape.of()),
                subject(Shape.of(0, 3), Shape.of(2, 0)),
                subject(Shape.of(17), Shape.of(17, 1)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(Shape.of(17, 16_384), Shape.of(16_384, 17)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {}, new Shape[] {Shape.of(29)}, new Shape[] {Shape.of(30), Shape.of()});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Reshape op = new Reshape(Shape.of(6, 5));
        return List.of(
                WrongVersion.forward(
                        "backwards",
                        op,
                        f -> {
                            for (int i = 0; i < f.y().length; i++) {
                                f.y()[i] = f.x(0)[f.y().length - 1 - i];
                            }
                        }),
                WrongVersion.backward(
                        "the sign of the gradient",
                        op,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] -= f.dy()[i];
                            }
                        }));
    }
}
