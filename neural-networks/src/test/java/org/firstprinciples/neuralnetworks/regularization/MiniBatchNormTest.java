package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Buffer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;
import java.util.SplittableRandom;

class MiniBatchNormTest implements OperationLaws {

    /// Large enough that batches of 1 and 2 rows do not divide by next to nothing.
    private static final float EPSILON = 0.1f;

    private static final Operation OP = new MiniBatchNorm(EPSILON);

    private static Subject subject(Operation op, Shape x) {
        Shape row = Shape.of(x.last());
        return Subject.of(op, new MiniBatchNorm.Formula(EPSILON), 4 * (x.rows() + 1), x, row, row);
    }

    private static Subject subject(Shape x) {
        return subject(OP, x);
    }

    /// With running statistics beside it.
    private static Subject training(Shape x) {
        Shape row = Shape.of(x.last());
        Parameter ones = Parameter.ones(row);
        Buffer running = Buffer.filled(row, 1f);
        BatchNorm layer = new BatchNorm(ones, ones, running, running, 0.1f, EPSILON);
        return subject(new BatchNorm.Training(layer), x);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Shape.of(1, 1)),
                subject(Shape.of(0, 3)),
                subject(Shape.of(3, 2)),
                subject(Shape.of(17, 5)),
                subject(Shape.of(2, 3, 7)),
                training(Shape.of(2, 3, 7)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(Shape.of(70, 1030)), training(Shape.of(70, 1030)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {Shape.of(2, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(3)},
                new Shape[] {Shape.of(2, 3), Shape.of(2), Shape.of(2)},
                new Shape[] {Shape.of(2, 3), Shape.of(3), Shape.of(1, 3)},
                new Shape[] {Shape.of(), Shape.of(1), Shape.of(1)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("another ε", OP, new MiniBatchNorm(2 * EPSILON)),
                WrongVersion.backward(
                        "takes mean and standard deviation for constants",
                        OP,
                        f -> {
                            float[] before = f.needs(0) ? f.dx(0).clone() : new float[0];
                            OP.backward(f);
                            int d = f.shape(0).last();
                            for (int i = 0; i < before.length; i++) {
                                float r = f.saved()[d + i % d];
                                f.dx(0)[i] = before[i] + r * f.dy()[i] * f.x(1)[i % d];
                            }
                        }));
    }

    /// The operation's definition and the mathematics of the topic are one function with one pullback.
    @Property(tries = 50)
    void theDefinitionIsTheMathematicsOfTheTopic(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 9);
        int d = random.nextInt(1, 6);
        double[] x = random.doubles((long) n * d, -2, 2).toArray(); // (N,d)
        double[] dy = random.doubles((long) n * d, -2, 2).toArray(); // (N,d)
        double[] scale = random.doubles(d, -2, 2).toArray(); // (d)
        double[] shift = random.doubles(d, -2, 2).toArray(); // (d)
        BatchStandardization layer =
                new BatchStandardization(Vector.of(scale), Vector.of(shift), EPSILON);
        MiniBatchNorm.Formula formula = new MiniBatchNorm.Formula(EPSILON);
        Shape[] shapes = {Shape.of(n, d), Shape.of(d), Shape.of(d)};
        double[][] inputs = {x, scale, shift};
        double[][] adjoint = formula.adjoint(shapes, inputs, dy);
        Matrix batch = Matrix.of(n, d, x);
        BatchStandardization.Gradients expected = layer.backward(batch, Matrix.of(n, d, dy));
        assertThat(formula.value(shapes, inputs))
                .containsExactly(layer.train(batch).toArray(), within(1e-12));
        assertThat(adjoint[0]).containsExactly(expected.input().toArray(), within(1e-12));
        assertThat(adjoint[1]).containsExactly(expected.scale().toArray(), within(1e-12));
        assertThat(adjoint[2]).containsExactly(expected.shift().toArray(), within(1e-12));
    }
}
