package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class SplitHeadsTest implements OperationLaws {

    private static Subject subject(int heads, boolean merge, Shape shape) {
        return Subject.of(
                new SplitHeads(heads, merge), new SplitHeads.Formula(heads, merge), 1, shape);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(2, false, Shape.of(2, 3, 4)),
                subject(3, false, Shape.of(0, 3, 6)),
                subject(1, false, Shape.of(2, 2, 5)),
                subject(2, true, Shape.of(4, 3, 2)),
                subject(3, true, Shape.of(3, 1, 17)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(2, false, Shape.of(2, 9, 4)), subject(2, true, Shape.of(4, 9, 2)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {}, new Shape[] {Shape.of(2, 3, 5)}, new Shape[] {Shape.of(6, 4)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        SplitHeads right = new SplitHeads(2, false);
        return List.of(
                WrongVersion.forward(
                        "leaves the numbers where they are",
                        right,
                        f -> System.arraycopy(f.x(0), 0, f.y(), 0, f.y().length)),
                WrongVersion.backward(
                        "leaves the gradients where they are",
                        right,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i];
                            }
                        }));
    }
}
