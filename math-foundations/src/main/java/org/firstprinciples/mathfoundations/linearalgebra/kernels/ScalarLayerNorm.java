package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The specification of layer normalization and its gradients.
interface ScalarLayerNorm extends Kernels {

    @Override
    default void layerNorm(
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
        float[] deviations = new float[n];
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            int to = yo + row * n;
            float mean = sum(n, x, at) / n;
            standardize(n, mean, 1f, x, at, deviations, 0);
            float variance = dot(n, deviations, 0, deviations, 0) / n;
            if (Math.sqrt(variance) < Math.abs(mean)) {
                mean += sum(n, deviations, 0) / n;
                standardize(n, mean, 1f, x, at, deviations, 0);
                variance = dot(n, deviations, 0, deviations, 0) / n;
            }
            if (!(variance <= Float.MAX_VALUE)) {
                WideRow.layerNorm(
                        n, epsilon, x, at, scale, shift, y, to, means, mo + row, rstd, ro + row);
                continue;
            }
            float r = 1f / (float) Math.sqrt(variance + epsilon);
            means[mo + row] = mean;
            rstd[ro + row] = r;
            standardize(n, mean, r, x, at, y, to);
            multiply(n, y, to, scale, 0, y, to);
            if (shift.length > 0) {
                add(n, y, to, shift, 0, y, to);
            }
        }
    }

    @Override
    default void layerNormGradient(
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
        float[] z = new float[n];
        float[] g = new float[n];
        for (int row = 0; row < rows; row++) {
            float r = rstd[ro + row];
            normalize(n, means[mo + row], r, x, xo + row * n, z);
            multiply(n, dy, dyo + row * n, scale, 0, g, 0);
            float mean = sum(n, g, 0) / n;
            float projection = dot(n, g, 0, z, 0) / n;
            axpy(n, -projection, z, 0, g, 0);
            standardize(n, mean, r, g, 0, g, 0);
            add(n, dx, dxo + row * n, g, 0, dx, dxo + row * n);
        }
    }

    @Override
    default void layerNormScaleGradient(
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
        float[] z = new float[n];
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            normalize(n, means[mo + row], rstd[ro + row], x, xo + at, z);
            multiplyAdd(n, dy, dyo + at, z, 0, dScale, so);
        }
    }

    /// `z = (x − μ)·r`, also where the difference is no `float`.
    private static void normalize(int n, float mean, float r, float[] x, int xo, float[] z) {
        float factor = WideRow.factor(r);
        for (int i = 0; i < n; i++) {
            z[i] = Math.fma(x[xo + i], factor, -mean * factor) * (r / factor);
        }
    }
}
