package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

class LineIntegralTest {

    private static final double U = 0x1p-53;

    /// Integrals along a straight line and along a path.
    interface Integrals {
        default double straight(UnaryOperator<double[]> field, double[] from, double[] to) {
            return LineIntegral.straight(field, from, to);
        }

        default double along(UnaryOperator<double[]> field, VectorFunction path, int pieces) {
            return LineIntegral.of(field, path, pieces);
        }
    }

    Integrals subject() {
        return new Integrals() {};
    }

    /// `64u` times what the sums could be at most where no coordinate exceeds `box`.
    private static double tolerance(Polynomial f, long box) {
        List<Polynomial.Term> positive =
                f.terms().stream()
                        .map(t -> new Polynomial.Term(Math.abs(t.coefficient()), t.exponents()))
                        .toList();
        Polynomial size = new Polynomial(f.n(), positive);
        long[] corner = new long[f.n()];
        Arrays.fill(corner, box);
        double sum = size.valueAt(corner);
        for (int i = 0; i < f.n(); i++) {
            sum += 2.0 * box * size.derivative(i).valueAt(corner);
        }
        return 64 * U * sum;
    }

    /// A gradient of degree 4 along a line is a polynomial of degree 4 in `t`, for which three nodes are exact.
    @Claim("CA-11")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theIntegralOfAGradientIsTheDifferenceOfValues(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 5, 9);
        UnaryOperator<double[]> gradient = x -> Differentiation.gradient(f, x);
        double[] a = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] b = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] c = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double tolerance = tolerance(f, 3);
        double direct = subject().straight(gradient, a, b);
        assertThat(direct).isCloseTo(f.at(b) - f.at(a), within(tolerance));
        double over = subject().straight(gradient, a, c) + subject().straight(gradient, c, b);
        assertThat(over).isCloseTo(direct, within(3 * tolerance));
        assertThat(over + subject().straight(gradient, b, a)).isCloseTo(0, within(4 * tolerance));
        assertThat(subject().straight(gradient, a, a)).isEqualTo(0);
    }

    /// `γ(t) = a + (b − a)t + c(t − t²)` bends as it likes between the same ends. Along it the integrand of a quadratic
    /// function has degree 3.
    @Claim("CA-11")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anotherPathBetweenTheSameEndsGivesTheSame(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 3) int pieces) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 2, 9);
        double[] a = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] b = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] c = Polynomial.asDoubles(Polynomial.point(random, n, 8));
        VectorFunction bent =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> at) {
                        T t = at.getFirst();
                        T bend = t.minus(t.times(t));
                        return IntStream.range(0, n)
                                .mapToObj(
                                        i -> t.times(b[i] - a[i]).plus(bend.times(c[i])).plus(a[i]))
                                .toList();
                    }
                };
        double along = subject().along(x -> Differentiation.gradient(f, x), bent, pieces);
        assertThat(along).isCloseTo(f.at(b) - f.at(a), within(tolerance(f, 8)));
    }

    /// A cubic function along a path that bends twice, cut into 256 pieces: what the rule leaves over, `g⁽⁶⁾/256⁶/2016000`
    /// for the integrand `g`, is below the rounding.
    @Claim("CA-11")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPathThatBendsTwiceGivesTheSame(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 3, 9);
        double[] a = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] b = Polynomial.asDoubles(Polynomial.point(random, n, 3));
        double[] c = Polynomial.asDoubles(Polynomial.point(random, n, 8));
        VectorFunction bent =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> at) {
                        T t = at.getFirst();
                        T bend = t.minus(t.times(t)).times(t.plus(-0.5));
                        return IntStream.range(0, n)
                                .mapToObj(
                                        i -> t.times(b[i] - a[i]).plus(bend.times(c[i])).plus(a[i]))
                                .toList();
                    }
                };
        double along = subject().along(x -> Differentiation.gradient(f, x), bent, 256);
        assertThat(along).isCloseTo(f.at(b) - f.at(a), within(256 * tolerance(f, 8)));
    }

    /// Functions that are no polynomials, along a path with a corner at its middle: `|2t − 1|` goes there and back. The pieces
    /// are even in number, so that no node meets the corner.
    @Claim("CA-11")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPathWithACornerGivesTheSame(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int depth) {
        SplittableRandom random = new SplittableRandom(seed);
        ScalarFunction f =
                Expression.ofTwo(
                        Expression.random(random, depth), Expression.random(random, depth));
        double[] a = random.doubles(2, -1, 1).toArray();
        double[] b = random.doubles(2, -1, 1).toArray();
        double[] c = random.doubles(2, -1, 1).toArray();
        VectorFunction bent =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> at) {
                        T t = at.getFirst();
                        T fromTheMiddle = t.times(2).plus(-1);
                        T bend = fromTheMiddle.times(fromTheMiddle).sqrt().times(-1).plus(1);
                        return IntStream.range(0, 2)
                                .mapToObj(
                                        i -> t.times(b[i] - a[i]).plus(bend.times(c[i])).plus(a[i]))
                                .toList();
                    }
                };
        double along = subject().along(x -> Differentiation.gradient(f, x), bent, 512);
        double climb = f.at(b) - f.at(a);
        assertThat(along).isCloseTo(climb, within(1e-9 * (1 + Math.abs(climb))));
    }

    /// The same rule by Commons Math, on a field that is no gradient.
    @Claim("CA-11")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theNodesAreThoseOfLegendre(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = random.doubles(2, -3, 3).toArray();
        double[] b = random.doubles(2, -3, 3).toArray();
        UnaryOperator<double[]> field =
                p -> new double[] {StrictMath.sin(p[1]), StrictMath.exp(p[0])};
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(3, 0, 1);
        double expected =
                rule.integrate(t -> {
                    double[] force = field.apply(between(a, b, t));
                    return force[0] * (b[0] - a[0]) + force[1] * (b[1] - a[1]);
                });
        double size =
                6
                        * (1
                                + StrictMath.exp(3)
                                        * (1 + 6)); // the slope of the field times that of the path
        assertThat(subject().straight(field, a, b)).isCloseTo(expected, within(64 * U * size));
    }

    /// The worked example of the document: the running loss from (0,0) to (1,1), where it falls from ½ to 0.
    @Claim("CA-11")
    @Example
    void twoPathsByHand() {
        TwoLayerLoss loss = new TwoLayerLoss();
        UnaryOperator<double[]> gradient = p -> Differentiation.gradient(loss, p);
        double[] origin = {0, 0};
        double[] corner = {1, 0};
        double[] end = {1, 1};
        assertThat(loss.at(end) - loss.at(origin)).isEqualTo(-0.5);
        assertThat(subject().straight(gradient, origin, end)).isCloseTo(-0.5, within(1e-15));
        assertThat(subject().straight(gradient, origin, corner)).isCloseTo(0, within(1e-15));
        assertThat(subject().straight(gradient, corner, end)).isCloseTo(-0.5, within(1e-15));
        UnaryOperator<double[]> other = p -> new double[] {-p[1], p[0]};
        assertThat(subject().straight(other, origin, end)).isCloseTo(0, within(1e-15));
        assertThat(subject().straight(other, origin, corner)).isCloseTo(0, within(1e-15));
        assertThat(subject().straight(other, corner, end)).isCloseTo(1, within(1e-15));
    }

    /// The solution of an exercise: `(2ab, a²)`, the gradient of `a²b`.
    @Claim("CA-11")
    @Example
    void aFieldOnPaper() {
        UnaryOperator<double[]> field = p -> new double[] {2 * p[0] * p[1], p[0] * p[0]};
        double[] origin = {0, 0};
        double[] corner = {1, 0};
        double[] end = {1, 1};
        assertThat(subject().straight(field, origin, end)).isCloseTo(1, within(1e-15));
        assertThat(subject().straight(field, origin, corner)).isCloseTo(0, within(1e-15));
        assertThat(subject().straight(field, corner, end)).isCloseTo(1, within(1e-15));
    }

    /// In one dimension, by hand: four slopes of the loss with `b = 2`, each in the middle of an eighth.
    @Claim("CA-11")
    @Example
    void slopesTimesLengths() {
        TwoLayerLoss loss = new TwoLayerLoss();
        double[] middles = {0.5625, 0.6875, 0.8125, 0.9375};
        double[] slopes =
                Arrays.stream(middles).map(a -> Differentiation.gradient(loss, a, 2)[0]).toArray();
        assertThat(slopes).containsExactly(0.25, 0.75, 1.25, 1.75);
        assertThat(Arrays.stream(slopes).sum() / 8).isEqualTo(0.5);
        assertThat(loss.at(1, 2) - loss.at(0.5, 2)).isEqualTo(0.5);
        UnaryOperator<double[]> slope = a -> new double[] {4 * a[0] - 2};
        assertThat(subject().straight(slope, new double[] {0.5}, new double[] {1}))
                .isCloseTo(0.5, within(1e-15));
        assertThat(subject().straight(slope, new double[] {0}, new double[] {0.5}))
                .isCloseTo(-0.5, within(1e-15));
        UnaryOperator<double[]> parabola = t -> new double[] {3 * t[0] * t[0] - 2 * t[0]};
        assertThat(subject().straight(parabola, new double[] {0}, new double[] {2}))
                .isCloseTo(4, within(1e-14));
        assertThat(subject().straight(parabola, new double[] {0}, new double[] {1}))
                .isCloseTo(0, within(1e-15));
    }

    /// `(−y, x)/(x² + y²)` once around the origin: 2π, so it is no gradient there.
    @Claim("CA-11")
    @Example
    void aFieldThatTurnsIsNoGradient() {
        UnaryOperator<double[]> turning =
                p -> {
                    double square = p[0] * p[0] + p[1] * p[1];
                    return new double[] {-p[1] / square, p[0] / square};
                };
        VectorFunction circle =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> t) {
                        T angle = t.getFirst().times(2 * Math.PI);
                        return List.of(angle.cos(), angle.sin());
                    }
                };
        VectorFunction field =
                new VectorFunction() {
                    @Override
                    public <T extends Arithmetic<T>> List<T> of(List<T> p) {
                        T square = p.get(0).times(p.get(0)).plus(p.get(1).times(p.get(1)));
                        return List.of(
                                p.get(1).times(-1).dividedBy(square), p.get(0).dividedBy(square));
                    }
                };
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 100; trial++) { // and yet its Jacobian is symmetric
            double[] p =
                    random.doubles(2, 0.25, 3).map(x -> random.nextBoolean() ? x : -x).toArray();
            assertThat(field.at(p)).containsExactly(turning.apply(p), within(1e-14));
            Matrix jacobian = Differentiation.jacobian(field, p);
            assertThat(jacobian.get(0, 1)).isCloseTo(jacobian.get(1, 0), within(1e-13));
        }
        assertThat(subject().along(turning, circle, 10)).isCloseTo(2 * Math.PI, within(1e-13));
        double[][] square = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}, {1, 1}};
        double around = 0;
        for (int side = 0; side < 4; side++) {
            for (int piece = 0; piece < 16; piece++) {
                around +=
                        subject()
                                .straight(
                                        turning,
                                        between(square[side], square[side + 1], piece / 16.0),
                                        between(
                                                square[side],
                                                square[side + 1],
                                                (piece + 1) / 16.0));
            }
        }
        assertThat(around).isCloseTo(2 * Math.PI, within(1e-8));
    }

    private static double[] between(double[] a, double[] b, double t) {
        return new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])};
    }

    @Example
    void badPathsAreNamed() {
        UnaryOperator<double[]> plane = p -> new double[2];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineIntegral.straight(plane, new double[1], new double[2]))
                .withMessage("the points have 1 and 2 coordinates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineIntegral.straight(plane, new double[3], new double[3]))
                .withMessage("the path has 3 coordinates, the field 2");
    }

    @Mutant("CA-11") // the field at the beginning alone
    static class LeftEnd extends LineIntegralTest {
        @Override
        Integrals subject() {
            return new Integrals() {
                @Override
                public double straight(UnaryOperator<double[]> field, double[] from, double[] to) {
                    double[] force = field.apply(from);
                    double sum = 0;
                    for (int i = 0; i < from.length; i++) {
                        sum += force[i] * (to[i] - from[i]);
                    }
                    return sum;
                }
            };
        }
    }

    @Mutant("CA-11") // without the direction of the path
    static class ForgetsTheSign extends LineIntegralTest {
        @Override
        Integrals subject() {
            return new Integrals() {
                @Override
                public double straight(UnaryOperator<double[]> field, double[] from, double[] to) {
                    return Math.abs(LineIntegral.straight(field, from, to));
                }
            };
        }
    }

    @Mutant("CA-11") // the chord in the place of the path
    static class CutsTheCorner extends LineIntegralTest {
        @Override
        Integrals subject() {
            return new Integrals() {
                @Override
                public double along(
                        UnaryOperator<double[]> field, VectorFunction path, int pieces) {
                    return LineIntegral.straight(field, path.at(0), path.at(1));
                }
            };
        }
    }
}
