package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class ClampTest implements ElementwiseLaws {

    private static final Clamp OP = new Clamp(-0.5f, 1f);

    @Override
    public List<Elementwise> operations() {
        return List.of(OP, new Clamp(0, Float.POSITIVE_INFINITY), new Clamp(0.25f, 0.25f));
    }

    @Override
    public Subject on(Subject subject) {
        return subject.onGrid();
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("no upper end", OP, new Clamp(-0.5f, Float.POSITIVE_INFINITY)),
                WrongVersion.instead("no lower end", OP, new Clamp(Float.NEGATIVE_INFINITY, 1f)),
                WrongVersion.backward("a gradient outside", OP, new Affine(1, 0)::backward));
    }

    /// At both ends the gradient flows, next to them outside it does not; of NaN it flows on.
    @Example
    void theEndsBelongToTheInterval() {
        float[] x = {
            -1, Math.nextDown(-1f), 2, Math.nextUp(2f), Float.NEGATIVE_INFINITY, Float.NaN
        };
        Tape tape = new Tape(Engine.fastest(), Mode.gradients());
        Variable input = tape.input(Tensor.of(Shape.of(6), x));
        Variable y = input.clamp(-1, 2);
        tape.backward(y.sum());
        assertThat(y.value()).isEqualTo(Tensor.of(Shape.of(6), -1, -1, 2, 2, -1, Float.NaN));
        assertThat(input.gradient()).isEqualTo(Tensor.of(Shape.of(6), 1, 0, 1, 0, 0, 1));
    }

    @Example
    void anIntervalIsNotEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clamp(2, 1))
                .withMessage("clamp: an interval a ≤ b is needed, got a=2.0 b=1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clamp(0, Float.NaN))
                .withMessage("clamp: an interval a ≤ b is needed, got a=0.0 b=NaN");
    }
}
