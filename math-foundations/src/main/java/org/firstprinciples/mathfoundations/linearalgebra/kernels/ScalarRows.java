package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The specification of the loops along a row.
interface ScalarRows extends Kernels {

    @Override
    default float sum(int n, float[] x, int xo) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < n; i++) {
            lanes[i % LANES] += x[xo + i];
        }
        return fold(lanes);
    }

    @Override
    default float dot(int n, float[] x, int xo, float[] y, int yo) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < n; i++) {
            lanes[i % LANES] = Math.fma(x[xo + i], y[yo + i], lanes[i % LANES]);
        }
        return fold(lanes);
    }

    /// Folds 16 lanes to one: the upper half is added to the lower, 8-4-2-1.
    static float fold(float[] lanes) {
        for (int half = LANES / 2; half >= 1; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }

    @Override
    default float max(int n, float[] x, int xo) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    @Override
    default void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    @Override
    default void axpy(int n, float a, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(a, x[xo + i], y[yo + i]);
        }
    }

    @Override
    default void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    @Override
    default void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = Math.fma(x[xo + i], y[yo + i], z[zo + i]);
        }
    }

    @Override
    default void scale(int n, float a, float[] x, int xo) {
        for (int i = 0; i < n; i++) {
            x[xo + i] *= a;
        }
    }

    @Override
    default void standardize(int n, float mean, float rstd, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (x[xo + i] - mean) * rstd;
        }
    }

    @Override
    default void addRows(int rows, int n, int stride, float[] x, int xo, float[] z, int zo) {
        for (int row = 0; row < rows; row++) {
            add(n, z, zo, x, xo + row * stride, z, zo);
        }
    }
}
