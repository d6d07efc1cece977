package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

class MaxAffineTest {

    private static final MaxAffine ABSOLUTE =
            new MaxAffine(Matrix.of(2, 1, 1, -1), Vector.zeros(2));
    private static final MaxAffine RECTIFIER =
            new MaxAffine(Matrix.of(2, 1, 0, 1), Vector.zeros(2));
    private static final MaxAffine HINGE = new MaxAffine(Matrix.of(2, 1, 0, -1), Vector.of(0, 1));

    /// What stands for a derivative at a kink.
    interface Derivative {
        default Vector subgradient(MaxAffine f, Vector x) {
            return f.subgradient(x);
        }

        default double oneSided(MaxAffine f, Vector x, Vector v) {
            return f.oneSidedDerivative(x, v);
        }
    }

    Derivative subject() {
        return new Derivative() {};
    }

    private static MaxAffine function(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> ABSOLUTE;
            case 1 -> RECTIFIER;
            case 2 -> HINGE;
            default -> {
                int k = 1 + random.nextInt(5);
                yield new MaxAffine(
                        Matrix.of(k, 1, random.ints(k, -4, 5).asDoubleStream().toArray()),
                        Vector.of(random.ints(k, -4, 5).asDoubleStream().toArray()));
            }
        };
    }

    private static double at(MaxAffine f, double x) {
        return f.value(Vector.of(x));
    }

    /// Whole slopes and multiples of ½: everything is exact, and kinks are met.
    @Claim("CA-15")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void subgradientsAreTheSlopesOfTheLinesBelow(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MaxAffine f = function(random);
        double x = random.nextInt(-8, 9) / 2.0;
        Vector point = Vector.of(x);
        double right = subject().oneSided(f, point, Vector.of(1));
        double left = -subject().oneSided(f, point, Vector.of(-1));
        double h = 0x1p-20;
        assertThat((at(f, x + h) - at(f, x)) / h).isEqualTo(right);
        assertThat((at(f, x) - at(f, x - h)) / h).isEqualTo(left);
        assertThat(left).isLessThanOrEqualTo(right);
        double chosen = subject().subgradient(f, point).get(0);
        assertThat(chosen).isBetween(left, right);
        for (double g = left - 1; g <= right + 1; g += 0.25) {
            boolean below = true;
            for (int n = -64; n <= 64; n++) {
                double y = x + n * h;
                below &= at(f, y) >= at(f, x) + g * (y - x);
                double far = x + n / 4.0;
                if (g >= left && g <= right) {
                    assertThat(at(f, far)).isGreaterThanOrEqualTo(at(f, x) + g * (far - x));
                }
            }
            assertThat(below).isEqualTo(g >= left && g <= right);
        }
    }

    /// What the library returns spreads a weight of 1 over the largest coordinates.
    @Claim("CA-34")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theMaximumSharesItsGradientAmongTheLargest(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        MaxAffine max = new MaxAffine(Matrix.identity(n), Vector.zeros(n));
        Vector x = Vector.of(random.ints(n, -2, 3).asDoubleStream().toArray());
        Vector y = Vector.of(random.ints(n, -2, 3).asDoubleStream().toArray());
        Vector g = subject().subgradient(max, x);
        double largest = max.value(x);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            assertThat(g.get(i)).isGreaterThanOrEqualTo(0);
            assertThat(g.get(i) > 0).isEqualTo(x.get(i) == largest);
            sum += g.get(i);
        }
        assertThat(Math.abs(sum - 1)).isLessThanOrEqualTo(n * 0x1p-53);
        assertThat(max.value(y)).isGreaterThanOrEqualTo(largest + g.dot(y.minus(x)) - n * 0x1p-50);
        assertThat(subject().oneSided(max, x, y)).isGreaterThanOrEqualTo(g.dot(y) - n * 0x1p-50);
    }

    /// Any shares in 64ths, with 0 among them, of the largest coordinates: the maximum lies nowhere below the plane, exactly.
    @Claim("CA-34")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void sharesAreSubgradientsOfTheMaximum(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        MaxAffine max = new MaxAffine(Matrix.identity(n), Vector.zeros(n));
        Vector x = Vector.of(random.ints(n, -1, 2).asDoubleStream().toArray());
        int[] active = max.active(x);
        double[] shares = new double[n];
        int left = 64;
        for (int i = 0; i < active.length; i++) {
            int share = i == active.length - 1 ? left : random.nextInt(left + 1);
            shares[active[i]] = share / 64.0;
            left -= share;
        }
        Vector s = Vector.of(shares);
        double spread = random.nextBoolean() ? 1 : 0x1p-20;
        for (int trial = 0; trial < 20; trial++) {
            Vector step =
                    Vector.of(random.ints(n, -9, 10).asDoubleStream().toArray()).times(spread);
            assertThat(max.value(x.plus(step))).isGreaterThanOrEqualTo(max.value(x) + s.dot(step));
        }
    }

    /// The rectifier with a slope `s` at 0.
    Dual<Real> rectifier(Dual<Real> x, double s) {
        double value = x.value().value();
        return value > 0 ? x : x.times(value < 0 ? 0 : s).plus(0.0);
    }

    /// `relu(x) − relu(−x)` is `x`: everywhere else the chain rule gives 1, at 0 it gives `2s`.
    @Claim("CA-35")
    @Property(tries = 300, edgeCases = EdgeCasesMode.MIXIN)
    void theChainRuleAtAKink(
            @ForAll @IntRange(min = -64, max = 64) int slope,
            @ForAll @IntRange(min = -3, max = 3) int at) {
        double s = slope / 16.0;
        Dual<Real> x = new Dual<>(new Real(at), new Real(1));
        Dual<Real> y = rectifier(x, s).minus(rectifier(x.times(-1), s));
        assertThat(y.value().value()).isEqualTo(at);
        assertThat(y.tangent().value()).isEqualTo(at == 0 ? 2 * s : 1);
        Dual<Real> twice = rectifier(rectifier(x, s), s).minus(rectifier(x.times(-1), s));
        assertThat(twice.value().value()).isEqualTo(at);
        assertThat(twice.tangent().value()).isEqualTo(at == 0 ? s * s + s : 1);
        assertThat(2 * s == 1 && s * s + s == 1).isFalse();
    }

    /// What the document says about `|x|`, about (3,5,5), and about a check across a kink.
    @Claim("CA-34")
    @Example
    void equalSharesOfTheLargest() {
        MaxAffine max = new MaxAffine(Matrix.identity(3), Vector.zeros(3));
        Vector x = Vector.of(3, 5, 5);
        assertThat(subject().subgradient(max, x)).isEqualTo(Vector.of(0, 0.5, 0.5));
        assertThat(max.active(x)).containsExactly(1, 2);
        assertThat(subject().subgradient(max, Vector.of(3, 5, 4))).isEqualTo(Vector.of(0, 1, 0));
        for (int i = 0; i < 3; i++) { // two that tie below the largest make no kink
            Vector step = Vector.of(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0);
            Vector tie = Vector.of(5, 3, 3);
            assertThat(subject().oneSided(max, tie, step))
                    .isEqualTo(-subject().oneSided(max, tie, step.times(-1)) + 0.0);
        }
    }

    /// The solution of an exercise: the larger of two coordinates at (1,1) and (2,1).
    @Claim("CA-34")
    @Example
    void theLargerOfTwoOnPaper() {
        MaxAffine max = new MaxAffine(Matrix.identity(2), Vector.zeros(2));
        Vector along = Vector.of(1, 0);
        Vector tie = Vector.of(1, 1);
        assertThat(subject().oneSided(max, tie, along)).isEqualTo(1);
        assertThat(-subject().oneSided(max, tie, along.times(-1)) + 0.0).isEqualTo(0);
        assertThat(subject().subgradient(max, Vector.of(2, 1))).isEqualTo(along);
    }

    /// With an offset `⟨s,x⟩` is not the value: the hinge at ½.
    @Claim("CA-12")
    @Example
    void withOffsetsEulersRuleIsFalse() {
        Vector x = Vector.of(0.5);
        assertThat(HINGE.value(x)).isEqualTo(0.5);
        assertThat(subject().subgradient(HINGE, x).dot(x)).isEqualTo(-0.5);
    }

    /// Vectors in eighths: exactly those that keep the three rules have no point below their plane among the few that the
    /// document names.
    @Claim("CA-34")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theRulesDecide(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        MaxAffine max = new MaxAffine(Matrix.identity(n), Vector.zeros(n));
        Vector x = Vector.of(random.ints(n, -1, 2).asDoubleStream().toArray());
        double[] shares = random.ints(n, -2, 9).mapToDouble(k -> k / 8.0).toArray();
        if (random.nextBoolean()) { // else the sum is hardly ever 1
            double others = Vector.of(shares).dot(ones(n));
            shares[random.nextInt(n)] += 1 - others;
        }
        Vector s = Vector.of(shares);
        boolean rules = s.dot(ones(n)) == 1;
        boolean below = false;
        for (int sign : new int[] {-1, 1}) {
            below |= isBelow(max, x, s, ones(n).times(sign));
        }
        for (int i = 0; i < n; i++) {
            rules &= shares[i] >= 0 && (shares[i] == 0 || x.get(i) == max.value(x));
            double[] axis = new double[n];
            axis[i] = 1;
            below |= isBelow(max, x, s, Vector.of(axis).times(-1));
            below |= isBelow(max, x, s, Vector.of(axis).times(0.5));
        }
        assertThat(below).isEqualTo(!rules);
    }

    /// The worked example of the document: `max(x₁, x₂, 0)` at the origin. In eighths, exactly the vectors of the triangle
    /// have no point below their plane among the few that the document names, and none among others.
    @Claim("CA-34")
    @Example
    void threeThatTie() {
        MaxAffine f = new MaxAffine(Matrix.of(3, 2, 1, 0, 0, 1, 0, 0), Vector.zeros(3));
        Vector origin = Vector.zeros(2);
        assertThat(f.active(origin)).containsExactly(0, 1, 2);
        assertThat(subject().subgradient(f, origin)).isEqualTo(Vector.of(1 / 3.0, 1 / 3.0));
        for (int i = -8; i <= 16; i++) {
            for (int j = -8; j <= 16; j++) {
                Vector s = Vector.of(i / 8.0, j / 8.0);
                boolean triangle = i >= 0 && j >= 0 && i + j <= 8;
                boolean below =
                        isBelow(f, origin, s, Vector.of(-1, 0))
                                || isBelow(f, origin, s, Vector.of(0, -1))
                                || isBelow(f, origin, s, Vector.of(1, 1));
                assertThat(below).isEqualTo(!triangle);
                for (int k = 0; triangle && k < 81; k++) {
                    Vector step = Vector.of(k / 9 - 4, k % 9 - 4);
                    assertThat(isBelow(f, origin, s, step)).isFalse();
                }
            }
        }
    }

    private static Vector ones(int n) {
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        return Vector.of(ones);
    }

    /// Whether the maximum at `x + step` lies below the plane with the slopes `s` through its value at `x`.
    private static boolean isBelow(MaxAffine max, Vector x, Vector s, Vector step) {
        return max.value(x.plus(step)) < max.value(x) + s.dot(step);
    }

    /// The solution of an exercise: the hinge `max(0, 1 − x)` at 0, 1 and 2.
    @Claim("CA-15")
    @Example
    void theHingeOnPaper() {
        MaxAffine hinge = new MaxAffine(Matrix.of(2, 1, 0, -1), Vector.of(0, 1));
        double[] left = {-1, -1, 0};
        double[] right = {-1, 0, 0};
        for (int x = 0; x < 3; x++) {
            assertThat(subject().oneSided(hinge, Vector.of(x), Vector.of(1))).isEqualTo(right[x]);
            assertThat(-subject().oneSided(hinge, Vector.of(x), Vector.of(-1)) + 0.0)
                    .isEqualTo(left[x]);
        }
    }

    /// The worked example of the document: `|x| + |x − 1|` as the largest of three lines, its slopes at 0, ½ and 1.
    @Claim("CA-15")
    @Example
    void twoKinks() {
        MaxAffine f = new MaxAffine(Matrix.of(3, 1, -2, 0, 2), Vector.of(1, 1, -1));
        double[] points = {0, 0.5, 1};
        double[] left = {-2, 0, 0};
        double[] right = {0, 0, 2};
        for (int i = 0; i < 3; i++) {
            Vector x = Vector.of(points[i]);
            assertThat(f.value(x)).isEqualTo(Math.abs(points[i]) + Math.abs(points[i] - 1));
            assertThat(subject().oneSided(f, x, Vector.of(1)) + 0.0).isEqualTo(right[i]);
            assertThat(-subject().oneSided(f, x, Vector.of(-1)) + 0.0).isEqualTo(left[i]);
        }
        for (double x : new double[] {-3, -0.25, 0.75, 1.5, 4}) {
            assertThat(f.value(Vector.of(x))).isEqualTo(Math.abs(x) + Math.abs(x - 1));
        }
    }

    /// Weights that do not sum to 1, that are negative, or that fall on a coordinate that is not among the largest: each
    /// time a point is found where the maximum lies below the plane.
    @Claim("CA-34")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void otherWeightsAreNoSubgradientOfTheMaximum(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        MaxAffine max = new MaxAffine(Matrix.identity(n), Vector.zeros(n));
        double[] x = random.ints(n, -2, 3).asDoubleStream().toArray();
        double largest = max.value(Vector.of(x));
        int[] active = max.active(Vector.of(x));
        int first = active[random.nextInt(active.length)];
        int other = (first + 1 + random.nextInt(n - 1)) % n;
        double wrong = random.nextInt(1, 9) / 8.0;
        double[] g = new double[n];
        g[first] = 1; // right so far
        double[] y = x.clone();
        int kind = random.nextInt(3);
        if (kind == 0) {
            double sign = random.nextBoolean() ? 1 : -1;
            g[other] += sign * wrong;
            for (int k = 0; k < n; k++) {
                y[k] += sign;
            }
        } else if (kind == 1 || x[other] == largest) {
            g[first] += wrong;
            g[other] -= wrong;
            y[other] -= 1;
        } else {
            g[first] -= wrong;
            g[other] += wrong;
            y[other] += 0.5;
        }
        Vector step = Vector.of(y).minus(Vector.of(x));
        assertThat(max.value(Vector.of(y))).isLessThan(largest + Vector.of(g).dot(step));
    }

    /// In `n` dimensions: the planes of subgradients lie below, and the slope along a direction is at least theirs.
    @Claim("CA-15")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void planesOfSubgradientsLieBelow(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int k = 1 + random.nextInt(5);
        MaxAffine f =
                new MaxAffine(
                        Matrix.of(
                                k, n, random.ints((long) k * n, -4, 5).asDoubleStream().toArray()),
                        Vector.of(random.ints(k, -2, 3).asDoubleStream().toArray()));
        Vector x = Vector.of(random.ints(n, -2, 3).asDoubleStream().toArray());
        Vector v = Vector.of(random.ints(n, -4, 5).asDoubleStream().toArray());
        Vector g = subject().subgradient(f, x);
        double slope = subject().oneSided(f, x, v);
        double h = 0x1p-20;
        assertThat((f.value(x.plus(v.times(h))) - f.value(x)) / h).isEqualTo(slope);
        double tolerance = 16 * k * n * 0x1p-53 * 4 * 6; // slopes to 4, differences to 6
        assertThat(g.dot(v)).isLessThanOrEqualTo(slope + tolerance);
        assertThat(-subject().oneSided(f, x, v.times(-1)))
                .isLessThanOrEqualTo(g.dot(v) + tolerance);
        assertThat(f.value(x.plus(v))).isGreaterThanOrEqualTo(f.value(x) + g.dot(v) - tolerance);
    }

    /// Without offsets the maximum has degree 1, and Euler's theorem holds at kinks too.
    @Claim("CA-12")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void eulersTheoremOnMaxima(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int k = 1 + random.nextInt(5);
        MaxAffine f =
                new MaxAffine(
                        Matrix.of(
                                k, n, random.ints((long) k * n, -4, 5).asDoubleStream().toArray()),
                        Vector.zeros(k));
        Vector x = Vector.of(random.ints(n, -4, 5).asDoubleStream().toArray());
        Vector g = subject().subgradient(f, x);
        double size = 0;
        for (int i = 0; i < n; i++) {
            size += Math.abs(4 * x.get(i));
        }
        assertThat(g.dot(x)).isCloseTo(f.value(x), within(32 * n * 0x1p-53 * size));
        for (int i : f.active(x)) { // the subgradients are what lies between these
            double slope = 0;
            for (int j = 0; j < n; j++) {
                slope += f.slopes().get(i, j) * x.get(j);
            }
            assertThat(slope).isEqualTo(f.value(x));
        }
        assertThat(f.value(x.times(4))).isEqualTo(4 * f.value(x));
    }

    /// A central quotient at a kink is the mean of the two slopes, whichever value a library takes.
    @Claim("CA-15")
    @Example
    void quotientsAtAKink() {
        assertThat(DifferenceQuotient.central(x -> Math.max(0, x), 0, 0x1p-17)).isEqualTo(0.5);
        assertThat(DifferenceQuotient.central(Math::abs, 0, 0x1p-17)).isEqualTo(0);
        assertThat(subject().subgradient(ABSOLUTE, Vector.of(-0.0)).get(0)).isEqualTo(0);
        assertThat(subject().subgradient(RECTIFIER, Vector.of(0)).get(0)).isEqualTo(0.5);
        assertThat(RECTIFIER.active(Vector.of(0))).containsExactly(0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxAffine(Matrix.zeros(0, 2), Vector.zeros(0)))
                .withMessageContaining(
                        "slopes (k,n) and offsets (k) are needed with k > 0, got (0,2) and (0)");
    }

    @Mutant("CA-35") // the slope at 0 is never used
    static class IgnoresTheKink extends MaxAffineTest {
        @Override
        Dual<Real> rectifier(Dual<Real> x, double s) {
            return x.value().value() >= 0 ? x : x.times(0.0);
        }
    }

    @Mutant({"CA-12", "CA-15", "CA-34"}) // the sum of the active slopes: outside of the interval
    static class SumOfSlopes extends MaxAffineTest {
        @Override
        Derivative subject() {
            return new Derivative() {
                @Override
                public Vector subgradient(MaxAffine f, Vector x) {
                    return f.subgradient(x).times(f.active(x).length);
                }
            };
        }
    }

    @Mutant("CA-15") // the same slope on both sides
    static class OneSlope extends MaxAffineTest {
        @Override
        Derivative subject() {
            return new Derivative() {
                @Override
                public double oneSided(MaxAffine f, Vector x, Vector v) {
                    return f.subgradient(x).dot(v);
                }
            };
        }
    }
}
