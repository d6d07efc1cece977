package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.apache.commons.math3.dfp.DfpMath;
import org.apache.commons.math3.special.Erf;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.SplittableRandom;

class ActivationTest {

    private static final double U = 0x1p-53;

    double value(Activation f, double x) {
        return f.applyAsDouble(x);
    }

    double derivative(Activation f, double x) {
        return f.derivative(x);
    }

    double lipschitz(Activation f) {
        return f.lipschitz();
    }

    private static double argument(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextDouble(-40, 40);
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextDouble(-6, 1.5));
            default -> Math.rint(random.nextDouble(-20, 20) * 1024) / 1024;
        };
    }

    /// Each derivative against automatic derivatives of another form of the function.
    @Claim("AC-01")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSlopes(@ForAll Activation f, @ForAll long seed) {
        double x = argument(new SplittableRandom(seed));
        DerivativeStructure expected = formula(f, new DerivativeStructure(1, 1, 0, x));
        double slack = 32 * U * (1 + Math.abs(x));
        assertThat(value(f, x)).isCloseTo(expected.getValue(), within(slack));
        assertThat(derivative(f, x)).isCloseTo(expected.getPartialDerivative(1), within(slack));
    }

    /// Another form of each function, for automatic differentiation.
    static DerivativeStructure formula(Activation f, DerivativeStructure t) {
        DerivativeStructure e = t.exp();
        double x = t.getValue();
        return switch (f) {
            case SIGMOID -> x > 0 ? t.negate().exp().add(1).reciprocal() : e.divide(e.add(1));
            case TANH -> t.tanh();
            case RELU -> x > 0 ? t : t.multiply(0);
            case LEAKY_RELU -> x > 0 ? t : t.multiply(0.01);
            case ELU -> x > 0 ? t : t.expm1();
            case SELU ->
                    (x > 0 ? t : t.expm1().multiply(1.6732632423543772))
                            .multiply(1.0507009873554805);
            case SOFTPLUS -> x > 0 ? t.negate().exp().log1p().add(t) : e.log1p();
            case GELU -> gelu(t);
            case GELU_TANH ->
                    t.multiply(t)
                            .multiply(t)
                            .multiply(0.044715)
                            .add(t)
                            .multiply(Math.sqrt(2 / Math.PI))
                            .tanh()
                            .add(1)
                            .multiply(t)
                            .multiply(0.5);
            case SILU ->
                    x > 0
                            ? t.multiply(t.negate().exp().add(1).reciprocal())
                            : t.multiply(e.divide(e.add(1)));
        };
    }

    /// `xΦ(x)` with Commons Math's error function, and `Φ + xφ`.
    private static DerivativeStructure gelu(DerivativeStructure t) {
        double x = t.getValue();
        double phi = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        double cdf = Erf.erfc(-x / Math.sqrt(2)) / 2;
        return t.compose(x * cdf, cdf + x * phi);
    }

    /// The slope of GELU by a difference of `x/2·erfc(−x/√2)`.
    @Claim("AC-01")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSlopeOfGelu(@ForAll @IntRange(min = -6000, max = 6000) int thousandths) {
        double x = thousandths / 1000.0;
        double h = 1e-4;
        double right = (x + h) / 2 * Erf.erfc(-(x + h) / Math.sqrt(2));
        double left = (x - h) / 2 * Erf.erfc(-(x - h) / Math.sqrt(2));
        assertThat(derivative(Activation.GELU, x))
                .isCloseTo((right - left) / (2 * h), within(1e-7));
    }

    @Claim("AC-01")
    @Example
    void kinksAndInfinities() {
        for (Activation f : Activation.values()) {
            assertThat(value(f, Double.NaN)).isNaN();
            assertThat(derivative(f, Double.NaN)).isNaN();
            assertThat(value(f, Double.POSITIVE_INFINITY)).isNotNaN();
            assertThat(value(f, Double.NEGATIVE_INFINITY)).isNotNaN();
            assertThat(derivative(f, Double.POSITIVE_INFINITY)).isBetween(0.0, 1.06);
            assertThat(derivative(f, Double.NEGATIVE_INFINITY)).isBetween(0.0, 0.01);
            assertThat(derivative(f, 0)).isEqualTo(derivative(f, -0.0));
        }
        assertThat(derivative(Activation.RELU, 0)).isZero();
        assertThat(derivative(Activation.LEAKY_RELU, 0)).isEqualTo(0.01);
        assertThat(derivative(Activation.ELU, 0)).isEqualTo(1);
        assertThat(derivative(Activation.SELU, 0)).isCloseTo(1.7581, within(5e-5)); // λα
        assertThat(value(Activation.GELU, Double.NEGATIVE_INFINITY)).isZero();
        assertThat(value(Activation.GELU_TANH, Double.NEGATIVE_INFINITY)).isZero();
        assertThat(value(Activation.SILU, Double.NEGATIVE_INFINITY)).isZero();
    }

    /// `σ(−x) = 1 − σ(x)`, `tanh x = 2σ(2x) − 1`, and all but three of them rise.
    @Claim("AC-02")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void symmetries(@ForAll long seed) {
        double x = argument(new SplittableRandom(seed));
        double sigma = value(Activation.SIGMOID, x);
        double tanh = value(Activation.TANH, x);
        assertThat(value(Activation.SIGMOID, -x)).isCloseTo(1 - sigma, within(6 * U));
        assertThat(tanh).isCloseTo(2 * value(Activation.SIGMOID, 2 * x) - 1, within(12 * U));
        assertThat(value(Activation.TANH, -x)).isEqualTo(-tanh);
        assertThat(sigma).isBetween(0.0, 1.0);
        assertThat(tanh).isBetween(-1.0, 1.0);
        double right = x + 16 * U * (1 + Math.abs(x));
        for (Activation f :
                new Activation[] {
                    Activation.SIGMOID,
                    Activation.TANH,
                    Activation.RELU,
                    Activation.LEAKY_RELU,
                    Activation.ELU,
                    Activation.SELU,
                    Activation.SOFTPLUS
                }) {
            assertThat(value(f, right)).isGreaterThanOrEqualTo(value(f, x));
        }
    }

    /// `f(x) − f(−x) = x`.
    @Claim("AC-16")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatPassesIsMissingOnTheOtherSide(@ForAll long seed) {
        double x = argument(new SplittableRandom(seed));
        for (Activation f :
                new Activation[] {
                    Activation.RELU,
                    Activation.SOFTPLUS,
                    Activation.GELU,
                    Activation.GELU_TANH,
                    Activation.SILU
                }) {
            assertThat(value(f, x) - value(f, -x)).isCloseTo(x, within(8 * U * (1 + Math.abs(x))));
        }
    }

    @Claim("AC-02")
    @Example
    void smallNumbers() {
        assertThat(value(Activation.SIGMOID, Double.MIN_VALUE)).isEqualTo(0.5);
        assertThat(value(Activation.TANH, 1e-310)).isEqualTo(1e-310);
    }

    /// Two functions of the gallery, and a short form, fall somewhere.
    @Example
    void dips() {
        assertThat(value(Activation.GELU, -2))
                .isGreaterThan(value(Activation.GELU, -0.75)); // not monotone
        assertThat(value(Activation.GELU_TANH, -2))
                .isGreaterThan(value(Activation.GELU_TANH, -0.75));
        assertThat(value(Activation.SILU, -4)).isGreaterThan(value(Activation.SILU, -1.28));
        assertThat(value(Activation.SILU, 3) - value(Activation.SILU, -3))
                .isCloseTo(3, within(1e-15));
        assertThat(value(Activation.SILU, -3)).isCloseTo(-0.1423, within(5e-5));
    }

    @Example
    void siluByHand() {
        assertThat(Math.exp(-2)).isCloseTo(0.13534, within(5e-6));
        assertThat(value(Activation.SIGMOID, -2)).isCloseTo(0.11920, within(5e-6));
        assertThat(value(Activation.SILU, -2)).isCloseTo(-0.2384, within(5e-5));
        assertThat(derivative(Activation.SILU, -2)).isCloseTo(-0.0908, within(5e-5));
    }

    /// The table of the gallery: three scores through nine functions.
    @Example
    void threeScores() {
        double[][] expected = {
            {0.119, 0.622, 0.953},
            {-0.964, 0.462, 0.995},
            {0, 0.5, 3},
            {-0.020, 0.5, 3},
            {-0.865, 0.5, 3},
            {-1.520, 0.525, 3.152},
            {0.127, 0.974, 3.049},
            {-0.046, 0.346, 2.996},
            {-0.045, 0.346, 2.996},
            {-0.238, 0.311, 2.858}
        };
        double[] scores = {-2, 0.5, 3};
        double[] steepest = {0.25, 1, 1, 1, 1, 1.7581, 1, 1.1289, 1.1290, 1.0998};
        Activation[] all = Activation.values();
        for (int k = 0; k < all.length; k++) {
            for (int i = 0; i < 3; i++) {
                assertThat(value(all[k], scores[i])).isCloseTo(expected[k][i], within(5.0001e-4));
            }
            assertThat(lipschitz(all[k])).isCloseTo(steepest[k], within(5e-5));
        }
        double[] slopes = {-0.085, 0.867, 1.012};
        for (int i = 0; i < 3; i++) {
            assertThat(derivative(Activation.GELU, scores[i]))
                    .isCloseTo(slopes[i], within(5.0001e-4));
        }
        assertThat(derivative(Activation.GELU, -Math.sqrt(2))).isCloseTo(-0.1289, within(5e-5));
    }

    /// The sigmoid and the softplus to `7u` relative, against 50 digits; the forms as they are written fail.
    @Claim("AC-03")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void stableForms(@ForAll @IntRange(min = -700_000, max = 700_000) int thousandths) {
        double x = thousandths / 1000.0;
        DfpField field = new DfpField(50);
        Dfp e = DfpMath.exp(field.newDfp(-Math.abs(x)));
        Dfp smaller = e.divide(e.add(1)); // σ(−|x|)
        Dfp sigma = x < 0 ? smaller : field.getOne().subtract(smaller);
        Dfp log = logOnePlus(field, e);
        Dfp softplus = x > 0 ? log.add(field.newDfp(x)) : log;
        assertRelative(value(Activation.SIGMOID, x), sigma);
        assertRelative(value(Activation.SOFTPLUS, x), softplus);
    }

    private static Dfp logOnePlus(DfpField field, Dfp e) {
        if (e.toDouble() > 1e-6) {
            return DfpMath.log(e.add(1));
        }
        Dfp sum = field.getZero(); // e − e²/2 + e³/3 − …, nine terms
        Dfp power = e;
        for (int k = 1; k < 10; k++) {
            Dfp term = power.divide(k);
            sum = k % 2 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.multiply(e);
        }
        return sum;
    }

    private static void assertRelative(double computed, Dfp exact) {
        double expected = exact.toDouble();
        assertThat(computed).isCloseTo(expected, within(7 * U * expected));
    }

    /// Finite for every finite number, of whatever bits.
    @Claim("AC-03")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theLogarithmOfTheSigmoidIsFinite(@ForAll long seed) {
        double x = Double.longBitsToDouble(new SplittableRandom(seed).nextLong());
        if (Double.isFinite(x)) {
            assertThat(value(Activation.SOFTPLUS, -x)).isFinite();
        }
        for (double end : new double[] {Double.MAX_VALUE, Double.MIN_VALUE, 0}) {
            assertThat(value(Activation.SOFTPLUS, end)).isFinite();
            assertThat(value(Activation.SOFTPLUS, -end)).isFinite();
        }
    }

    @Claim("AC-03")
    @Example
    void whatBreaks() {
        assertThat(Math.exp(710) / (1 + Math.exp(710))).isNaN();
        assertThat(value(Activation.SIGMOID, 710)).isEqualTo(1);
        assertThat(value(Activation.SIGMOID, -745)).isPositive();
        assertThat(-value(Activation.SOFTPLUS, 800)).isEqualTo(-800); // ln σ(−800)
        assertThat(Math.log(1 + Math.exp(-40))).isZero();
        assertThat(value(Activation.SOFTPLUS, -40))
                .isCloseTo(Math.exp(-40), within(1e-15 * Math.exp(-40)));
        assertThat(value(Activation.SOFTPLUS, 1e308)).isEqualTo(1e308);
    }

    /// No two values are further apart than the steepest derivative allows, and near the steepest place they nearly are.
    @Claim("AC-05")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void steepestSlopes(@ForAll Activation f, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double x =
                random.nextBoolean() ? argument(random) : steepest(f) + random.nextGaussian() * 0.1;
        double y = x + random.nextGaussian() * Math.pow(10, random.nextDouble(-6, 2));
        double fx = value(f, x);
        double fy = value(f, y);
        assertThat(Math.abs(fx - fy))
                .isLessThanOrEqualTo(
                        lipschitz(f) * Math.abs(x - y) * (1 + 1e-9)
                                + 16 * U * (Math.abs(fx) + Math.abs(fy)));
        double h = 1e-4;
        double middle = steepest(f);
        assertThat((value(f, middle + h) - value(f, middle - h)) / (2 * h))
                .isGreaterThan(0.999 * lipschitz(f));
    }

    private static double steepest(Activation f) {
        return switch (f) {
            case SIGMOID, TANH -> 0;
            case RELU, LEAKY_RELU, ELU -> 3;
            case SELU -> -2e-4;
            case SOFTPLUS -> 30;
            case GELU -> Math.sqrt(2);
            case GELU_TANH -> 1.418504;
            case SILU -> 2.399357;
        };
    }

    /// Slopes of squashing functions fall exponentially; the route over `1 − tanh²` loses them at 19.07.
    @Claim("AC-06")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void saturation(@ForAll @IntRange(min = -700_000, max = 700_000) int thousandths) {
        double x = thousandths / 1000.0;
        double slack = 1 + 16 * U * (1 + Math.abs(x));
        assertThat(derivative(Activation.SIGMOID, x))
                .isPositive()
                .isLessThanOrEqualTo(Math.exp(-Math.abs(x)) * slack);
        double steep = 4 * Math.exp(-2 * Math.abs(x));
        assertThat(derivative(Activation.TANH, x)).isLessThanOrEqualTo(steep * slack);
        // how near the bounds are: (1 + e^(−|x|))⁻² and (1 + e^(−2|x|))⁻²
        assertThat(derivative(Activation.SIGMOID, x) / Math.exp(-Math.abs(x)))
                .isCloseTo(Math.pow(1 + Math.exp(-Math.abs(x)), -2), within(slack - 1));
        if (steep > 1e-300) {
            assertThat(derivative(Activation.TANH, x) / steep)
                    .isCloseTo(Math.pow(1 + Math.exp(-2 * Math.abs(x)), -2), within(slack - 1));
        }
        assertThat(1 - value(Activation.TANH, Math.abs(x)))
                .isLessThanOrEqualTo(steep / 2 * slack + 2 * U);
    }

    @Claim("AC-06")
    @Example
    void whereTanhIsOne() {
        double y = value(Activation.TANH, 19.07);
        assertThat(y).isEqualTo(1);
        assertThat(1 - y * y).isZero();
        assertThat(derivative(Activation.TANH, 19.07))
                .isCloseTo(4 * Math.exp(-38.14), within(1e-20));
        assertThat(derivative(Activation.RELU, 1e300)).isEqualTo(1);
    }

    /// On dyadic numbers, exactly.
    @Claim("AC-15")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theAlgebraOfRectifiers(
            @ForAll @IntRange(min = -4096, max = 4096) int a,
            @ForAll @IntRange(min = -4096, max = 4096) int b,
            @ForAll @IntRange(min = 0, max = 64) int t) {
        double x = a / 64.0;
        double y = b / 64.0;
        double s = t / 8.0;
        double rx = value(Activation.RELU, x);
        double ry = value(Activation.RELU, y);
        assertThat(value(Activation.RELU, rx)).isEqualTo(rx);
        assertThat(value(Activation.RELU, s * x) == s * rx).isTrue();
        assertThat(rx - value(Activation.RELU, -x)).isEqualTo(x);
        assertThat(rx + value(Activation.RELU, -x)).isEqualTo(Math.abs(x));
        assertThat(y + value(Activation.RELU, x - y)).isEqualTo(Math.max(x, y));
        assertThat(value(Activation.RELU, (x + y) / 2)).isLessThanOrEqualTo((rx + ry) / 2);
        assertThat(Math.abs(rx - ry)).isLessThanOrEqualTo(Math.abs(x - y));
        assertThat(value(Activation.RELU, Double.NaN)).isNaN();
        assertThat(value(Activation.RELU, -0.0)).isEqualTo(0.0);
    }

    @Mutant("AC-01") // 1 − σ for σ(1 − σ), and SiLU without its second term
    static class HalfSlope extends ActivationTest {
        @Override
        double derivative(Activation f, double x) {
            return f == Activation.SIGMOID
                    ? 1 - f.applyAsDouble(x)
                    : f == Activation.SILU ? Activation.SIGMOID.applyAsDouble(x) : f.derivative(x);
        }
    }

    @Mutant({"AC-01", "AC-15"}) // x > 0 ? x : 0 swallows a NaN
    static class SwallowsNan extends ActivationTest {
        @Override
        double value(Activation f, double x) {
            return f == Activation.RELU ? x > 0 ? x : 0 : f.applyAsDouble(x);
        }
    }

    @Mutant({"AC-02", "AC-05", "AC-15", "AC-16"}) // leaky on the wrong side
    static class LeaksRight extends ActivationTest {
        @Override
        double value(Activation f, double x) {
            return f == Activation.RELU || f == Activation.LEAKY_RELU
                    ? -Activation.LEAKY_RELU.applyAsDouble(-x)
                    : f.applyAsDouble(x) * (f == Activation.TANH ? 1.01 : 1);
        }
    }

    @Mutant("AC-03") // as they are written
    static class OneBranch extends ActivationTest {
        @Override
        double value(Activation f, double x) {
            return switch (f) {
                case SIGMOID -> Math.exp(x) / (1 + Math.exp(x));
                case SOFTPLUS -> Math.log(1 + Math.exp(x));
                default -> f.applyAsDouble(x);
            };
        }
    }

    @Mutant("AC-06") // by way of the value
    static class OverTheValue extends ActivationTest {
        @Override
        double derivative(Activation f, double x) {
            double y = f.applyAsDouble(x);
            return f == Activation.TANH ? 1 - y * y : f.derivative(x);
        }
    }
}
