package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class LogarithmTest implements ElementwiseLaws {

    private static final Logarithm OP = new Logarithm();

    @Override
    public List<Elementwise> operations() {
        return List.of(OP);
    }

    @Override
    public Subject on(Subject subject) {
        return subject.positive();
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward(
                        "to base 2",
                        OP,
                        f -> {
                            for (int i = 0; i < f.y().length; i++) {
                                f.y()[i] = (float) (Math.log(f.x(0)[i]) / Math.log(2));
                            }
                        }),
                WrongVersion.backward("the cotangent alone", OP, new Affine(1, 0)::backward));
    }

    @Example
    void zeroAndNegativeNumbersShow() {
        Tape tape = new Tape(Engine.fastest(), Mode.inference());
        Tensor x = Tensor.of(Shape.of(4), 0f, -0f, -1f, 1f);
        assertThat(tape.constant(x).log().value().toArray())
                .containsExactly(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0f);
    }
}
