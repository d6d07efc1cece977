package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class DerivativeTest {

    /// The derivative of a function of one number.
    interface Derivative {
        double of(ScalarFunction f, double x);
    }

    Derivative subject() {
        return (f, x) -> Differentiation.gradient(f, x)[0];
    }

    /// A polynomial of one variable with whole coefficients, the constant first.
    private record Whole(long... coefficients) implements ScalarFunction {

        static Whole random(SplittableRandom random, int degree) {
            return new Whole(random.longs(degree + 1, -5, 6).toArray());
        }

        @Override
        public <T extends Arithmetic<T>> T of(List<T> x) {
            T sum = x.getFirst().constant(0);
            for (int k = coefficients.length - 1; k >= 0; k--) {
                sum = sum.times(x.getFirst()).plus((double) coefficients[k]);
            }
            return sum;
        }

        /// By the definition: what stands before `h` when `f(x + h)` is multiplied out, by binomial coefficients.
        double[] powersOfTheStep(long x) {
            double[] powers = new double[coefficients.length];
            for (int k = 0; k < coefficients.length; k++) {
                double choose = coefficients[k];
                for (int j = 0; j <= k; j++) {
                    powers[j] += choose * Math.pow((double) x, k - j);
                    choose = choose * (k - j) / (j + 1);
                }
            }
            return powers;
        }

        Whole times(Whole y) {
            long[] product = new long[coefficients.length + y.coefficients.length - 1];
            for (int i = 0; i < coefficients.length; i++) {
                for (int j = 0; j < y.coefficients.length; j++) {
                    product[i + j] += coefficients[i] * y.coefficients[j];
                }
            }
            return new Whole(product);
        }

        Whole after(Whole inner) {
            Whole sum = new Whole(0);
            for (int k = coefficients.length - 1; k >= 0; k--) {
                long[] next = sum.times(inner).coefficients.clone();
                next[0] += coefficients[k];
                sum = new Whole(next);
            }
            return sum;
        }
    }

    /// In fractions: with the right slope what is left, divided by the step, is at most a constant times the step; with
    /// another slope it stays at half of the difference of the slopes or more.
    @Claim("CA-17")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theDerivativeIsTheSlopeOfTheBestLine(
            @ForAll long seed,
            @ForAll @IntRange(min = -9, max = 9) int x,
            @ForAll @IntRange(min = 0, max = 5) int degree,
            @ForAll @IntRange(min = -20, max = 20) int other) {
        Whole f = Whole.random(new SplittableRandom(seed), degree);
        double slope = subject().of(f, x);
        double constant = 0;
        double[] powers = f.powersOfTheStep(x);
        for (int j = 2; j < powers.length; j++) {
            constant += Math.abs(powers[j]);
        }
        for (int k = 30; k <= 60; k += 10) {
            for (int sign : new int[] {-1, 1}) {
                BigFraction h = new BigFraction(sign).divide(BigFraction.TWO.pow(k));
                assertThat(Math.abs(leftOver(f, x, slope, h)))
                        .isLessThanOrEqualTo(constant * Math.scalb(1.0, -k));
                if (other != 0) {
                    double wrong = other / 8.0;
                    assertThat(Math.abs(leftOver(f, x, slope + wrong, h)))
                            .isGreaterThanOrEqualTo(Math.abs(wrong) / 2);
                }
            }
        }
    }

    /// `w|w|` has a derivative at 0, which is 0, but no second one.
    @Claim("CA-17")
    @Example
    void oneDerivativeIsEnough() {
        for (int k = 10; k <= 60; k += 10) {
            for (int sign : new int[] {-1, 1}) {
                double h = Math.scalb((double) sign, -k);
                for (double s : new double[] {-0.5, 0, 0.125}) {
                    double left =
                            TaylorTest.remainder(
                                            w -> w[0] * Math.abs(w[0]),
                                            new double[] {s},
                                            new double[1],
                                            one(),
                                            h)
                                    / h;
                    assertThat(left).isCloseTo(-s, within(2 * Math.abs(h)));
                }
            }
        }
    }

    /// `(f(x + h) − f(x) − sh)/h`.
    private static double leftOver(Whole f, int x, double s, BigFraction h) {
        BigFraction at = f.of(List.of(Rational.of(x, 1))).value();
        BigFraction ahead = f.of(List.of(new Rational(h.add(x)))).value();
        return ahead.subtract(at).divide(h).subtract(new BigFraction(s)).doubleValue();
    }

    /// The product multiplied out, and its slope read off.
    @Claim("CA-18")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSlopeOfAProduct(
            @ForAll long seed,
            @ForAll @IntRange(min = -5, max = 5) int x,
            @ForAll @IntRange(min = 0, max = 4) int degree) {
        SplittableRandom random = new SplittableRandom(seed);
        Whole f = Whole.random(random, degree);
        Whole g = Whole.random(random, random.nextInt(5));
        double expected =
                f.times(g).powersOfTheStep(x).length > 1 ? f.times(g).powersOfTheStep(x)[1] : 0;
        double byTheRule = subject().of(f, x) * g.at(x) + f.at(x) * subject().of(g, x);
        assertThat(byTheRule + 0.0).isEqualTo(expected + 0.0);
    }

    /// The composition multiplied out, and its slope read off.
    @Claim("CA-19")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSlopeOfAComposition(
            @ForAll long seed,
            @ForAll @IntRange(min = -5, max = 5) int x,
            @ForAll @IntRange(min = 0, max = 3) int degree) {
        SplittableRandom random = new SplittableRandom(seed);
        Whole f = Whole.random(random, 1 + degree);
        Whole g = Whole.random(random, 1 + random.nextInt(3));
        double expected = f.after(g).powersOfTheStep(x)[1];
        double byTheRule = subject().of(f, g.at(x)) * subject().of(g, x);
        assertThat(byTheRule + 0.0).isEqualTo(expected + 0.0);
    }

    /// The same for functions that are no polynomials. Oracle: Commons Math on the composition.
    @Claim({"CA-18", "CA-19"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void productsAndCompositionsOfExpressions(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int depth) {
        SplittableRandom random = new SplittableRandom(seed);
        Expression f = Expression.random(random, depth);
        Expression g = Expression.random(random, depth);
        double x = random.nextDouble(-2, 2);
        List<Commons> point = List.of(Commons.variable(1, x));
        Commons inner = g.of(point);
        double composed = f.of(List.of(inner)).number().getPartialDerivative(1);
        double multiplied = f.of(point).times(inner).number().getPartialDerivative(1);
        Magnitude size = g.of(List.of(new Magnitude(x, 1)));
        double tolerance =
                256
                        * 0x1p-53
                        * (f.of(List.of(size)).slope()
                                + f.of(List.of(new Magnitude(x, 1))).times(size).slope());
        assertThat(subject().of(f, g.at(x)) * subject().of(g, x))
                .isCloseTo(composed, within(tolerance));
        assertThat(subject().of(f, x) * g.at(x) + f.at(x) * subject().of(g, x))
                .isCloseTo(multiplied, within(tolerance));
    }

    private static final ScalarFunction TIED =
            new ScalarFunction() {
                @Override
                public <T extends Arithmetic<T>> T of(List<T> w) {
                    return new TwoLayerLoss().of(List.of(w.getFirst(), w.getFirst()));
                }
            };

    /// The numbers of the running example: frozen at `b = 2` the quotient is `2 + 2h`; tied, the slope at 2 is 12.
    @Claim({"CA-17", "CA-19"})
    @Example
    void theRunningExample() {
        TwoLayerLoss loss = new TwoLayerLoss();
        assertThat(loss.at(1, 2)).isEqualTo(0.5);
        double[] steps = {1, 0.5, 0.1, 0.01, 0.001};
        double[] quotients =
                Arrays.stream(steps)
                        .map(h -> DifferenceQuotient.forward(a -> loss.at(a, 2), 1, h))
                        .toArray();
        assertThat(quotients).containsExactly(new double[] {4, 3, 2.2, 2.02, 2.002}, within(1e-12));
        ScalarFunction frozen =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> a) {
                        return loss.of(List.of(a.getFirst(), a.getFirst().constant(2)));
                    }
                };
        assertThat(subject().of(frozen, 1)).isEqualTo(2);
        double[] h = {0.01, 0.0001};
        assertThat(TaylorTest.remainder(frozen::at, new double[] {2}, one(), one(), h[0]))
                .isCloseTo(0.0002, within(1e-15));
        assertThat(TaylorTest.remainder(frozen::at, new double[] {2.1}, one(), one(), h[0]))
                .isCloseTo(-0.0008, within(1e-15));
        assertThat(
                        TaylorTest.remainder(frozen::at, new double[] {2.1}, one(), one(), h[1])
                                / TaylorTest.remainder(
                                        frozen::at, new double[] {2}, one(), one(), h[1]))
                .isCloseTo(-499, within(0.01));
        double[] ofTied =
                Arrays.stream(new double[] {1, 0.5, 0.1, 0.01})
                        .map(t -> DifferenceQuotient.forward(TIED::at, 2, t))
                        .toArray();
        assertThat(ofTied)
                .containsExactly(new double[] {27.5, 18.5625, 13.1405, 12.1104}, within(5e-5));
        assertThat(DifferenceQuotient.central(TIED::at, 2, 0.1)).isCloseTo(12.04, within(1e-10));
        assertThat(subject().of(TIED, 2)).isEqualTo(12);
        assertThat(TIED.at(2.01) - TIED.at(2)).isCloseTo(0.1211, within(1e-5));
        assertThat(DifferenceQuotient.forward(Math::abs, 0, 0.001)).isEqualTo(1);
        assertThat(DifferenceQuotient.forward(Math::abs, 0, -0.001)).isEqualTo(-1);
    }

    /// The solution of an exercise: `w²eʷ`, `log(1 + w²)` and `tanh 3w` at 1.
    @Claim({"CA-18", "CA-19"})
    @Example
    void threeSlopesOnPaper() {
        ScalarFunction product =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().power(2).times(w.getFirst().exp());
                    }
                };
        ScalarFunction logarithm =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().power(2).plus(1).log();
                    }
                };
        ScalarFunction squeezed =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().times(3).tanh();
                    }
                };
        assertThat(subject().of(product, 1)).isCloseTo(3 * Math.E, within(1e-14));
        assertThat(subject().of(product, 1)).isCloseTo(8.155, within(5e-4));
        assertThat(subject().of(logarithm, 1)).isCloseTo(1, within(1e-15));
        assertThat(subject().of(squeezed, 1)).isCloseTo(0.0296, within(5e-5));
    }

    /// The solution of an exercise: `w³e⁻ʷ`, `w/(1 + w²)` and `2ʷ = e^(w log 2)` at 1.
    @Claim({"CA-18", "CA-19"})
    @Example
    void threeMoreSlopesOnPaper() {
        ScalarFunction product =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().power(3).times(w.getFirst().times(-1).exp());
                    }
                };
        ScalarFunction quotient =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().dividedBy(w.getFirst().power(2).plus(1));
                    }
                };
        assertThat(subject().of(product, 1)).isCloseTo(2 / Math.E, within(1e-15));
        assertThat(subject().of(product, 1)).isCloseTo(0.7358, within(5e-5));
        assertThat(subject().of(quotient, 1)).isCloseTo(0, within(1e-15));
        assertThat(subject().of(powerOf(2), 1)).isCloseTo(1.3863, within(5e-5));
    }

    private static ScalarFunction powerOf(double base) {
        return new ScalarFunction() {
            @Override
            public <T extends Arithmetic<T>> T of(List<T> w) {
                return w.getFirst().times(StrictMath.log(base)).exp();
            }
        };
    }

    /// The table of the document: `(cʰ − 1)/h` at small steps, and what it tends to, the slope of `cʷ` at 0.
    @Claim({"CA-17", "CA-19"})
    @Example
    void theBaseWhoseSlopeIsItsValue() {
        double[] bases = {2, Math.E, 3};
        double[] steps = {0.1, 0.01, 0.001};
        double[][] factors = {
            {0.7177, 0.6956, 0.6934}, {1.0517, 1.0050, 1.0005}, {1.1612, 1.1047, 1.0992}
        };
        double[] limits = {0.6931, 1, 1.0986};
        for (int i = 0; i < bases.length; i++) {
            for (int j = 0; j < steps.length; j++) {
                assertThat((StrictMath.pow(bases[i], steps[j]) - 1) / steps[j])
                        .isCloseTo(factors[i][j], within(5e-5));
            }
            assertThat(subject().of(powerOf(bases[i]), 0)).isCloseTo(limits[i], within(5e-5));
        }
    }

    private static double[] one() {
        return new double[] {1};
    }

    /// The worked example of the document: `log(1 + e⁻ʷ)` at 0.
    @Claim("CA-19")
    @Example
    void aSlopeByTheRules() {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().times(-1).exp().plus(1).log();
                    }
                };
        assertThat(f.at(0)).isCloseTo(0.6931, within(5e-5));
        assertThat(subject().of(f, 0)).isEqualTo(-0.5);
        for (double w : new double[] {-3, -0.5, 0, 0.25, 4}) {
            assertThat(subject().of(f, w))
                    .isCloseTo(-Math.exp(-w) / (1 + Math.exp(-w)), within(1e-15));
        }
        assertThat(f.at(0.01)).isCloseTo(0.688160, within(5e-7));
        assertThat(f.at(0.01) - f.at(0)).isCloseTo(-0.004988, within(5e-7));
    }

    @Mutant({"CA-17", "CA-18", "CA-19"}) // a quotient with a step that is far too large
    static class StepOfOne extends DerivativeTest {
        @Override
        Derivative subject() {
            return (f, x) -> f.at(x + 1) - f.at(x);
        }
    }

    @Mutant({"CA-17", "CA-18", "CA-19"}) // the slope at 1, wherever it is asked for
    static class SlopeElsewhere extends DerivativeTest {
        @Override
        Derivative subject() {
            return (f, x) -> Differentiation.gradient(f, 1)[0];
        }
    }
}
