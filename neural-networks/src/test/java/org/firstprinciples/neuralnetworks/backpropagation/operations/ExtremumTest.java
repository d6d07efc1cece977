package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class ExtremumTest implements ElementwiseLaws {

    @Override
    public List<Elementwise> operations() {
        return List.of(Extremum.MAXIMUM, Extremum.MINIMUM);
    }

    @Override
    public Subject on(Subject subject) {
        return subject.onGrid();
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("the smaller", Extremum.MAXIMUM, Extremum.MINIMUM),
                WrongVersion.instead("the larger", Extremum.MINIMUM, Extremum.MAXIMUM),
                WrongVersion.backward("to both", Extremum.MAXIMUM, new Addition()::backward),
                WrongVersion.backward(
                        "all to the first where they are equal",
                        Extremum.MAXIMUM,
                        ExtremumTest::allToTheFirst));
    }

    private static void allToTheFirst(Frame f) {
        for (int i = 0; i < 2; i++) {
            for (int k = 0; f.needs(i) && k < f.dy().length; k++) {
                boolean first = f.x(0)[k] >= f.x(1)[k];
                f.dx(i)[k] += first == (i == 0) ? f.dy()[k] : 0f;
            }
        }
    }

    /// As [Value#max(Value)], equal numbers and infinite ones included.
    @Example
    void gradientsAreSharedAsInTheScalarGraph() {
        float[] x = {1, 2, 2, -0f, Float.NEGATIVE_INFINITY};
        float[] y = {2, 1, 2, 0f, Float.NEGATIVE_INFINITY};
        Tape tape = new Tape(Engine.fastest(), Mode.gradients());
        Variable a = tape.input(Tensor.of(Shape.of(x.length), x));
        Variable b = tape.input(Tensor.of(Shape.of(x.length), y));
        Variable larger = a.max(b);
        tape.backward(larger, Tensor.of(Shape.of(x.length), 1, 1, 1, 1, 1));
        for (int i = 0; i < x.length; i++) {
            Value u = Value.of(x[i]);
            Value v = Value.of(y[i]);
            Value max = u.max(v);
            max.backward();
            assertThat(larger.value().get(i)).isEqualTo((float) max.data());
            assertThat(a.gradient().get(i)).isEqualTo((float) u.gradient());
            assertThat(b.gradient().get(i)).isEqualTo((float) v.gradient());
        }
    }
}
