package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class PermutationTest implements OperationLaws {

    private static Subject subject(Shape shape, int... order) {
        return Subject.of(Permutation.of(order), new Permutation.Formula(order), 1, shape);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Shape.of(2, 3, 5), 1, 2, 0),
                subject(Shape.of(3, 4), 1, 0),
                subject(Shape.of(2, 3, 4, 5), 0, 2, 1, 3),
                subject(Shape.of(7), 0),
                subject(Shape.of()),
                subject(Shape.of(0, 3), 1, 0),
                subject(Shape.of(3, 0, 2), 2, 1, 0));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(Shape.of(16, 17 * 64), 1, 0));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(2, 3, 5), Shape.of(2, 3, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Permutation op = Permutation.of(1, 2, 0);
        return List.of(
                WrongVersion.forward(
                        "leaves everything where it was",
                        op,
                        f -> System.arraycopy(f.x(0), 0, f.y(), 0, f.y().length)),
                WrongVersion.backward(
                        "the gradient is not put back",
                        op,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i];
                            }
                        }));
    }

    @Example
    void everyAxisIsNamedOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Permutation.of(0, 2))
                .withMessage("permutation: each of the axes [0, 1] is needed once, got [0, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Permutation.of(1, 0, 1))
                .withMessage(
                        "permutation: each of the axes [0, 1, 2] is needed once, got [1, 0, 1]");
    }
}
