package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.List;
import java.util.SplittableRandom;

class DualTest {

    private static final double U = 0x1p-53;

    /// The two operations that an exercise asks for, and the rest of a dual number.
    interface Rules {
        default Dual<Real> times(Dual<Real> x, Dual<Real> y) {
            return x.times(y);
        }

        default Dual<Real> dividedBy(Dual<Real> x, Dual<Real> y) {
            return x.dividedBy(y);
        }

        default double derivative(ScalarFunction f, double x) {
            return Differentiation.gradient(f, x)[0];
        }

        default double complexStep(ScalarFunction f, double x) {
            return Differentiation.complexStep(f, x);
        }
    }

    Rules subject() {
        return new Rules() {};
    }

    private static Dual<Real> dual(double value, double tangent) {
        return new Dual<>(new Real(value), new Real(tangent));
    }

    private static Dual<Real> random(SplittableRandom random) {
        return dual(random.nextInt(-9, 10), random.nextInt(-9, 10));
    }

    // ---- CA-04

    /// Oracle: the derivative term by term, in whole numbers.
    @Claim("CA-04")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aPolynomialOfADualNumberIsItsValueAndItsSlope(
            @ForAll long seed, @ForAll @IntRange(min = -9, max = 9) int at) {
        SplittableRandom random = new SplittableRandom(seed);
        int degree = random.nextInt(7);
        long[] coefficients = random.longs(degree + 1, -9, 10).toArray();
        Dual<Real> x = dual(at, 1);
        Dual<Real> sum = dual(0, 0);
        long slope = 0;
        long value = 0;
        for (int k = degree; k >= 0; k--) {
            sum = subject().times(sum, x).plus((double) coefficients[k]); // Horner
            slope = slope * at + value;
            value = value * at + coefficients[k];
        }
        assertThat(sum.value().value()).isEqualTo((double) value);
        assertThat(sum.tangent().value()).isEqualTo((double) slope);
    }

    @Claim("CA-04")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theyAreARing(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Dual<Real> x = random(random);
        Dual<Real> y = random(random);
        Dual<Real> z = random(random);
        assertSame(subject().times(x, y), subject().times(y, x));
        assertSame(
                subject().times(subject().times(x, y), z),
                subject().times(x, subject().times(y, z)));
        assertSame(
                subject().times(x, y.plus(z)), subject().times(x, y).plus(subject().times(x, z)));
        assertSame(subject().times(x, x.constant(1)), x);
        Dual<Real> epsilon = dual(0, 1);
        assertSame(subject().times(epsilon, epsilon), dual(0, 0));
    }

    private static void assertSame(Dual<Real> x, Dual<Real> y) {
        assertThat(x.value().value() + 0.0).isEqualTo(y.value().value() + 0.0);
        assertThat(x.tangent().value() + 0.0).isEqualTo(y.tangent().value() + 0.0);
    }

    /// `(a + bε)⁻¹ = a⁻¹ − ba⁻²ε` for powers of 2, exactly; no inverse for `a = 0`.
    @Claim("CA-04")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theInverseAndWhereThereIsNone(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int power) {
        SplittableRandom random = new SplittableRandom(seed);
        double a = Math.scalb(random.nextBoolean() ? 1.0 : -1.0, power);
        double b = random.nextInt(-9, 10);
        Dual<Real> one = dual(1, 0);
        assertSame(subject().dividedBy(one, dual(a, b)), dual(1 / a, -b / (a * a)));
        Dual<Real> x = random(random);
        assertSame(subject().times(subject().dividedBy(x, dual(a, b)), dual(a, b)), x);
        assertThat(subject().dividedBy(one, dual(0, b)).tangent().value()).isNotFinite();
    }

    /// The same for any number before `ε`: with it the slope is multiplied.
    @Claim("CA-04")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aPolynomialStretchesWhatStandsBeforeEpsilon(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int dots) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] coefficients = random.longs(5, -9, 10).toArray();
        int at = random.nextInt(-9, 10);
        Dual<Real> x = dual(at, random.nextInt(-9, 10) * dots);
        Dual<Real> sum = dual(0, 0);
        double slope = 0;
        for (int k = 4; k >= 0; k--) {
            sum = subject().times(sum, x).plus((double) coefficients[k]);
            slope += k == 0 ? 0 : k * coefficients[k] * Math.pow(at, k - 1);
        }
        assertThat(sum.tangent().value() + 0.0).isEqualTo(slope * x.tangent().value() + 0.0);
    }

    /// The worked example of the document.
    @Claim("CA-05")
    @Example
    void theTiedLossByHand() {
        Dual<Real> w = dual(2, 1);
        Dual<Real> square = subject().times(w, w);
        assertSame(square, dual(4, 4));
        Dual<Real> error = square.plus(-1);
        assertSame(error, dual(3, 4));
        Dual<Real> again = subject().times(error, error);
        assertSame(again, dual(9, 24));
        assertSame(again.times(0.5), dual(4.5, 12));
        assertSame(new TwoLayerLoss().of(List.of(w, w)), dual(4.5, 12));
        double central =
                DifferenceQuotient.central(
                        x -> new TwoLayerLoss().at(x, x), 2, DifferenceQuotient.step(1));
        assertThat(central - 12).isCloseTo(2.3e-10, within(5e-12));
    }

    /// `w·w` at 3 with dual numbers of dual numbers: `9 + 6ε` and the slope `6 + 2ε`.
    @Claim("CA-04")
    @Example
    void theSlopeOfTheSlopeByHand() {
        Dual<Dual<Real>> w = new Dual<>(dual(3, 1), dual(1, 0));
        Dual<Dual<Real>> square = w.times(w);
        assertSame(square.value(), dual(9, 6));
        assertSame(square.tangent(), dual(6, 2));
    }

    /// The running example at (1,2) along (0.6,0.8), along the axes and along (3,4); then with dual parts, where the last
    /// number is `vᵀHz` for the directions `v` inside and `z` outside.
    @Claim("CA-05")
    @Example
    void aDirectionByHand() {
        TwoLayerLoss loss = new TwoLayerLoss();
        assertClose(subject().times(dual(1, 0.6), dual(2, 0.8)), 2, 2);
        assertClose(loss.of(List.of(dual(1, 0.6), dual(2, 0.8))), 0.5, 2);
        assertSame(loss.of(List.of(dual(1, 1), dual(2, 0))), dual(0.5, 2));
        assertSame(loss.of(List.of(dual(1, 0), dual(2, 1))), dual(0.5, 1));
        assertSame(loss.of(List.of(dual(1, 3), dual(2, 4))), dual(0.5, 10));
        Dual<Dual<Real>> a = new Dual<>(dual(1, 0.6), dual(0.6, 0));
        Dual<Dual<Real>> b = new Dual<>(dual(2, 0.8), dual(0.8, 0));
        assertClose(a.times(b).value(), 2, 2);
        assertClose(a.times(b).tangent(), 2, 0.96);
        assertClose(loss.of(List.of(a, b)).value(), 0.5, 2);
        assertClose(loss.of(List.of(a, b)).tangent(), 2, 4.96);
        double[][] inside = {{0.6, 0.8}, {1, 0}, {0, 1}};
        double[] expected = {0.6 * 24 + 0.8 * 13, 24, 13}; // H(3,4) = (24,13)
        for (int k = 0; k < 3; k++) {
            a = new Dual<>(dual(1, inside[k][0]), dual(3, 0));
            b = new Dual<>(dual(2, inside[k][1]), dual(4, 0));
            assertClose(loss.of(List.of(a, b)).tangent(), 10, expected[k]);
        }
    }

    private static void assertClose(Dual<Real> x, double value, double slope) {
        assertThat(x.value().value()).isCloseTo(value, within(64 * U * value));
        assertThat(x.tangent().value()).isCloseTo(slope, within(64 * U * slope));
    }

    /// The table of derivatives. Oracle: Commons Math.
    @Claim("CA-05")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theTableOfDerivatives(
            @ForAll @IntRange(min = 1, max = 4096) int n, @ForAll boolean negative) {
        double w = negative ? -n * 0x1p-10 : n * 0x1p-10;
        Dual<Real> x = dual(w, 1);
        DerivativeStructure oracle = new DerivativeStructure(1, 1, 0, w);
        for (int power = 1; power <= 5; power++) {
            assertSlope(x.power(power), power * Math.pow(w, power - 1), oracle.pow(power));
        }
        assertSlope(subject().dividedBy(x.constant(1), x), -1 / (w * w), oracle.reciprocal());
        if (!negative) {
            assertSlope(x.sqrt(), 1 / (2 * Math.sqrt(w)), oracle.sqrt());
            assertSlope(x.log(), 1 / w, oracle.log());
        }
        assertSlope(x.exp(), Math.exp(w), oracle.exp());
        assertSlope(x.sin(), Math.cos(w), oracle.sin());
        assertSlope(x.cos(), -Math.sin(w), oracle.cos());
        assertSlope(x.tanh(), 1 - Math.tanh(w) * Math.tanh(w), oracle.tanh());
    }

    private static void assertSlope(Dual<Real> y, double byTheTable, DerivativeStructure oracle) {
        double expected = oracle.getPartialDerivative(1);
        double tolerance = 32 * U * (1 + Math.abs(expected));
        assertThat(byTheTable).isCloseTo(expected, within(tolerance));
        assertThat(y.tangent().value()).isCloseTo(expected, within(tolerance));
    }

    @Claim("CA-04")
    @Example
    void threePlusEpsilonByHand() {
        assertSame(subject().times(dual(3, 1), dual(3, 1)), dual(9, 6));
        assertThat(DifferenceQuotient.central(x -> x * x, 3, 0.1)).isEqualTo(6.000000000000005);
        assertSame(subject().times(dual(2, 3), dual(5, -1)), dual(10, 13));
        assertSame(subject().dividedBy(dual(6, 1), dual(2, 1)), dual(3, -1));
        assertSame(dual(0, 1).power(0), dual(1, 0));
        assertSame(dual(0, 1).power(1), dual(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dual(2, 1).power(-1))
                .withMessage("the exponent must be 0 or more, got -1");
    }

    // ---- CA-05

    /// Oracle: Commons Math. The tolerance is `64·depth·u` times the derivative with all partials made positive.
    @Claim("CA-05")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theRulesOnRandomExpressions(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int depth) {
        SplittableRandom random = new SplittableRandom(seed);
        double x = random.nextDouble(-3, 3);
        Expression f = Expression.free(random, depth, x);
        DerivativeStructure expected = f.of(List.of(Commons.variable(1, x))).number();
        double size = f.of(List.of(new Magnitude(x, 1))).slope();
        assertThat(subject().derivative(f, x))
                .isCloseTo(expected.getPartialDerivative(1), within(64 * (depth + 1) * U * size));
    }

    /// `u·v`, `u/v` of two expressions through the subject's own rules.
    @Claim("CA-05")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void productsAndQuotientsOfExpressions(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int depth) {
        SplittableRandom random = new SplittableRandom(seed);
        double x = random.nextDouble(-3, 3);
        List<Dual<Real>> at = List.of(dual(x, 1));
        Expression u = Expression.free(random, depth, x);
        Expression v = Expression.free(random, depth, x);
        List<Commons> point = List.of(Commons.variable(1, x));
        List<Magnitude> size = List.of(new Magnitude(x, 1));
        double product = u.of(point).times(v.of(point)).number().getPartialDerivative(1);
        double tolerance = 64 * (depth + 2) * U * u.of(size).times(v.of(size)).slope();
        assertThat(subject().times(u.of(at), v.of(at)).tangent().value())
                .isCloseTo(product, within(tolerance));
        double denominator = v.of(point).number().getValue();
        if (Math.abs(denominator) > 0.01) {
            double quotient = u.of(point).dividedBy(v.of(point)).number().getPartialDerivative(1);
            assertThat(subject().dividedBy(u.of(at), v.of(at)).tangent().value())
                    .isCloseTo(
                            quotient,
                            within(
                                    64
                                            * (depth + 2)
                                            * U
                                            * u.of(size).dividedBy(v.of(size)).slope()
                                            * (1 + 1 / Math.abs(denominator))));
        }
    }

    /// `(f⁻¹)′(f(x)) = 1/f′(x)`.
    @Claim("CA-05")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theDerivativeOfAnInverseIsTheReciprocal(@ForAll @IntRange(min = 1, max = 2048) int n) {
        double x = n * 0x1p-10;
        Dual<Real> y = dual(x, 1);
        assertThat(y.exp().log().tangent().value()).isCloseTo(1, within(16 * U));
        assertThat(subject().times(y, y).sqrt().tangent().value()).isCloseTo(1, within(16 * U));
        Dual<Real> t = y.tanh();
        Dual<Real> one = y.constant(1);
        Dual<Real> inverse = subject().dividedBy(one.plus(t), one.minus(t)).log().times(0.5);
        double slope = 1 - Math.tanh(x) * Math.tanh(x);
        assertThat(inverse.tangent().value()).isCloseTo(1, within(32 * U / (slope * slope)));
    }

    @Claim("CA-05")
    @Example
    void edgesOfTheRules() {
        Dual<Real> x = dual(0.7, 1);
        assertThat(subject().dividedBy(x, x).tangent().value()).isEqualTo(0);
        assertThat(x.minus(x).tangent().value()).isEqualTo(0);
        assertThat(subject().derivative(new Expression(Expression.Kind.CONSTANT, List.of(), 3), 2))
                .isEqualTo(0);
    }

    // ---- CA-03

    /// Oracle: Commons Math.
    @Claim("CA-03")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aComplexStepLosesNothing(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 5) int depth) {
        SplittableRandom random = new SplittableRandom(seed);
        double x = random.nextDouble(-3, 3);
        Expression f = Expression.free(random, depth, x);
        double expected = f.of(List.of(Commons.variable(1, x))).number().getPartialDerivative(1);
        double size = f.of(List.of(new Magnitude(x, 1))).slope();
        assertThat(subject().complexStep(f, x))
                .isCloseTo(expected, within(64 * (depth + 1) * U * size));
    }

    /// The error is of order `h²`: with half of the step it is a quarter. The functions have a third derivative other than 0.
    @Claim("CA-03")
    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void halfOfAComplexStepHasAQuarterOfTheError(
            @ForAll @IntRange(min = 512, max = 2048) int n,
            @ForAll @IntRange(min = 4, max = 8) int k) {
        double w = n * 0x1p-10;
        double h = w * Math.scalb(1.0, -k);
        double[] exact = {StrictMath.exp(w), 1 / w, 0.5 / Math.sqrt(w), -1 / (w * w), 3 * w * w};
        double[] once = slopesByAComplexStep(w, h);
        double[] halved = slopesByAComplexStep(w, h / 2);
        for (int i = 0; i < exact.length; i++) {
            assertThat((once[i] - exact[i]) / (halved[i] - exact[i])).isCloseTo(4, within(0.05));
        }
    }

    /// The same for random expressions: the error is `−h²/6·f‴`, where that stands out from the terms with `h⁴` and `h⁶` and
    /// from the rounding. Oracle of the derivatives: Commons Math.
    @Claim("CA-03")
    @Property(tries = 3)
    void theErrorOfAComplexStepIsASixthOfTheThirdDerivative(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double h = 0x1p-7;
        int seen = 0;
        for (int trial = 0; trial < 500; trial++) {
            double x = random.nextDouble(-3, 3);
            int depth = 1 + random.nextInt(3);
            Expression f = Expression.free(random, depth, x);
            DerivativeStructure oracle = f.of(List.of(Commons.variable(7, x))).number();
            double expected = -h * h / 6 * oracle.getPartialDerivative(3);
            double further =
                    Math.pow(h, 4) / 120 * Math.abs(oracle.getPartialDerivative(5))
                            + Math.pow(h, 6) / 5040 * Math.abs(oracle.getPartialDerivative(7));
            double rounding = 64 * (depth + 1) * U * f.of(List.of(new Magnitude(x, 1))).slope();
            if (further + rounding < 0.02 * Math.abs(expected)) {
                double slope = f.of(List.of(new Complex(x, h))).imaginary() / h;
                assertThat(slope - oracle.getPartialDerivative(1))
                        .isCloseTo(expected, within(0.05 * Math.abs(expected)));
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(150);
    }

    private static double[] slopesByAComplexStep(double w, double h) {
        Complex z = new Complex(w, h);
        return List.of(z.exp(), z.log(), z.sqrt(), z.constant(1).dividedBy(z), z.times(z).times(z))
                .stream()
                .mapToDouble(y -> y.imaginary() / h)
                .toArray();
    }

    /// `10⁻²⁵⁰·w` at 1: the imaginary part underflows, a dual number does not.
    @Claim("CA-03")
    @Example
    void aTinySlopeUnderflows() {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().times(1e-250);
                    }
                };
        assertThat(subject().complexStep(f, 1)).isEqualTo(0);
        assertThat(subject().derivative(f, 1)).isEqualTo(1e-250);
    }

    /// `sin(10¹⁰⁰w)` changes much within the step: the answer is `sinh 1 = 1.1752` times too large.
    @Claim("CA-03")
    @Example
    void aStepThatIsTooLong() {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().times(1e100).sin();
                    }
                };
        assertThat(subject().complexStep(f, 0)).isCloseTo(1.1752e100, within(5e95));
        assertThat(subject().derivative(f, 0)).isEqualTo(1e100);
    }

    /// `w − sin w` at 10⁻⁶ subtracts two slopes that are nearly equal: four digits are left, as with dual numbers.
    @Claim("CA-03")
    @Example
    void theSubtractionsOfTheFunctionRemain() {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        return w.getFirst().minus(w.getFirst().sin());
                    }
                };
        double slope = subject().complexStep(f, 1e-6); // 1 − cos w = w²/2 up to its 12th digit
        assertThat(Math.abs(slope / 0.5e-12 - 1)).isBetween(5e-5, 5e-4);
        assertThat(subject().derivative(f, 1e-6)).isCloseTo(slope, within(1e-16));
    }

    /// `√(x·x̄)` is real on real numbers and its derivative there is ±1, but it is not analytic: the step sees 0.
    @Claim("CA-03")
    @Example
    void aFunctionThatIsNotAnalyticDeceivesIt() {
        Complex z = new Complex(-2, 1e-100);
        Complex conjugate = new Complex(z.real(), -z.imaginary());
        assertThat(z.times(conjugate).sqrt().imaginary() / 1e-100).isEqualTo(0);
        assertThat(z.times(z).sqrt().imaginary() / 1e-100).isCloseTo(-1, within(1e-15));
        Complex root = new Complex(-4, 0).sqrt();
        assertThat(root.real()).isEqualTo(0);
        assertThat(root.imaginary()).isEqualTo(2);
        assertThat(new Complex(0, 0).sqrt()).isEqualTo(new Complex(0, 0));
        assertThat(new Complex(-4, -1e-100).sqrt().imaginary()).isEqualTo(-2);
    }

    @Mutant({"CA-04", "CA-05"}) // u′v − uv′ in the product
    static class SignInTheProduct extends DualTest {
        @Override
        Rules subject() {
            return new Rules() {
                @Override
                public Dual<Real> times(Dual<Real> x, Dual<Real> y) {
                    return new Dual<>(
                            x.value().times(y.value()),
                            x.tangent().times(y.value()).minus(x.value().times(y.tangent())));
                }
            };
        }
    }

    @Mutant({"CA-04", "CA-05"}) // uv′ − u′v in the quotient
    static class OrderInTheQuotient extends DualTest {
        @Override
        Rules subject() {
            return new Rules() {
                @Override
                public Dual<Real> dividedBy(Dual<Real> x, Dual<Real> y) {
                    Dual<Real> right = x.dividedBy(y);
                    return new Dual<>(right.value(), right.tangent().times(-1));
                }
            };
        }
    }

    @Mutant("CA-03") // a finite step of the real function
    static class RealStep extends DualTest {
        @Override
        Rules subject() {
            return new Rules() {
                @Override
                public double complexStep(ScalarFunction f, double x) {
                    return DifferenceQuotient.central(f::at, x, 1e-8);
                }
            };
        }
    }
}
