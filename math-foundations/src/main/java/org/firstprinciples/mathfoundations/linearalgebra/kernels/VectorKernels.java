package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.FloatFunctions.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

import java.lang.invoke.MethodHandles;

/// [Kernels] in SIMD instructions: the loops of [ScalarKernels], several elements at a time.
///
/// Loaded once for each width by [SimdLoader]. Element by element the operations and their order are
/// those of the specification; what is left over at the end of a row is done with masks, or by the scalar
/// functions themselves.
final class VectorKernels implements Kernels {

    private static final VectorSpecies<Float> S = species();
    private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
    private static final Class<?> FLOAT_CLASS = S.vectorType();
    private static final int L = S.length();

    private static final Scratch ROW_END = new Scratch();

    // Constants stand in vectors of their own: broadcasting many in one loop makes the compiler box
    // them.
    private static final FloatVector ZERO = FloatVector.zero(S);
    private static final FloatVector ONE = all(1f);
    private static final FloatVector TWO = all(2f);
    private static final FloatVector HALF = all(0.5f);
    private static final FloatVector MINUS_HALF = all(-0.5f);
    private static final FloatVector INFINITY = all(Float.POSITIVE_INFINITY);
    private static final IntVector SIGN = IntVector.broadcast(INTS, Integer.MIN_VALUE);
    private static final FloatVector V_EXP_LOW = all(EXP_LOW);
    private static final FloatVector V_EXP_HIGH = all(EXP_HIGH);
    private static final FloatVector V_LOG2_E = all(LOG2_E);
    private static final FloatVector V_ROUNDER = all(ROUNDER);
    private static final FloatVector MINUS_LN2_HIGH = all(-LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = all(-LN2_LOW);
    private static final FloatVector V_EXP_0 = all(EXP_0);
    private static final FloatVector V_EXP_1 = all(EXP_1);
    private static final FloatVector V_EXP_2 = all(EXP_2);
    private static final FloatVector V_EXP_3 = all(EXP_3);
    private static final FloatVector V_EXP_4 = all(EXP_4);
    private static final FloatVector V_EXP_5 = all(EXP_5);
    private static final FloatVector V_TANH_SMALL = all(TANH_SMALL);
    private static final FloatVector V_TANH_LARGE = all(TANH_LARGE);
    private static final FloatVector V_TANH_0 = all(TANH_0);
    private static final FloatVector V_TANH_1 = all(TANH_1);
    private static final FloatVector V_TANH_2 = all(TANH_2);
    private static final FloatVector V_TANH_3 = all(TANH_3);
    private static final FloatVector V_TANH_4 = all(TANH_4);
    private static final FloatVector V_GAUSS_LARGE = all(GAUSS_LARGE);
    private static final FloatVector V_MINUS_GAUSS_LARGE = all(-GAUSS_LARGE);
    private static final FloatVector V_SQRT_HALF = all(SQRT_HALF);
    private static final FloatVector V_INVERSE_SQRT_2PI = all(INVERSE_SQRT_2PI);
    private static final FloatVector V_ERFC_P = all(ERFC_P);
    private static final FloatVector V_ERFC_0 = all(ERFC_0);
    private static final FloatVector V_ERFC_1 = all(ERFC_1);
    private static final FloatVector V_ERFC_2 = all(ERFC_2);
    private static final FloatVector V_ERFC_3 = all(ERFC_3);
    private static final FloatVector V_ERFC_4 = all(ERFC_4);
    private static final FloatVector V_ERFC_5 = all(ERFC_5);
    private static final FloatVector V_ERFC_6 = all(ERFC_6);
    private static final FloatVector V_ERFC_7 = all(ERFC_7);
    private static final FloatVector V_ERFC_8 = all(ERFC_8);
    private static final FloatVector V_SQRT_2_OVER_PI = all(SQRT_2_OVER_PI);
    private static final FloatVector V_GELU_CUBIC = all(GELU_CUBIC);
    private static final FloatVector V_THREE_GELU_CUBIC = all(3f * GELU_CUBIC);

    private final Gemm gemm;

    VectorKernels(Gemm gemm) {
        this.gemm = gemm;
    }

    /// The species of this copy's class data; without class data, the widest of this machine.
    private static VectorSpecies<Float> species() {
        try {
            Integer bits = MethodHandles.classData(MethodHandles.lookup(), "_", Integer.class);
            return bits == null
                    ? FloatVector.SPECIES_PREFERRED
                    : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// The widest vectors of this machine, in bits.
    static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /// The same vector, its class known to the compiler. Operations on vectors are virtual, and what makes a
    /// vector is declared too vaguely to bind them; the compiler would have to guess the class from a profile
    /// that all widths share, and where it guesses wrong vectors go to the heap.
    private static FloatVector exact(FloatVector x) {
        return (FloatVector) FLOAT_CLASS.cast(x);
    }

    private static FloatVector all(float value) {
        return exact(FloatVector.broadcast(S, value));
    }

    private static FloatVector load(float[] x, int at) {
        return exact(FloatVector.fromArray(S, x, at));
    }

    @Override
    public String name() {
        return "simd-" + S.vectorBitSize();
    }

    @Override
    public void gemm(
            Parallel parallel,
            Product product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        gemm.gemm(parallel, product, a, ao, b, bo, c, co);
    }

    // ---- sums along a row: 16 lanes in one, two or four vectors

    @Override
    public float sum(int n, float[] x, int xo) {
        float[] lanes = ROW_END.atLeast(LANES);
        FloatVector s0 = all(0f);
        FloatVector s1 = all(0f);
        FloatVector s2 = all(0f);
        FloatVector s3 = all(0f);
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            s0 = load(x, xo + i).add(s0);
            if (L < 16) {
                s1 = load(x, xo + i + L).add(s1);
            }
            if (L < 8) {
                s2 = load(x, xo + i + 2 * L).add(s2);
                s3 = load(x, xo + i + 3 * L).add(s3);
            }
        }
        store(s0, s1, s2, s3, lanes);
        for (int lane = 0; i < n; i++, lane++) {
            lanes[lane] += x[xo + i];
        }
        return fold(lanes);
    }

    @Override
    public float dot(int n, float[] x, int xo, float[] y, int yo) {
        float[] lanes = ROW_END.atLeast(LANES);
        FloatVector s0 = all(0f);
        FloatVector s1 = all(0f);
        FloatVector s2 = all(0f);
        FloatVector s3 = all(0f);
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            s0 = load(x, xo + i).fma(load(y, yo + i), s0);
            if (L < 16) {
                s1 = load(x, xo + i + L).fma(load(y, yo + i + L), s1);
            }
            if (L < 8) {
                s2 = load(x, xo + i + 2 * L).fma(load(y, yo + i + 2 * L), s2);
                s3 = load(x, xo + i + 3 * L).fma(load(y, yo + i + 3 * L), s3);
            }
        }
        store(s0, s1, s2, s3, lanes);
        for (int lane = 0; i < n; i++, lane++) {
            lanes[lane] = Math.fma(x[xo + i], y[yo + i], lanes[lane]);
        }
        return fold(lanes);
    }

    @Override
    public float squaredDeviation(int n, float mean, float[] x, int xo) {
        float[] lanes = ROW_END.atLeast(LANES);
        FloatVector means = all(mean);
        FloatVector s0 = all(0f);
        FloatVector s1 = all(0f);
        FloatVector s2 = all(0f);
        FloatVector s3 = all(0f);
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            s0 = addSquare(s0, load(x, xo + i).sub(means));
            if (L < 16) {
                s1 = addSquare(s1, load(x, xo + i + L).sub(means));
            }
            if (L < 8) {
                s2 = addSquare(s2, load(x, xo + i + 2 * L).sub(means));
                s3 = addSquare(s3, load(x, xo + i + 3 * L).sub(means));
            }
        }
        store(s0, s1, s2, s3, lanes);
        for (int lane = 0; i < n; i++, lane++) {
            float deviation = x[xo + i] - mean;
            lanes[lane] = Math.fma(deviation, deviation, lanes[lane]);
        }
        return fold(lanes);
    }

    private static FloatVector addSquare(FloatVector sum, FloatVector x) {
        return x.fma(x, sum);
    }

    /// Writes 16 lanes, which are one, two or four vectors.
    private static void store(
            FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3, float[] lanes) {
        s0.intoArray(lanes, 0);
        if (L < 16) {
            s1.intoArray(lanes, L);
        }
        if (L < 8) {
            s2.intoArray(lanes, 2 * L);
            s3.intoArray(lanes, 3 * L);
        }
    }

    /// Folds 16 lanes 8-4-2-1, as [ScalarKernels#fold] does in loops.
    private static float fold(float[] t) {
        float a0 = (t[0] + t[8]) + (t[4] + t[12]);
        float a1 = (t[1] + t[9]) + (t[5] + t[13]);
        float a2 = (t[2] + t[10]) + (t[6] + t[14]);
        float a3 = (t[3] + t[11]) + (t[7] + t[15]);
        return (a0 + a2) + (a1 + a3);
    }

    @Override
    public float max(int n, float[] x, int xo) {
        float[] lanes = ROW_END.atLeast(LANES);
        FloatVector largest = all(Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i + L <= n; i += L) {
            largest = load(x, xo + i).max(largest);
        }
        largest.intoArray(lanes, 0);
        float max = Float.NEGATIVE_INFINITY;
        for (int lane = 0; lane < L; lane++) {
            max = Math.max(max, lanes[lane]);
        }
        for (; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    // ---- elements

    @Override
    public void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            load(x, xo + i).add(load(y, yo + i)).intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    @Override
    public void axpy(int n, float a, float[] x, int xo, float[] y, int yo) {
        FloatVector factors = all(a);
        int i = 0;
        for (; i + L <= n; i += L) {
            factors.fma(load(x, xo + i), load(y, yo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.fma(a, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            load(x, xo + i).mul(load(y, yo + i)).intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    @Override
    public void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            load(x, xo + i).fma(load(y, yo + i), load(z, zo + i)).intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], z[zo + i]);
        }
    }

    @Override
    public void scale(int n, float a, float[] x, int xo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            load(x, xo + i).mul(a).intoArray(x, xo + i);
        }
        for (; i < n; i++) {
            x[xo + i] *= a;
        }
    }

    @Override
    public void standardize(
            int n, float mean, float reciprocal, float[] x, int xo, float[] y, int yo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            load(x, xo + i).sub(mean).mul(reciprocal).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = (x[xo + i] - mean) * reciprocal;
        }
    }

    @Override
    public float expShifted(int n, float shift, float[] x, int xo, float[] y, int yo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            exp(load(x, xo + i).add(shift)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.exp(x[xo + i] + shift);
        }
        return sum(n, y, yo);
    }

    @Override
    public void tanh(int n, float[] x, int xo, float[] y, int yo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            tanh(load(x, xo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.tanh(x[xo + i]);
        }
    }

    @Override
    public void gelu(int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        int i = 0;
        for (; i + L <= n; i += L) {
            FloatVector v = load(x, xo + i).max(V_MINUS_GAUSS_LARGE);
            FloatVector c = v.min(V_GAUSS_LARGE);
            FloatVector bell = bell(c);
            FloatVector phi = phi(c, bell);
            v.mul(phi).intoArray(y, yo + i);
            c.mul(V_INVERSE_SQRT_2PI).fma(bell, phi).intoArray(s, so + i);
        }
        if (i < n) {
            ScalarKernels.INSTANCE.gelu(n - i, x, xo + i, y, yo + i, s, so + i);
        }
    }

    @Override
    public void geluTanh(int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        int i = 0;
        for (; i + L <= n; i += L) {
            FloatVector v = load(x, xo + i).max(V_MINUS_GAUSS_LARGE);
            FloatVector c = v.min(V_GAUSS_LARGE);
            FloatVector square = c.mul(c);
            FloatVector t = tanh(V_SQRT_2_OVER_PI.mul(c).mul(V_GELU_CUBIC.fma(square, ONE)));
            FloatVector half = HALF.fma(t, HALF);
            FloatVector inner = V_SQRT_2_OVER_PI.mul(V_THREE_GELU_CUBIC.fma(square, ONE));
            v.mul(half).intoArray(y, yo + i);
            HALF.mul(c).mul(t.neg().fma(t, ONE)).fma(inner, half).intoArray(s, so + i);
        }
        if (i < n) {
            ScalarKernels.INSTANCE.geluTanh(n - i, x, xo + i, y, yo + i, s, so + i);
        }
    }

    // ---- elementary functions, the operations of FloatFunctions lane by lane

    private static FloatVector exp(FloatVector x) {
        FloatVector c = x.max(V_EXP_LOW).min(V_EXP_HIGH);
        FloatVector t = c.fma(V_LOG2_E, V_ROUNDER);
        FloatVector n = t.sub(V_ROUNDER);
        FloatVector r = n.fma(MINUS_LN2_HIGH, c);
        r = n.fma(MINUS_LN2_LOW, r);
        FloatVector p = V_EXP_0.fma(r, V_EXP_1);
        p = p.fma(r, V_EXP_2);
        p = p.fma(r, V_EXP_3);
        p = p.fma(r, V_EXP_4);
        p = p.fma(r, V_EXP_5);
        p = p.fma(r.mul(r), r).add(ONE);
        IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector y = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
        y = x.mul(INFINITY).blend(y, x.compare(VectorOperators.LE, V_EXP_HIGH));
        return y.blend(ZERO, x.compare(VectorOperators.LT, V_EXP_LOW));
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector z = x.abs().min(V_TANH_LARGE);
        FloatVector s = z.mul(z);
        FloatVector p = V_TANH_0.fma(s, V_TANH_1);
        p = p.fma(s, V_TANH_2);
        p = p.fma(s, V_TANH_3);
        p = p.fma(s, V_TANH_4);
        FloatVector small = p.mul(s).fma(z, z);
        FloatVector large = ONE.sub(TWO.div(exp(z.add(z)).add(ONE)));
        FloatVector y = large.blend(small, z.compare(VectorOperators.LT, V_TANH_SMALL));
        IntVector sign = x.reinterpretAsInts().and(SIGN);
        return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    private static FloatVector bell(FloatVector c) {
        FloatVector square = c.mul(c);
        FloatVector error = c.fma(c, square.neg());
        FloatVector e = exp(MINUS_HALF.mul(square));
        return e.fma(MINUS_HALF.mul(error), e);
    }

    private static FloatVector phi(FloatVector c, FloatVector bell) {
        FloatVector t = ONE.div(c.abs().mul(V_SQRT_HALF).fma(V_ERFC_P, ONE));
        FloatVector p = V_ERFC_0.fma(t, V_ERFC_1);
        p = p.fma(t, V_ERFC_2);
        p = p.fma(t, V_ERFC_3);
        p = p.fma(t, V_ERFC_4);
        p = p.fma(t, V_ERFC_5);
        p = p.fma(t, V_ERFC_6);
        p = p.fma(t, V_ERFC_7);
        p = p.fma(t, V_ERFC_8);
        FloatVector tail = HALF.mul(bell.mul(t.mul(p)));
        return ONE.sub(tail).blend(tail, c.compare(VectorOperators.LT, ZERO));
    }

    // ---- attention: one query in each lane

    @Override
    public void softmaxColumns(
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
        int i = 0;
        for (; i + L <= queries; i += L) {
            int seen = Math.min(keys, Math.max(0, visible + i + L - 1)); // by the last lane
            FloatVector before = load(m, mo + i);
            FloatVector max = maxOfSeen(seen, visible + i, scale, s, i, before);
            max.intoArray(m, mo + i);
            FloatVector factor = all(1f).blend(exp(before.sub(max)), seesSome(seen, visible + i));
            factor.intoArray(f, i);
            FloatVector sum = load(l, lo + i).mul(factor);
            for (int j = 0; j < seen; j++) {
                VectorMask<Float> blind = blind(j, visible + i);
                FloatVector score = load(s, j * QUERIES + i);
                FloatVector e = exp(score.mul(scale).sub(max));
                e.blend(score, blind).intoArray(s, j * QUERIES + i);
                sum = e.add(sum).blend(sum, blind);
            }
            sum.intoArray(l, lo + i);
        }
        for (; i < queries; i++) {
            ScalarKernels.softmaxColumn(keys, i, visible, scale, s, m, mo, l, lo, f);
        }
    }

    private static FloatVector maxOfSeen(
            int seen, int visible, float scale, float[] s, int i, FloatVector before) {
        FloatVector max = before;
        for (int j = 0; j < seen; j++) {
            FloatVector larger = load(s, j * QUERIES + i).mul(scale).max(max);
            max = larger.blend(max, blind(j, visible));
        }
        return max;
    }

    /// Which lanes do not see key `j`, when lane 0 sees `visible` keys and each lane one more than the one
    /// before.
    private static VectorMask<Float> blind(int j, int visible) {
        return first(Math.max(0, j + 1 - visible));
    }

    /// Which lanes see a key of this block at all, when the last lane sees `seen`.
    private static VectorMask<Float> seesSome(int seen, int visible) {
        return seen == 0 ? first(0) : blind(0, visible).not();
    }

    /// The mask of the first `n` lanes.
    private static VectorMask<Float> first(int n) {
        return VectorMask.fromLong(S, n >= L ? -1L : (1L << n) - 1);
    }

    @Override
    public void softmaxColumnsGradient(
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
        int i = 0;
        for (; i + L <= queries; i += L) {
            int seen = Math.min(keys, Math.max(0, visible + i + L - 1));
            FloatVector max = load(m, mo + i);
            FloatVector reciprocal = load(r, ro + i);
            FloatVector deltas = load(delta, i);
            for (int j = 0; j < seen; j++) {
                int at = j * QUERIES + i;
                VectorMask<Float> blind = blind(j, visible + i);
                FloatVector score = load(s, at);
                FloatVector p = exp(score.mul(scale).sub(max)).mul(reciprocal);
                p.blend(score, blind).intoArray(s, at);
                FloatVector slope = load(d, at);
                p.mul(slope.sub(deltas)).mul(scale).blend(slope, blind).intoArray(d, at);
            }
        }
        for (; i < queries; i++) {
            ScalarKernels.softmaxColumnGradient(keys, i, visible, scale, s, d, m, mo, r, ro, delta);
        }
    }
}
