package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions.*;
import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential of [FloatFunctions#exp(float)], lane by lane, as a loop over an array; and its constants, for the
/// loops that have it written out.
interface VectorExp extends Kernels {

    FloatVector V_EXP_LOW = all(EXP_LOW);
    FloatVector V_EXP_HIGH = all(EXP_HIGH);
    FloatVector V_LOG2_E = all(LOG2_E);
    FloatVector V_ROUNDER = all(ROUNDER);
    FloatVector MINUS_LN2_HIGH = all(-LN2_HIGH);
    FloatVector MINUS_LN2_LOW = all(-LN2_LOW);
    FloatVector V_EXP_0 = all(EXP_0);
    FloatVector V_EXP_1 = all(EXP_1);
    FloatVector V_EXP_2 = all(EXP_2);
    FloatVector V_EXP_3 = all(EXP_3);
    FloatVector V_EXP_4 = all(EXP_4);
    FloatVector V_EXP_5 = all(EXP_5);
    FloatVector INFINITY = all(Float.POSITIVE_INFINITY);

    /// `y = exp(x + shift)`, `n` a multiple of `L`.
    static void exp(int n, float shift, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i += L) {
            FloatVector loaded = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector v = loaded.add(shift);
            FloatVector c = v.blend(V_EXP_LOW, v.compare(VectorOperators.LT, V_EXP_LOW));
            c = c.blend(V_EXP_HIGH, c.compare(VectorOperators.GT, V_EXP_HIGH));
            FloatVector t = c.fma(V_LOG2_E, V_ROUNDER);
            FloatVector k = t.sub(V_ROUNDER);
            FloatVector r = k.fma(MINUS_LN2_HIGH, c);
            r = k.fma(MINUS_LN2_LOW, r);
            FloatVector p = V_EXP_0.fma(r, V_EXP_1);
            p = p.fma(r, V_EXP_2);
            p = p.fma(r, V_EXP_3);
            p = p.fma(r, V_EXP_4);
            p = p.fma(r, V_EXP_5);
            p = p.fma(r.mul(r), r).add(ONE);
            IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector e = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
            e = v.mul(INFINITY).blend(e, v.compare(VectorOperators.LE, V_EXP_HIGH));
            e.blend(ZERO, v.compare(VectorOperators.LT, V_EXP_LOW)).intoArray(y, yo + i);
        }
    }

    @Override
    default float expShifted(int n, float shift, float[] x, int xo, float[] y, int yo) {
        int whole = n - n % L;
        exp(whole, shift, x, xo, y, yo);
        for (int i = whole; i < n; i++) {
            y[yo + i] = FloatFunctions.exp(x[xo + i] + shift);
        }
        return sum(n, y, yo);
    }
}
