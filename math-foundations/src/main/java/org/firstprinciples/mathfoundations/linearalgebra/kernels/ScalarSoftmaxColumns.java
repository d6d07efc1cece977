package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The specification of the softmax of attention and of its gradient: one query in each column.
interface ScalarSoftmaxColumns extends Kernels {

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
        for (int i = 0; i < queries; i++) {
            softmaxColumn(keys, i, visible, scale, s, m, mo, l, lo, f);
        }
    }

    static void softmaxColumn(
            int keys,
            int i,
            int visible,
            float scale,
            float[] s,
            float[] m,
            int mo,
            float[] l,
            int lo,
            float[] f) {
        int seen = Math.clamp((long) visible + i, 0, keys);
        float max = m[mo + i];
        for (int j = 0; j < seen; j++) {
            max = Math.max(max, s[j * QUERIES + i] * scale);
        }
        f[i] = seen == 0 ? 1f : FloatFunctions.exp(m[mo + i] - max);
        float sum = l[lo + i] * f[i];
        for (int j = 0; j < seen; j++) {
            float e = FloatFunctions.exp(s[j * QUERIES + i] * scale - max);
            s[j * QUERIES + i] = e;
            sum += e;
        }
        for (int j = seen; j < keys; j++) {
            s[j * QUERIES + i] = 0f;
        }
        m[mo + i] = max;
        l[lo + i] = sum;
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
        for (int i = 0; i < queries; i++) {
            softmaxColumnGradient(keys, i, visible, scale, s, d, m, mo, r, ro, delta);
        }
    }

    static void softmaxColumnGradient(
            int keys,
            int i,
            int visible,
            float scale,
            float[] s,
            float[] d,
            float[] m,
            int mo,
            float[] r,
            int ro,
            float[] delta) {
        int seen = Math.clamp((long) visible + i, 0, keys);
        for (int j = 0; j < seen; j++) {
            int at = j * QUERIES + i;
            float p = FloatFunctions.exp(s[at] * scale - m[mo + i]) * r[ro + i];
            s[at] = p;
            d[at] = p * (d[at] - delta[i]) * scale;
        }
        for (int j = seen; j < keys; j++) {
            s[j * QUERIES + i] = 0f;
            d[j * QUERIES + i] = 0f;
        }
    }
}
