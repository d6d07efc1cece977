package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.List;
import java.util.SplittableRandom;

class GradientTest {

    private static final double U = 0x1p-53;

    /// The gradient of a function.
    interface Gradient {
        double[] of(ScalarFunction f, double... x);
    }

    Gradient subject() {
        return Differentiation::gradient;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double[] moved(double[] x, double t, double[] v) {
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            moved[i] += t * v[i];
        }
        return moved;
    }

    /// On quadratics the central quotient of step 1 is exact, in whole numbers.
    @Claim("CA-07")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSlopeAlongADirectionIsTheInnerProductWithTheGradient(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 2, 9);
        double[] x = Polynomial.asDoubles(Polynomial.point(random, n, 9));
        double[] gradient = subject().of(f, x);
        double[] v = Polynomial.asDoubles(Polynomial.point(random, n, 9));
        int kind = random.nextInt(4);
        if (kind == 1) {
            v = gradient.clone();
        } else if (kind == 2) {
            v = gradient.clone();
            v[random.nextInt(n)] += 1;
        } else if (kind == 3) {
            v = new double[n]; // at a right angle: swap two coordinates and negate one
            int i = random.nextInt(n);
            int j = (i + 1) % n;
            v[i] += gradient[j];
            v[j] -= gradient[i];
        }
        double slope = (f.at(moved(x, 1, v)) - f.at(moved(x, -1, v))) / 2;
        assertThat(dot(gradient, v) + 0.0).isEqualTo(slope + 0.0);
        assertThat(Differentiation.directionalDerivative(f, x, v) + 0.0).isEqualTo(slope + 0.0);
        double square = dot(gradient, gradient) * dot(v, v);
        assertThat(slope * slope).isLessThanOrEqualTo(square);
        if (kind == 1) {
            assertThat(slope).isEqualTo(dot(gradient, gradient));
        }
        if (slope == 0) { // along a level set only the quadratic term is left
            double curvature = f.at(moved(x, 1, v)) - f.at(x);
            assertThat(f.at(moved(x, 3, v)) - f.at(x)).isEqualTo(9 * curvature);
        }
    }

    /// Polynomials of degree 4 along a line: twelve times the slope is a whole number of five values.
    @Claim("CA-07")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSlopeOfAPolynomialAlongADirection(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 4, 9);
        double[] x = Polynomial.asDoubles(Polynomial.point(random, n, 9));
        double[] v = Polynomial.asDoubles(Polynomial.point(random, n, 5));
        double twelve =
                f.at(moved(x, -2, v))
                        - 8 * f.at(moved(x, -1, v))
                        + 8 * f.at(moved(x, 1, v))
                        - f.at(moved(x, 2, v));
        assertThat(12 * dot(subject().of(f, x), v)).isEqualTo(twelve);
    }

    /// Functions that are no polynomials, along a random direction. Oracle: Commons Math on the function of one number
    /// `t ↦ f(x + tv)`.
    @Claim("CA-07")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSlopeOfAnExpressionAlongADirection(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int depth) {
        SplittableRandom random = new SplittableRandom(seed);
        Expression left = Expression.random(random, depth);
        Expression right = Expression.random(random, depth);
        double[] x = random.doubles(2, -2, 2).toArray();
        double[] v = random.doubles(2, -2, 2).toArray();
        ScalarFunction f = Expression.ofTwo(left, right);
        Commons t = Commons.variable(1, 0);
        List<Commons> line = List.of(t.times(v[0]).plus(x[0]), t.times(v[1]).plus(x[1]));
        double size = 0;
        for (int i = 0; i < 2; i++) {
            List<Magnitude> moving =
                    List.of(new Magnitude(x[0], i == 0 ? 2 : 0), new Magnitude(x[1], i));
            size += f.of(moving).slope();
        }
        assertThat(dot(subject().of(f, x), v))
                .isCloseTo(
                        f.of(line).number().getPartialDerivative(1),
                        within(256 * (depth + 2) * U * size));
    }

    /// All unit vectors of the plane in steps of a degree, and random ones in `n` dimensions: none climbs more than the
    /// gradient's own direction, and those apart from it climb less.
    @Claim("CA-23")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noDirectionIsSteeperThanTheGradient(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f;
        double[] x;
        double[] gradient;
        do {
            f = Polynomial.random(random, n, 3, 9);
            x = Polynomial.asDoubles(Polynomial.point(random, n, 5));
            gradient = subject().of(f, x);
        } while (dot(gradient, gradient) == 0);
        double norm = Math.sqrt(dot(gradient, gradient));
        double[] steepest = moved(new double[n], 1 / norm, gradient);
        double most = slopeAlong(f, x, steepest);
        assertThat(most).isCloseTo(norm, within(64 * U * sizeOf(f, x)));
        for (int trial = 0; trial < 50; trial++) {
            double[] v = random.doubles(n, -1, 1).toArray();
            if (trial % 2 == 0) { // close to the steepest
                v = moved(steepest, 0.01, v);
            }
            double length = Math.sqrt(dot(v, v));
            v = moved(new double[n], 1 / length, v);
            double[] apart = moved(v, -1, steepest);
            double less = norm * dot(apart, apart) / 2; // ‖∇f‖(1 − cos θ)
            assertThat(slopeAlong(f, x, v)).isCloseTo(most - less, within(256 * U * sizeOf(f, x)));
        }
    }

    /// The slope of a polynomial of degree 3 from its values at −1 and 1 and −2 and 2, without any derivative.
    private static double slopeAlong(ScalarFunction f, double[] x, double[] v) {
        double near = f.at(moved(x, 1, v)) - f.at(moved(x, -1, v));
        double far = f.at(moved(x, 2, v)) - f.at(moved(x, -2, v));
        return (8 * near - far) / 12;
    }

    /// What the sum of absolute terms is at most within 2 of the point.
    private static double sizeOf(Polynomial f, double[] x) {
        double size = 0;
        double box = 2;
        for (double coordinate : x) {
            box = Math.max(box, Math.abs(coordinate) + 2);
        }
        for (Polynomial.Term term : f.terms()) {
            size += Math.abs(term.coefficient()) * Math.pow(box, term.degree());
        }
        return 4 * size;
    }

    /// The worked example of the document: a step down from (1,2).
    @Claim({"CA-07", "CA-23"})
    @Example
    void oneStepDownhill() {
        TwoLayerLoss loss = new TwoLayerLoss();
        double[] x = {1, 2};
        double[] gradient = subject().of(loss, x);
        assertThat(gradient).containsExactly(2, 1);
        assertThat(Math.sqrt(dot(gradient, gradient))).isCloseTo(2.236, within(5e-4));
        double[] slanted = {0.6, 0.8};
        assertThat(dot(gradient, slanted)).isCloseTo(2, within(1e-15));
        assertThat(DifferenceQuotient.central(t -> loss.at(moved(x, t, slanted)), 0, 0x1p-17))
                .isCloseTo(2, within(1e-9));
        assertThat(dot(gradient, new double[] {1, -2})).isEqualTo(0);
        double[] next = moved(x, -0.1, gradient);
        assertThat(next).containsExactly(new double[] {0.8, 1.9}, within(1e-15));
        assertThat(loss.at(next)).isCloseTo(0.1352, within(1e-15));
        assertThat(loss.at(x) + dot(gradient, moved(next, -1, x))).isCloseTo(0, within(1e-15));
        double[] shorter = moved(x, -0.01, gradient);
        assertThat(loss.at(x) + dot(gradient, moved(shorter, -1, x)))
                .isCloseTo(0.45, within(1e-15));
        assertThat(loss.at(shorter)).isCloseTo(0.45144, within(5e-6));
    }

    /// `x²y/(x² + y²)`, continued by 0: partial derivatives 0 at the origin, and the slope ½ along (1,1).
    @Claim("CA-07")
    @Example
    void partialDerivativesAreNotEnough() {
        for (int k = 1; k <= 60; k++) {
            double h = Math.scalb(1.0, -k);
            assertThat(withoutPlane(h, 0) / h).isEqualTo(0);
            assertThat(withoutPlane(0, h) / h).isEqualTo(0);
            assertThat(withoutPlane(h, h) / h).isEqualTo(0.5);
        }
    }

    private static double withoutPlane(double x, double y) {
        return x * x * y / (x * x + y * y);
    }

    // ---- CA-12

    /// `⟨∇f(x), x⟩ = k·f(x)`.
    @Claim("CA-12")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void eulersTheoremOnPolynomials(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 0, max = 5) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.homogeneous(random, n, k, 9);
        double[] x = Polynomial.asDoubles(Polynomial.point(random, n, 5));
        assertThat(dot(subject().of(f, x), x) + 0.0).isEqualTo(k * f.at(x) + 0.0);
        double[] twice = moved(x, 1, x);
        assertThat(f.at(twice)).isEqualTo(Math.scalb(f.at(x), k));
    }

    private static final ScalarFunction NORM =
            new ScalarFunction() {
                @Override
                public <T extends Arithmetic<T>> T of(List<T> x) {
                    T sum = x.getFirst().constant(0);
                    for (T coordinate : x) {
                        sum = sum.plus(coordinate.times(coordinate));
                    }
                    return sum.sqrt();
                }
            };

    private static final ScalarFunction FIRST_OF_UNIT =
            new ScalarFunction() {
                @Override
                public <T extends Arithmetic<T>> T of(List<T> x) {
                    return x.getFirst().dividedBy(NORM.of(x));
                }
            };

    /// A norm has degree 1; a coordinate of `x/‖x‖` has degree 0, so its gradient is at a right angle to `x`.
    @Claim("CA-12")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void normsAndWhatIsNormalized(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(n, 0.1, 3).map(t -> random.nextBoolean() ? t : -t).toArray();
        double[] ofNorm = subject().of(NORM, x);
        double[] ofUnit = subject().of(FIRST_OF_UNIT, x);
        double tolerance = 32 * n * U;
        assertThat(dot(ofNorm, x)).isCloseTo(NORM.at(x), within(tolerance * NORM.at(x)));
        assertThat(dot(ofUnit, x)).isCloseTo(0, within(tolerance));
        double size = 0;
        for (double slope : ofUnit) {
            size += Math.abs(slope);
        }
        assertThat(n == 1 || size > 0).isTrue();
    }

    /// `‖x‖^(k/2)` for `k` from −4 to 4: degrees that are negative, and fractions.
    @Claim("CA-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void degreesOfAnyKind(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = -4, max = 4) int k) {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        T power = NORM.of(x).sqrt().power(Math.abs(k));
                        return k < 0 ? power.constant(1).dividedBy(power) : power;
                    }
                };
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(n, 0.1, 3).map(t -> random.nextBoolean() ? t : -t).toArray();
        double value = f.at(x);
        assertThat(dot(subject().of(f, x), x))
                .isCloseTo(k / 2.0 * value, within(64 * n * U * value));
        assertThat(f.at(moved(x, 3, x)))
                .isCloseTo(Math.pow(2, k) * value, within(64 * U * Math.pow(2, k) * value));
    }

    /// What the document says about units: one meter and a thousand millimeters.
    @Claim("CA-07")
    @Example
    void theGradientDependsOnUnits() {
        Polynomial inMeters = new Polynomial(1, List.of(new Polynomial.Term(1, 2)));
        ScalarFunction inMillimeters =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        return inMeters.of(List.of(x.getFirst().times(1e-3)));
                    }
                };
        double step = subject().of(inMeters, 1)[0];
        double stepInMillimeters = subject().of(inMillimeters, 1000)[0];
        assertThat(step / (stepInMillimeters / 1000)).isCloseTo(1e6, within(1e-8));
    }

    @Mutant({"CA-07", "CA-12", "CA-23"}) // each partial derivative half
    static class HalfTheGradient extends GradientTest {
        @Override
        Gradient subject() {
            return (f, x) -> {
                double[] gradient = Differentiation.gradient(f, x);
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] /= 2;
                }
                return gradient;
            };
        }
    }

    @Mutant({"CA-07", "CA-12", "CA-23"}) // made a unit vector
    static class Direction extends GradientTest {
        @Override
        Gradient subject() {
            return (f, x) -> {
                double[] gradient = Differentiation.gradient(f, x);
                double norm = Math.sqrt(dot(gradient, gradient));
                for (int i = 0; i < gradient.length && norm > 0; i++) {
                    gradient[i] /= norm;
                }
                return gradient;
            };
        }
    }
}
