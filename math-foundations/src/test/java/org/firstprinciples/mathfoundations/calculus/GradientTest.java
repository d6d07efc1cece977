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

    /// The worked example of the document: `f = x²y + y³` at (1,2).
    @Claim("CA-07")
    @Example
    void aHillByHand() {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        return x.get(0).power(2).times(x.get(1)).plus(x.get(1).power(3));
                    }
                };
        double[] gradient = subject().of(f, 1, 2);
        assertThat(gradient).containsExactly(4, 13);
        assertThat(dot(gradient, new double[] {0.6, 0.8})).isCloseTo(12.8, within(1e-14));
        assertThat(Math.sqrt(dot(gradient, gradient))).isCloseTo(13.601, within(5e-4));
        assertThat(Differentiation.hessian(f, 1, 2).toArray()).containsExactly(4, 2, 2, 12);
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

    @Mutant({"CA-07", "CA-12"}) // each partial derivative half
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

    @Mutant({"CA-07", "CA-12"}) // made a unit vector
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
