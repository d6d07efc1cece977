package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class ProductTest implements ElementwiseLaws {

    private static final Product OP = new Product();

    @Override
    public List<Elementwise> operations() {
        return List.of(OP);
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("adds", OP, new Addition()),
                WrongVersion.backward("the cotangent alone", OP, new Addition()::backward),
                WrongVersion.backward(
                        "each factor for its own gradient",
                        OP,
                        f -> {
                            for (int i = 0; i < 2; i++) {
                                for (int k = 0; f.needs(i) && k < f.dy().length; k++) {
                                    f.dx(i)[k] += f.dy()[k] * f.x(i)[k];
                                }
                            }
                        }));
    }

    /// `(x²)' = 2x`: the two gradients of one variable are added.
    @Example
    void aFactorMayBeMultipliedByItself() {
        Tape tape = new Tape(Engine.fastest(), Mode.gradients());
        Variable x = tape.input(Tensor.of(Shape.of(3), 2f, -3f, 0.5f));
        Variable square = x.times(x);
        tape.backward(square.sum());
        assertThat(square.value()).isEqualTo(Tensor.of(Shape.of(3), 4f, 9f, 0.25f));
        assertThat(x.gradient()).isEqualTo(Tensor.of(Shape.of(3), 4f, -6f, 1f));
    }
}
