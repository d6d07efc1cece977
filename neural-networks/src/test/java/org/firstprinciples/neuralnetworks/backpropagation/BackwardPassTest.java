package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a sweep from the result back to the leaves must do, on graphs of small integers, so that every sum is
/// exact. Oracle: tangents carried forward, in whole numbers.
class BackwardPassTest {

    enum Kind {
        PLUS,
        TIMES,
        DETACH
    }

    /// A step of a graph; its inputs are indices of leaves and earlier steps. DETACH reads `left` alone.
    record Node(Kind kind, int left, int right) {

        List<Integer> inputs() {
            return kind == Kind.DETACH ? List.of() : List.of(left, right);
        }
    }

    /// Leaves first, then steps; the last step is the result.
    record Graph(List<Integer> leaves, List<Node> nodes) {

        /// Leaves are used again and again; some inputs are a value twice, some steps lead nowhere.
        static Graph random(long seed, int leaves, int size) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Integer> values = new ArrayList<>();
            for (int i = 0; i < leaves; i++) {
                values.add(random.nextInt(-3, 4));
            }
            Graph graph = new Graph(values, List.of());
            for (int i = 0; i < size; i++) {
                int n = graph.size();
                int left = random.nextInt(n);
                int right = random.nextInt(4) == 0 ? left : random.nextInt(n);
                Kind kind =
                        random.nextInt(8) == 0
                                ? Kind.DETACH
                                : random.nextBoolean() ? Kind.TIMES : Kind.PLUS;
                Graph longer = graph.with(new Node(kind, left, right));
                graph = longer.isExact() ? longer : graph.with(new Node(Kind.PLUS, 0, 0));
            }
            return graph;
        }

        Graph with(Node node) {
            List<Node> longer = new ArrayList<>(nodes);
            longer.add(node);
            return new Graph(leaves, longer);
        }

        /// The graph that ends with this value, which must be a step.
        Graph upTo(int index) {
            return new Graph(leaves, nodes.subList(0, index - leaves.size() + 1));
        }

        int size() {
            return leaves.size() + nodes.size();
        }

        Node node(int index) {
            return nodes.get(index - leaves.size());
        }

        boolean isLeaf(int index) {
            return index < leaves.size();
        }

        long[] values() {
            long[] v = new long[size()];
            for (int i = 0; i < v.length; i++) {
                v[i] = isLeaf(i) ? leaves.get(i) : value(node(i), v);
            }
            return v;
        }

        private static long value(Node n, long[] v) {
            return switch (n.kind()) {
                case PLUS -> v[n.left()] + v[n.right()];
                case TIMES -> v[n.left()] * v[n.right()];
                case DETACH -> v[n.left()];
            };
        }

        /// The derivative of the result with respect to a leaf, by the rules of sum and product, forward.
        long tangent(int leaf) {
            long[] v = values();
            long[] t = new long[size()];
            for (int i = 0; i < t.length; i++) {
                if (isLeaf(i)) {
                    t[i] = i == leaf ? 1 : 0;
                    continue;
                }
                Node n = node(i);
                t[i] =
                        switch (n.kind()) {
                            case PLUS -> t[n.left()] + t[n.right()];
                            case TIMES -> t[n.left()] * v[n.right()] + v[n.left()] * t[n.right()];
                            case DETACH -> 0;
                        };
            }
            return t[t.length - 1];
        }

        List<Double> tangents(double seed) {
            List<Double> all = new ArrayList<>();
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                all.add(seed * tangent(leaf) + 0.0);
            }
            return all;
        }

        /// Whether all that a sweep may add up stays below 2¹⁶, with room for a factor of 2⁸ in 32 bits.
        boolean isExact() {
            long[] v = values();
            long[] sizes = new long[size()];
            long sum = 0;
            sizes[size() - 1] = 1;
            for (int i = size() - 1; i >= leaves.size(); i--) {
                Node n = node(i);
                boolean times = n.kind() == Kind.TIMES;
                for (int side = 0; side < 2; side++) {
                    int input = side == 0 ? n.left() : n.right();
                    int other = side == 0 ? n.right() : n.left();
                    sizes[input] += sizes[i] * (times ? Math.max(1, Math.abs(v[other])) : 1);
                }
                sum += Math.abs(v[i]);
            }
            for (long each : sizes) {
                sum += each;
            }
            return sum < 1 << 16;
        }

        /// Whether the value depends on a leaf by a path without DETACH.
        boolean needsGradient(int index) {
            return isLeaf(index) || node(index).inputs().stream().anyMatch(this::needsGradient);
        }

        /// The steps that a sweep has to visit.
        TreeSet<Integer> between() {
            TreeSet<Integer> reached = new TreeSet<>();
            reach(size() - 1, reached);
            return reached;
        }

        private void reach(int index, TreeSet<Integer> reached) {
            if (!isLeaf(index) && needsGradient(index) && reached.add(index)) {
                node(index).inputs().forEach(i -> reach(i, reached));
            }
        }

        /// The same computation with its steps in another order, in which inputs still come first.
        Graph reordered(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] place = new int[size()];
            List<Node> list = new ArrayList<>();
            TreeSet<Integer> left = new TreeSet<>();
            for (int i = 0; i < size(); i++) {
                place[i] = i;
                if (!isLeaf(i)) {
                    left.add(i);
                }
            }
            int last = size() - 1;
            left.remove(last);
            while (!left.isEmpty()) {
                List<Integer> ready =
                        left.stream()
                                .filter(i ->
                                        !left.contains(node(i).left())
                                                && !left.contains(node(i).right()))
                                .toList();
                int next = ready.get(random.nextInt(ready.size()));
                left.remove(next);
                Node n = node(next);
                list.add(new Node(n.kind(), place[n.left()], place[n.right()]));
                place[next] = leaves.size() + list.size() - 1;
            }
            Node n = node(last);
            list.add(new Node(n.kind(), place[n.left()], place[n.right()]));
            return new Graph(leaves, list);
        }
    }

    /// What a sweep gives: gradients of the leaves, and the steps in the order of their visits.
    record Adjoints(List<Double> leaves, List<Integer> visits) {}

    /// A way to run backward through a graph.
    interface Sweep {

        Adjoints backward(Graph graph, double seed);
    }

    Sweep subject() {
        return BackwardPassTest::onTape;
    }

    private static Adjoints onTape(Graph graph, double seed) {
        List<Integer> visits = new ArrayList<>();
        Tape tape = new Tape(Engines.SCALAR, Mode.training(1, 0));
        List<Variable> v = new ArrayList<>();
        graph.leaves().forEach(x -> v.add(tape.input(scalar(x))));
        for (Node n : graph.nodes()) {
            Variable left = v.get(n.left());
            v.add(
                    n.kind() == Kind.DETACH
                            ? tape.constant(left.value())
                            : left.apply(new Step(n.kind(), v.size(), visits), v.get(n.right())));
        }
        tape.backward(v.getLast(), scalar(seed));
        List<Double> gradients = new ArrayList<>();
        for (int i = 0; i < graph.leaves().size(); i++) {
            gradients.add(v.get(i).gradient().toArray()[0] + 0.0);
        }
        return new Adjoints(gradients, visits);
    }

    private static Tensor scalar(double x) {
        return Tensor.of(Shape.of(), (float) x);
    }

    /// Sum or product of two scalars; notes when its backward pass runs.
    private record Step(Kind kind, int index, List<Integer> visits) implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            return Shape.of();
        }

        @Override
        public void forward(Frame f) {
            float a = f.x(0)[0];
            float b = f.x(1)[0];
            f.y()[0] = kind == Kind.PLUS ? a + b : a * b;
        }

        @Override
        public void backward(Frame f) {
            visits.add(index);
            for (int i = 0; i < 2; i++) {
                if (f.needs(i)) {
                    f.dx(i)[0] += f.dy()[0] * (kind == Kind.PLUS ? 1 : f.x(1 - i)[0]);
                }
            }
        }
    }

    @Claim({"BP-03", "BP-14"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyLeafCollectsTheContributionsOfAllItsUses(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int leaves,
            @ForAll @IntRange(min = 1, max = 12) int size) {
        Graph graph = Graph.random(seed, leaves, size);
        assertThat(subject().backward(graph, 1).leaves()).isEqualTo(graph.tangents(1));
    }

    @Claim("BP-03")
    @Test
    void sumsAndProductsOfOneValueWithItself() {
        Graph x = new Graph(List.of(3), List.of());
        Graph twice = x.with(new Node(Kind.PLUS, 0, 0)); // x + x
        Graph square = x.with(new Node(Kind.TIMES, 0, 0)); // x·x
        Graph both = square.with(new Node(Kind.PLUS, 1, 0)); // x·x + x
        assertThat(subject().backward(twice, 1).leaves()).containsExactly(2.0);
        assertThat(subject().backward(square, 1).leaves()).containsExactly(6.0);
        assertThat(subject().backward(both, 1).leaves()).containsExactly(7.0);
    }

    @Claim("BP-04")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyStepBetweenIsVisitedOnceAndAfterItsConsumers(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int leaves,
            @ForAll @IntRange(min = 1, max = 12) int size) {
        Graph graph = Graph.random(seed, leaves, size);
        List<Integer> visits = subject().backward(graph, 1).visits();
        assertThat(visits).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(visits)).isEqualTo(graph.between());
        for (int consumer : visits) {
            for (int input : graph.node(consumer).inputs()) {
                if (visits.contains(input)) {
                    assertThat(visits.indexOf(consumer)).isLessThan(visits.indexOf(input));
                }
            }
        }
    }

    @Claim("BP-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfStepsDoesNotMatter(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int size) {
        Graph graph = Graph.random(seed, 3, size);
        List<Double> gradients = subject().backward(graph.reordered(seed), 1).leaves();
        assertThat(gradients).isEqualTo(graph.tangents(1));
        assertThat(Stream.generate(() -> subject().backward(graph, 1)).limit(2).distinct())
                .hasSize(1);
    }

    /// `x ↦ x + x`, forty times: 2⁴⁰ paths from the result to the leaf, and forty steps.
    @Claim("BP-04")
    @Test
    void aMillionMillionPathsTakeFortySteps() {
        Graph chain = new Graph(List.of(1), List.of());
        for (int i = 0; i < 40; i++) {
            chain = chain.with(new Node(Kind.PLUS, i, i));
        }
        Adjoints adjoints = subject().backward(chain, 1);
        assertThat(adjoints.visits()).hasSize(40);
        assertThat(adjoints.leaves()).containsExactly(1_099_511_627_776.0); // 2⁴⁰
    }

    @Claim("BP-09")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void gradientsAreLinearInTheSeed(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(min = -8, max = 8) int u,
            @ForAll @IntRange(min = -8, max = 8) int w,
            @ForAll @IntRange(min = -20, max = 20) int exponent) {
        Graph graph = Graph.random(seed, 3, size);
        assertThat(subject().backward(graph, 3 * u - 2 * w).leaves())
                .isEqualTo(
                        sum(
                                scaled(subject().backward(graph, u).leaves(), 3),
                                scaled(subject().backward(graph, w).leaves(), -2)));
        assertThat(subject().backward(graph, 0).leaves()).containsOnly(0.0);
        double scale = Math.scalb(1.0, exponent);
        assertThat(subject().backward(graph, scale).leaves())
                .isEqualTo(scaled(subject().backward(graph, 1).leaves(), scale));
    }

    @Claim("BP-09")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theGradientOfASumIsTheSumOfGradients(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int size) {
        Graph graph = Graph.random(seed, 3, size);
        int f = graph.size() - 1;
        int g = 3 + Math.floorMod((int) seed, size);
        assertThat(subject().backward(graph.with(new Node(Kind.PLUS, f, g)), 1).leaves())
                .isEqualTo(
                        sum(
                                subject().backward(graph, 1).leaves(),
                                subject().backward(graph.upTo(g), 1).leaves()));
    }

    /// `f + detach(g)` has the gradient of `f`, whatever `g` is.
    @Claim("BP-14")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsDetachedSendsNothingBack(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int size) {
        Graph graph = Graph.random(seed, 3, size);
        int f = graph.size() - 1;
        int g = 3 + Math.floorMod((int) seed, size);
        Graph sum = graph.with(new Node(Kind.DETACH, g, g)).with(new Node(Kind.PLUS, f, f + 1));
        assertThat(subject().backward(sum, 1).leaves()).isEqualTo(graph.tangents(1));
        Graph factor = graph.with(new Node(Kind.DETACH, g, g)).with(new Node(Kind.TIMES, f, f + 1));
        assertThat(subject().backward(factor, 1).leaves())
                .isEqualTo(graph.tangents((double) graph.values()[g]));
    }

    @Claim("BP-14")
    @Test
    void aConstantHasNoGradient() {
        Tape tape = new Tape(Engines.SCALAR, Mode.training(1, 0));
        Variable constant = tape.constant(scalar(2));
        tape.backward(constant.plus(tape.input(scalar(3))));
        assertThatIllegalStateException().isThrownBy(constant::gradient);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theSweepWrittenByHandAgrees(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Graph graph = Graph.random(seed, 3, size);
        assertThat(new ByHand().backward(graph, 5)).isEqualTo(subject().backward(graph, 5));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theScalarGraphAgrees(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Graph graph = Graph.random(seed, 3, size);
        List<Value> v = new ArrayList<>();
        graph.leaves().forEach(x -> v.add(Value.of(x)));
        for (Node n : graph.nodes()) {
            Value left = v.get(n.left());
            v.add(
                    switch (n.kind()) {
                        case PLUS -> left.plus(v.get(n.right()));
                        case TIMES -> left.times(v.get(n.right()));
                        case DETACH -> Value.of(left.data());
                    });
        }
        v.getLast().backward();
        assertThat(v.subList(0, 3).stream().map(x -> x.gradient() + 0.0).toList())
                .isEqualTo(graph.tangents(1));
    }

    private static List<Double> scaled(List<Double> x, double factor) {
        return x.stream().map(e -> factor * e + 0.0).toList();
    }

    private static List<Double> sum(List<Double> x, List<Double> y) {
        List<Double> sum = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            sum.add(x.get(i) + y.get(i) + 0.0);
        }
        return sum;
    }

    /// The sweep once more, with places at which it can be broken.
    static class ByHand implements Sweep {

        @Override
        public Adjoints backward(Graph graph, double seed) {
            List<Integer> visits = new ArrayList<>();
            long[] v = graph.values();
            double[] adjoints = new double[graph.size()];
            adjoints[graph.size() - 1] = seed;
            for (int i : order(graph)) {
                Node n = graph.node(i);
                visits.add(i);
                boolean times = n.kind() == Kind.TIMES;
                for (int side = 0; side < n.inputs().size(); side++) {
                    double derivative = times ? v[n.inputs().get(1 - side)] : 1;
                    send(adjoints, n, side, derivative * adjoints[i]);
                }
            }
            List<Double> leaves = new ArrayList<>();
            for (int i = 0; i < graph.leaves().size(); i++) {
                leaves.add(adjoints[i] + 0.0);
            }
            return new Adjoints(leaves, visits);
        }

        List<Integer> order(Graph graph) {
            return List.copyOf(graph.between().descendingSet());
        }

        void send(double[] adjoints, Node n, int side, double amount) {
            adjoints[n.inputs().get(side)] += amount;
        }
    }

    @Mutant("BP-03") // gradients overwrite
    static class Overwrites extends BackwardPassTest {
        @Override
        Sweep subject() {
            return new ByHand() {
                @Override
                void send(double[] adjoints, Node n, int side, double amount) {
                    adjoints[n.inputs().get(side)] = amount;
                }
            };
        }
    }

    @Mutant("BP-03") // a value that is passed twice counts once
    static class CountsATwinOnce extends BackwardPassTest {
        @Override
        Sweep subject() {
            return new ByHand() {
                @Override
                void send(double[] adjoints, Node n, int side, double amount) {
                    if (side == 0 || n.left() != n.right()) {
                        adjoints[n.inputs().get(side)] += amount;
                    }
                }
            };
        }
    }

    @Mutant("BP-04") // in the order of creation: a step sends on what it has not got yet
    static class RunsForward extends BackwardPassTest {
        @Override
        Sweep subject() {
            return new ByHand() {
                @Override
                List<Integer> order(Graph graph) {
                    return List.copyOf(graph.between());
                }
            };
        }
    }

    @Mutant("BP-04") // visits steps that the result does not depend on
    static class VisitsEverything extends BackwardPassTest {
        @Override
        Sweep subject() {
            return new ByHand() {
                @Override
                List<Integer> order(Graph graph) {
                    List<Integer> all = new ArrayList<>();
                    for (int i = graph.size() - 1; i >= graph.leaves().size(); i--) {
                        all.add(i);
                    }
                    return all;
                }
            };
        }
    }

    @Mutant("BP-04") // follows every path on its own: right gradients, 2⁴⁰ visits
    static class FollowsEveryPath extends BackwardPassTest {
        @Override
        Sweep subject() {
            return (graph, seed) -> {
                List<Integer> visits = new ArrayList<>();
                double[] adjoints = new double[graph.size()];
                follow(graph, graph.values(), graph.size() - 1, seed, adjoints, visits);
                List<Double> leaves = new ArrayList<>();
                for (int i = 0; i < graph.leaves().size(); i++) {
                    leaves.add(adjoints[i] + 0.0);
                }
                return new Adjoints(leaves, visits);
            };
        }

        private static void follow(
                Graph graph,
                long[] v,
                int i,
                double amount,
                double[] adjoints,
                List<Integer> visits) {
            if (graph.isLeaf(i)) {
                adjoints[i] += amount;
            } else if (graph.needsGradient(i)) {
                visits.add(i);
                assertThat(visits).as("more visits than this test waits for").hasSizeLessThan(5000);
                Node n = graph.node(i);
                boolean times = n.kind() == Kind.TIMES;
                follow(
                        graph,
                        v,
                        n.left(),
                        times ? amount * v[n.right()] : amount,
                        adjoints,
                        visits);
                follow(
                        graph,
                        v,
                        n.right(),
                        times ? amount * v[n.left()] : amount,
                        adjoints,
                        visits);
            }
        }
    }

    @Mutant("BP-09") // begins with 1, whatever the seed
    static class IgnoresTheSeed extends BackwardPassTest {
        @Override
        Sweep subject() {
            return (graph, seed) -> new ByHand().backward(graph, 1);
        }
    }

    @Mutant("BP-09") // clips what it sends
    static class Clips extends BackwardPassTest {
        @Override
        Sweep subject() {
            return new ByHand() {
                @Override
                void send(double[] adjoints, Node n, int side, double amount) {
                    adjoints[n.inputs().get(side)] += Math.clamp(amount, -4, 4);
                }
            };
        }
    }

    @Mutant("BP-14") // detaching is forgotten
    static class SendsThroughDetached extends BackwardPassTest {
        @Override
        Sweep subject() {
            return (graph, seed) -> {
                List<Node> nodes = new ArrayList<>(graph.nodes());
                int zero = graph.leaves().size();
                List<Integer> leaves = new ArrayList<>(graph.leaves());
                leaves.add(0); // x + 0 in the place of detach(x)
                nodes.replaceAll(n ->
                        new Node(
                                n.kind() == Kind.DETACH ? Kind.PLUS : n.kind(),
                                n.left() < zero ? n.left() : n.left() + 1,
                                n.kind() == Kind.DETACH
                                        ? zero
                                        : n.right() < zero ? n.right() : n.right() + 1));
                Adjoints adjoints = onTape(new Graph(leaves, nodes), seed);
                return new Adjoints(adjoints.leaves().subList(0, zero), adjoints.visits());
            };
        }
    }

    @Mutant({"BP-03", "BP-04", "BP-14"}) // zeros; they are linear
    static class Zeros extends BackwardPassTest {
        @Override
        Sweep subject() {
            return (graph, seed) ->
                    new Adjoints(Collections.nCopies(graph.leaves().size(), 0.0), List.of());
        }
    }

    @Mutant({"BP-03", "BP-04", "BP-09", "BP-14"}) // NaN
    static class NotANumber extends BackwardPassTest {
        @Override
        Sweep subject() {
            return (graph, seed) ->
                    new Adjoints(Collections.nCopies(graph.leaves().size(), Double.NaN), List.of());
        }
    }
}
