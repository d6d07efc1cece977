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
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
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

    MultilayerNetwork parity(int n) {
        return BooleanNetwork.parity(n);
    }

    MultilayerNetwork xor() {
        return BooleanNetwork.xor();
    }

    double hat(Vector x) {
        return Hat.value(x);
    }

    MultilayerNetwork ridges(List<Vector> directions, List<MultilayerNetwork> along) {
        return Ridge.sum(directions, along);
    }

    Vector average(List<Vector> units, int... drawn) {
        return RandomFeatures.average(units, drawn);
    }

    /// All functions of up to three bits, every hundredth of four, and some of five and six.
    @Claim("ML-02")
    @Example
    void everyFunctionOfBits() {
        for (int n = 0; n <= 4; n++) {
            for (int code = 0; code < 1 << (1 << n); code += n == 4 ? 97 : 1) {
                boolean[] table = new boolean[1 << n];
                for (int input = 0; input < table.length; input++) {
                    table[input] = (code >> input & 1) == 1;
                }
                assertComputes(table);
            }
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 5; n <= 6; n++) {
            boolean[] table = new boolean[1 << n];
            for (int input = 0; input < table.length; input++) {
                table[input] = random.nextBoolean();
            }
            assertComputes(table);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> bool(true, false, true));
    }

    private void assertComputes(boolean... table) {
        MultilayerNetwork network = bool(table);
        int n = Integer.numberOfTrailingZeros(table.length);
        int ones = 0;
        for (int input = 0; input < table.length; input++) {
            ones += table[input] ? 1 : 0;
            assertThat(network.forward(bits(input, n))).isEqualTo(scalar(table[input] ? 1 : 0));
        }
        assertThat(network.layers().getFirst().bias().size()).isEqualTo(ones);
    }

    @Claim("ML-17")
    @Example
    void parityOfBits() {
        for (int n = 0; n <= 9; n++) {
            MultilayerNetwork network = parity(n);
            assertThat(network.layers().getFirst().bias().size()).isEqualTo(n);
            for (int input = 0; input < 1 << n; input++) {
                assertThat(network.forward(bits(input, n)).get(0))
                        .isEqualTo(Integer.bitCount(input) % 2);
            }
        }
    }

    /// The four comments: hidden numbers, outputs, and the plane between them.
    @Claim("ML-16")
    @Example
    void notBad() {
        MultilayerNetwork network = xor();
        double[][] hidden = {{0, 0}, {1, 0}, {1, 0}, {2, 1}};
        for (int input = 0; input < 4; input++) {
            double[] z = network.preactivations(bits(input, 2)).getFirst().toArray();
            assertThat(new double[] {Math.max(0, z[0]), Math.max(0, z[1])})
                    .containsExactly(hidden[input]);
            assertThat(network.forward(bits(input, 2)).get(0))
                    .isEqualTo(Integer.bitCount(input) % 2);
        }
        assertThat(network.parameterCount()).isEqualTo(9);
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

    private static final double[] CURVATURES = {Math.sin(1), Math.E, 2, 16};

    /// A twice differentiable function on [0, 1] is met to `h²/8 max|f″|`; with unequal distances `h` is the largest.
    @Claim("ML-19")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfStraightLines(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll boolean equal,
            @ForAll long seed) {
        DoubleUnaryOperator f =
                List.<DoubleUnaryOperator>of(Math::sin, Math::exp, x -> x * x, x -> Math.sin(4 * x))
                        .get(which);
        double[] t = places(n, equal, new SplittableRandom(seed));
        double h = widest(t);
        double x = percent / 100.0;
        assertThat(Math.abs(interpolated(f, t, x) - f.applyAsDouble(x)))
                .isLessThanOrEqualTo(h * h / 8 * CURVATURES[which] + rounding(t));
    }

    /// A function whose chords have slopes up to `K` is met to `Kh/2`, also where it has kinks.
    @Claim("ML-20")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theErrorAtKinks(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 0, max = 2) int which,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll boolean equal,
            @ForAll long seed) {
        DoubleUnaryOperator f =
                List.<DoubleUnaryOperator>of(
                                Math::sin,
                                x -> Math.abs(x - 0.3),
                                x -> 3 * Math.abs(Math.abs(x - 0.5) - 0.125))
                        .get(which);
        double[] t = places(n, equal, new SplittableRandom(seed));
        double x = percent / 100.0;
        assertThat(Math.abs(interpolated(f, t, x) - f.applyAsDouble(x)))
                .isLessThanOrEqualTo((which == 2 ? 3 : 1) * widest(t) / 2 + rounding(t));
        // reached by a kink in the middle
        double[] ends = {0, 1};
        assertThat(interpolated(y -> Math.abs(y - 0.5), ends, 0.5)).isEqualTo(0.5);
    }

    /// From 0 to 1, all distances at least `1/(4n)`.
    private static double[] places(int n, boolean equal, SplittableRandom random) {
        double[] t = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            t[i] = t[i - 1] + (equal ? 1 : random.nextDouble(0.5, 2));
        }
        double length = t[n];
        for (int i = 1; i <= n; i++) {
            t[i] /= length;
        }
        return t;
    }

    private static double widest(double... t) {
        double widest = 0;
        for (int i = 1; i < t.length; i++) {
            widest = Math.max(widest, t[i] - t[i - 1]);
        }
        return widest;
    }

    /// `n` products with changes of slope up to 8, each slope with an error of `4·4n` roundings of numbers up to 3.
    private static double rounding(double... t) {
        return 64.0 * t.length * t.length * U;
    }

    private double interpolated(DoubleUnaryOperator f, double[] t, double x) {
        double[] y = Arrays.stream(t).map(f).toArray();
        return interpolant(t, y).forward(scalar(x)).get(0);
    }

    /// The sine of the text: 5 lines of width 1.2, and 12.
    @Claim("ML-19")
    @Example
    void aSineOutOfFiveLines() {
        for (int n : new int[] {5, 12, 60}) {
            double[] t = new double[n + 1];
            for (int i = 0; i <= n; i++) {
                t[i] = 6.0 * i / n;
            }
            double worst = 0;
            for (int i = 0; i <= 6000; i++) {
                worst =
                        Math.max(
                                worst,
                                Math.abs(
                                        interpolated(StrictMath::sin, t, i / 1000.0)
                                                - StrictMath.sin(i / 1000.0)));
            }
            double h = 6.0 / n;
            assertThat(worst).isBetween(0.9 * h * h / 8, h * h / 8);
        }
    }

    /// A bump by hand: the tent out of three rectifiers.
    @Claim("ML-03")
    @Example
    void aBumpOutOfThree() {
        MultilayerNetwork bump = interpolant(new double[] {0, 1, 2, 3}, new double[] {0, 1, 0, 0});
        assertThat(bump.layers().getLast().weight().toArray()).containsExactly(1, -2, 1);
        assertThat(bump.layers().getFirst().bias().toArray()).containsExactly(-0.0, -1, -2);
    }

    /// Hats at all whole points add up to 1, and their sums keep affine functions as they are.
    @Claim("ML-21")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void hatsAddUpToOne(@ForAll @IntRange(min = 1, max = 4) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Networks.wholeVector(random, d, 40).times(1 / 16.0);
        double sum = 0;
        Vector mean = Vector.zeros(d);
        int shown = 0;
        int[] k = new int[d];
        int all = (int) Math.pow(9, d);
        for (int code = 0; code < all; code++) { // all whole points with coordinates from −4 to 4
            int rest = code;
            double[] point = new double[d];
            for (int i = 0; i < d; i++) {
                k[i] = rest % 9 - 4;
                rest /= 9;
                point[i] = k[i];
            }
            double value = hat(x.minus(Vector.of(point)));
            sum += value;
            mean = mean.plus(Vector.of(point).times(value));
            shown += value > 0 ? 1 : 0;
        }
        assertThat(sum).isEqualTo(1);
        assertThat(mean.minus(x)).isEqualTo(Vector.zeros(d));
        assertThat(shown).isBetween(1, d + 1);
    }

    /// A sum of hats is as far from a function as that changes over a distance of `h√d`, at most.
    @Claim("ML-21")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void hatsComeNear(
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 1, max = 40) int cells,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector center = Matrices.normal(random, d);
        Vector x = Matrices.normal(random, d);
        double h = 1.0 / cells;
        double g =
                Hat.interpolate(y -> Norms.two(y.minus(center)), h, x); // changes by 1 per length
        assertThat(Math.abs(g - Norms.two(x.minus(center))))
                .isLessThanOrEqualTo(h * Math.sqrt(d) + 1e-12);
        Vector corner = Networks.wholeVector(random, d, 5);
        assertThat(Hat.interpolate(y -> y.dot(corner), 0.5, corner.times(0.5)))
                .isEqualTo(corner.dot(corner) / 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hat.interpolate(y -> 0, 0, x))
                .withMessage("a width above 0 is needed, got 0.0");
    }

    /// In the plane the network is the hat.
    @Claim("ML-21")
    @Example
    void aHatIsANetwork() {
        MultilayerNetwork network = Hat.inThePlane();
        for (int i = -12; i <= 12; i++) {
            for (int j = -12; j <= 12; j++) {
                Vector x = Vector.of(i / 8.0, j / 8.0);
                assertThat(network.forward(x).get(0)).isEqualTo(hat(x));
            }
        }
        assertThat(hat(Vector.of(0.25, 0.75))).isEqualTo(0.25); // by hand, in the text
        assertThat(hat(Vector.of(0.25, -0.25))).isEqualTo(0.5);
        assertThat(hat(Vector.of(-0.75, 0.75))).isZero();
        assertThat(hat(Vector.of(0.25, -0.25).plus(Vector.of(0, 1)))).isEqualTo(0.25);
    }

    /// Ridges next to each other in one hidden layer: their errors add up.
    @Claim("ML-22")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void ridgesInOneLayer(
            @ForAll @IntRange(min = 1, max = 4) int ridges,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 1, max = 60) int lines,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Vector> directions = new ArrayList<>();
        List<MultilayerNetwork> along = new ArrayList<>();
        Vector x = Vector.of(random.doubles(d, -1, 1).toArray());
        double expected = 0;
        double bound = 0;
        for (int j = 0; j < ridges; j++) {
            Vector a = Networks.wholeVector(random, d, 3);
            double factor = random.nextInt(-3, 4);
            double reach = 1 + Norms.one(a); // so far the projections of the cube go
            double[] t = new double[lines + 1];
            double[] y = new double[lines + 1];
            for (int i = 0; i <= lines; i++) {
                t[i] = reach * (2.0 * i / lines - 1);
                y[i] = factor * StrictMath.cos(t[i]);
            }
            directions.add(a);
            along.add(ReluInterpolant.through(t, y));
            expected += factor * StrictMath.cos(a.dot(x));
            bound += Math.abs(factor) * Math.pow(2 * reach / lines, 2) / 8;
        }
        MultilayerNetwork network = ridges(directions, along);
        assertThat(network.layers()).hasSize(2);
        assertThat(network.layers().getFirst().bias().size()).isEqualTo(ridges * lines);
        assertThat(Math.abs(network.forward(x).get(0) - expected))
                .isLessThanOrEqualTo(bound + 1e-9);
    }

    /// The product of two inputs as two ridges, with four lines each: 16 inputs where it is exact, and the error in between.
    @Claim("ML-22")
    @Example
    void aProductOutOfTwoRidges() {
        MultilayerNetwork quarter = quarterSquare();
        MultilayerNetwork minus =
                interpolant(new double[] {-2, -1, 0, 1, 2}, new double[] {-1, -0.25, 0, -0.25, -1});
        MultilayerNetwork product =
                ridges(List.of(Vector.of(1, 1), Vector.of(1, -1)), List.of(quarter, minus));
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                assertThat(product.forward(Vector.of(i, j)).get(0)).isEqualTo(i * j);
            }
        }
        double worst = 0;
        for (int i = -32; i <= 32; i++) {
            for (int j = -32; j <= 32; j++) {
                double error =
                        product.forward(Vector.of(i / 32.0, j / 32.0)).get(0) - i * j / 1024.0;
                worst = Math.max(worst, Math.abs(error));
            }
        }
        assertThat(worst).isEqualTo(1 / 16.0);
        assertThatThrownBy(() -> ridges(List.of(), List.of()))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "ridges: a network for each of one or more directions is needed, got 0 and"
                                + " 0");
        assertThatThrownBy(() -> ridges(List.of(Vector.of(1)), List.of(xor())))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("ridges: networks with one hidden layer from 1 to 1");
    }

    /// `s²/4` at whole `s` from −2 to 2.
    private MultilayerNetwork quarterSquare() {
        return interpolant(new double[] {-2, -1, 0, 1, 2}, new double[] {1, 0.25, 0, 0.25, 1});
    }

    @Claim({"ML-03", "ML-19"})
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
            @ForAll boolean sixteenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double unit = sixteenths ? 1 / 16.0 : 1;
        Set<Vector> different = new HashSet<>();
        while (different.size() < n) {
            different.add(Networks.wholeVector(random, d, 6).times(unit).plus(Vector.zeros(d)));
        }
        List<Vector> points = new ArrayList<>(different);
        double[] labels = random.ints(n, -9, 10).asDoubleStream().toArray();
        MultilayerNetwork network = memorizer(points, labels);
        assertThat(network.layers().getFirst().bias().size()).isEqualTo(n);
        for (int i = 0; i < n; i++) {
            // slopes up to 18, or 16·18, meet distances up to 13⁴ with an error of u each
            assertThat(network.forward(points.get(i)).get(0))
                    .isCloseTo(labels[i], within(4 * n * n * U * 18 / unit * Math.pow(13, d) * 2));
        }
    }

    @Claim("ML-05")
    @Example
    void equalPointsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memorizer(List.of(Vector.of(1, 2), Vector.of(1, 2)), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> memorizer(List.of()));
        assertThat(memorizer(List.of(Vector.of(3)), 5).forward(Vector.of(3)).get(0)).isEqualTo(5);
        Vector a = Vector.of(0.75, 0);
        Vector b = Vector.of(0, 0.25); // at the same place along (1, 3)
        MultilayerNetwork both = memorizer(List.of(a, b), 1, 2);
        assertThat(both.forward(a).get(0)).isEqualTo(1);
        assertThat(both.forward(b).get(0)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> memorizer(List.of(Vector.of(1e308, 1), Vector.of(1e308, 2)), 0, 1))
                .withMessageContaining("in double precision");
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

    @Mutant("ML-16") // adds what it should take away
    static class AddsTheSecond extends WidthTest {
        @Override
        MultilayerNetwork xor() {
            MultilayerNetwork right = BooleanNetwork.xor();
            return new MultilayerNetwork(
                    List.of(
                            right.layers().getFirst(),
                            new DenseLayer(Matrix.of(2, 1, 1, -1), Vector.of(0))),
                    right.nonlinearity());
        }
    }

    @Mutant("ML-17") // all signs plus: it counts the ones
    static class Counts extends WidthTest {
        @Override
        MultilayerNetwork parity(int n) {
            MultilayerNetwork right = BooleanNetwork.parity(n);
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            return new MultilayerNetwork(
                    List.of(
                            right.layers().getFirst(),
                            new DenseLayer(Matrix.of(n, 1, ones), Vector.of(0))),
                    right.nonlinearity());
        }
    }

    @Mutant({"ML-19", "ML-20"}) // the lines are one point late
    static class OneLate extends WidthTest {
        @Override
        MultilayerNetwork interpolant(double[] t, double[] y) {
            double[] late = y.clone();
            System.arraycopy(y, 0, late, 1, y.length - 1);
            return ReluInterpolant.through(t, late);
        }
    }

    @Mutant("ML-21") // a pyramid over the largest coordinate
    static class Pyramid extends WidthTest {
        @Override
        double hat(Vector x) {
            return Math.max(0, 1 - Norms.infinity(x));
        }
    }

    @Mutant("ML-22") // the first ridge only
    static class FirstRidge extends WidthTest {
        @Override
        MultilayerNetwork ridges(List<Vector> directions, List<MultilayerNetwork> along) {
            Ridge.sum(directions, along);
            return Ridge.sum(directions.subList(0, 1), along.subList(0, 1));
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
