package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

import java.util.function.DoubleUnaryOperator;

class FloatFunctionsTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /// A function of 32 bits.
    @FunctionalInterface
    interface FloatFunction {
        float of(float x);
    }

    /// The largest error in units of the last place, over about `count` floats spread over all magnitudes
    /// in `[low,high]`.
    private static double error(
            FloatFunction f, DoubleUnaryOperator exact, float low, float high, int count) {
        double worst = 0;
        int step = 0x7F800000 / count;
        for (int sign = 0; sign < 2; sign++) {
            for (long bits = sign * 0x80000000L, end = bits + 0x7F800000L;
                    bits < end;
                    bits += step) {
                float x = Float.intBitsToFloat((int) bits);
                if (x >= low && x <= high) {
                    double y = exact.applyAsDouble(x);
                    double ulps = Math.abs(f.of(x) - y) / Math.ulp((float) y);
                    worst = ulps <= worst ? worst : ulps; // NaN is the worst
                }
            }
        }
        return worst;
    }

    @Test
    void expIsWithinOneUnit() {
        assertThat(
                        error(
                                FloatFunctions::exp,
                                StrictMath::exp,
                                FloatFunctions.EXP_LOW,
                                FloatFunctions.EXP_HIGH,
                                400_000))
                .isLessThan(1);
    }

    @Test
    void logIsWithinOneUnit() {
        assertThat(
                        error(
                                FloatFunctions::log,
                                StrictMath::log,
                                Float.MIN_VALUE,
                                Float.MAX_VALUE,
                                400_000))
                .isLessThan(1);
        assertThat(error(FloatFunctions::log, StrictMath::log, 0.5f, 2f, 40_000_000)).isLessThan(1);
    }

    @Test
    void tanhIsWithinOneAndAHalfUnits() {
        assertThat(error(FloatFunctions::tanh, StrictMath::tanh, -INFINITY, INFINITY, 200_000))
                .isLessThan(1.5);
    }

    @Test
    void theNormalDistributionIsWithinEightUnits() {
        assertThat(
                        error(
                                FloatFunctionsTest::normalCdf,
                                x -> 0.5 * Erf.erfc(-x / StrictMath.sqrt(2)),
                                -12f,
                                20f,
                                20_000))
                .isLessThan(8);
    }

    private static float normalCdf(float x) {
        return FloatFunctions.normalCdf(x, FloatFunctions.gaussian(x));
    }

    @Test
    void expAtItsLimits() {
        assertThat(FloatFunctions.exp(0f)).isEqualTo(1f);
        assertThat(FloatFunctions.exp(-0f)).isEqualTo(1f);
        assertThat(FloatFunctions.exp(Float.MIN_VALUE)).isEqualTo(1f);
        assertBits(FloatFunctions.exp(-INFINITY), 0f);
        assertThat(FloatFunctions.exp(INFINITY)).isEqualTo(INFINITY);
        assertThat(FloatFunctions.exp(Float.NaN)).isNaN();
        assertThat(FloatFunctions.exp(FloatFunctions.EXP_LOW))
                .isGreaterThanOrEqualTo(Float.MIN_NORMAL);
        assertBits(FloatFunctions.exp(Math.nextDown(FloatFunctions.EXP_LOW)), 0f);
        assertThat(FloatFunctions.exp(FloatFunctions.EXP_HIGH)).isFinite();
        assertThat(FloatFunctions.exp(Math.nextUp(FloatFunctions.EXP_HIGH))).isEqualTo(INFINITY);
    }

    @Test
    void logAtItsLimits() {
        assertBits(FloatFunctions.log(1f), 0f);
        assertThat(FloatFunctions.log(0f)).isEqualTo(-INFINITY);
        assertThat(FloatFunctions.log(-0f)).isEqualTo(-INFINITY);
        assertThat(FloatFunctions.log(INFINITY)).isEqualTo(INFINITY);
        assertThat(FloatFunctions.log(-Float.MIN_VALUE)).isNaN();
        assertThat(FloatFunctions.log(-INFINITY)).isNaN();
        assertThat(FloatFunctions.log(Float.NaN)).isNaN();
    }

    @Test
    void tanhAtItsLimits() {
        assertBits(FloatFunctions.tanh(0f), 0f);
        assertBits(FloatFunctions.tanh(-0f), -0f);
        assertBits(FloatFunctions.tanh(Float.MIN_VALUE), Float.MIN_VALUE);
        assertThat(FloatFunctions.tanh(INFINITY)).isEqualTo(1f);
        assertThat(FloatFunctions.tanh(-INFINITY)).isEqualTo(-1f);
        assertThat(FloatFunctions.tanh(Float.NaN)).isNaN();
    }

    @Test
    void geluAtItsLimits() {
        float[] x = {0f, -0f, INFINITY, -INFINITY, Float.NaN, -1000f, 1000f, Float.MIN_VALUE};
        float[] y = new float[x.length];
        float[] s = new float[x.length];
        Kernels.scalar().gelu(x.length, x, 0, y, 0, s, 0);
        assertThat(Values.bits(y))
                .isEqualTo(
                        Values.bits(new float[] {0, -0f, INFINITY, -0f, Float.NaN, -0f, 1000, 0}));
        assertThat(s).isEqualTo(new float[] {0.5f, 0.5f, 1, 0, Float.NaN, 0, 1, 0.5f});
        Kernels.scalar().geluTanh(x.length, x, 0, y, 0, s, 0);
        assertThat(Values.bits(y))
                .isEqualTo(
                        Values.bits(new float[] {0, -0f, INFINITY, -0f, Float.NaN, -0f, 1000, 0}));
        assertThat(s).isEqualTo(new float[] {0.5f, 0.5f, 1, 0, Float.NaN, 0, 1, 0.5f});
    }

    private static void assertBits(float actual, float expected) {
        assertThat(Float.floatToIntBits(actual)).isEqualTo(Float.floatToIntBits(expected));
    }
}
