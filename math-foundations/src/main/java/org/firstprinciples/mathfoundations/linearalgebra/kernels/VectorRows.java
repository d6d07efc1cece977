package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;

/// The loops of [Kernels] along a row: sums in 16 lanes, which are one, two or four vectors, and arithmetic element
/// by element.
interface VectorRows extends Kernels {

    /// The lanes of a sum, or of a maximum, once the vectors of a row are done.
    Scratch LANE_BUFFER = new Scratch();

    @Override
    default float sum(int n, float[] x, int xo) {
        return sum(n, x, xo, LANE_BUFFER.atLeast(LANES));
    }

    static float sum(int n, float[] x, int xo, float[] lanes) {
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
    default float dot(int n, float[] x, int xo, float[] y, int yo) {
        return dot(n, x, xo, y, yo, LANE_BUFFER.atLeast(LANES));
    }

    static float dot(int n, float[] x, int xo, float[] y, int yo, float[] lanes) {
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

    /// Folds 16 lanes 8-4-2-1, as [ScalarRows#fold] does in loops.
    private static float fold(float[] t) {
        float a0 = (t[0] + t[8]) + (t[4] + t[12]);
        float a1 = (t[1] + t[9]) + (t[5] + t[13]);
        float a2 = (t[2] + t[10]) + (t[6] + t[14]);
        float a3 = (t[3] + t[11]) + (t[7] + t[15]);
        return (a0 + a2) + (a1 + a3);
    }

    @Override
    default float max(int n, float[] x, int xo) {
        float[] lanes = LANE_BUFFER.atLeast(LANES);
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

    @Override
    default void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
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
    default void axpy(int n, float a, float[] x, int xo, float[] y, int yo) {
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
    default void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
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
    default void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
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
    default void scale(int n, float a, float[] x, int xo) {
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
    default void standardize(int n, float mean, float rstd, float[] x, int xo, float[] y, int yo) {
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
    default void addRows(int rows, int n, int stride, float[] x, int xo, float[] z, int zo) {
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
}
