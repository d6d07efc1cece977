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

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class HessianTest {

    /// Second derivatives.
    interface Second {
        default Matrix hessian(ScalarFunction f, double... x) {
            return Differentiation.hessian(f, x);
        }

        default double[] gradient(ScalarFunction f, double... x) {
            return Differentiation.gradient(f, x);
        }

        default double[] product(ScalarFunction f, double[] x, double[] v) {
            return Differentiation.hessianVectorProduct(f, x, v);
        }

        default QuadraticModel model(ScalarFunction f, double[] x, double[] v) {
            return QuadraticModel.along(f, x, v);
        }
    }

    Second subject() {
        return new Second() {};
    }

    /// Oracle: the polynomial differentiated twice, term by term.
    @Claim("CA-09")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfDifferentiationDoesNotMatter(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 4, 9);
        long[] point = Polynomial.point(random, n, 5);
        double[] x = Polynomial.asDoubles(point);
        Matrix hessian = subject().hessian(f, x);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                long expected = f.derivative(i).derivative(j).valueAt(point);
                assertThat(hessian.get(i, j) + 0.0).isEqualTo((double) expected);
                assertThat(hessian.get(j, i)).isEqualTo(hessian.get(i, j));
            }
        }
        double[] v = Polynomial.asDoubles(Polynomial.point(random, n, 5));
        Vector expected = hessian.times(Vector.of(v));
        double[] product = subject().product(f, x, v);
        for (int i = 0; i < n; i++) {
            assertThat(product[i] + 0.0).isEqualTo(expected.get(i) + 0.0);
        }
    }

    /// The property above would say nothing about polynomials without mixed terms.
    @Claim("CA-09")
    @Example
    void mostOfThesePolynomialsHaveMixedDerivatives() {
        int mixed = 0;
        for (int seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Polynomial f = Polynomial.random(random, 2, 4, 9);
            double[] x = Polynomial.asDoubles(Polynomial.point(random, 2, 5));
            mixed += subject().hessian(f, x).get(0, 1) != 0 ? 1 : 0;
        }
        assertThat(mixed).isGreaterThan(500);
    }

    private static final ScalarFunction PEANO =
            new ScalarFunction() {
                @Override
                public <T extends Arithmetic<T>> T of(List<T> z) {
                    T x2 = z.get(0).power(2);
                    T y2 = z.get(1).power(2);
                    return z.get(0).times(z.get(1)).times(x2.minus(y2)).dividedBy(x2.plus(y2));
                }
            };

    /// `xy(x² − y²)/(x² + y²)`, continued by 0: `∂ₓf(0,y) = −y` and `∂ᵧf(x,0) = x`, so the mixed derivatives at 0 are
    /// −1 and 1. On the axes beside 0 both orders agree, on 1 along the one and on −1 along the other: the second
    /// derivative has no limit.
    @Claim("CA-09")
    @Property(tries = 29, edgeCases = EdgeCasesMode.NONE)
    void peanosFunctionHasTwoMixedDerivatives(@ForAll @IntRange(min = 1, max = 29) int k) {
        double t = Math.scalb(1.0, -k);
        assertThat(subject().gradient(PEANO, 0, t)[0]).isEqualTo(-t);
        assertThat(subject().gradient(PEANO, t, 0)[1]).isEqualTo(t);
        Matrix right = subject().hessian(PEANO, t, 0);
        Matrix above = subject().hessian(PEANO, 0, t);
        assertThat(List.of(right.get(0, 1), right.get(1, 0))).containsExactly(1.0, 1.0);
        assertThat(List.of(above.get(0, 1), above.get(1, 0))).containsExactly(-1.0, -1.0);
    }

    /// The running example of the document at (1,2).
    @Claim({"CA-09", "CA-24"})
    @Example
    void theRunningExample() {
        TwoLayerLoss loss = new TwoLayerLoss();
        double[] x = {1, 2};
        assertThat(subject().hessian(loss, x)).isEqualTo(Matrix.of(2, 2, 4, 3, 3, 1));
        assertThat(subject().product(loss, x, new double[] {3, 4})).containsExactly(24, 13);
        QuadraticModel model = subject().model(loss, x, new double[] {0.6, 0.8});
        assertThat(model.value()).isEqualTo(0.5);
        assertThat(model.slope()).isCloseTo(2, within(1e-15));
        assertThat(model.curvature()).isCloseTo(4.96, within(4e-15));
        assertThat(model.at(0.5)).isCloseTo(0.5 + 1 + 2.48 / 4, within(4e-15));
        double[] product = subject().product(loss, x, new double[] {0.6, 0.8});
        assertThat(product).containsExactly(new double[] {4.8, 2.6}, within(2e-15));
        long weights = 804_608;
        assertThat(weights * weights / 1_000_000_000).isEqualTo(647);
        assertThat(weights * weights * 4e-12).isCloseTo(2.6, within(0.02));
    }

    /// The worked example of the document: the running loss at (1.1, 2.1), from its derivatives at (1, 2).
    @Claim("CA-24")
    @Example
    void aPlaneAndAParaboloid() {
        TwoLayerLoss loss = new TwoLayerLoss();
        QuadraticModel model = subject().model(loss, new double[] {1, 2}, new double[] {0.1, 0.1});
        assertThat(model.value() + model.slope()).isCloseTo(0.8, within(1e-15));
        assertThat(subject().product(loss, new double[] {1, 2}, new double[] {0.1, 0.1}))
                .containsExactly(new double[] {0.7, 0.4}, within(1e-15));
        assertThat(model.curvature()).isCloseTo(0.11, within(1e-15));
        assertThat(model.at(1)).isCloseTo(0.855, within(1e-15));
        assertThat(loss.at(1.1, 2.1)).isCloseTo(0.85805, within(1e-15));
        QuadraticModel toTheCorner =
                subject().model(loss, new double[] {1, 2}, new double[] {-0.6, -0.6});
        assertThat(toTheCorner.at(1)).isCloseTo(0.68, within(1e-15)); // of the picture's map
        assertThat(loss.at(0.4, 1.4)).isCloseTo(0.0968, within(1e-15));
        assertThat(toTheCorner.at(0.5)).isLessThan(0.1);
    }

    /// The solutions of two exercises: the plane and the paraboloid at (2, 1), at the step (−0.1, 0.1).
    @Claim("CA-24")
    @Example
    void aTangentPlaneOnPaper() {
        TwoLayerLoss loss = new TwoLayerLoss();
        double[] x = {2, 1};
        double[] v = {-0.1, 0.1};
        assertThat(Differentiation.gradient(loss, x)).containsExactly(1, 2);
        assertThat(subject().hessian(loss, x)).isEqualTo(Matrix.of(2, 2, 1, 3, 3, 4));
        QuadraticModel model = subject().model(loss, x, v);
        assertThat(model.value() + model.slope()).isCloseTo(0.6, within(1e-15));
        assertThat(subject().product(loss, x, v))
                .containsExactly(new double[] {0.2, 0.1}, within(1e-15));
        assertThat(model.curvature() / 2).isCloseTo(-0.005, within(1e-15));
        assertThat(model.at(1)).isCloseTo(0.595, within(1e-15));
        assertThat(loss.at(1.9, 1.1)).isCloseTo(0.59405, within(1e-15));
    }

    /// Along a line a polynomial of degree 4 has the second derivative that five of its values give exactly.
    @Claim("CA-24")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theHessianKnowsEveryLine(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 4, 9);
        long[] x = Polynomial.point(random, n, 5);
        long[] v = Polynomial.point(random, n, 5);
        long[] weights = {-1, 16, -30, 16, -1};
        long twelve = 0;
        for (int t = -2; t <= 2; t++) {
            long[] moved = x.clone();
            for (int i = 0; i < n; i++) {
                moved[i] += t * v[i];
            }
            twelve += weights[t + 2] * f.valueAt(moved);
        }
        double[] at = Polynomial.asDoubles(x);
        double[] along = Polynomial.asDoubles(v);
        Vector direction = Vector.of(along);
        double form = direction.dot(subject().hessian(f, at).times(direction));
        assertThat(12 * form).isEqualTo((double) twelve);
        QuadraticModel model = subject().model(f, at, along);
        assertThat(12 * model.curvature()).isEqualTo((double) twelve);
        assertThat(model.value()).isEqualTo((double) f.valueAt(x));
        assertThat(model.slope()).isEqualTo(Vector.of(subject().gradient(f, at)).dot(direction));
    }

    /// The same for functions that are no polynomials. Oracle: Commons Math on the function of one number. The tolerance is ten
    /// thousand roundings of expressions whose operations are few.
    @Claim({"CA-09", "CA-24"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theHessianKnowsEveryLineOfAnExpression(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int depth) {
        SplittableRandom random = new SplittableRandom(seed);
        Expression left = Expression.random(random, depth);
        Expression right = Expression.random(random, depth);
        double[] x = random.doubles(2, -1, 1).toArray();
        double[] v = random.doubles(2, -1, 1).toArray();
        ScalarFunction f = Expression.ofTwo(left, right);
        Commons t = Commons.variable(2, 0);
        List<Commons> line = List.of(t.times(v[0]).plus(x[0]), t.times(v[1]).plus(x[1]));
        double expected = f.of(line).number().getPartialDerivative(2);
        double tolerance = 1e-12 * (1 + Math.abs(expected));
        Vector direction = Vector.of(v);
        assertThat(direction.dot(subject().hessian(f, x).times(direction)))
                .isCloseTo(expected, within(tolerance));
        assertThat(subject().model(f, x, v).curvature()).isCloseTo(expected, within(tolerance));
        Matrix hessian = subject().hessian(f, x);
        assertThat(hessian.get(0, 1))
                .isCloseTo(hessian.get(1, 0), within(1e-12 * (1 + Math.abs(hessian.get(1, 0)))));
    }

    @Claim("CA-09")
    @Example
    void directionsOfAnotherLengthAreRefused() {
        Polynomial f = Polynomial.random(new SplittableRandom(1), 2, 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().product(f, new double[2], new double[3]))
                .withMessage("the point has 2 coordinates, the direction 3");
    }

    /// `a + bε + cη + dεη` whose product forgets `bc′ + cb′`.
    private record WithoutCrossTerm(double a, double b, double c, double d)
            implements Arithmetic<WithoutCrossTerm> {

        @Override
        public WithoutCrossTerm plus(WithoutCrossTerm y) {
            return new WithoutCrossTerm(a + y.a, b + y.b, c + y.c, d + y.d);
        }

        @Override
        public WithoutCrossTerm minus(WithoutCrossTerm y) {
            return new WithoutCrossTerm(a - y.a, b - y.b, c - y.c, d - y.d);
        }

        @Override
        public WithoutCrossTerm times(WithoutCrossTerm y) {
            return new WithoutCrossTerm(
                    a * y.a, a * y.b + b * y.a, a * y.c + c * y.a, a * y.d + d * y.a);
        }

        @Override
        public WithoutCrossTerm dividedBy(WithoutCrossTerm y) {
            double square = -y.a * y.a;
            return times(new WithoutCrossTerm(1 / y.a, y.b / square, y.c / square, y.d / square));
        }

        @Override
        public WithoutCrossTerm constant(double value) {
            return new WithoutCrossTerm(value, 0, 0, 0);
        }

        @Override
        public WithoutCrossTerm exp() {
            throw new UnsupportedOperationException("only rational functions are asked for");
        }

        @Override
        public WithoutCrossTerm log() {
            return exp();
        }

        @Override
        public WithoutCrossTerm sin() {
            return exp();
        }

        @Override
        public WithoutCrossTerm cos() {
            return exp();
        }

        @Override
        public WithoutCrossTerm tanh() {
            return exp();
        }

        @Override
        public WithoutCrossTerm sqrt() {
            return exp();
        }
    }

    @Mutant({"CA-09", "CA-24"}) // a second-order dual number without its cross term
    static class DropsTheCrossTerm extends HessianTest {
        @Override
        Second subject() {
            return new Second() {
                @Override
                public Matrix hessian(ScalarFunction f, double... x) {
                    int n = x.length;
                    double[] elements = new double[n * n];
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j < n; j++) {
                            List<WithoutCrossTerm> moving = new ArrayList<>();
                            for (int k = 0; k < n; k++) {
                                moving.add(
                                        new WithoutCrossTerm(
                                                x[k], k == i ? 1 : 0, k == j ? 1 : 0, 0));
                            }
                            elements[i * n + j] = f.of(moving).d();
                        }
                    }
                    return Matrix.of(n, n, elements);
                }
            };
        }
    }

    @Mutant({"CA-09", "CA-24"}) // one triangle, and zeros for the other
    static class OneTriangle extends HessianTest {
        @Override
        Second subject() {
            return new Second() {
                @Override
                public Matrix hessian(ScalarFunction f, double... x) {
                    double[] elements = Differentiation.hessian(f, x).toArray();
                    for (int i = 0; i < elements.length; i++) {
                        elements[i] = i % x.length > i / x.length ? 0 : elements[i];
                    }
                    return Matrix.of(x.length, x.length, elements);
                }
            };
        }
    }

    @Mutant("CA-09") // the gradient's product with the gradient
    static class OuterProductOfGradients extends HessianTest {
        @Override
        Second subject() {
            return new Second() {
                @Override
                public double[] product(ScalarFunction f, double[] x, double[] v) {
                    double slope = Differentiation.directionalDerivative(f, x, v);
                    double[] gradient = Differentiation.gradient(f, x);
                    for (int i = 0; i < gradient.length; i++) {
                        gradient[i] *= slope;
                    }
                    return gradient;
                }
            };
        }
    }
}
