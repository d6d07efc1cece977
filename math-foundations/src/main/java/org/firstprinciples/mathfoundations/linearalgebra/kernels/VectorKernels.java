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
///
/// Two rules keep vectors in registers. *No method here takes or returns a vector:* the compiler inlines the
/// methods of the Vector API whatever it costs, but ours only until the method it works on has grown to a
/// limit, and a vector that passes a call lies on the heap. So a function that many loops need, such as the
/// exponential, is a loop of its own over a block of numbers that stays in the first cache; the loops of
/// attention and of GELU, in which a training step spends most of its exponentials, have it written out
/// instead, so that no block is needed. *A vector that
/// begins an expression is cast to [#FLOATS]:* operations are virtual, and what makes a vector is declared
/// too vaguely to bind them; the compiler would guess the class from a profile that all widths share.
final class VectorKernels implements Kernels {

    private static final VectorSpecies<Float> S = species();
    private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
    private static final int L = S.length();

    /// The class of all vectors of this width.
    private static final Class<?> FLOATS = S.vectorType();

    /// Numbers that pass from one loop to the next: 4 KiB, a part of the first cache.
    private static final int BLOCK = 1024;

    private static final Scratch ROW_END = new Scratch();
    private static final Scratch ARGUMENTS = new Scratch();
    private static final Scratch EXPONENTS = new Scratch();
    private static final Scratch STANDARDIZED = new Scratch();
    private static final Scratch SCALED = new Scratch();

    // Constants stand in vectors of their own: broadcasting many in one loop makes the compiler box
    // them.
    private static final FloatVector ZERO = FloatVector.zero(S);
    private static final FloatVector ONE = all(1f);
    private static final FloatVector TWO = all(2f);
    private static final FloatVector HALF = all(0.5f);
    private static final FloatVector MINUS_HALF = all(-0.5f);
    private static final FloatVector INFINITY = all(Float.POSITIVE_INFINITY);
    private static final FloatVector LANE =
            (FloatVector) FLOATS.cast(FloatVector.zero(S).addIndex(1));
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

    private static final float[] NO_ROW = {};

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

    private static FloatVector all(float value) {
        return (FloatVector) FLOATS.cast(FloatVector.broadcast(S, value));
    }

    @Override
    public String name() {
        return "simd-" + S.vectorBitSize();
    }

    @Override
    public void gemm(
            Parallel parallel,
            GemmShape product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co) {
        gemm.gemm(parallel, product, a, ao, b, bo, NO_ROW, 0, c, co);
    }

    @Override
    public void affine(
            Parallel parallel,
            GemmShape product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] bias,
            int biasAt,
            float[] c,
            int co) {
        product.requireFresh();
        gemm.gemm(parallel, product, a, ao, b, bo, bias, biasAt, c, co);
    }

    // ---- sums along a row: 16 lanes in one, two or four vectors

    @Override
    public float sum(int n, float[] x, int xo) {
        return sum(n, x, xo, ROW_END.atLeast(LANES));
    }

    private static float sum(int n, float[] x, int xo, float[] lanes) {
        FloatVector s0 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        FloatVector s1 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        FloatVector s2 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        FloatVector s3 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            s0 = ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i))).add(s0);
            if (L < 16) {
                s1 = ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i + L))).add(s1);
            }
            if (L < 8) {
                s2 =
                        ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i + 2 * L)))
                                .add(s2);
                s3 =
                        ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i + 3 * L)))
                                .add(s3);
            }
        }
        s0.intoArray(lanes, 0);
        if (L < 16) {
            s1.intoArray(lanes, L);
        }
        if (L < 8) {
            s2.intoArray(lanes, 2 * L);
            s3.intoArray(lanes, 3 * L);
        }
        for (int lane = 0; i < n; i++, lane++) {
            lanes[lane] += x[xo + i];
        }
        return fold(lanes);
    }

    @Override
    public float dot(int n, float[] x, int xo, float[] y, int yo) {
        return dot(n, x, xo, y, yo, ROW_END.atLeast(LANES));
    }

    private static float dot(int n, float[] x, int xo, float[] y, int yo, float[] lanes) {
        FloatVector s0 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        FloatVector s1 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        FloatVector s2 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        FloatVector s3 = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, 0f));
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            s0 =
                    ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i)))
                            .fma(FloatVector.fromArray(S, y, yo + i), s0);
            if (L < 16) {
                s1 =
                        ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i + L)))
                                .fma(FloatVector.fromArray(S, y, yo + i + L), s1);
            }
            if (L < 8) {
                s2 =
                        ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i + 2 * L)))
                                .fma(FloatVector.fromArray(S, y, yo + i + 2 * L), s2);
                s3 =
                        ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i + 3 * L)))
                                .fma(FloatVector.fromArray(S, y, yo + i + 3 * L), s3);
            }
        }
        s0.intoArray(lanes, 0);
        if (L < 16) {
            s1.intoArray(lanes, L);
        }
        if (L < 8) {
            s2.intoArray(lanes, 2 * L);
            s3.intoArray(lanes, 3 * L);
        }
        for (int lane = 0; i < n; i++, lane++) {
            lanes[lane] = Math.fma(x[xo + i], y[yo + i], lanes[lane]);
        }
        return fold(lanes);
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
        FloatVector largest =
                (FloatVector) FLOATS.cast(FloatVector.broadcast(S, Float.NEGATIVE_INFINITY));
        int i = 0;
        for (; i + L <= n; i += L) {
            largest = ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i))).max(largest);
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
            ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i)))
                    .add(FloatVector.fromArray(S, y, yo + i))
                    .intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    @Override
    public void axpy(int n, float a, float[] x, int xo, float[] y, int yo) {
        FloatVector factors = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, a));
        int i = 0;
        for (; i + L <= n; i += L) {
            factors.fma(FloatVector.fromArray(S, x, xo + i), FloatVector.fromArray(S, y, yo + i))
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.fma(a, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i)))
                    .mul(FloatVector.fromArray(S, y, yo + i))
                    .intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    @Override
    public void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i)))
                    .fma(FloatVector.fromArray(S, y, yo + i), FloatVector.fromArray(S, z, zo + i))
                    .intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], z[zo + i]);
        }
    }

    @Override
    public void scale(int n, float a, float[] x, int xo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i)))
                    .mul(a)
                    .intoArray(x, xo + i);
        }
        for (; i < n; i++) {
            x[xo + i] *= a;
        }
    }

    @Override
    public void standardize(int n, float mean, float rstd, float[] x, int xo, float[] y, int yo) {
        int i = 0;
        for (; i + L <= n; i += L) {
            ((FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i)))
                    .sub(mean)
                    .mul(rstd)
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = (x[xo + i] - mean) * rstd;
        }
    }

    /// The sums stay in registers while rows pass.
    @Override
    public void addRows(int rows, int n, int stride, float[] x, int xo, float[] z, int zo) {
        int j = 0;
        for (; j + 2 * L <= n; j += 2 * L) {
            FloatVector s0 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, z, zo + j));
            FloatVector s1 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, z, zo + j + L));
            for (int row = 0, at = xo + j; row < rows; row++, at += stride) {
                s0 = s0.add(FloatVector.fromArray(S, x, at));
                s1 = s1.add(FloatVector.fromArray(S, x, at + L));
            }
            s0.intoArray(z, zo + j);
            s1.intoArray(z, zo + j + L);
        }
        for (; j < n; j++) {
            for (int row = 0; row < rows; row++) {
                z[zo + j] += x[xo + row * stride + j];
            }
        }
    }

    // ---- layer normalization: a row is finished while the first cache holds it

    @Override
    public void layerNorm(
            int rows,
            int n,
            float epsilon,
            float[] x,
            int xo,
            float[] scale,
            float[] shift,
            float[] y,
            int yo,
            float[] means,
            int mo,
            float[] rstd,
            int ro) {
        float[] deviations = STANDARDIZED.atLeast(n);
        float[] lanes = ROW_END.atLeast(LANES);
        int whole = n - n % L;
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            int to = yo + row * n;
            float mean = sum(n, x, at, lanes) / n;
            for (int i = 0; i < whole; i += L) {
                FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, at + i));
                v.sub(mean).intoArray(deviations, i);
            }
            for (int i = whole; i < n; i++) {
                deviations[i] = x[at + i] - mean;
            }
            float variance = dot(n, deviations, 0, deviations, 0, lanes) / n;
            float r = 1f / (float) Math.sqrt(variance + epsilon);
            means[mo + row] = mean;
            rstd[ro + row] = r;
            for (int i = 0; i < whole; i += L) {
                FloatVector d = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, deviations, i));
                FloatVector scaled = d.mul(r).mul(FloatVector.fromArray(S, scale, i));
                if (shift.length > 0) {
                    scaled = scaled.add(FloatVector.fromArray(S, shift, i));
                }
                scaled.intoArray(y, to + i);
            }
            for (int i = whole; i < n; i++) {
                float scaled = deviations[i] * r * scale[i];
                y[to + i] = shift.length > 0 ? scaled + shift[i] : scaled;
            }
        }
    }

    @Override
    public void layerNormGradient(
            int rows,
            int n,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] scale,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dx,
            int dxo) {
        float[] z = STANDARDIZED.atLeast(n);
        float[] g = SCALED.atLeast(n);
        float[] lanes = ROW_END.atLeast(LANES);
        int whole = n - n % L;
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            int from = dyo + row * n;
            int to = dxo + row * n;
            float mean = means[mo + row];
            float r = rstd[ro + row];
            for (int i = 0; i < whole; i += L) {
                FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, at + i));
                FloatVector d = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dy, from + i));
                v.sub(mean).mul(r).intoArray(z, i);
                d.mul(FloatVector.fromArray(S, scale, i)).intoArray(g, i);
            }
            for (int i = whole; i < n; i++) {
                z[i] = (x[at + i] - mean) * r;
                g[i] = dy[from + i] * scale[i];
            }
            float shared = sum(n, g, 0, lanes) / n;
            float projection = dot(n, g, 0, z, 0, lanes) / n;
            FloatVector factor = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, -projection));
            for (int i = 0; i < whole; i += L) {
                FloatVector before =
                        (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dx, to + i));
                FloatVector rest =
                        factor.fma(FloatVector.fromArray(S, z, i), FloatVector.fromArray(S, g, i));
                before.add(rest.sub(shared).mul(r)).intoArray(dx, to + i);
            }
            for (int i = whole; i < n; i++) {
                dx[to + i] += (Math.fma(-projection, z[i], g[i]) - shared) * r;
            }
        }
    }

    @Override
    public void layerNormScaleGradient(
            int rows,
            int n,
            int stride,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dScale,
            int so) {
        int j = 0;
        for (; j + 2 * L <= n; j += 2 * L) {
            FloatVector s0 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dScale, so + j));
            FloatVector s1 =
                    (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dScale, so + j + L));
            for (int row = 0; row < rows; row++) {
                int at = xo + row * stride + j;
                int from = dyo + row * stride + j;
                float mean = means[mo + row];
                float r = rstd[ro + row];
                FloatVector v0 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, at));
                FloatVector v1 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, at + L));
                s0 = v0.sub(mean).mul(r).fma(FloatVector.fromArray(S, dy, from), s0);
                s1 = v1.sub(mean).mul(r).fma(FloatVector.fromArray(S, dy, from + L), s1);
            }
            s0.intoArray(dScale, so + j);
            s1.intoArray(dScale, so + j + L);
        }
        for (; j < n; j++) {
            for (int row = 0; row < rows; row++) {
                float z = (x[xo + row * stride + j] - means[mo + row]) * rstd[ro + row];
                dScale[so + j] = Math.fma(dy[dyo + row * stride + j], z, dScale[so + j]);
            }
        }
    }

    // ---- elementary functions: the operations of FloatFunctions lane by lane

    /// `y = exp(x + shift)` for rows of a multiple of `L` columns.
    private static void exp(
            int rows, int columns, int stride, float shift, float[] x, int xo, float[] y, int yo) {
        for (int row = 0; row < rows; row++) {
            for (int i = row * stride; i < row * stride + columns; i += L) {
                FloatVector loaded = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
                FloatVector v = loaded.add(shift);
                FloatVector c = v.blend(V_EXP_LOW, v.compare(VectorOperators.LT, V_EXP_LOW));
                c = c.blend(V_EXP_HIGH, c.compare(VectorOperators.GT, V_EXP_HIGH));
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
                FloatVector e = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
                e = v.mul(INFINITY).blend(e, v.compare(VectorOperators.LE, V_EXP_HIGH));
                e.blend(ZERO, v.compare(VectorOperators.LT, V_EXP_LOW)).intoArray(y, yo + i);
            }
        }
    }

    @Override
    public float expShifted(int n, float shift, float[] x, int xo, float[] y, int yo) {
        int whole = n - n % L;
        exp(1, whole, whole, shift, x, xo, y, yo);
        for (int i = whole; i < n; i++) {
            y[yo + i] = FloatFunctions.exp(x[xo + i] + shift);
        }
        return sum(n, y, yo);
    }

    @Override
    public void tanh(int n, float[] x, int xo, float[] y, int yo) {
        int whole = n - n % L;
        for (int i = 0; i < whole; i += BLOCK) {
            tanhOfBlock(Math.min(BLOCK, whole - i), x, xo + i, y, yo + i);
        }
        for (int i = whole; i < n; i++) {
            y[yo + i] = FloatFunctions.tanh(x[xo + i]);
        }
    }

    private static void tanhOfBlock(int n, float[] x, int xo, float[] y, int yo) {
        float[] e = EXPONENTS.atLeast(BLOCK);
        for (int i = 0; i < n; i += L) {
            FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector z = v.abs().min(V_TANH_LARGE);
            z.add(z).intoArray(e, i);
        }
        exp(1, n, n, 0f, e, 0, e, 0);
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

    @Override
    public void gelu(int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        int whole = n - n % L;
        geluOfWhole(whole, x, xo, y, yo, s, so);
        ScalarKernels.INSTANCE.gelu(n - whole, x, xo + whole, y, yo + whole, s, so + whole);
    }

    private static void geluOfWhole(
            int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        for (int i = 0; i < n; i += L) {
            FloatVector loaded = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector v =
                    loaded.blend(
                            V_MINUS_GAUSS_LARGE,
                            loaded.compare(VectorOperators.LT, V_MINUS_GAUSS_LARGE));
            FloatVector c = v.blend(V_GAUSS_LARGE, v.compare(VectorOperators.GT, V_GAUSS_LARGE));
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
            FloatVector bell = e.fma(MINUS_HALF.mul(error), e);
            FloatVector u = ONE.div(c.abs().mul(V_SQRT_HALF).fma(V_ERFC_P, ONE));
            FloatVector q = V_ERFC_0.fma(u, V_ERFC_1);
            q = q.fma(u, V_ERFC_2);
            q = q.fma(u, V_ERFC_3);
            q = q.fma(u, V_ERFC_4);
            q = q.fma(u, V_ERFC_5);
            q = q.fma(u, V_ERFC_6);
            q = q.fma(u, V_ERFC_7);
            q = q.fma(u, V_ERFC_8);
            FloatVector tail = HALF.mul(bell.mul(u.mul(q)));
            FloatVector phi = ONE.sub(tail).blend(tail, c.compare(VectorOperators.LT, ZERO));
            v.mul(phi).intoArray(y, yo + i);
            c.mul(V_INVERSE_SQRT_2PI).fma(bell, phi).intoArray(s, so + i);
        }
    }

    @Override
    public void geluTanh(int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        int whole = n - n % L;
        for (int i = 0; i < whole; i += BLOCK) {
            geluTanhOfBlock(Math.min(BLOCK, whole - i), x, xo + i, y, yo + i, s, so + i);
        }
        ScalarKernels.INSTANCE.geluTanh(n - whole, x, xo + whole, y, yo + whole, s, so + whole);
    }

    private static void geluTanhOfBlock(
            int n, float[] x, int xo, float[] y, int yo, float[] s, int so) {
        float[] tanh = ARGUMENTS.atLeast(BLOCK);
        for (int i = 0; i < n; i += L) {
            FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector c = v.max(V_MINUS_GAUSS_LARGE).min(V_GAUSS_LARGE);
            FloatVector inner = V_GELU_CUBIC.fma(c.mul(c), ONE);
            V_SQRT_2_OVER_PI.mul(c).mul(inner).intoArray(tanh, i);
        }
        tanhOfBlock(n, tanh, 0, tanh, 0);
        for (int i = 0; i < n; i += L) {
            FloatVector loaded = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            FloatVector v = loaded.max(V_MINUS_GAUSS_LARGE);
            FloatVector c = v.min(V_GAUSS_LARGE);
            FloatVector t = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, tanh, i));
            FloatVector half = HALF.fma(t, HALF);
            FloatVector inner = V_SQRT_2_OVER_PI.mul(V_THREE_GELU_CUBIC.fma(c.mul(c), ONE));
            v.mul(half).intoArray(y, yo + i);
            HALF.mul(c).mul(t.neg().fma(t, ONE)).fma(inner, half).intoArray(s, so + i);
        }
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
        int whole = queries - queries % L;
        maximaOfColumns(keys, whole, visible, scale, s, m, mo, f);
        exp(1, whole, whole, 0f, f, 0, f, 0);
        expOfColumns(keys, whole, visible, scale, s, m, mo, l, lo, f);
        for (int i = whole; i < queries; i++) {
            ScalarKernels.softmaxColumn(keys, i, visible, scale, s, m, mo, l, lo, f);
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
                FloatVector derivative = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, d, at));
                FloatVector deviation = derivative.sub(FloatVector.fromArray(S, delta, i));
                probability.mul(deviation).mul(scale).blend(ZERO, blind).intoArray(d, at);
            }
        }
        for (int i = whole; i < queries; i++) {
            ScalarKernels.softmaxColumnGradient(keys, i, visible, scale, s, d, m, mo, r, ro, delta);
        }
    }
}
