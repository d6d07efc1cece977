package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.neuralnetworks.backpropagation.Value;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// Ways to send gradients back through a graph of values: the right one, and the mistakes that beginners make and that reviewers
/// overlook.
///
/// The gradients stand in a map that outlives the pass, as they stand in the values of the library; so a pass can forget to clear
/// what an earlier one left.
enum BackwardPass {

    /// Clear; then every value once, after all that use it; add.
    RIGHT("the pass of the library", "clear, then each value once, after all its uses, adding.") {
        @Override
        int run(Value result, Map<Value, Double> gradients) {
            gradients.clear();
            return inOrder(result, gradients);
        }
    },

    /// `=` in the place of `+=`.
    OVERWRITES("assigns instead of adding", "the second use of a number must add to the first.") {
        @Override
        int run(Value result, Map<Value, Double> gradients) {
            gradients.clear();
            gradients.put(result, 1.0);
            for (Value y : result.order().reversed()) {
                for (int i = 0; i < y.inputs().size(); i++) {
                    gradients.put(y.inputs().get(i), of(gradients, y) * y.derivative(i));
                }
            }
            return result.order().size();
        }
    },

    /// The second pass adds to what the first one left.
    KEEPS_THE_OLD(
            "does not clear before",
            "what an earlier pass left must be cleared, or it counts again.") {
        @Override
        int run(Value result, Map<Value, Double> gradients) {
            return inOrder(result, gradients);
        }
    },

    /// Recursion that marks what it has seen: a value is passed on when the first of its uses has reported, not the last.
    DEPTH_FIRST(
            "recursion, each value once",
            "a number may pass on only what is complete, so all its uses come before it.") {
        @Override
        int run(Value result, Map<Value, Double> gradients) {
            gradients.clear();
            gradients.put(result, 1.0);
            return visit(result, gradients, Collections.newSetFromMap(new IdentityHashMap<>()));
        }

        private int visit(Value y, Map<Value, Double> gradients, Set<Value> seen) {
            seen.add(y);
            send(y, of(gradients, y), gradients);
            int visits = 1;
            for (Value x : y.inputs()) {
                visits += seen.contains(x) ? 0 : visit(x, gradients, seen);
            }
            return visits;
        }
    },

    /// Recursion that sends all a value has got so far, each time it is reached.
    SENDS_AGAIN(
            "recursion, all it has each time",
            "who is visited twice and sends all he has, sends the first part twice.") {
        @Override
        int run(Value result, Map<Value, Double> gradients) {
            gradients.clear();
            gradients.put(result, 1.0);
            return visit(result, gradients);
        }

        private int visit(Value y, Map<Value, Double> gradients) {
            send(y, of(gradients, y), gradients);
            int visits = 1;
            for (Value x : y.inputs()) {
                visits += visit(x, gradients);
            }
            return visits;
        }
    },

    /// Recursion that sends only what came along this path: right, and as slow as there are paths.
    EVERY_PATH(
            "recursion along every path",
            "it is right, but with as many visits as there are paths.") {
        @Override
        int run(Value result, Map<Value, Double> gradients) {
            gradients.clear();
            return visit(result, 1, gradients);
        }

        private int visit(Value y, double part, Map<Value, Double> gradients) {
            gradients.merge(y, part, Double::sum);
            int visits = 1;
            for (int i = 0; i < y.inputs().size(); i++) {
                visits += visit(y.inputs().get(i), part * y.derivative(i), gradients);
            }
            return visits;
        }
    };

    private final String words;
    private final String rule;

    BackwardPass(String words, String rule) {
        this.words = words;
        this.rule = rule;
    }

    /// What it does, or does wrong.
    String words() {
        return words;
    }

    /// The rule that it keeps, or breaks.
    String rule() {
        return rule;
    }

    /// Leaves the gradients of `result` in the map, and returns how often a value was visited.
    abstract int run(Value result, Map<Value, Double> gradients);

    private static int inOrder(Value result, Map<Value, Double> gradients) {
        gradients.put(result, 1.0);
        for (Value y : result.order().reversed()) {
            send(y, of(gradients, y), gradients);
        }
        return result.order().size();
    }

    private static void send(Value y, double gradient, Map<Value, Double> gradients) {
        for (int i = 0; i < y.inputs().size(); i++) {
            gradients.merge(y.inputs().get(i), gradient * y.derivative(i), Double::sum);
        }
    }

    /// The gradient of a value; 0 if nothing has arrived.
    static double of(Map<Value, Double> gradients, Value value) {
        return gradients.getOrDefault(value, 0.0);
    }
}
