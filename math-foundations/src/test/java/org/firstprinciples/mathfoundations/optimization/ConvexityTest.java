package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.gaussian;
import static org.firstprinciples.mathfoundations.optimization.RotatedBowl.norm;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.MaxAffine;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

class ConvexityTest {

    private static final double U = 0x1p-53;
    private static final double[] BETWEEN = {0, 0x1p-10, 0.5, 1};

    /// The four gaps.
    interface Gaps {
        double chord(Objective f, Vector x, Vector y, double t);

        double tangent(Objective f, Vector x, Vector y);

        double monotone(Objective f, Vector x, Vector y);

        double jensen(Objective f, List<Vector> points, double... probabilities);
    }

    static class Library implements Gaps {
        @Override
        public double chord(Objective f, Vector x, Vector y, double t) {
            return Convexity.chordGap(f, x, y, t);
        }

        @Override
        public double tangent(Objective f, Vector x, Vector y) {
            return Convexity.tangentGap(f, x, y);
        }

        @Override
        public double monotone(Objective f, Vector x, Vector y) {
            return Convexity.monotonicity(f, x, y);
        }

        @Override
        public double jensen(Objective f, List<Vector> points, double... probabilities) {
            return Convexity.jensenGap(f, points, probabilities);
        }
    }

    Gaps subject() {
        return new Library();
    }

    /// A function from its two parts.
    record Pair(ToDoubleFunction<Vector> f, Function<Vector, Vector> g) implements Objective {
        @Override
        public double value(Vector x) {
            return f.applyAsDouble(x);
        }

        @Override
        public Vector gradient(Vector x) {
            return g.apply(x);
        }
    }

    static Objective logSumExp() {
        return new Pair(x -> LogSumExp.of(x.toArray()), x -> Vector.of(Softmax.of(x.toArray())));
    }

    /// A convex function.
    ///
    /// @param size a bound of the terms that are added up for a value at `x`, and of the slope times `‖x‖`
    private record Convex(Objective f, ToDoubleFunction<Vector> size) {}

    /// Seven kinds; the last two are affine.
    private static Convex convex(SplittableRandom random, int kind, int n) {
        Vector a = gaussian(random, n);
        double[] curvatures = new double[n]; // about half of them 0
        for (int i = 0; i < n; i++) {
            curvatures[i] = Math.max(0, random.nextDouble(-4, 4));
        }
        Matrix slopes = Matrix.of(5, n, gaussian(random, 5 * n).toArray());
        double steepest = norm(Vector.of(slopes.toArray()));
        return switch (kind) {
            case 0 -> {
                Quadratic f = RotatedBowl.of(random, curvatures).f();
                yield new Convex(f, x -> 4 * Math.pow(norm(x) + norm(f.minimizer()), 2));
            }
            case 1 -> new Convex(logSumExp(), x -> 3 + norm(x));
            case 2 -> new Convex(new LogisticLoss(slopes, 0), x -> 5 * (1 + steepest * norm(x)));
            case 3 ->
                    new Convex(
                            new Pair(
                                    RotatedBowl::norm,
                                    x -> norm(x) == 0 ? x : x.times(1 / norm(x))),
                            RotatedBowl::norm);
            case 4 -> {
                MaxAffine f = new MaxAffine(slopes, gaussian(random, 5));
                yield new Convex(new Pair(f::value, f::subgradient), x -> 5 + steepest * norm(x));
            }
            case 5 -> new Convex(new Pair(x -> a.dot(x) + 1, x -> a), x -> 1 + norm(a) * norm(x));
            default -> new Convex(new Pair(x -> 3, x -> Vector.zeros(n)), x -> 3);
        };
    }

    /// Where no curvature is below `μ`, nor above `L`, the function lies between the two parabolas that touch it.
    @Claim({"OP-02", "OP-18"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void betweenTwoParabolas(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double ridge = Math.pow(2, random.nextInt(-8, 3));
        LogisticLoss f =
                new LogisticLoss(
                        Matrix.of(8, n, RotatedBowl.gaussian(random, 8 * n).toArray()), ridge);
        Vector x = RotatedBowl.gaussian(random, n).times(Math.pow(2, random.nextInt(-4, 5)));
        Vector z = RotatedBowl.gaussian(random, n).times(Math.pow(2, random.nextInt(-4, 5)));
        double square = z.minus(x).dot(z.minus(x));
        double rounding = 1e-12 * (f.value(x) + f.value(z) + f.smoothness() * square);
        assertThat(Convexity.tangentGap(f, x, z))
                .isBetween(ridge / 2 * square - rounding, f.smoothness() / 2 * square + rounding);
    }

    /// No gap is negative, and those of affine functions are 0, up to the rounding of the sums.
    @Claim("OP-01")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void noGapIsNegative(
            @ForAll @IntRange(min = 0, max = 6) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = -3, max = 1) int distance,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Convex c = convex(random, kind, n);
        Vector x = gaussian(random, n);
        Vector y = x.plus(gaussian(random, n).times(Math.pow(10, distance)));
        double rounding = 8 * (n + 8) * U * (c.size.applyAsDouble(x) + c.size.applyAsDouble(y));
        boolean affine = kind >= 5;
        List<Double> gaps = new ArrayList<>();
        for (double t : BETWEEN) {
            gaps.add(subject().chord(c.f, x, y, t));
        }
        gaps.add(subject().tangent(c.f, x, y));
        gaps.add(subject().monotone(c.f, x, y));
        assertThat(gaps).allMatch(gap -> gap >= -rounding && !(affine && gap > rounding));
        assertThat(subject().tangent(c.f, x, x)).isZero();
        assertThat(subject().monotone(c.f, x, x)).isZero();
    }

    /// The mean of the values is at least the value at the mean, for up to six values of any probabilities, also 0.
    @Claim("OP-19")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void jensen(
            @ForAll @IntRange(min = 0, max = 6) int kind,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 6) int values,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Convex c = convex(random, kind, n);
        List<Vector> points = new ArrayList<>();
        double[] p = new double[values];
        double size = 0;
        for (int i = 0; i < values; i++) {
            points.add(gaussian(random, n).times(3));
            size = Math.max(size, c.size.applyAsDouble(points.get(i)));
        }
        for (int i = 0; i < 64; i++) { // 64ths, often of one value only
            p[random.nextInt(1 + random.nextInt(values))] += 1 / 64.0;
        }
        double gap = subject().jensen(c.f, points, p);
        double rounding = 8 * (n + 8) * U * values * size;
        assertThat(gap).isGreaterThanOrEqualTo(-rounding);
        if (kind >= 5 || values == 1) {
            assertThat(gap).isLessThanOrEqualTo(rounding);
        }
    }

    /// Polynomials of degree 4 with whole coefficients, without any rounding. Where the second derivative is nowhere
    /// negative, no gap is; where it is negative, all gaps are, close by.
    @Claim({"OP-01", "OP-18"})
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void polynomialsAreConvexWhereTheSecondDerivativeSaysSo(
            @ForAll @IntRange(min = -2, max = 4) int c4,
            @ForAll @IntRange(min = -6, max = 6) int c3,
            @ForAll @IntRange(min = -4, max = 9) int c2,
            @ForAll @IntRange(min = -32, max = 32) int eighths,
            @ForAll @IntRange(min = -32, max = 32) int others) {
        Objective f =
                new Pair(
                        x -> polynomial(x.get(0), c4, c3, c2, 1, -3),
                        x -> Vector.of(polynomial(x.get(0), 0, 4 * c4, 3 * c3, 2 * c2, 1)));
        double x = eighths / 8.0;
        Vector left = Vector.of(x - 0x1p-6);
        Vector right = Vector.of(x + 0x1p-6);
        double second = polynomial(x, 0, 0, 12 * c4, 6 * c3, 2 * c2); // a multiple of 1/16
        boolean nowhereNegative =
                c4 == 0
                        ? c3 == 0 && c2 >= 0
                        : c4 > 0 && 36 * c3 * c3 <= 96 * c4 * c2; // 12c₄t² + 6c₃t + 2c₂
        if (second < 0) {
            assertThat(nowhereNegative).isFalse();
            assertThat(subject().chord(f, left, right, 0.5)).isNegative();
            assertThat(subject().monotone(f, left, right)).isNegative();
            assertThat(
                            Math.min(
                                    subject().tangent(f, left, right),
                                    subject().tangent(f, right, left)))
                    .isNegative();
        }
        if (nowhereNegative) {
            Vector other = Vector.of(others / 8.0);
            for (double t : new double[] {0, 0.25, 0.5, 1}) {
                assertThat(subject().chord(f, right, other, t)).isNotNegative();
            }
            assertThat(subject().tangent(f, right, other)).isNotNegative();
            assertThat(subject().monotone(f, right, other)).isNotNegative();
        }
    }

    private static double polynomial(
            double x, double c4, double c3, double c2, double c1, double c0) {
        return (((c4 * x + c3) * x + c2) * x + c1) * x + c0;
    }

    /// Quadratics with whole entries in several dimensions, without rounding: convex exactly if no principal minor is
    /// negative, and each gap is what `dᵀHd` says.
    @Claim({"OP-01", "OP-18"})
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void quadraticsAreConvexWhereNoMinorIsNegative(
            @ForAll @IntRange(min = 1, max = 3) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] h = new int[n][n];
        double[] elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                h[i][j] = random.nextInt(-2, 3) + (i == j ? 2 : 0);
                h[j][i] = h[i][j];
                elements[i * n + j] = h[i][j];
                elements[j * n + i] = h[i][j];
            }
        }
        Quadratic f = new Quadratic(Matrix.of(n, n, elements), whole(random, n));
        Vector x = whole(random, n);
        boolean bendsDown = false;
        for (int code = 0; code < Math.pow(9, n); code++) { // all directions with entries -4 … 4
            double[] d = new double[n];
            int square = 0;
            for (int i = 0; i < n; i++) {
                d[i] = code / (int) Math.pow(9, i) % 9 - 4;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    square += h[i][j] * (int) (d[i] * d[j]);
                }
            }
            bendsDown |= square < 0;
            Vector y = x.plus(Vector.of(d));
            assertThat(subject().chord(f, x, y, 0.25)).isEqualTo(square * 0.09375);
            assertThat(subject().tangent(f, x, y)).isEqualTo(square / 2.0);
            assertThat(subject().monotone(f, x, y)).isEqualTo(square);
        }
        if (noMinorIsNegative(h)) {
            assertThat(bendsDown).isFalse();
            return;
        }
        double[] d = new double[n]; // a thousand times the lowest eigenvector, in whole numbers
        EigenDecomposition eigen = new EigenDecomposition(f.curvature().toRealMatrix());
        for (int i = 0; i < n; i++) {
            d[i] = Math.rint(1000 * eigen.getEigenvector(n - 1).getEntry(i));
        }
        Vector y = x.plus(Vector.of(d));
        assertThat(subject().chord(f, x, y, 0.5)).isNegative();
        assertThat(subject().tangent(f, x, y)).isNegative();
        assertThat(subject().monotone(f, x, y)).isNegative();
    }

    /// A Hessian that changes from point to point: where an eigenvalue of the two layers is negative, the chord along
    /// its eigenvector runs below the graph. Along a line the function has degree 4 with the highest term at most `t⁴/8`.
    @Claim({"OP-01", "OP-18"})
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whereAnEigenvalueIsNegativeAChordIsToo(
            @ForAll @IntRange(min = -16, max = 16) int a,
            @ForAll @IntRange(min = -16, max = 16) int b) {
        TwoLayers f = new TwoLayers();
        Vector x = Vector.of(a / 8.0, b / 8.0);
        EigenDecomposition eigen = new EigenDecomposition(f.hessian(x).toRealMatrix());
        double lambda = eigen.getRealEigenvalue(1);
        Assume.that(lambda < -1e-3);
        Vector v = Vector.of(eigen.getEigenvector(1)).times(Math.sqrt(-lambda));
        Vector left = x.minus(v);
        Vector right = x.plus(v);
        assertThat(subject().chord(f, left, right, 0.5)).isNegative();
        assertThat(subject().monotone(f, left, right)).isNegative();
        assertThat(Math.min(subject().tangent(f, left, right), subject().tangent(f, right, left)))
                .isNegative();
    }

    private static boolean noMinorIsNegative(int[][] h) {
        for (int set = 1; set < 1 << h.length; set++) {
            int chosen = set;
            int[] rows = IntStream.range(0, h.length).filter(i -> (chosen >> i & 1) == 1).toArray();
            if (determinant(h, rows) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int determinant(int[][] h, int... rows) {
        return switch (rows.length) {
            case 1 -> h[rows[0]][rows[0]];
            case 2 ->
                    h[rows[0]][rows[0]] * h[rows[1]][rows[1]]
                            - h[rows[0]][rows[1]] * h[rows[1]][rows[0]];
            default ->
                    h[0][0] * (h[1][1] * h[2][2] - h[1][2] * h[2][1])
                            - h[0][1] * (h[1][0] * h[2][2] - h[1][2] * h[2][0])
                            + h[0][2] * (h[1][0] * h[2][1] - h[1][1] * h[2][0]);
        };
    }

    private static Vector whole(SplittableRandom random, int n) {
        return Vector.of(random.ints(n, -9, 10).asDoubleStream().toArray());
    }

    /// Along an eigenvector with eigenvalue `λ` each gap of a quadratic is known; for `λ < 0` it is negative.
    @Claim({"OP-01", "OP-18", "OP-19"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDirectionThatBendsDownIsFound(
            @ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] curvatures = new double[n];
        for (int i = 0; i < n; i++) {
            curvatures[i] = random.nextDouble(-4, 4);
        }
        RotatedBowl bowl = RotatedBowl.of(random, curvatures);
        Vector x = bowl.f().minimizer();
        Vector y = x.plus(bowl.axis(0).times(2));
        double rounding = 64 * n * U * 4 * 4; // ‖H‖ times the square of the distance
        double lambda = curvatures[0];
        double t = 0.25;
        assertThat(subject().chord(bowl.f(), x, y, t) - 4 * lambda * t * (1 - t) / 2)
                .isBetween(-rounding, rounding);
        assertThat(subject().tangent(bowl.f(), x, y) - 2 * lambda).isBetween(-rounding, rounding);
        assertThat(subject().monotone(bowl.f(), x, y) - 4 * lambda).isBetween(-rounding, rounding);
        assertThat(subject().jensen(bowl.f(), List.of(x, y), 0.5, 0.5) - lambda / 2)
                .isBetween(-rounding, rounding);
    }

    @Claim({"OP-01", "OP-18", "OP-19"})
    @Example
    void aSineIsNotConvex() {
        Objective sine = new Pair(x -> Math.sin(x.get(0)), x -> Vector.of(Math.cos(x.get(0))));
        Vector x = Vector.of(1);
        Vector y = Vector.of(2);
        assertThat(subject().chord(sine, x, y, 0.5)).isNegative();
        assertThat(subject().tangent(sine, x, y)).isNegative();
        assertThat(subject().monotone(sine, x, y)).isNegative();
        assertThat(subject().jensen(sine, List.of(x, y), 0.5, 0.5)).isNegative();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().chord(sine, x, y, 1.5))
                .withMessageContaining("got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().jensen(sine, List.of(x), 0.5, 0.5))
                .withMessageContaining("got 1 and 2");
    }

    @Mutant({"OP-01", "OP-18"}) // finds every function convex
    static class SeesNothing extends ConvexityTest {
        @Override
        Gaps subject() {
            return new Library() {
                @Override
                public double chord(Objective f, Vector x, Vector y, double t) {
                    return Math.max(0, super.chord(f, x, y, t));
                }
            };
        }
    }

    @Mutant("OP-01") // the tangent at the other end
    static class OtherTangent extends ConvexityTest {
        @Override
        Gaps subject() {
            return new Library() {
                @Override
                public double tangent(Objective f, Vector x, Vector y) {
                    return f.value(y) - f.value(x) - f.gradient(y).dot(y.minus(x));
                }
            };
        }
    }

    @Mutant("OP-19") // Jensen's inequality the wrong way round
    static class JensenReversed extends ConvexityTest {
        @Override
        Gaps subject() {
            return new Library() {
                @Override
                public double jensen(Objective f, List<Vector> points, double... probabilities) {
                    return -super.jensen(f, points, probabilities);
                }
            };
        }
    }
}
