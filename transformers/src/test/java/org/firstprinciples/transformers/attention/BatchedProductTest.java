package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class BatchedProductTest implements OperationLaws {

    private static final BatchedProduct PLAIN = new BatchedProduct(false);
    private static final BatchedProduct TRANSPOSED = new BatchedProduct(true);

    private static Subject subject(BatchedProduct op, int batch, int m, int k, int p) {
        return Subject.of(
                op,
                new BatchedProduct.Formula(op.transposed()),
                Math.max(m, Math.max(k, p)),
                Shape.of(batch, m, k),
                op.transposed() ? Shape.of(batch, p, k) : Shape.of(batch, k, p));
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(PLAIN, 2, 3, 3, 3),
                subject(PLAIN, 3, 2, 5, 4),
                subject(PLAIN, 0, 2, 3, 4),
                subject(PLAIN, 1, 2, 0, 4),
                subject(TRANSPOSED, 2, 3, 3, 3),
                subject(TRANSPOSED, 3, 2, 17, 5));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(PLAIN, 20, 7, 9, 5), subject(TRANSPOSED, 20, 7, 9, 5));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 3, 4)},
                new Shape[] {Shape.of(3, 4), Shape.of(4, 5)},
                new Shape[] {Shape.of(2, 3, 4), Shape.of(3, 4, 5)},
                new Shape[] {Shape.of(2, 3, 4), Shape.of(2, 5, 4)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward(
                        "transposes the second factor",
                        PLAIN,
                        f ->
                                (f.shape(1).dim(1) == f.shape(1).dim(2) ? TRANSPOSED : PLAIN)
                                        .forward(f)),
                WrongVersion.backward(
                        "transposes the second factor in the gradient",
                        PLAIN,
                        f ->
                                (f.shape(1).dim(1) == f.shape(1).dim(2) ? TRANSPOSED : PLAIN)
                                        .backward(f)),
                WrongVersion.forward(
                        "forgets to transpose",
                        TRANSPOSED,
                        f ->
                                (f.shape(1).dim(1) == f.shape(1).dim(2) ? PLAIN : TRANSPOSED)
                                        .forward(f)));
    }
}
