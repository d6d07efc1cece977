package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// A number that remembers how it was computed: backpropagation in its smallest form.
///
/// Each operation makes a new value that knows its inputs and the local derivative with respect to each.
/// [#backward()] visits the graph from the result to the leaves, every value after all its uses, and adds
/// `x̄ += ȳ · ∂y/∂x`: the chain rule, summed over all paths. In double precision, without any of the
/// machinery of [Tape], and therefore its oracle.
///
/// - source: Karpathy 2020, micrograd (the idea); Griewank & Walther 2008, §3.2
public final class Value {

    private final double data;
    private final List<Value> inputs;
    private final double[] derivatives; // ∂this/∂input, in the order of the inputs
    private double gradient;

    private Value(double data, List<Value> inputs, double... derivatives) {
        this.data = data;
        this.inputs = inputs;
        this.derivatives = derivatives;
    }

    /// A leaf.
    public static Value of(double data) {
        return new Value(data, List.of());
    }

    /// The number.
    public double data() {
        return data;
    }

    /// The derivative of the value whose `backward` was called with respect to this one.
    public double gradient() {
        return gradient;
    }

    /// What it was computed from, in the order of the operation; empty for a leaf.
    public List<Value> inputs() {
        return inputs;
    }

    /// The local derivative with respect to input `i`.
    public double derivative(int i) {
        return derivatives[i];
    }

    /// `x + y`.
    public Value plus(Value y) {
        return new Value(data + y.data, List.of(this, y), 1, 1);
    }

    /// `x · y`.
    public Value times(Value y) {
        return new Value(data * y.data, List.of(this, y), y.data, data);
    }

    /// `xⁿ` for a constant exponent.
    public Value power(double n) {
        double derivative = n == 0 ? 0 : n * StrictMath.pow(data, n - 1); // x⁰ is constant
        return new Value(StrictMath.pow(data, n), List.of(this), derivative);
    }

    /// `eˣ`.
    public Value exp() {
        double e = StrictMath.exp(data);
        return new Value(e, List.of(this), e);
    }

    /// `ln x`.
    public Value log() {
        return new Value(StrictMath.log(data), List.of(this), 1 / data);
    }

    /// `tanh x`.
    public Value tanh() {
        double t = StrictMath.tanh(data);
        return new Value(t, List.of(this), 1 - t * t);
    }

    /// `max(x, 0)`, with derivative 0 at 0.
    public Value relu() {
        return new Value(Math.max(data, 0), List.of(this), data > 0 ? 1 : 0);
    }

    /// `√x`, whose derivative at 0 is infinite.
    public Value sqrt() {
        double sqrt = Math.sqrt(data);
        return new Value(sqrt, List.of(this), 0.5 / sqrt);
    }

    /// `|x|`, with derivative 0 at 0.
    public Value abs() {
        return new Value(Math.abs(data), List.of(this), StrictMath.signum(data));
    }

    /// `max(x, y)`; where they are equal each gets half of the derivative.
    public Value max(Value y) {
        double share = data > y.data ? 1 : data < y.data ? 0 : 0.5;
        return new Value(Math.max(data, y.data), List.of(this, y), share, 1 - share);
    }

    /// The same number without a memory: nothing flows back through it.
    public Value detached() {
        return of(data);
    }

    /// Sets the gradient of every value that this one was computed from, and its own to 1.
    @Exercise(
            id = "BP-E1",
            stars = 2,
            minutes = 25,
            claims = {"BP-02", "BP-03", "BP-04", "BP-15"},
            changes = "this")
    public void backward() {
        List<Value> order = order();
        order.forEach(value -> value.gradient = 0);
        gradient = 1;
        for (Value y : order.reversed()) {
            for (int i = 0; i < y.inputs.size(); i++) {
                y.inputs.get(i).gradient += y.gradient * y.derivatives[i];
            }
        }
    }

    /// All that this value was computed from, each after its inputs, and at last itself. A stack of its own, because a long chain
    /// would overflow that of the calls.
    public List<Value> order() {
        List<Value> order = new ArrayList<>();
        Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Value> open = new ArrayDeque<>(List.of(this));
        Set<Value> entered = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            Value value = open.getLast();
            if (entered.add(value)) {
                value.inputs.stream().filter(input -> !seen.contains(input)).forEach(open::add);
            } else {
                open.removeLast();
                if (seen.add(value)) {
                    order.add(value);
                }
            }
        }
        return order;
    }
}
