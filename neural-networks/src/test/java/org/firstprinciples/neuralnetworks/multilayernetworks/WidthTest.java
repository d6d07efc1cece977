package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.firstprinciples.neuralnetworks.multilayernetworks.Networks.scalar;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

class WidthTest {

    private static final double U = 0x1p-53;

    MultilayerNetwork bool(boolean... table) {
        return BooleanNetwork.of(table);
    }

    MultilayerNetwork interpolant(double[] t, double[] y) {
        return ReluInterpolant.through(t, y);
    }

    double staircase(SigmoidStaircase s, double x) {
        return s.value(x);
    }

    MultilayerNetwork memorizer(List<Vector> points, double... labels) {
        return Memorizer.of(points, labels);
    }

    Vector average(List<Vector> units, int... drawn) {
        return RandomFeatures.average(units, drawn);
    }

    /// All functions of up to three bits and every hundredth of four, parity of up to seven, and XOR with rectifiers.
    @Claim("ML-02")
    @Example
    void everyFunctionOfBits() {
        for (int n = 0; n <= 4; n++) {
            for (int code = 0; code < 1 << (1 << n); code += n == 4 ? 97 : 1) {
                boolean[] table = new boolean[1 << n];
                for (int input = 0; input < table.length; input++) {
                    table[input] = (code >> input & 1) == 1;
                }
                MultilayerNetwork network = bool(table);
                for (int input = 0; input < table.length; input++) {
                    assertThat(network.forward(bits(input, n)))
                            .isEqualTo(scalar(table[input] ? 1 : 0));
                }
            }
        }
        for (int n = 0; n <= 7; n++) {
            MultilayerNetwork parity = BooleanNetwork.parity(n);
            assertThat(parity.layers().getFirst().bias().size()).isEqualTo(n);
            for (int input = 0; input < 1 << n; input++) {
                assertThat(parity.forward(bits(input, n)).get(0))
                        .isEqualTo(Integer.bitCount(input) % 2);
            }
        }
        for (int input = 0; input < 4; input++) {
            assertThat(BooleanNetwork.xor().forward(bits(input, 2)).get(0))
                    .isEqualTo(Integer.bitCount(input) % 2);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> bool(true, false, true));
    }

    private static Vector bits(int input, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = input >> i & 1;
        }
        return Vector.of(x);
    }

    /// Through all points, exactly for dyadic ones with whole derivatives; the straight line in between, constant before the first,
    /// and straight on after the last.
    @Claim("ML-03")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void straightLinesThroughThePoints(
            @ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] t = new double[n + 1];
        double[] y = new double[n + 1];
        t[0] = random.nextInt(-64, 64) / 16.0;
        y[0] = random.nextInt(-9, 10);
        for (int i = 1; i <= n; i++) {
            double width = random.nextInt(1, 33) / 16.0;
            t[i] = t[i - 1] + width;
            y[i] = y[i - 1] + width * random.nextInt(-9, 10);
        }
        MultilayerNetwork g = interpolant(t, y);
        assertThat(g.layers().getFirst().bias().size()).isEqualTo(n);
        for (int i = 0; i <= n; i++) {
            assertThat(g.forward(scalar(t[i])).get(0)).isEqualTo(y[i]);
            if (i < n) {
                assertThat(g.forward(scalar((t[i] + t[i + 1]) / 2)).get(0))
                        .isEqualTo((y[i] + y[i + 1]) / 2);
            }
        }
        assertThat(g.forward(scalar(t[0] - 3)).get(0)).isEqualTo(y[0]);
        double derivative = (y[n] - y[n - 1]) / (t[n] - t[n - 1]);
        assertThat(g.forward(scalar(t[n] + 2)).get(0)).isEqualTo(y[n] + 2 * derivative);
    }

    /// A smooth function is met to `h²/8 max|f″|`, one with derivatives up to `K` to `Kh/2`.
    @Claim("ML-03")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfStraightLines(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll @IntRange(min = 0, max = 100) int percent) {
        DoubleUnaryOperator f =
                List.<DoubleUnaryOperator>of(
                                Math::sin, Math::exp, x -> x * x, x -> Math.abs(x - 0.3))
                        .get(which);
        double[] t = new double[n + 1];
        double[] y = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            t[i] = (double) i / n;
            y[i] = f.applyAsDouble(t[i]);
        }
        double h = 1.0 / n;
        double bound = which == 3 ? h / 2 : h * h / 8 * new double[] {0.85, Math.E, 2}[which];
        double x = percent / 100.0;
        double error = interpolant(t, y).forward(scalar(x)).get(0) - f.applyAsDouble(x);
        assertThat(Math.abs(error)).isLessThanOrEqualTo(bound + 100 * n * U * 10);
    }

    @Claim("ML-03")
    @Example
    void aSquareWithFourLines() {
        MultilayerNetwork g =
                interpolant(
                        new double[] {0, 0.25, 0.5, 0.75, 1},
                        new double[] {0, 0.0625, 0.25, 0.5625, 1});
        for (int i = 0; i < 4; i++) {
            double middle = (i + 0.5) / 4;
            assertThat(g.forward(scalar(middle)).get(0) - middle * middle).isEqualTo(1 / 64.0);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interpolant(new double[] {0, 0}, new double[] {1, 2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interpolant(new double[] {0}, new double[] {1}));
    }

    /// The staircase is within its bound of a function whose derivatives are at most 1, for soft and for hard steps.
    @Claim("ML-04")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void staircasesComeNear(
            @ForAll @IntRange(min = 1, max = 64) int cells,
            @ForAll @IntRange(min = 0, max = 4) int which,
            @ForAll @IntRange(min = 0, max = 2) int function,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleUnaryOperator f =
                List.<DoubleUnaryOperator>of(Math::sin, Math::abs, x -> Math.abs(Math.abs(x) - 0.4))
                        .get(function);
        double h = 2.0 / cells;
        double steepness = new double[] {1, 2, 4, 10, 40}[which] / h;
        SigmoidStaircase s = SigmoidStaircase.of(f, -1, 1, cells, steepness);
        for (int i = 0; i < 20; i++) {
            double x = random.nextDouble(-1, 1);
            double error = Math.abs(staircase(s, x) - f.applyAsDouble(x));
            assertThat(error).isLessThanOrEqualTo(h * s.errorFactor() + 8 * cells * U);
        }
    }

    /// For hard steps the bound is about twice what happens; more cells and steeper steps bring the error down as far as one likes.
    @Claim("ML-04")
    @Example
    void theErrorGoesToZero() {
        double before = Double.POSITIVE_INFINITY;
        for (int cells = 4; cells <= 256; cells *= 4) {
            double h = 2.0 / cells;
            SigmoidStaircase s = SigmoidStaircase.of(x -> x, -1, 1, cells, 40 / h);
            double worst = 0;
            for (int i = 0; i <= 2000; i++) {
                double x = -1 + i / 1000.0;
                worst = Math.max(worst, Math.abs(staircase(s, x) - x));
            }
            assertThat(worst).isLessThan(before / 2);
            assertThat(worst).isGreaterThan(0.3 * h * s.errorFactor());
            before = worst;
        }
        SigmoidStaircase flat = SigmoidStaircase.of(x -> 7, 0, 1, 3, 1e6);
        assertThat(staircase(flat, 0.2)).isEqualTo(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigmoidStaircase.of(x -> x, 0, 1, 0, 1))
                .withMessageContaining("got 0, 1.0 and 1.0");
    }

    /// `2e^(−z)/(1 − e^(−2z))` with `z = kh/2` is the reciprocal of a hyperbolic sine.
    @Claim("ML-04")
    @Example
    void theErrorFactorByAnotherFormula() {
        for (double steepness : new double[] {0.1, 1, 3, 40}) {
            SigmoidStaircase s = SigmoidStaircase.of(x -> x, 0, 2, 4, steepness); // cells of ½
            assertThat(s.errorFactor())
                    .isCloseTo(
                            1 + 1 / StrictMath.sinh(steepness / 4),
                            within(16 * U * s.errorFactor()));
        }
    }

    @Example
    void staircasesAreEqualByTheirNumbers() {
        SigmoidStaircase s = new SigmoidStaircase(0, 0.5, new double[] {1, 2}, 3);
        assertThat(s).isEqualTo(new SigmoidStaircase(0, 0.5, new double[] {1, 2}, 3));
        assertThat(s).hasSameHashCodeAs(new SigmoidStaircase(0, 0.5, new double[] {1, 2}, 3));
        assertThat(s.values()).containsExactly(1, 2);
        assertThat(s)
                .hasToString(
                        "SigmoidStaircase[from=0.0, width=0.5, values=[1.0, 2.0], steepness=3.0]");
        assertThat(
                        List.of(
                                new SigmoidStaircase(1, 0.5, new double[] {1, 2}, 3),
                                new SigmoidStaircase(0, 0.25, new double[] {1, 2}, 3),
                                new SigmoidStaircase(0, 0.5, new double[] {1, 3}, 3),
                                new SigmoidStaircase(0, 0.5, new double[] {1, 2}, 4)))
                .doesNotContain(s);
    }

    /// Any labels on any different points, with one hidden unit for each.
    @Claim("ML-05")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anythingCanBeMemorized(
            @ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Vector> different = new HashSet<>();
        while (different.size() < n) {
            different.add(Networks.wholeVector(random, d, 6).plus(Vector.zeros(d)));
        }
        List<Vector> points = new ArrayList<>(different);
        double[] labels = random.ints(n, -9, 10).asDoubleStream().toArray();
        MultilayerNetwork network = memorizer(points, labels);
        assertThat(network.layers().getFirst().bias().size()).isEqualTo(n);
        for (int i = 0; i < n; i++) {
            // derivatives up to 18 meet distances up to 13⁴ with an error of u each
            assertThat(network.forward(points.get(i)).get(0))
                    .isCloseTo(labels[i], within(4 * n * n * U * 18 * Math.pow(13, d) * 2));
        }
    }

    @Claim("ML-05")
    @Example
    void equalPointsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memorizer(List.of(Vector.of(1, 2), Vector.of(1, 2)), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> memorizer(List.of()));
        assertThat(memorizer(List.of(Vector.of(3)), 5).forward(Vector.of(3)).get(0)).isEqualTo(5);
    }

    @Example
    void badPointsAndTablesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interpolant(new double[] {0, 0}, new double[] {1, 2}))
                .withMessage("the points must increase, got [0.0, 0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memorizer(List.of(Vector.of(1, 2), Vector.of(1, 2)), 0, 1))
                .withMessage("two points are equal: [1.0, 2.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bool(true, false, true))
                .withMessage("a table of 2ⁿ values is needed, got 3");
    }

    /// Over all draws of `m` units the mean squared distance of their average from the mean of all is `1/m` of that of a single
    /// one, and at most `(C² − ‖f‖²)/m`.
    @Claim("ML-15")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void randomFeatures(
            @ForAll @IntRange(min = 1, max = 4) int units,
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 6) int points,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Vector> all = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            all.add(Networks.wholeVector(random, points, 5));
        }
        int[] once = new int[units];
        for (int i = 0; i < units; i++) {
            once[i] = i;
        }
        BigFraction[] mean = exact(all, once);
        BigFraction single = BigFraction.ZERO;
        BigFraction largest = BigFraction.ZERO;
        for (int i = 0; i < units; i++) {
            single = single.add(squaredDistance(exact(all, i), mean));
            BigFraction size =
                    squaredDistance(exact(all, i), exact(List.of(Vector.zeros(points)), 0));
            largest = size.compareTo(largest) > 0 ? size : largest;
        }
        single = single.divide(units);
        BigFraction sum = BigFraction.ZERO;
        int draws = (int) Math.pow(units, m);
        for (int code = 0; code < draws; code++) {
            int[] drawn = new int[m];
            int rest = code;
            for (int i = 0; i < m; i++) {
                drawn[i] = rest % units;
                rest /= units;
            }
            BigFraction[] exact = exact(all, drawn);
            Vector average = average(all, drawn);
            for (int j = 0; j < points; j++) {
                assertThat(average.get(j)).isCloseTo(exact[j].doubleValue(), within(1e-14));
            }
            sum = sum.add(squaredDistance(exact, mean));
        }
        BigFraction expected = sum.divide(draws);
        assertThat(expected).isEqualTo(single.divide(m));
        BigFraction norm = squaredDistance(mean, exact(List.of(Vector.zeros(points)), 0));
        assertThat(expected).isLessThanOrEqualTo(largest.subtract(norm).divide(m));
    }

    private static BigFraction[] exact(List<Vector> units, int... drawn) {
        BigFraction[] mean = new BigFraction[units.getFirst().size()];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = BigFraction.ZERO;
            for (int unit : drawn) {
                mean[j] = mean[j].add(new BigFraction((long) units.get(unit).get(j)));
            }
            mean[j] = mean[j].divide(drawn.length);
        }
        return mean;
    }

    private static BigFraction squaredDistance(BigFraction[] a, BigFraction[] b) {
        BigFraction sum = BigFraction.ZERO;
        for (int j = 0; j < a.length; j++) {
            sum = sum.add(a[j].subtract(b[j]).pow(2));
        }
        return sum;
    }

    @Claim("ML-15")
    @Example
    void nothingDrawn() {
        assertThatThrownBy(() -> average(List.of(Vector.of(1))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a unit and a draw are needed, got 1 and 0");
        assertThatThrownBy(() -> average(List.of(Vector.of(1)), 1))
                .isInstanceOf(ShapeException.class);
    }

    @Mutant("ML-02") // one bit less is enough
    static class FiresTooOften extends WidthTest {
        @Override
        MultilayerNetwork bool(boolean... table) {
            MultilayerNetwork right = BooleanNetwork.of(table);
            DenseLayer first = right.layers().getFirst();
            double[] bias = first.bias().toArray();
            for (int i = 0; i < bias.length; i++) {
                bias[i] += 1;
            }
            return new MultilayerNetwork(
                    List.of(
                            new DenseLayer(first.weight(), Vector.of(bias)),
                            right.layers().getLast()),
                    right.nonlinearity());
        }
    }

    @Mutant("ML-03") // derivatives, not their changes
    static class AddsSlopes extends WidthTest {
        @Override
        MultilayerNetwork interpolant(double[] t, double[] y) {
            MultilayerNetwork right = ReluInterpolant.through(t, y);
            DenseLayer last = right.layers().getLast();
            double[] change = last.weight().toArray();
            for (int i = 1; i < change.length; i++) {
                change[i] += change[i - 1];
            }
            return new MultilayerNetwork(
                    List.of(
                            right.layers().getFirst(),
                            new DenseLayer(Matrix.of(change.length, 1, change), last.bias())),
                    right.nonlinearity());
        }
    }

    @Mutant("ML-04") // steps at the ends of cells
    static class StepsLate extends WidthTest {
        @Override
        double staircase(SigmoidStaircase s, double x) {
            return s.value(x - 1.5 * s.width());
        }
    }

    @Mutant("ML-05") // the labels in the order in which they came
    static class DoesNotSort extends WidthTest {
        @Override
        MultilayerNetwork memorizer(List<Vector> points, double... labels) {
            Memorizer.of(points, labels);
            double[] sorted = labels.clone();
            Arrays.sort(sorted);
            return Memorizer.of(points, sorted);
        }
    }

    @Mutant("ML-15") // the sum
    static class NotDivided extends WidthTest {
        @Override
        Vector average(List<Vector> units, int... drawn) {
            return RandomFeatures.average(units, drawn).times(drawn.length);
        }
    }
}
