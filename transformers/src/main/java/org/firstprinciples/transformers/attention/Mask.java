package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

/// Which keys a query may see. A hidden key is absent: nothing that it or its value holds reaches the result.
///
/// - source: Vaswani et al. 2017, §3.2.3
@FunctionalInterface
public interface Mask {

    /// Whether the query sees the key; both are counted from 0.
    boolean allows(int query, int key);

    /// Every query sees every key.
    static Mask none() {
        return (query, key) -> true;
    }

    /// The last query sees all keys, and each query before it one key less. With as many queries as keys,
    /// query `i` sees the keys `j ≤ i`.
    static Mask causal(int queries, int keys) {
        return (query, key) -> key <= query + keys - queries;
    }

    /// The scores `(n,m)`, with `−∞` in the place of hidden keys.
    default Matrix apply(Matrix scores) {
        double[] s = scores.toArray(); // (n,m)
        for (int i = 0; i < s.length; i++) {
            if (!allows(i / scores.columns(), i % scores.columns())) {
                s[i] = Double.NEGATIVE_INFINITY;
            }
        }
        return Matrix.of(scores.rows(), scores.columns(), s);
    }

    /// The sums `Σⱼ aᵢⱼvⱼ` over visible keys, `(n,m) · (m,e)` to `(n,e)`: a product that skips what is hidden,
    /// for 0 times NaN would be NaN.
    default Matrix multiply(Matrix weights, Matrix values) {
        double[] sums = new double[weights.rows() * values.columns()]; // (n,e)
        for (int i = 0; i < weights.rows(); i++) {
            for (int j = 0; j < weights.columns(); j++) {
                for (int c = 0; allows(i, j) && c < values.columns(); c++) {
                    sums[i * values.columns() + c] += weights.get(i, j) * values.get(j, c);
                }
            }
        }
        return Matrix.of(weights.rows(), values.columns(), sums);
    }
}
