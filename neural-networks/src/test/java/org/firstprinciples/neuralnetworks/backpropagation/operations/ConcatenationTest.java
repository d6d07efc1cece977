package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class ConcatenationTest implements OperationLaws {

    private static Subject subject(int axis, Shape... shapes) {
        return Subject.of(new Concatenation(axis), new Concatenation.Formula(axis), 1, shapes);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(1, Shape.of(2, 3), Shape.of(2, 1), Shape.of(2, 4)),
                subject(0, Shape.of(2, 3), Shape.of(4, 3)),
                subject(1, Shape.of(2, 3, 5), Shape.of(2, 0, 5), Shape.of(2, 1, 5)),
                subject(2, Shape.of(2, 3, 5)),
                subject(0, Shape.of(0), Shape.of(0)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(1, Shape.of(17 * 64, 20), Shape.of(17 * 64, 7)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(2)},
                new Shape[] {Shape.of(2, 3), Shape.of(3, 3)},
                new Shape[] {Shape.of(2, 3), Shape.of(2, 3, 1)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Concatenation op = new Concatenation(0);
        return List.of(
                WrongVersion.forward(
                        "the second before the first",
                        op,
                        f -> {
                            int n = f.x(1).length;
                            System.arraycopy(f.x(1), 0, f.y(), 0, n);
                            System.arraycopy(f.x(0), 0, f.y(), n, f.x(0).length);
                        }),
                WrongVersion.backward(
                        "every gradient from the beginning",
                        op,
                        f -> {
                            for (int i = 0; i < f.inputs(); i++) {
                                for (int k = 0; f.needs(i) && k < f.x(i).length; k++) {
                                    f.dx(i)[k] += f.dy()[k];
                                }
                            }
                        }));
    }

    /// Both gradients of one variable are added.
    @Example
    void aVariableMayStandTwice() {
        Tape tape = new Tape(Engine.fastest(), Mode.gradients());
        Variable x = tape.input(Tensor.of(Shape.of(2), 5f, 7f));
        Variable twice = Variable.concatenate(0, x, x);
        tape.backward(twice, Tensor.of(Shape.of(4), 1f, 2f, 3f, 4f));
        assertThat(twice.value()).isEqualTo(Tensor.of(Shape.of(4), 5f, 7f, 5f, 7f));
        assertThat(x.gradient()).isEqualTo(Tensor.of(Shape.of(2), 4f, 6f));
    }
}
