package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class EmbeddingProjectTest implements OperationLaws {

    private static final Operation OP = new Embedding.Project();

    private static Subject subject(int rows, int width, int vocabulary) {
        return Subject.rowWise(
                OP,
                new Embedding.Project.Formula(),
                Math.max(rows, Math.max(width, vocabulary)),
                Shape.of(rows, width),
                Shape.of(vocabulary, width));
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(1, 1, 1),
                subject(0, 3, 2),
                subject(4, 0, 3),
                subject(5, 4, 4),
                subject(7, 17, 69));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(800, 70, 300));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(3, 5)},
                new Shape[] {Shape.of(), Shape.of(3, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward(
                        "uses the table untransposed",
                        OP,
                        f -> {
                            int rows = f.shape(0).rows();
                            int V = f.shape(1).dim(0);
                            int C = f.shape(1).dim(1);
                            GemmShape product =
                                    V == C
                                            ? GemmShape.of(rows, V, C)
                                            : GemmShape.transposedB(rows, V, C);
                            f.kernels().gemm(f.workers(), product, f.x(0), 0, f.x(1), 0, f.y(), 0);
                        }),
                WrongVersion.backward(
                        "no gradient for the tied table",
                        OP,
                        f -> {
                            GemmShape product =
                                    GemmShape.of(
                                                    f.shape(0).rows(),
                                                    f.shape(1).dim(1),
                                                    f.shape(1).dim(0))
                                            .accumulating(true);
                            if (f.needs(0)) {
                                f.kernels()
                                        .gemm(
                                                f.workers(),
                                                product,
                                                f.dy(),
                                                0,
                                                f.x(1),
                                                0,
                                                f.dx(0),
                                                0);
                            }
                        }));
    }
}
