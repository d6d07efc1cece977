package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions.*;
import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorExp.*;
import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorTanh.BLOCK;
import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The Gaussian error linear unit and its approximation by a hyperbolic tangent, each with its derivative.
interface VectorGelu extends Kernels {

    Scratch TANH = new Scratch();

    FloatVector HALF = all(0.5f);
    FloatVector MINUS_HALF = all(-0.5f);
    FloatVector V_GAUSSIAN_LARGE = all(GAUSSIAN_LARGE);
    FloatVector V_MINUS_GAUSSIAN_LARGE = all(-GAUSSIAN_LARGE);
    FloatVector V_SQRT_HALF = all(SQRT_HALF);
    FloatVector V_INVERSE_SQRT_2PI = all(INVERSE_SQRT_2PI);
    FloatVector V_ERFC_P = all(ERFC_P);
    FloatVector V_ERFC_0 = all(ERFC_0);
    FloatVector V_ERFC_1 = all(ERFC_1);
    FloatVector V_ERFC_2 = all(ERFC_2);
    FloatVector V_ERFC_3 = all(ERFC_3);
    FloatVector V_ERFC_4 = all(ERFC_4);
    FloatVector V_ERFC_5 = all(ERFC_5);
    FloatVector V_ERFC_6 = all(ERFC_6);
    FloatVector V_ERFC_7 = all(ERFC_7);
    FloatVector V_ERFC_8 = all(ERFC_8);
    FloatVector V_SQRT_2_OVER_PI = all(SQRT_2_OVER_PI);
    FloatVector V_GELU_CUBIC = all(GELU_CUBIC);
    FloatVector V_THREE_GELU_CUBIC = all(3f * GELU_CUBIC);

    @Override
    default void gelu(int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt) {
        int whole = n - n % L;
        geluOfWhole(whole, x, xo, y, yo, d, dAt);
        ScalarKernels.INSTANCE.gelu(n - whole, x, xo + whole, y, yo + whole, d, dAt + whole);
    }

    private static void geluOfWhole(
            int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt) {
        for (int i = 0; i < n; i += L) {
            FloatVector loaded = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector v =
                    loaded.blend(
                            V_MINUS_GAUSSIAN_LARGE,
                            loaded.compare(VectorOperators.LT, V_MINUS_GAUSSIAN_LARGE));
            FloatVector c =
                    v.blend(V_GAUSSIAN_LARGE, v.compare(VectorOperators.GT, V_GAUSSIAN_LARGE));
            FloatVector square = c.mul(c);
            FloatVector w = MINUS_HALF.mul(square); // the exponential of w, which is never above 0
            VectorMask<Float> vanishes = w.compare(VectorOperators.LT, V_EXP_LOW);
            FloatVector k = w.blend(V_EXP_LOW, vanishes);
            FloatVector t = k.fma(V_LOG2_E, V_ROUNDER);
            FloatVector m = t.sub(V_ROUNDER);
            FloatVector r = m.fma(MINUS_LN2_LOW, m.fma(MINUS_LN2_HIGH, k));
            FloatVector p = V_EXP_0.fma(r, V_EXP_1);
            p = p.fma(r, V_EXP_2);
            p = p.fma(r, V_EXP_3);
            p = p.fma(r, V_EXP_4);
            p = p.fma(r, V_EXP_5);
            p = p.fma(r.mul(r), r).add(ONE);
            IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector e = p.reinterpretAsInts().add(power).reinterpretAsFloats();
            e = e.blend(ZERO, vanishes);
            FloatVector error = c.fma(c, square.neg());
            FloatVector gaussian = e.fma(MINUS_HALF.mul(error), e);
            FloatVector u = ONE.div(c.abs().mul(V_SQRT_HALF).fma(V_ERFC_P, ONE));
            FloatVector q = V_ERFC_0.fma(u, V_ERFC_1);
            q = q.fma(u, V_ERFC_2);
            q = q.fma(u, V_ERFC_3);
            q = q.fma(u, V_ERFC_4);
            q = q.fma(u, V_ERFC_5);
            q = q.fma(u, V_ERFC_6);
            q = q.fma(u, V_ERFC_7);
            q = q.fma(u, V_ERFC_8);
            FloatVector tail = HALF.mul(gaussian.mul(u.mul(q)));
            FloatVector cdf = ONE.sub(tail).blend(tail, c.compare(VectorOperators.LT, ZERO));
            v.mul(cdf).intoArray(y, yo + i);
            c.mul(V_INVERSE_SQRT_2PI).fma(gaussian, cdf).intoArray(d, dAt + i);
        }
    }

    @Override
    default void geluTanh(int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt) {
        int whole = n - n % L;
        for (int i = 0; i < whole; i += BLOCK) {
            geluTanhOfBlock(Math.min(BLOCK, whole - i), x, xo + i, y, yo + i, d, dAt + i);
        }
        ScalarKernels.INSTANCE.geluTanh(n - whole, x, xo + whole, y, yo + whole, d, dAt + whole);
    }

    private static void geluTanhOfBlock(
            int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt) {
        float[] tanh = TANH.atLeast(BLOCK);
        for (int i = 0; i < n; i += L) {
            FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector c = v.max(V_MINUS_GAUSSIAN_LARGE).min(V_GAUSSIAN_LARGE);
            FloatVector inner = V_GELU_CUBIC.fma(c.mul(c), ONE);
            V_SQRT_2_OVER_PI.mul(c).mul(inner).intoArray(tanh, i);
        }
        VectorTanh.tanhOfBlock(n, tanh, 0, tanh, 0);
        for (int i = 0; i < n; i += L) {
            FloatVector loaded = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector v = loaded.max(V_MINUS_GAUSSIAN_LARGE);
            FloatVector c = v.min(V_GAUSSIAN_LARGE);
            FloatVector t = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, tanh, i));
            FloatVector half = HALF.fma(t, HALF);
            FloatVector inner = V_SQRT_2_OVER_PI.mul(V_THREE_GELU_CUBIC.fma(c.mul(c), ONE));
            v.mul(half).intoArray(y, yo + i);
            HALF.mul(c).mul(t.neg().fma(t, ONE)).fma(inner, half).intoArray(d, dAt + i);
        }
    }
}
