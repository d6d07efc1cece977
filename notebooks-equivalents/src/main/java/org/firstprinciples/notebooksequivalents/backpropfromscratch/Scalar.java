package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.neuralnetworks.backpropagation.Value;

import java.util.Arrays;
import java.util.List;

/// A [Value] that calculates like any other number, so that a program written once runs on the scalar graph too.
///
/// What a `Value` has no operation for is composed of those it has: a difference is a sum with `−1` times the second number, a
/// quotient a product with its power `−1`.
///
/// @param value what remembers
record Scalar(Value value) implements Arithmetic<Scalar> {

    /// The gradient of a program by the scalar graph, an entry for each input.
    ///
    /// @param loss the value of the program
    /// @param gradient `(n)`
    /// @param values how many values the graph has
    record Gradient(double loss, double[] gradient, int values) {}

    /// Runs a program on the graph and goes back through it.
    static Gradient gradient(ScalarFunction f, double... x) {
        List<Scalar> leaves =
                Arrays.stream(x).mapToObj(number -> new Scalar(Value.of(number))).toList();
        Value result = f.of(leaves).value;
        result.backward();
        return new Gradient(
                result.data(),
                leaves.stream().mapToDouble(leaf -> leaf.value.gradient()).toArray(),
                result.order().size());
    }

    @Override
    public Scalar plus(Scalar y) {
        return new Scalar(value.plus(y.value));
    }

    @Override
    public Scalar minus(Scalar y) {
        return new Scalar(value.plus(y.value.times(Value.of(-1))));
    }

    @Override
    public Scalar times(Scalar y) {
        return new Scalar(value.times(y.value));
    }

    @Override
    public Scalar dividedBy(Scalar y) {
        return new Scalar(value.times(y.value.power(-1)));
    }

    @Override
    public Scalar constant(double c) {
        return new Scalar(Value.of(c));
    }

    @Override
    public Scalar exp() {
        return new Scalar(value.exp());
    }

    @Override
    public Scalar log() {
        return new Scalar(value.log());
    }

    /// Always refused: networks do without.
    ///
    /// @throws UnsupportedOperationException always
    @Override
    public Scalar sin() {
        throw new UnsupportedOperationException("the scalar graph has no sine");
    }

    /// Always refused: networks do without.
    ///
    /// @throws UnsupportedOperationException always
    @Override
    public Scalar cos() {
        throw new UnsupportedOperationException("the scalar graph has no cosine");
    }

    @Override
    public Scalar tanh() {
        return new Scalar(value.tanh());
    }

    @Override
    public Scalar sqrt() {
        return new Scalar(value.sqrt());
    }
}
