package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;

import java.util.List;

class ScaledSoftmaxTest implements OperationLaws {

    private static final ScaledSoftmax OP = new ScaledSoftmax(0.5f);

    private static Subject subject(int rows, int keys) {
        return Subject.rowWise(OP, new ScaledSoftmax.Formula(0.5f), 2 * keys, Shape.of(rows, keys));
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(3, 5),
                subject(1, 1),
                subject(0, 4),
                subject(4, 33),
                subject(2, 17),
                Subject.of(OP, new ScaledSoftmax.Formula(0.5f), 10, Shape.of(5)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(260, 21));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of()},
                new Shape[] {Shape.of(2, 3), Shape.of(2, 3)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("another scale", OP, new ScaledSoftmax(1f)),
                WrongVersion.backward(
                        "takes the sum for constant",
                        OP,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += 0.5f * f.y()[i] * f.dy()[i];
                            }
                        }),
                WrongVersion.backward(
                        "forgets the scale in the gradient",
                        OP,
                        f -> {
                            OP.backward(f);
                            OP.backward(f);
                        }));
    }

    /// Also in the second step with an arena, whose arrays hold what the first step left.
    @Test
    void maskedKeysGetNothingAndAFullyMaskedRowIsZero() {
        float masked = Float.NEGATIVE_INFINITY;
        Engine engine = Engine.of(Kernels.scalar(), Workers.of(1)).withArena();
        for (int step = 0; step < 2; step++) {
            Tape tape = new Tape(engine, Mode.training(1, step));
            Variable s = tape.input(Tensor.of(Shape.of(2, 2), masked, 3f, masked, masked));
            Variable p = s.apply(OP);
            tape.backward(p, Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f));
            assertThat(p.value()).isEqualTo(Tensor.of(Shape.of(2, 2), 0f, 1f, 0f, 0f));
            assertThat(s.gradient().toArray()).containsOnly(0f);
        }
    }
}
