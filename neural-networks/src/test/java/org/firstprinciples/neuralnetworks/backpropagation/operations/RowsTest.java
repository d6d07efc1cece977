package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;
import java.util.stream.IntStream;

class RowsTest implements OperationLaws {

    private static Subject subject(Shape shape, int... index) {
        return Subject.of(Rows.of(index), new Rows.Formula(index), index.length, shape);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Shape.of(4, 3), 2, 0, 2, 3, 2),
                subject(Shape.of(2, 3, 5), 5, 1),
                subject(Shape.of(7), 0, 0),
                subject(Shape.of(4, 0), 1),
                subject(Shape.of(0, 3)));
    }

    @Override
    public List<Subject> largeSubjects() {
        int[] index = IntStream.range(0, 17 * 64).map(k -> k * k % 50).toArray();
        return List.of(subject(Shape.of(50, 17 * 32), index));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of()},
                new Shape[] {Shape.of(3, 3)},
                new Shape[] {Shape.of(4, 3), Shape.of(4, 3)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Rows op = Rows.of(2, 0, 2, 3, 2);
        return List.of(
                WrongVersion.instead("the first rows", op, Rows.of(0, 1, 2, 3, 0)),
                WrongVersion.backward(
                        "the last of equal rows gets everything",
                        op,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[op.index().get(i / 3) * 3 + i % 3] = f.dy()[i];
                            }
                        }));
    }

    @Example
    void rowsThatAreNotThereAreNamed() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Rows.of(0, -1).shape(Shape.of(2, 3)))
                .withMessage("rows: row -1 was asked for, and (2,3) has rows 0 … 1");
    }
}
