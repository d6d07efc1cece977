package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions;

import java.util.function.DoubleUnaryOperator;

/// The functions of 32 bits behind the activations, against those of Java in 64 bits.
class ElementaryFunctionsTest {

    private static final int LARGEST = Float.floatToRawIntBits(Float.MAX_VALUE);

    float exp(float x) {
        return FloatFunctions.exp(x);
    }

    float log(float x) {
        return FloatFunctions.log(x);
    }

    float tanh(float x) {
        return FloatFunctions.tanh(x);
    }

    /// A function of 32 bits.
    @FunctionalInterface
    private interface FloatFunction {
        float of(float x);
    }

    /// The error at `x` in units in the last place of the right result.
    private static double error(FloatFunction f, DoubleUnaryOperator exact, float x) {
        double y = exact.applyAsDouble(x);
        return (f.of(x) - y) / Math.ulp((float) y);
    }

    /// The largest error over every so many floats between two.
    private static double worst(
            FloatFunction f, DoubleUnaryOperator exact, float from, float to, int step) {
        double worst = 0;
        int end = Float.floatToRawIntBits(Math.abs(to));
        for (int bits = Float.floatToRawIntBits(Math.abs(from)); bits <= end; bits += step) {
            float x = Math.copySign(Float.intBitsToFloat(bits), to);
            double error = Math.abs(error(f, exact, x));
            worst = error <= worst ? worst : error; // NaN is the worst
        }
        return worst;
    }

    @Claim("AC-26")
    @Example
    void theExponential() {
        assertThat(worst(this::exp, StrictMath::exp, 0, 88.72283f, 1009)).isLessThan(1.02);
        assertThat(worst(this::exp, StrictMath::exp, -0f, -87.3365f, 1009)).isLessThan(1.02);
        assertThat(exp(-87.3365f)).isPositive();
        assertThat(exp(Math.nextDown(-87.3365f))).isZero();
        assertThat(exp(88.72283f)).isFinite();
        assertThat(exp(Math.nextUp(88.72283f))).isInfinite();
        // the worst that every third float of this range has shown
        assertThat(error(this::exp, StrictMath::exp, -59.92188f)).isNotZero();
        assertThat(Math.abs(error(this::exp, StrictMath::exp, -59.92188f))).isLessThan(1.02);
    }

    @Claim("AC-27")
    @Example
    void theLogarithm() {
        float largest = Float.intBitsToFloat(LARGEST);
        assertThat(worst(this::log, StrictMath::log, Float.MIN_VALUE, largest, 1009))
                .isLessThan(0.85);
        assertThat(worst(this::log, StrictMath::log, 0.5f, 2, 8)).isLessThan(0.85);
    }

    @Claim("AC-28")
    @Example
    void theHyperbolicTangent() {
        float largest = Float.intBitsToFloat(LARGEST);
        assertThat(worst(this::tanh, StrictMath::tanh, 0, largest, 1009)).isLessThan(1.4);
        for (int bits = 0; bits < LARGEST; bits += 100_003) {
            float x = Float.intBitsToFloat(bits);
            assertThat(Float.floatToRawIntBits(tanh(-x)))
                    .isEqualTo(Float.floatToRawIntBits(-tanh(x)));
        }
        for (float x = 9.02f; x < 100; x *= 1.001f) {
            assertThat(tanh(x)).isEqualTo(1);
        }
        assertThat(tanh(Float.MAX_VALUE)).isEqualTo(1);
        assertThat(tanh(Float.POSITIVE_INFINITY)).isEqualTo(1);
    }

    /// The steps by hand.
    @Claim("AC-26")
    @Example
    void eToTheOne() {
        double rest = 1 - Math.log(2);
        assertThat(1 / Math.log(2)).isCloseTo(1.4427, within(5e-5));
        assertThat(rest).isCloseTo(0.306853, within(5e-7));
        double[] terms = {1, 0.306853, 0.047079, 0.004815, 0.000369, 0.000023, 0.000001};
        double term = 1;
        double sum = 0;
        for (int k = 0; k < terms.length; k++) {
            assertThat(term).isCloseTo(terms[k], within(6e-7));
            sum += terms[k];
            term *= rest / (k + 1);
        }
        assertThat(sum).isCloseTo(1.359140, within(5e-7));
        assertThat(exp(1)).isEqualTo(2.7182817f);
        assertThat((double) exp(1)).isLessThan(Math.E);
        assertThat((double) Math.nextUp(exp(1))).isGreaterThan(Math.E);
    }

    /// The other numbers of the page.
    @Example
    void theNumbersOfThePage() {
        assertThat(Math.log(1.25)).isCloseTo(0.223144, within(5e-7));
        assertThat(3 * Math.log(2)).isCloseTo(2.079442, within(5e-7));
        assertThat(log(10)).isCloseTo(2.302586f, within(1e-6f));
        assertThat(2 / (Math.exp(1.25) + 1)).isCloseTo(0.445, within(5e-4));
        assertThat(Math.tanh(0.625)).isCloseTo(0.555, within(5e-4));
        assertThat(2 / (Math.exp(0.002) + 1)).isCloseTo(0.999, within(5e-5));
        double x = -0.3; // eˣ − 1 by tanh
        double t = Math.tanh(x / 2);
        assertThat(2 * t / (1 - t)).isCloseTo(Math.expm1(x), within(1e-15));
        assertThat(Activation.GELU.applyAsDouble(-37)).isBetween(-1e-297, -1e-299);
    }

    @Mutant({"AC-26", "AC-28"}) // half a digit less
    static class TwoUnitsOff extends ElementaryFunctionsTest {
        @Override
        float exp(float x) {
            float y = FloatFunctions.exp(x);
            return y + 2 * Math.ulp(y);
        }

        @Override
        float tanh(float x) {
            float y = FloatFunctions.tanh(x);
            return y + Math.copySign(2 * Math.ulp(y), y);
        }
    }

    @Mutant("AC-27") // by way of 1 + m
    static class RoundsOnTheWay extends ElementaryFunctionsTest {
        @Override
        float log(float x) {
            float y = FloatFunctions.log(x);
            return y - Math.ulp(y);
        }
    }
}
