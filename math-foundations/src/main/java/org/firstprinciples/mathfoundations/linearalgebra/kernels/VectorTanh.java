package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions.*;
import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// The hyperbolic tangent of [FloatFunctions#tanh(float)], lane by lane: for each block of elements first the
/// exponentials, then the rest.
interface VectorTanh extends Kernels {

    /// Numbers that pass from one loop to the next: 4 KiB, a part of the L1 cache.
    int BLOCK = 1024;

    Scratch EXPONENTIALS = new Scratch();

    FloatVector TWO = all(2f);
    IntVector SIGN = IntVector.broadcast(S.withLanes(int.class), Integer.MIN_VALUE);
    FloatVector V_TANH_SMALL = all(TANH_SMALL);
    FloatVector V_TANH_LARGE = all(TANH_LARGE);
    FloatVector V_TANH_0 = all(TANH_0);
    FloatVector V_TANH_1 = all(TANH_1);
    FloatVector V_TANH_2 = all(TANH_2);
    FloatVector V_TANH_3 = all(TANH_3);
    FloatVector V_TANH_4 = all(TANH_4);

    @Override
    default void tanh(int n, float[] x, int xo, float[] y, int yo) {
        int whole = n - n % L;
        for (int i = 0; i < whole; i += BLOCK) {
            tanhOfBlock(Math.min(BLOCK, whole - i), x, xo + i, y, yo + i);
        }
        for (int i = whole; i < n; i++) {
            y[yo + i] = FloatFunctions.tanh(x[xo + i]);
        }
    }

    static void tanhOfBlock(int n, float[] x, int xo, float[] y, int yo) {
        float[] e = EXPONENTIALS.atLeast(BLOCK);
        for (int i = 0; i < n; i += L) {
            FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector z = v.abs().min(V_TANH_LARGE);
            z.add(z).intoArray(e, i);
        }
        VectorExp.exp(n, 0f, e, 0, e, 0);
        for (int i = 0; i < n; i += L) {
            FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector z = v.abs().min(V_TANH_LARGE);
            FloatVector s = z.mul(z);
            FloatVector p = V_TANH_0.fma(s, V_TANH_1);
            p = p.fma(s, V_TANH_2);
            p = p.fma(s, V_TANH_3);
            p = p.fma(s, V_TANH_4);
            FloatVector small = p.mul(s).fma(z, z);
            FloatVector large = ONE.sub(TWO.div(ONE.add(FloatVector.fromArray(S, e, i))));
            FloatVector t = large.blend(small, z.compare(VectorOperators.LT, V_TANH_SMALL));
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            t.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
    }
}
