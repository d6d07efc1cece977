package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class SliceTest implements OperationLaws {

    private static Subject subject(int axis, int from, int to, Shape shape) {
        return Subject.of(new Slice(axis, from, to), new Slice.Formula(axis, from, to), 1, shape);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(1, 1, 3, Shape.of(2, 3, 5)),
                subject(0, 1, 2, Shape.of(2, 3, 5)),
                subject(2, 0, 4, Shape.of(2, 3, 5)),
                subject(0, 3, 17, Shape.of(17)),
                subject(0, 0, 17, Shape.of(17)),
                subject(1, 2, 2, Shape.of(2, 3)),
                subject(1, 1, 2, Shape.of(0, 3)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(1, 5, 21, Shape.of(17 * 64, 40)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(4)},
                new Shape[] {Shape.of(4, 2)},
                new Shape[] {Shape.of(2, 3), Shape.of(2, 3)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead(
                        "one place too early", new Slice(0, 3, 17), new Slice(0, 2, 16)),
                WrongVersion.backward(
                        "the gradient at the beginning",
                        new Slice(0, 3, 17),
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i];
                            }
                        }));
    }
}
