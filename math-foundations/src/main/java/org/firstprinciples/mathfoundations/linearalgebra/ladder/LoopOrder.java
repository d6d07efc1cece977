package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import java.util.Arrays;

/// The two inner loops change places, i-k-j: a row of `C` is a linear combination of the rows of `B`.
///
/// - idea: the innermost loop runs along a row of `B` and a row of `C`, so a cache line is used whole, and
///   hardware prefetches the next one. Neighboring elements are separate chains: no addition waits for another.
/// - what it costs: each term loads an element of `C` and stores it again. And it is one term at a time: the
///   compiler cannot exclude that `B` and `C` overlap, and so does not turn the loop into vectors.
/// - bits: the library's. The terms of an element are further apart in time, in the same order.
public record LoopOrder() implements MatrixProduct {

    @Override
    public String name() {
        return "loop order";
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
        MatrixProduct.requireFit(m, n, k, a, b, c);
        Arrays.fill(c, 0);
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                float x = a[i * k + p];
                for (int j = 0; j < n; j++) {
                    c[i * n + j] = Math.fma(x, b[p * n + j], c[i * n + j]);
                }
            }
        }
    }
}
