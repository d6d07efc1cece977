package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class RunningNormTest implements OperationLaws {

    private static final float EPSILON = 0.1f;

    private static RunningNorm norm(int d, float epsilon) {
        float[] mean = new float[d];
        float[] variance = new float[d];
        for (int j = 0; j < d; j++) {
            mean[j] = 0.3f * (j % 5) - 0.6f;
            variance[j] = 0.4f + 0.2f * (j % 7);
        }
        return new RunningNorm(
                Tensor.of(Shape.of(d), mean), Tensor.of(Shape.of(d), variance), epsilon);
    }

    private static Subject subject(Shape x) {
        RunningNorm op = norm(x.last(), EPSILON);
        Shape row = Shape.of(x.last());
        return Subject.rowWise(
                op,
                new RunningNorm.Formula(op.mean(), op.variance(), EPSILON),
                4 * (x.rows() + 1),
                x,
                row,
                row);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Shape.of(17, 5)),
                subject(Shape.of(1, 1)),
                subject(Shape.of(0, 3)),
                subject(Shape.of(7)),
                subject(Shape.of(2, 3, 7)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(Shape.of(17 * 64, 17 * 64)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 5)},
                new Shape[] {Shape.of(2, 5), Shape.of(2), Shape.of(2)},
                new Shape[] {Shape.of(2, 5), Shape.of(5), Shape.of(1, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        RunningNorm op = norm(5, EPSILON);
        return List.of(
                WrongVersion.instead("another ε", op, norm(5, 2 * EPSILON)),
                WrongVersion.instead(
                        "the variance in the place of the mean",
                        op,
                        new RunningNorm(op.variance(), op.variance(), EPSILON)),
                WrongVersion.backward(
                        "the adjoint of statistics of the batch",
                        op,
                        new MiniBatchNorm(EPSILON)::backward));
    }
}
