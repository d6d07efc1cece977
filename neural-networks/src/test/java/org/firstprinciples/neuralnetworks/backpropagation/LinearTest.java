package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Product;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class LinearTest implements OperationLaws {

    private static final Operation OP = new Linear.Op();

    private static Subject subject(int rows, int in, int out, boolean bias) {
        Shape x = Shape.of(rows, in);
        Shape w = Shape.of(in, out);
        int terms = Math.max(rows, Math.max(in, out)) + 1;
        return bias
                ? Subject.rowWise(OP, new Linear.Formula(), terms, x, w, Shape.of(out))
                : Subject.rowWise(OP, new Linear.Formula(), terms, x, w);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(1, 1, 1, true),
                subject(0, 3, 2, true),
                subject(3, 0, 2, true),
                subject(3, 2, 0, false),
                subject(7, 5, 3, false),
                subject(9, 17, 33, true),
                subject(13, 4, 4, true),
                Subject.of(OP, new Linear.Formula(), 7, Shape.of(2, 3, 5), Shape.of(5, 4)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(400, 65, 1100, true));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(), Shape.of(2, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(4, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(3)},
                new Shape[] {Shape.of(2, 3), Shape.of(3, 4), Shape.of(3)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward("transposes the weight", OP, LinearTest::forwardTransposed),
                WrongVersion.forward(
                        "forgets the bias",
                        OP,
                        f ->
                                f.kernels()
                                        .gemm(
                                                f.workers(),
                                                Product.of(rows(f), out(f), in(f)),
                                                f.x(0),
                                                0,
                                                f.x(1),
                                                0,
                                                f.y(),
                                                0)),
                WrongVersion.backward(
                        "uses the weight untransposed",
                        OP,
                        f -> {
                            new Linear.Op().backward(f);
                            if (f.needs(0) && in(f) == out(f)) {
                                Product product = Product.of(rows(f), in(f), out(f));
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
                        }),
                WrongVersion.backward(
                        "averages the bias gradient",
                        OP,
                        f -> {
                            new Linear.Op().backward(f);
                            for (int j = 0; f.inputs() == 3 && f.needs(2) && j < out(f); j++) {
                                f.dx(2)[j] /= rows(f);
                            }
                        }));
    }

    private static void forwardTransposed(Frame f) {
        if (in(f) != out(f)) {
            new Linear.Op().forward(f);
            return;
        }
        f.kernels()
                .gemm(
                        f.workers(),
                        Product.transposedB(rows(f), out(f), in(f)),
                        f.x(0),
                        0,
                        f.x(1),
                        0,
                        f.y(),
                        0);
    }

    private static int rows(Frame f) {
        return f.shape(0).rows();
    }

    private static int in(Frame f) {
        return f.shape(1).dim(0);
    }

    private static int out(Frame f) {
        return f.shape(1).dim(1);
    }
}
