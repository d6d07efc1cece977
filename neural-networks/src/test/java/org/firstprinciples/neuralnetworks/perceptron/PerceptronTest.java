package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.perceptron.Perceptron.Trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

class PerceptronTest {

    Vector update(Vector w, Vector x, int y, double rate) {
        return Perceptron.update(w, x, y, rate);
    }

    Trace train(Examples examples, Vector start, double rate, int maxEpochs) {
        return Perceptron.train(examples, start, rate, maxEpochs);
    }

    /// A mistake raises the margin by `‖x‖²` and the squared length by at most that; a right answer changes nothing.
    @Claim("PE-05")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void oneUpdate(
            @ForAll @IntRange(min = 1, max = 8) int d, @ForAll boolean tie, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = random.nextInt(8) == 0 ? Vector.zeros(d) : Cases.weights(random, d).times(20);
        Vector w = random.nextInt(4) == 0 ? Vector.zeros(d) : Cases.whole(random, d, 100);
        if (tie) { // at a right angle to x
            w = w.times(x.dot(x)).minus(x.times(w.dot(x)));
        }
        int y = random.nextBoolean() ? 1 : -1;
        Vector next = update(w, x, y, 1);
        if (y * w.dot(x) > 0) {
            assertThat(next).isEqualTo(w);
            return;
        }
        assertThat(next).isEqualTo(w.plus(x.times(y)));
        assertThat(y * next.dot(x)).isEqualTo(y * w.dot(x) + x.dot(x));
        assertThat(next.dot(next))
                .isEqualTo(w.dot(w) + 2 * y * w.dot(x) + x.dot(x))
                .isLessThanOrEqualTo(w.dot(w) + x.dot(x));
    }

    /// What an update subtracts is a subgradient `g` of `f(w) = max(0, −y w·x)`: `f(v) ≥ f(w) + g·(v − w)` for every `v`, and 0 is
    /// one where the margin is not negative.
    @Claim("PE-18")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theRuleDescends(
            @ForAll @IntRange(min = 1, max = 8) int d, @ForAll boolean tie, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Cases.whole(random, d, 20);
        Vector w = Cases.whole(random, d, 100);
        if (tie) { // at a right angle to x, so at the kink
            w = w.times(x.dot(x)).minus(x.times(w.dot(x)));
        }
        int y = random.nextBoolean() ? 1 : -1;
        Vector g = w.minus(update(w, x, y, 1));
        for (int k = 0; k < 20; k++) {
            // points far away, near by, and beyond the kink
            Vector step =
                    k % 2 == 0 ? Cases.whole(random, d, 100) : x.times(random.nextInt(-9, 10));
            double there = Math.max(0, -y * w.plus(step).dot(x));
            double here = Math.max(0, -y * w.dot(x));
            assertThat(there).isGreaterThanOrEqualTo(here + g.dot(step));
            if (y * w.dot(x) >= 0) {
                assertThat(there).isGreaterThanOrEqualTo(here);
            }
        }
        if (y * w.dot(x) < 0) { // there the slope is the gradient, in all directions
            Vector nearby = w.plus(x.times(0x1p-20 * y));
            assertThat(Math.max(0, -y * nearby.dot(x)))
                    .isEqualTo(-y * w.dot(x) + 0x1p-20 * y * g.dot(x));
        }
    }

    @Example
    void whoMakesNoMistakeNeedsOneEpoch() {
        Examples examples = new Examples(List.of(Vector.of(1, 2)), List.of(1));
        Vector start = Vector.of(3, 4);
        assertThat(train(examples, start, 1, 10)).isEqualTo(new Trace(start, 0, 1, true));
    }

    /// Mistakes ≤ `R²‖w*‖²/g²` in any order, from 0, and training ends without one.
    @Claim("PE-06")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void mistakesAreBounded(
            @ForAll @IntRange(min = 2, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @IntRange(min = 0, max = 2) int order,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector target = Cases.weights(random, d);
        Examples examples = Cases.separable(random, order == 0 ? 1 + n % 2 : n, target);
        if (order == 1) {
            examples = shuffled(examples, seed);
        }
        if (order == 2) { // the smallest margins first
            examples = sortedByMargin(examples, target);
        }
        double radius = 0;
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < examples.size(); i++) {
            Vector x = examples.points().get(i);
            radius = Math.max(radius, x.dot(x));
            margin = Math.min(margin, examples.margin(target, i));
        }
        Trace trace = train(examples, Vector.zeros(d), 1, 1_000_000);
        double length = target.dot(target);
        assertThat(trace.converged()).isTrue();
        assertThat(trace.mistakes()).isGreaterThanOrEqualTo(1);
        assertThat(trace.mistakes() * margin * margin).isLessThanOrEqualTo(length * radius);
        assertThat(trace.weights().dot(target)).isGreaterThanOrEqualTo(trace.mistakes() * margin);
        assertThat(trace.weights().dot(trace.weights()))
                .isLessThanOrEqualTo(trace.mistakes() * radius);
        assertThat(examples.errors(trace.weights())).isZero();
        Statistics.label("within a factor of 10 of the bound")
                .collect(10 * trace.mistakes() * margin * margin >= length * radius)
                .coverage(c -> c.check(true).percentage(p -> p >= 10));
    }

    /// At every mistake, and with the examples in any order, also one that never shows some of them.
    @Claim({"PE-19", "PE-06"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theTwoRunners(
            @ForAll @IntRange(min = 2, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector target = Cases.weights(random, d);
        Examples examples = Cases.separable(random, n, target);
        double radius = 0;
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            Vector x = examples.points().get(i);
            radius = Math.max(radius, x.dot(x));
            margin = Math.min(margin, examples.margin(target, i));
        }
        Vector w = Vector.zeros(d);
        long mistakes = 0;
        for (int step = 0; step < 500; step++) {
            int i = random.nextInt(n);
            Vector next = update(w, examples.points().get(i), examples.labels().get(i), 1);
            mistakes += examples.isMistaken(w, i) ? 1 : 0;
            w = next;
            assertThat(w.dot(target)).isGreaterThanOrEqualTo(mistakes * margin);
            assertThat(w.dot(w)).isLessThanOrEqualTo(mistakes * radius);
            assertThat(mistakes * margin * margin).isLessThanOrEqualTo(radius * target.dot(target));
        }
    }

    private static Examples shuffled(Examples examples, long seed) {
        List<Integer> order = indices(examples);
        Collections.shuffle(order, new Random(seed));
        return reordered(examples, order);
    }

    private static Examples sortedByMargin(Examples examples, Vector target) {
        List<Integer> order = indices(examples);
        order.sort(
                (i, j) -> Double.compare(examples.margin(target, i), examples.margin(target, j)));
        return reordered(examples, order);
    }

    private static List<Integer> indices(Examples examples) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            indices.add(i);
        }
        return indices;
    }

    private static Examples reordered(Examples examples, List<Integer> order) {
        return new Examples(
                order.stream().map(examples.points()::get).toList(),
                order.stream().map(examples.labels()::get).toList());
    }

    /// One example: one mistake, and the bound is 1.
    @Claim("PE-06")
    @Example
    void oneExample() {
        Examples one = new Examples(List.of(Vector.of(2, 1)), List.of(-1));
        Trace trace = train(one, Vector.zeros(2), 1, 10);
        assertThat(trace).isEqualTo(new Trace(Vector.of(-2, -1), 1, 2, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        train(
                                new Examples(List.of(Vector.zeros(2)), List.of(1)),
                                Vector.zeros(2),
                                1,
                                10))
                .withMessageContaining("give the examples a constant coordinate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(one, Vector.zeros(2), 0, 10))
                .withMessageContaining("got 0.0 and 10");
    }

    /// AND and OR of two bits, in the order 00, 01, 10, 11.
    @Claim("PE-06")
    @Example
    void gatesByHand() {
        assertThat(train(Cases.gate(-1, -1, -1, 1), Vector.zeros(3), 1, 100))
                .isEqualTo(new Trace(Vector.of(3, 2, -4), 18, 9, true));
        assertThat(train(Cases.gate(-1, 1, 1, 1), Vector.zeros(3), 1, 100))
                .isEqualTo(new Trace(Vector.of(2, 2, -1), 9, 6, true));
        Examples and = Cases.gate(-1, -1, -1, 1);
        assertThat(CommentsTest.mistakes(and, 2))
                .containsExactly(
                        Vector.of(0, 0, -1),
                        Vector.of(1, 1, 0),
                        Vector.of(1, 1, -1),
                        Vector.of(1, 0, -2),
                        Vector.of(2, 1, -1));
        double[] scores = {-4, -2, -1, 1};
        Vector best = Vector.of(2, 2, -3);
        double margin = Double.POSITIVE_INFINITY;
        double radius = 0;
        double radiusWithout = 0; // of the two bits alone
        for (int i = 0; i < 4; i++) {
            Vector x = and.points().get(i);
            assertThat(Vector.of(3, 2, -4).dot(x)).isEqualTo(scores[i]);
            margin = Math.min(margin, and.margin(best, i));
            radius = Math.max(radius, x.dot(x));
            radiusWithout = Math.max(radiusWithout, x.dot(x) - 1);
        }
        assertThat(margin).isEqualTo(1);
        assertThat(radius * best.dot(best)).isEqualTo(51);
        assertThat(radiusWithout * Vector.of(2, 2).dot(Vector.of(2, 2))).isEqualTo(16);
    }

    /// On data that no plane separates the weights never rest: they come back to where they were, and what was added on the way
    /// there is 0. The data: a contradiction, a parallelogram whose diagonals have one label each, or a point between two of
    /// the other label.
    @Claim("PE-07")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void withoutASeparatingPlaneWeightsCycle(
            @ForAll @IntRange(min = 2, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples any = Cases.any(random, n - 1, 2, 3);
        List<Vector> points = new ArrayList<>(any.points());
        List<Integer> labels = new ArrayList<>(any.labels());
        Vector p = points.getFirst();
        int y = labels.getFirst();
        Vector u = Vector.of(random.nextInt(-3, 4), random.nextInt(-3, 4), 0);
        Vector v = Vector.of(random.nextInt(-3, 4), random.nextInt(-3, 4), 0);
        switch (random.nextInt(3)) {
            case 0 -> { // once more, with the other label
                points.add(p);
                labels.add(-y);
            }
            case 1 -> {
                points.addAll(List.of(p.plus(u), p.plus(v), p.plus(u).plus(v)));
                labels.addAll(List.of(-y, -y, y));
            }
            default -> {
                points.addAll(List.of(p.plus(u), p.minus(u)));
                labels.addAll(List.of(-y, -y));
            }
        }
        Examples examples = shuffled(new Examples(points, labels), seed);
        assertComesBack(examples);
    }

    /// Any examples, with a constant or without, for which numbers exist that sum to 0.
    @Claim("PE-07")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void examplesWithAProofAgainstThemCycle(
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 5) int more,
            @ForAll boolean constant,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples = any(random, d + more, d, constant);
        while (!(Separability.certificate(examples, 100_000) instanceof Separability.Gordan)) {
            examples = any(random, d + more, d, constant);
        }
        assertComesBack(examples);
    }

    private static Examples any(SplittableRandom random, int n, int d, boolean constant) {
        return constant ? Cases.any(random, n + 1, d, 3) : Cases.throughZero(random, n, d, 3);
    }

    /// Brent: the weights at the end of an epoch equal those at the last power of 2, and no epoch was without a mistake.
    private void assertComesBack(Examples examples) {
        Vector weights = Vector.zeros(examples.dimension());
        Vector marked = weights;
        int mark = 1;
        boolean cycled = false;
        for (int epoch = 1; epoch <= 100_000 && !cycled; epoch++) {
            Trace trace = train(examples, weights, 1, 1);
            assertThat(trace.converged()).isFalse();
            weights = trace.weights();
            Vector way = weights.minus(marked);
            cycled = way.dot(way) == 0;
            if (epoch == mark) {
                marked = weights;
                mark *= 2;
            }
        }
        assertThat(cycled).isTrue();
    }

    /// XOR: after each epoch the weights are 0 again.
    @Claim("PE-07")
    @Example
    void xorIsBackAtZero() {
        Trace trace = train(Cases.gate(-1, 1, 1, -1), Vector.zeros(3), 1, 1);
        assertThat(trace.converged()).isFalse();
        assertThat(trace.weights().dot(trace.weights())).isZero();
        assertThat(train(Cases.gate(-1, 1, 1, -1), Vector.zeros(3), 1, 1000).converged()).isFalse();
    }

    /// From 0 a rate or a scale of all inputs changes the length of the weights only, after each example; features may change places
    /// and signs. Whole numbers, whole factors and powers of 2 are exact.
    @Claim("PE-08")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatTrainingDoesNotDependOn(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = -8, max = 9) int step,
            @ForAll @IntRange(min = -8, max = 9) int scale,
            @ForAll boolean constant,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples =
                constant ? Cases.any(random, n, 3, 5) : Cases.throughZero(random, n, 4, 5);
        double rate = step > 0 ? step : Math.pow(2, step);
        double factor = scale > 0 ? scale : Math.pow(2, scale);
        Examples scaled =
                new Examples(
                        examples.points().stream().map(x -> x.times(factor)).toList(),
                        examples.labels());
        Vector zero = Vector.zeros(4);
        Vector plainWeights = zero;
        Vector fastWeights = zero;
        Vector largeWeights = zero;
        for (int k = 0; k < 20 * n; k++) {
            Vector x = examples.points().get(k % n);
            int y = examples.labels().get(k % n);
            boolean mistaken = examples.isMistaken(plainWeights, k % n);
            assertThat(examples.isMistaken(fastWeights, k % n)).isEqualTo(mistaken);
            assertThat(scaled.isMistaken(largeWeights, k % n)).isEqualTo(mistaken);
            plainWeights = update(plainWeights, x, y, 1);
            fastWeights = update(fastWeights, x, y, rate);
            largeWeights = update(largeWeights, x.times(factor), y, 1);
            assertThat(fastWeights).isEqualTo(plainWeights.times(rate));
            assertThat(largeWeights).isEqualTo(plainWeights.times(factor));
        }
        Trace plain = train(examples, zero, 1, 20);
        assertThat(train(examples, zero, rate, 20))
                .isEqualTo(
                        new Trace(
                                plain.weights().times(rate),
                                plain.mistakes(),
                                plain.epochs(),
                                plain.converged()));
        Trace large = train(scaled, zero, 1, 20);
        assertThat(large.weights()).isEqualTo(plain.weights().times(factor));
        assertThat(large.mistakes()).isEqualTo(plain.mistakes());
        Examples turned =
                new Examples(
                        examples.points().stream().map(PerceptronTest::turned).toList(),
                        examples.labels());
        assertThat(train(turned, zero, 1, 20).weights().minus(turned(plain.weights())))
                .satisfies(v -> assertThat(v.dot(v)).isZero());
    }

    private static Vector turned(Vector x) {
        return Vector.of(-x.get(2), x.get(0), -x.get(3), x.get(1));
    }

    /// It does depend on the order, on the scale of one feature, and on the rate once it does not begin at 0.
    @Claim("PE-08")
    @Example
    void whatItDependsOn() {
        Examples and = Cases.gate(-1, -1, -1, 1);
        Trace plain = train(and, Vector.zeros(3), 1, 100);
        Examples backwards = reordered(and, List.of(3, 2, 1, 0));
        assertThat(train(backwards, Vector.zeros(3), 1, 100).weights())
                .isNotEqualTo(plain.weights());
        Examples stretched =
                new Examples(
                        and.points().stream()
                                .map(x -> Vector.of(4 * x.get(0), x.get(1), x.get(2)))
                                .toList(),
                        and.labels());
        assertThat(train(stretched, Vector.zeros(3), 1, 100).mistakes())
                .isNotEqualTo(plain.mistakes());
        Vector start = Vector.of(1, 0, 0);
        assertThat(train(and, start, 4, 100).mistakes())
                .isNotEqualTo(train(and, start, 0.25, 100).mistakes());
        for (double rate : new double[] {0.125, 8}) {
            assertThat(train(and, Vector.zeros(3), rate, 100).mistakes()).isEqualTo(18);
        }
    }

    /// A tenth is rounded, `0.1 + 0.1 + 0.1 > 0.3`, and a tie is no tie any more: the same rule makes 8 mistakes in place of 18.
    @Example
    void aRoundedRateMovesTies() {
        Trace trace = train(Cases.gate(-1, -1, -1, 1), Vector.zeros(3), 0.1, 100);
        assertThat(trace.mistakes()).isEqualTo(8);
        assertThat(Norms.infinity(trace.weights().minus(Vector.of(0.2, 0.1, -0.2))))
                .isLessThan(1e-15);
        assertThat(0.1 + 0.1 + 0.1).isNotEqualTo(0.3);
    }

    @Mutant("PE-19") // adds every example twice
    static class TooFar extends PerceptronTest {
        @Override
        Vector update(Vector w, Vector x, int y, double rate) {
            return y * w.dot(x) > 0 ? w : w.plus(x.times(2 * y * rate));
        }
    }

    @Mutant("PE-18") // steps where nothing is wrong
    static class NeverRests extends PerceptronTest {
        @Override
        Vector update(Vector w, Vector x, int y, double rate) {
            return w.plus(x.times(rate * y));
        }
    }

    @Mutant({"PE-05", "PE-06"}) // < for ≤: from 0 it never starts
    static class NeverStarts extends PerceptronTest {
        @Override
        Vector update(Vector w, Vector x, int y, double rate) {
            return y * w.dot(x) == 0 ? w : Perceptron.update(w, x, y, rate);
        }

        @Override
        Trace train(Examples examples, Vector start, double rate, int maxEpochs) {
            Trace right = Perceptron.train(examples, start, rate, maxEpochs);
            return start.dot(start) == 0 ? new Trace(start, 0, 1, true) : right;
        }
    }

    @Mutant({"PE-05", "PE-07"}) // the label is left out
    static class WithoutLabel extends PerceptronTest {
        @Override
        Vector update(Vector w, Vector x, int y, double rate) {
            return y * w.dot(x) > 0 ? w : w.plus(x.times(rate));
        }

        @Override
        Trace train(Examples examples, Vector start, double rate, int maxEpochs) {
            Trace right = Perceptron.train(examples, start, rate, maxEpochs);
            Vector w = start;
            for (Vector x : examples.points()) {
                w = w.plus(x);
            }
            return new Trace(w, right.mistakes(), right.epochs(), right.converged());
        }
    }

    @Mutant("PE-08") // the rate twice
    static class RateTwice extends PerceptronTest {
        @Override
        Trace train(Examples examples, Vector start, double rate, int maxEpochs) {
            return Perceptron.train(examples, start, rate * rate, maxEpochs);
        }
    }
}
