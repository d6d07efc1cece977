package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.neuralnetworks.backpropagation.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A program of sums and products over two whole numbers, small enough that all of them can be tried.
///
/// @param steps one after the other; the last one is the result
record SmallGraph(List<Step> steps) implements ScalarFunction {

    /// The leaves, `x` and `y`.
    static final List<Integer> LEAVES = List.of(3, 2);

    /// A sum or a product of two numbers that are there already; leaves come first.
    ///
    /// @param product whether it is a product
    /// @param left the place of the left number
    /// @param right the place of the right number, not before the left one
    record Step(boolean product, int left, int right) {

        <T extends Arithmetic<T>> T of(List<T> numbers) {
            T a = numbers.get(left);
            T b = numbers.get(right);
            return product ? a.times(b) : a.plus(b);
        }
    }

    /// Copies the steps.
    SmallGraph {
        steps = List.copyOf(steps);
    }

    /// All programs of this many steps.
    static Stream<SmallGraph> ofLength(int steps) {
        return steps == 0
                ? Stream.of(new SmallGraph(List.of()))
                : ofLength(steps - 1).flatMap(SmallGraph::longer);
    }

    /// All programs of one to this many steps, short ones first.
    static Stream<SmallGraph> upTo(int steps) {
        return IntStream.rangeClosed(1, steps).boxed().flatMap(SmallGraph::ofLength);
    }

    private Stream<SmallGraph> longer() {
        int numbers = LEAVES.size() + steps.size();
        List<SmallGraph> longer = new ArrayList<>();
        for (int left = 0; left < numbers; left++) {
            for (int right = left; right < numbers; right++) {
                for (boolean product : new boolean[] {false, true}) {
                    List<Step> more = new ArrayList<>(steps);
                    more.add(new Step(product, left, right));
                    longer.add(new SmallGraph(more));
                }
            }
        }
        return longer.stream();
    }

    @Override
    public <T extends Arithmetic<T>> T of(List<T> x) {
        List<T> numbers = new ArrayList<>(x);
        steps.forEach(step -> numbers.add(step.of(numbers)));
        return numbers.getLast();
    }

    /// The graph of values: the leaves, then a value for each step.
    List<Value> values() {
        List<Value> values = new ArrayList<>();
        LEAVES.forEach(leaf -> values.add(Value.of(leaf)));
        for (Step step : steps) {
            Value a = values.get(step.left);
            Value b = values.get(step.right);
            values.add(step.product ? a.times(b) : a.plus(b));
        }
        return values;
    }

    /// The program as one would write it: `a = x + x; f = a · y`.
    @Override
    public String toString() {
        List<String> names = new ArrayList<>(List.of("x", "y"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String name = i + 1 == steps.size() ? "f" : Character.toString('a' + i);
            lines.add(
                    "%s = %s %s %s"
                            .formatted(
                                    name,
                                    names.get(step.left),
                                    step.product ? "·" : "+",
                                    names.get(step.right)));
            names.add(name);
        }
        return String.join("; ", lines);
    }
}
