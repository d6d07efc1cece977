package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The specification of elementary functions of every element of a row.
interface ScalarFunctions extends Kernels {

    @Override
    default float expShifted(int n, float shift, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatFunctions.exp(x[xo + i] + shift);
        }
        return sum(n, y, yo);
    }

    @Override
    default void tanh(int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatFunctions.tanh(x[xo + i]);
        }
    }

    @Override
    default void gelu(int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(x[xo + i], -FloatFunctions.GAUSSIAN_LARGE);
            float c = Math.min(v, FloatFunctions.GAUSSIAN_LARGE);
            float gaussian = FloatFunctions.gaussian(c);
            float cdf = FloatFunctions.normalCdf(c, gaussian);
            y[yo + i] = v * cdf;
            d[dAt + i] = Math.fma(c * FloatFunctions.INVERSE_SQRT_2PI, gaussian, cdf);
        }
    }

    @Override
    default void geluTanh(int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt) {
        float root = FloatFunctions.SQRT_2_OVER_PI;
        float cubic = FloatFunctions.GELU_CUBIC;
        for (int i = 0; i < n; i++) {
            float v = Math.max(x[xo + i], -FloatFunctions.GAUSSIAN_LARGE);
            float c = Math.min(v, FloatFunctions.GAUSSIAN_LARGE);
            float square = c * c;
            float t = FloatFunctions.tanh(root * c * Math.fma(cubic, square, 1f));
            float half = Math.fma(0.5f, t, 0.5f);
            float inner = root * Math.fma(3f * cubic, square, 1f);
            y[yo + i] = v * half;
            d[dAt + i] = Math.fma(0.5f * c * Math.fma(-t, t, 1f), inner, half);
        }
    }
}
