package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.neuralnetworks.activationfunctions.Activation.SIGMOID;
import static org.firstprinciples.neuralnetworks.activationfunctions.Activation.TANH;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Long short-term memory: Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000.
class LstmTest {

    private static final Engine ENGINE = Engine.fastest();

    /// What a cell hands on: its output `h` and its memory `c`, both `(B,H)`.
    record State(Variable h, Variable c) {}

    /// @param gates from input and output before `(B,I+H)` to the four gates `(B,4H)`
    record Lstm(Linear gates) {

        State step(Variable x, State before) {
            int H = before.h().shape().last();
            Variable z = gates.apply(Variable.concatenate(1, x, before.h())); // (B,4H)
            Variable i = z.slice(1, 0, H).apply(SIGMOID.operation()); // (B,H) input gate
            Variable f = z.slice(1, H, 2 * H).apply(SIGMOID.operation()); // (B,H) forget gate
            Variable o = z.slice(1, 2 * H, 3 * H).apply(SIGMOID.operation()); // (B,H) output gate
            Variable g = z.slice(1, 3 * H, 4 * H).apply(TANH.operation()); // (B,H) candidate
            Variable c = f.times(before.c()).plus(i.times(g)); // (B,H)
            return new State(o.times(c.apply(TANH.operation())), c);
        }
    }

    @Property(tries = 50)
    void gradientsThroughTimeAreThoseOfTheScalarGraph(
            @ForAll @IntRange(min = 1, max = 3) int B,
            @ForAll @IntRange(min = 1, max = 3) int I,
            @ForAll @IntRange(min = 1, max = 3) int H,
            @ForAll @IntRange(max = 5) int T,
            @ForAll long seed) {
        Philox random = Philox.of(seed);
        Parameter W = Parameter.normal(Shape.of(I + H, 4 * H), 1, random.split("W"));
        Parameter b = Parameter.normal(Shape.of(4 * H), 1, random.split("b"));
        Tensor inputs = Parameter.normal(Shape.of(T * B, I), 1, random.split("x")).value();
        Lstm lstm = new Lstm(new Linear(W, b));

        Tape tape = new Tape(ENGINE, Mode.gradients());
        Variable x = tape.constant(inputs); // (T·B,I)
        Variable zeros = tape.constant(Tensor.zeros(Shape.of(B, H)));
        State state = new State(zeros, zeros);
        Variable loss = zeros.sum();
        for (int t = 0; t < T; t++) {
            state = lstm.step(x.slice(0, t * B, (t + 1) * B), state);
            loss = loss.plus(state.h().sum());
        }
        tape.backward(loss);

        ScalarLstm scalar =
                new ScalarLstm(ScalarLstm.rows(W.value()), ScalarLstm.numbers(b.values()));
        Value[][] rows = ScalarLstm.rows(inputs);
        Value expected = Value.of(0);
        for (int row = 0; row < B; row++) {
            int first = row;
            Stream<Value[]> sequence = IntStream.range(0, T).mapToObj(t -> rows[t * B + first]);
            expected = expected.plus(scalar.sumOfOutputs(sequence.toArray(Value[][]::new)));
        }
        expected.backward();
        near(loss.item(), expected.data());
        for (int j = 0; j < 4 * H; j++) {
            near(b.gradient()[j], scalar.bias()[j].gradient());
            for (int k = 0; k < I + H; k++) {
                near(W.gradient()[k * 4 * H + j], scalar.weight()[k][j].gradient());
            }
        }
    }

    private static void near(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
    }
}
