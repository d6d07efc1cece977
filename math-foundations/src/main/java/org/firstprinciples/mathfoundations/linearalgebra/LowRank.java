package org.firstprinciples.mathfoundations.linearalgebra;

/// The nearest matrix of rank `k`: keep the `k` largest singular values.
///
/// - source: Eckart & Young 1936; Mirsky 1960; Golub & Van Loan 2013, theorem 2.4.8
public final class LowRank {

    private LowRank() {}

    /// `A_k = Σ_{i≤k} σᵢuᵢvᵢᵀ`; the zero matrix for `k = 0`.
    ///
    /// @throws IllegalArgumentException if `k` is negative or larger than the number of singular values
    public static Matrix truncate(Svd svd, int k) {
        if (k < 0 || k > svd.values().size()) {
            throw new IllegalArgumentException(
                    "a rank between 0 and %s is needed, got %s".formatted(svd.values().size(), k));
        }
        int m = svd.u().rows();
        int n = svd.v().rows();
        double[] sum = new double[m * n];
        for (int p = 0; p < k; p++) {
            for (int i = 0; i < m; i++) {
                double factor = svd.values().get(p) * svd.u().get(i, p);
                for (int j = 0; j < n; j++) {
                    sum[i * n + j] += factor * svd.v().get(j, p);
                }
            }
        }
        return Matrix.of(m, n, sum);
    }
}
