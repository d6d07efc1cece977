package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// A row so spread out that a `float` cannot hold its variance: numbers of about 10¹⁹ and more.
final class WideRow {

    /// Where `r` is larger, deviations are less than `2⁶⁰√n`, far from the largest `float`.
    private static final float SMALL = 0x1p-60f;

    private WideRow() {}

    /// One row of [Kernels#layerNorm] in `double`, sums in ascending order; every result is rounded once.
    static void layerNorm(
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
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[xo + i];
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (x[xo + i] - mean) * (x[xo + i] - mean);
        }
        double r = 1 / Math.sqrt(squares / n + epsilon);
        for (int i = 0; i < n; i++) {
            y[yo + i] =
                    (float) ((x[xo + i] - mean) * r * scale[i] + (shift.length > 0 ? shift[i] : 0));
        }
        means[mo] = (float) mean;
        rstd[ro] = (float) r;
    }

    /// What to multiply `x` and `μ` by before they are subtracted, and to divide `r` by: 1, which changes no bit, or ½
    /// in a row so wide that the difference may be larger than every `float`.
    static float factor(float r) {
        return r < SMALL ? 0.5f : 1f;
    }
}
