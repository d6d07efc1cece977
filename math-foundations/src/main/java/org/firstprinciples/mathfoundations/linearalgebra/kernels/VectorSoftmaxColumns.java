package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorExp.*;
import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The softmax of attention and its gradient: one query in each lane.
interface VectorSoftmaxColumns extends Kernels {

    FloatVector LANE = (FloatVector) FLOATS.cast(FloatVector.zero(S).addIndex(1));

    @Override
    default void softmaxColumns(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] m,
            int mo,
            float[] l,
            int lo,
            float[] f) {
        int whole = queries - queries % L;
        maximaOfColumns(keys, whole, visible, scale, s, m, mo, f);
        VectorExp.exp(whole, 0f, f, 0, f, 0);
        expOfColumns(keys, whole, visible, scale, s, m, mo, l, lo, f);
        for (int i = whole; i < queries; i++) {
            ScalarSoftmaxColumns.softmaxColumn(keys, i, visible, scale, s, m, mo, l, lo, f);
        }
    }

    /// Raises the maxima to `m' = max(m, max s·scale)`, and sets `f = m − m'`.
    private static void maximaOfColumns(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] m,
            int mo,
            float[] f) {
        for (int i = 0; i < queries; i += L) {
            FloatVector before = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, m, mo + i));
            FloatVector max = before;
            for (int j = 0; j < keys; j++) {
                FloatVector score =
                        (FloatVector) FLOATS.cast(FloatVector.fromArray(S, s, j * QUERIES + i));
                FloatVector z = score.mul(scale);
                float blind = blind(j, i, visible);
                max = z.max(max).blend(max, LANE.compare(VectorOperators.LT, blind));
            }
            max.intoArray(m, mo + i);
            float none = keys == 0 ? L : blind(0, i, visible);
            before.sub(max).blend(ZERO, LANE.compare(VectorOperators.LT, none)).intoArray(f, i);
        }
    }

    /// How many of the queries from `i` on do not see key `j`: they are the first, since query `q` sees the keys
    /// before `visible + q`.
    private static float blind(int j, int i, int visible) {
        return Math.clamp((long) j + 1 - visible - i, 0, L);
    }

    /// `s = exp(s·scale − m)` and `l = l·f + Σ s` over the keys that a query sees.
    private static void expOfColumns(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] m,
            int mo,
            float[] l,
            int lo,
            float[] f) {
        for (int i = 0; i < queries; i += L) {
            FloatVector max = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, m, mo + i));
            FloatVector before = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, l, lo + i));
            FloatVector sum = before.mul(FloatVector.fromArray(S, f, i));
            for (int j = 0; j < keys; j++) {
                int at = j * QUERIES + i;
                FloatVector score = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, s, at));
                FloatVector w = score.mul(scale).sub(max);
                FloatVector c = w.blend(V_EXP_LOW, w.compare(VectorOperators.LT, V_EXP_LOW));
                c = c.blend(V_EXP_HIGH, c.compare(VectorOperators.GT, V_EXP_HIGH));
                FloatVector t = c.fma(V_LOG2_E, V_ROUNDER);
                FloatVector n = t.sub(V_ROUNDER);
                FloatVector g = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, c));
                FloatVector p = V_EXP_0.fma(g, V_EXP_1);
                p = p.fma(g, V_EXP_2);
                p = p.fma(g, V_EXP_3);
                p = p.fma(g, V_EXP_4);
                p = p.fma(g, V_EXP_5);
                p = p.fma(g.mul(g), g).add(ONE);
                IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
                FloatVector e = p.reinterpretAsInts().add(power).reinterpretAsFloats();
                e = w.mul(INFINITY).blend(e, w.compare(VectorOperators.LE, V_EXP_HIGH));
                e = e.blend(ZERO, w.compare(VectorOperators.LT, V_EXP_LOW));
                VectorMask<Float> blind = LANE.compare(VectorOperators.LT, blind(j, i, visible));
                e = e.blend(ZERO, blind);
                e.intoArray(s, at);
                sum = sum.add(e);
            }
            sum.intoArray(l, lo + i);
        }
    }

    @Override
    default void softmaxColumnsGradient(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] d,
            float[] m,
            int mo,
            float[] r,
            int ro,
            float[] delta) {
        int whole = queries - queries % L;
        for (int j = 0; j < keys; j++) {
            for (int i = 0; i < whole; i += L) {
                int at = j * QUERIES + i;
                FloatVector score = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, s, at));
                FloatVector w = score.mul(scale).sub(FloatVector.fromArray(S, m, mo + i));
                FloatVector c = w.blend(V_EXP_LOW, w.compare(VectorOperators.LT, V_EXP_LOW));
                c = c.blend(V_EXP_HIGH, c.compare(VectorOperators.GT, V_EXP_HIGH));
                FloatVector t = c.fma(V_LOG2_E, V_ROUNDER);
                FloatVector n = t.sub(V_ROUNDER);
                FloatVector g = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, c));
                FloatVector p = V_EXP_0.fma(g, V_EXP_1);
                p = p.fma(g, V_EXP_2);
                p = p.fma(g, V_EXP_3);
                p = p.fma(g, V_EXP_4);
                p = p.fma(g, V_EXP_5);
                p = p.fma(g.mul(g), g).add(ONE);
                IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
                FloatVector e = p.reinterpretAsInts().add(power).reinterpretAsFloats();
                e = w.mul(INFINITY).blend(e, w.compare(VectorOperators.LE, V_EXP_HIGH));
                e = e.blend(ZERO, w.compare(VectorOperators.LT, V_EXP_LOW));
                VectorMask<Float> blind = LANE.compare(VectorOperators.LT, blind(j, i, visible));
                FloatVector probability =
                        e.mul(FloatVector.fromArray(S, r, ro + i)).blend(ZERO, blind);
                probability.intoArray(s, at);
                FloatVector gradient = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, d, at));
                FloatVector centered = gradient.sub(FloatVector.fromArray(S, delta, i));
                probability.mul(centered).mul(scale).blend(ZERO, blind).intoArray(d, at);
            }
        }
        for (int i = whole; i < queries; i++) {
            ScalarSoftmaxColumns.softmaxColumnGradient(
                    keys, i, visible, scale, s, d, m, mo, r, ro, delta);
        }
    }
}
