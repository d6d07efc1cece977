package org.firstprinciples.transformers.selfattention;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class CausalMaskTest implements OperationLaws {

    private static final Operation OP = new CausalMask();

    private static Subject subject(int matrices, int time) {
        return Subject.of(OP, new CausalMask.Formula(), 1, Shape.of(matrices, time, time));
    }

    @Override
    public List<Subject> subjects() {
        return List.of(subject(2, 3), subject(1, 1), subject(0, 2), subject(2, 0), subject(1, 17));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(3, 20));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {}, new Shape[] {Shape.of(3, 3)}, new Shape[] {Shape.of(2, 3, 4)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward(
                        "sees the next position",
                        OP,
                        f -> {
                            OP.forward(f);
                            int T = f.shape().last();
                            for (int row = 0; row < f.shape().rows(); row++) {
                                int next = Math.min(T - 1, row % T + 1);
                                f.y()[row * T + next] = f.x(0)[row * T + next];
                            }
                        }),
                WrongVersion.forward(
                        "hides the present as well",
                        OP,
                        f -> {
                            OP.forward(f);
                            int T = f.shape().last();
                            for (int row = 0; row < f.shape().rows(); row++) {
                                f.y()[row * T + row % T] = Float.NEGATIVE_INFINITY;
                            }
                        }),
                WrongVersion.forward(
                        "doubles what is seen where something is hidden",
                        OP,
                        f -> {
                            OP.forward(f);
                            for (int i = 0; f.shape().last() > 1 && i < f.y().length; i++) {
                                f.y()[i] *= 2;
                            }
                        }),
                WrongVersion.backward(
                        "lets gradients from the future through",
                        OP,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i];
                            }
                        }));
    }
}
