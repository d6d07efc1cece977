package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.calculus.Differentiation;
import org.firstprinciples.neuralnetworks.backpropagation.Value;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a pass back owes, as predicates over programs: each answers with what it found wrong, or with nothing. Numbers are whole,
/// so nothing is rounded and nothing is tolerated.
enum GradientProperty {

    /// What arrives at the leaves is what dual numbers carry forward from them.
    IS_THE_DERIVATIVE("is the derivative") {
        @Override
        Optional<String> violation(BackwardPass pass, SmallGraph graph) {
            List<Value> values = graph.values();
            IdentityHashMap<Value, Double> gradients = new IdentityHashMap<>();
            pass.run(values.getLast(), gradients);
            double[] x = SmallGraph.LEAVES.stream().mapToDouble(leaf -> leaf).toArray();
            double[] expected = Differentiation.gradient(graph, x);
            return different(atLeaves(values, gradients), expected);
        }
    },

    /// A second pass over the same graph finds what the first one found.
    CAN_BE_REPEATED("can be repeated") {
        @Override
        Optional<String> violation(BackwardPass pass, SmallGraph graph) {
            List<Value> values = graph.values();
            IdentityHashMap<Value, Double> gradients = new IdentityHashMap<>();
            pass.run(values.getLast(), gradients);
            double[] first = atLeaves(values, gradients);
            pass.run(values.getLast(), gradients);
            return different(atLeaves(values, gradients), first);
        }
    },

    /// No value is visited twice.
    VISITS_ONCE("visits each value once") {
        @Override
        Optional<String> violation(BackwardPass pass, SmallGraph graph) {
            Value result = graph.values().getLast();
            int visits = pass.run(result, new IdentityHashMap<>());
            int values = result.order().size();
            return visits <= values
                    ? Optional.empty()
                    : Optional.of("%s visits of %s values".formatted(visits, values));
        }
    };

    private final String words;

    GradientProperty(String words) {
        this.words = words;
    }

    /// What it demands.
    String words() {
        return words;
    }

    /// What is wrong with the pass on this program.
    abstract Optional<String> violation(BackwardPass pass, SmallGraph graph);

    /// A program that refutes a property, and how.
    ///
    /// @param graph one of the shortest
    /// @param finding what was found there
    record Counterexample(SmallGraph graph, String finding) {}

    /// The first of the shortest programs that refutes it, among all of one to this many steps.
    Optional<Counterexample> counterexample(BackwardPass pass, int steps) {
        return SmallGraph.upTo(steps)
                .flatMap(graph ->
                        violation(pass, graph)
                                .map(finding -> new Counterexample(graph, finding))
                                .stream())
                .findFirst();
    }

    private static double[] atLeaves(List<Value> values, Map<Value, Double> gradients) {
        return values.subList(0, SmallGraph.LEAVES.size()).stream()
                .mapToDouble(leaf -> BackwardPass.of(gradients, leaf))
                .toArray();
    }

    private static Optional<String> different(double[] found, double[] expected) {
        return Arrays.equals(found, expected)
                ? Optional.empty()
                : Optional.of("%s, not %s".formatted(words(found), words(expected)));
    }

    private static String words(double... gradient) {
        return String.format(Locale.ROOT, "(%.0f, %.0f)", gradient[0], gradient[1]);
    }
}
