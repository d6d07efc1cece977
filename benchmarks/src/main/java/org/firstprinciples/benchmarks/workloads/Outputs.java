package org.firstprinciples.benchmarks.workloads;

/// How the outputs of two libraries are compared before they are timed.
public final class Outputs {

    private static final int MAX_COMPARED = 4096;

    private Outputs() {}

    /// All numbers of a small output, or at most 4096 of a large one at equal distances.
    public static float[] subsample(float[] output) {
        int stride = Math.max(1, Math.ceilDiv(output.length, MAX_COMPARED));
        float[] subsample = new float[Math.ceilDiv(output.length, stride)];
        for (int i = 0; i < subsample.length; i++) {
            subsample[i] = output[i * stride];
        }
        return subsample;
    }

    /// The first index at which two outputs differ by more than `tolerance`; −1 if there is none. NaN differs from
    /// everything, and the end of the shorter output is a difference.
    public static int firstDifference(float[] x, float[] y, double tolerance) {
        int n = Math.min(x.length, y.length);
        for (int i = 0; i < n; i++) {
            if (!(Math.abs((double) x[i] - y[i]) <= tolerance)) {
                return i;
            }
        }
        return x.length == y.length ? -1 : n;
    }
}
