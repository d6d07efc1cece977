package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class RelativesTest {

    DualPerceptron dual(Examples examples, Kernel kernel, int epochs) {
        return DualPerceptron.train(examples, kernel, epochs);
    }

    Vector averaged(Examples examples, int epochs) {
        return AveragedPerceptron.train(examples, epochs);
    }

    PocketPerceptron.Pocket pocket(Examples examples, int epochs) {
        return PocketPerceptron.train(examples, epochs);
    }

    int predict(MulticlassPerceptron p, Vector x) {
        return p.predict(x);
    }

    MulticlassPerceptron update(MulticlassPerceptron p, Vector x, int y) {
        return p.update(x, y);
    }

    @Example
    void whatWasLearnedIsEqualByItsNumbers() {
        Examples examples = Cases.any(new SplittableRandom(1), 3, 2, 4);
        Examples others = Cases.any(new SplittableRandom(2), 3, 2, 4);
        Kernel kernel = Kernel.linear();
        DualPerceptron p = new DualPerceptron(examples, kernel, new long[] {1, 0, 2}, 4, true);
        DualPerceptron same = new DualPerceptron(examples, kernel, new long[] {1, 0, 2}, 4, true);
        assertThat(p).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(p).hasToString("DualPerceptron[counts=[1, 0, 2], epochs=4, converged=true]");
        assertThat(
                        List.of(
                                new DualPerceptron(others, kernel, new long[] {1, 0, 2}, 4, true),
                                new DualPerceptron(
                                        examples, (x, z) -> 0, new long[] {1, 0, 2}, 4, true),
                                new DualPerceptron(examples, kernel, new long[] {1, 1, 2}, 4, true),
                                new DualPerceptron(examples, kernel, new long[] {1, 0, 2}, 5, true),
                                new DualPerceptron(
                                        examples, kernel, new long[] {1, 0, 2}, 4, false)))
                .doesNotContain(p);
    }

    /// Counting mistakes is the same as adding examples: the same score before each step, so the same mistakes, and the counts at
    /// the end of each epoch, in which each example was looked at once.
    @Claim("PE-09")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void primalAndDualAgree(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll boolean constant,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples =
                constant ? Cases.any(random, n, d, 4) : Cases.throughZero(random, n, d, 4);
        Vector w = Vector.zeros(examples.dimension());
        long[] counts = new long[n];
        for (int epoch = 1; epoch <= 6; epoch++) {
            long[] before = counts.clone();
            for (int i = 0; i < n; i++) {
                Vector x = examples.points().get(i);
                Vector sum = Vector.zeros(w.size());
                double score = 0;
                for (int j = 0; j < n; j++) {
                    Vector other = examples.points().get(j);
                    double share = (double) counts[j] * examples.labels().get(j);
                    sum = sum.plus(other.times(share));
                    score += share * other.dot(x);
                }
                assertThat(sum.minus(w)).satisfies(v -> assertThat(v.dot(v)).isZero());
                assertThat(score).isEqualTo(w.dot(x));
                counts[i] += examples.isMistaken(w, i) ? 1 : 0;
                w = Perceptron.update(w, x, examples.labels().get(i), 1);
            }
            DualPerceptron dual = dual(examples, Kernel.linear(), epoch);
            assertThat(dual.counts()).isEqualTo(counts);
            assertThat(dual.converged()).isEqualTo(Arrays.equals(before, counts));
            assertThat(dual.score(examples.points().getFirst()))
                    .isEqualTo(w.dot(examples.points().getFirst()));
            if (dual.converged()) {
                assertThat(dual.epochs()).isLessThanOrEqualTo(epoch);
                assertThat(dual(examples, Kernel.linear(), dual.epochs() - 1).converged())
                        .isFalse();
            } else {
                assertThat(dual.epochs()).isEqualTo(epoch);
            }
        }
    }

    /// With `(1 + x·z)²` the counts and scores are those of training on all squares and products.
    @Claim("PE-20")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aKernelStandsForItsFeatures(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll @IntRange(min = 1, max = 6) int epochs,
            @ForAll boolean constant,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples =
                constant ? Cases.any(random, n, d, 4) : Cases.throughZero(random, n, d, 4);
        Examples squares =
                new Examples(
                        examples.points().stream().map(RelativesTest::quadratic).toList(),
                        examples.labels());
        Perceptron.Trace features =
                Perceptron.train(squares, Vector.zeros(squares.dimension()), 1, epochs);
        Vector w = Vector.zeros(squares.dimension());
        long[] counts = new long[n];
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int i = 0; i < n; i++) {
                counts[i] += squares.isMistaken(w, i) ? 1 : 0;
                w = Perceptron.update(w, squares.points().get(i), squares.labels().get(i), 1);
            }
            assertThat(dual(examples, Kernel.polynomial(2), epoch).counts()).isEqualTo(counts);
        }
        DualPerceptron kernel = dual(examples, Kernel.polynomial(2), epochs);
        Vector probe = Cases.whole(random, examples.dimension(), 4);
        assertThat(kernel.score(probe)).isEqualTo(features.weights().dot(quadratic(probe)));
        assertThat(kernel.converged()).isEqualTo(features.converged());
        DualPerceptron onFeatures = dual(squares, Kernel.linear(), epochs);
        assertThat(kernel.counts()).isEqualTo(onFeatures.counts());
        assertThat(quadratic(probe).dot(quadratic(examples.points().getFirst())))
                .isEqualTo(Kernel.polynomial(2).of(probe, examples.points().getFirst()));
    }

    /// `ψ` with `ψ(x)·ψ(z) = (1 + x·z)²` in whole numbers: all products of two of the numbers `1, x₁, …`, in both orders.
    private static Vector quadratic(Vector x) {
        int n = x.size() + 1;
        double[] features = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double a = i == 0 ? 1 : x.get(i - 1);
                double b = j == 0 ? 1 : x.get(j - 1);
                features[i * n + j] = a * b;
            }
        }
        return Vector.of(features);
    }

    /// `ψ` of `(1, 1)` and of `(0, 1)`: nine ones, and four ones.
    @Claim("PE-20")
    @Example
    void nineProducts() {
        Vector one = quadratic(Vector.of(1, 1));
        Vector other = quadratic(Vector.of(0, 1));
        assertThat(one.toArray()).hasSize(9).containsOnly(1);
        assertThat(Arrays.stream(other.toArray()).sum()).isEqualTo(4); // of ones and zeros
        assertThat(one.dot(other)).isEqualTo(4);
        assertThat(Kernel.polynomial(2).of(Vector.of(1, 1), Vector.of(0, 1))).isEqualTo(4);
    }

    /// Four comments about a film; the features say whether there is *not*, and whether there is *bad*.
    @Claim("PE-20")
    @Example
    void notBadByCounting() {
        List<Vector> points =
                List.of(Vector.of(0, 0), Vector.of(0, 1), Vector.of(1, 0), Vector.of(1, 1));
        DualPerceptron learned =
                dual(new Examples(points, List.of(1, -1, -1, 1)), Kernel.polynomial(2), 100);
        assertThat(learned.counts()).containsExactly(7, 5, 5, 4);
        assertThat(learned.epochs()).isEqualTo(8);
        double[] expected = {1, -2, -2, 3};
        for (int i = 0; i < 4; i++) {
            Vector x = points.get(i);
            double a = x.get(0);
            double b = x.get(1);
            assertThat(learned.score(x)).isEqualTo(expected[i]);
            assertThat(1 - 2 * a - 2 * b - a * a - b * b + 8 * a * b).isEqualTo(expected[i]);
            double byHand = 1 - 2 * a - 2 * b + 4 * a * b; // weights for the product alone
            assertThat(byHand).isEqualTo(i == 0 || i == 3 ? 1 : -1);
        }
    }

    @Claim("PE-20")
    @Example
    void aKernelLearnsXor() {
        Examples xor = Cases.gate(-1, 1, 1, -1);
        DualPerceptron learned = dual(xor, Kernel.polynomial(2), 100);
        assertThat(learned.converged()).isTrue();
        for (int i = 0; i < 4; i++) {
            assertThat(xor.labels().get(i) * learned.score(xor.points().get(i))).isPositive();
        }
        assertThat(dual(xor, Kernel.linear(), 100).converged()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Kernel.polynomial(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dual(new Examples(List.of(), List.of()), Kernel.linear(), 1));
    }

    /// The mean of all weights on the way, formed step by step in fractions; the pocket holds the best that were visited.
    @Claim({"PE-14", "PE-25"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void averagesAndPockets(
            @ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = 1, max = 5) int epochs,
            @ForAll boolean separable,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples =
                separable
                        ? Cases.separable(random, n, Cases.weights(random, 3))
                        : Cases.any(random, n, 2, 5);
        Vector w = Vector.zeros(3);
        BigFraction[] sum = {BigFraction.ZERO, BigFraction.ZERO, BigFraction.ZERO};
        int best = examples.errors(w);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < n; i++) {
                w = Perceptron.update(w, examples.points().get(i), examples.labels().get(i), 1);
                for (int j = 0; j < 3; j++) {
                    sum[j] = sum[j].add(new BigFraction((long) w.get(j)));
                }
                best = Math.min(best, examples.errors(w));
            }
        }
        Vector mean = averaged(examples, epochs);
        for (int j = 0; j < 3; j++) {
            double expected = sum[j].divide(n * epochs).doubleValue();
            assertThat(mean.get(j)).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
        }
        PocketPerceptron.Pocket pocket = pocket(examples, epochs);
        assertThat(pocket.errors()).isEqualTo(best);
        assertThat(examples.errors(pocket.weights())).isEqualTo(pocket.errors());
        assertThat(pocket(examples, epochs + 3).errors()).isLessThanOrEqualTo(pocket.errors());
    }

    @Claim("PE-14")
    @Example
    void oneExampleAveraged() {
        Examples one = new Examples(List.of(Vector.of(2, 1)), List.of(1));
        assertThat(averaged(one, 4)).isEqualTo(Vector.of(2, 1)); // the same after each step
        Examples two = new Examples(List.of(Vector.of(1, 0), Vector.of(0, 1)), List.of(1, -1));
        assertThat(averaged(two, 1)).isEqualTo(Vector.of(1, -0.5)); // (1,0) and (1,−1)
        assertThat(pocket(one, 0).errors()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> averaged(one, 0));
    }

    /// The regions of an argmax are convex; what is added to all columns does not matter; two classes are one plane.
    @Claim("PE-15")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void manyClasses(
            @ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix w = Matrix.of(d, k, Cases.whole(random, k * d, 5).toArray());
        MulticlassPerceptron p = new MulticlassPerceptron(w);
        Vector x = Cases.whole(random, d, 5);
        Vector z = Cases.whole(random, d, 5);
        int winner = predict(p, x);
        if (winner == predict(p, z)) {
            for (double t = 0; t <= 1; t += 0.125) {
                assertThat(predict(p, x.times(t).plus(z.times(1 - t)))).isEqualTo(winner);
            }
        }
        Vector shift = Cases.whole(random, d, 9);
        double[] shifted = w.toArray();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += shift.get(i / k);
        }
        MulticlassPerceptron other = new MulticlassPerceptron(Matrix.of(d, k, shifted));
        assertThat(predict(other, x)).isEqualTo(winner);
        if (k == 2) {
            Vector difference = column(w, 0).minus(column(w, 1));
            assertThat(new LinearClassifier(difference, 0).predict(x) == 1).isEqualTo(winner == 0);
        }
    }

    /// A repair raises the right score over the winner's by `2‖x‖²` and touches no other; where the right class wins, nothing happens.
    @Claim("PE-27")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aRepairClosesTheGap(
            @ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MulticlassPerceptron p =
                new MulticlassPerceptron(Matrix.of(d, k, Cases.whole(random, k * d, 5).toArray()));
        Matrix w = p.weights();
        Vector x = Cases.whole(random, d, 5);
        int winner = p.predict(x);
        int y = random.nextInt(k);
        MulticlassPerceptron next = update(p, x, y);
        Vector before = x.times(w);
        Vector after = x.times(next.weights());
        if (winner == y) {
            assertThat(next).isEqualTo(p);
        } else {
            assertThat(after.get(y) - after.get(winner))
                    .isEqualTo(before.get(y) - before.get(winner) + 2 * x.dot(x));
            for (int c = 0; c < k; c++) {
                if (c != y && c != winner) {
                    assertThat(after.get(c)).isEqualTo(before.get(c));
                }
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> update(p, x, k));
    }

    @Claim({"PE-15", "PE-27"})
    @Example
    void threeColumns() {
        MulticlassPerceptron p = new MulticlassPerceptron(Matrix.of(2, 3, 1, 0, -1, 0, 1, -1));
        Vector x = Vector.of(2, 1);
        assertThat(predict(p, x)).isZero();
        assertThat(x.times(p.weights())).isEqualTo(Vector.of(2, 1, -3));
        MulticlassPerceptron next = update(p, x, 1);
        assertThat(next.weights()).isEqualTo(Matrix.of(2, 3, -1, 2, -1, -1, 2, -1));
        assertThat(x.times(next.weights())).isEqualTo(Vector.of(-3, 6, -3));
        MulticlassPerceptron tied = new MulticlassPerceptron(Matrix.of(1, 3, 0, 0, 0));
        assertThat(predict(tied, Vector.of(1))).isZero(); // the first of equals
    }

    private static Vector column(Matrix a, int j) {
        double[] column = new double[a.rows()];
        for (int i = 0; i < column.length; i++) {
            column[i] = a.get(i, j);
        }
        return Vector.of(column);
    }

    @Mutant({"PE-09", "PE-20"}) // the example with itself, not with the one at hand
    static class OwnProduct extends RelativesTest {
        @Override
        DualPerceptron dual(Examples examples, Kernel kernel, int epochs) {
            DualPerceptron right = DualPerceptron.train(examples, kernel, epochs);
            return new DualPerceptron(examples, (x, z) -> kernel.of(x, x), right.counts(), 1, true);
        }
    }

    @Mutant("PE-14") // divided by epochs, not by steps
    static class PerEpoch extends RelativesTest {
        @Override
        Vector averaged(Examples examples, int epochs) {
            return AveragedPerceptron.train(examples, epochs).times(examples.size());
        }
    }

    @Mutant("PE-25") // the last weights
    static class LastInPocket extends RelativesTest {
        @Override
        PocketPerceptron.Pocket pocket(Examples examples, int epochs) {
            PocketPerceptron.train(examples, epochs);
            Vector w =
                    Perceptron.train(examples, Vector.zeros(examples.dimension()), 1, epochs)
                            .weights();
            return new PocketPerceptron.Pocket(w, examples.errors(w));
        }
    }

    @Mutant("PE-15") // the last of equals
    static class LastOfEquals extends RelativesTest {
        @Override
        int predict(MulticlassPerceptron p, Vector x) {
            int best = p.predict(x);
            Vector scores = x.times(p.weights());
            for (int k = best; k < scores.size(); k++) {
                best = scores.get(k) == scores.get(best) ? k : best;
            }
            return best;
        }
    }

    @Mutant("PE-27") // all other classes lose
    static class LowersAll extends RelativesTest {
        @Override
        MulticlassPerceptron update(MulticlassPerceptron p, Vector x, int y) {
            MulticlassPerceptron right = p.update(x, y);
            if (right.equals(p)) {
                return p;
            }
            double[] w = p.weights().toArray();
            for (int i = 0; i < w.length; i++) {
                int k = p.weights().columns();
                w[i] += i % k == y ? x.get(i / k) : -x.get(i / k);
            }
            return new MulticlassPerceptron(
                    Matrix.of(p.weights().rows(), p.weights().columns(), w));
        }
    }
}
