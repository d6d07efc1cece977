package org.firstprinciples.mathfoundations.linearalgebra.ladder;

/// The definition as three loops, i-j-k: an element of `C` is finished before the next one begins.
///
/// - what it costs: each addition waits for the one before it, so the machine does one term every four
///   cycles or so (the latency of a fused multiply-add), where it could do dozens. And `B` is read down a
///   column: each element comes with a cache line of 16, of which 15 are not used now.
/// - bits: the library's, by definition: one chain for each element, `p` ascending.
public record NaiveProduct() implements MatrixProduct {

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
        MatrixProduct.requireFit(m, n, k, a, b, c);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[i * k + p], b[p * n + j], sum);
                }
                c[i * n + j] = sum;
            }
        }
    }
}
