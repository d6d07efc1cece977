package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.Arrays;

/// Attention with products in the place of exponentials: query `i` weights key `j` by `qᵢᵀkⱼ ≥ 0`, divided by the
/// sum of these weights. Queries and keys come as features, non-negative and of width `f`.
///
/// The sums over keys can be made once for all queries, or carried along the sequence as a state of fixed size.
///
/// - shapes: `Q (n,f)`, `K (m,f)`, `V (m,e)`, result `(n,e)`
/// - source: Katharopoulos et al. 2020, *Transformers are RNNs*, eqs. 4–6 and 9–12
public final class LinearAttention {

    private LinearAttention() {}

    /// The definition, with a weight for each pair: `nm(f+e)` products.
    public static Matrix quadratic(Matrix q, Matrix k, Matrix v, Mask mask) {
        Matrix weights = q.times(k.transpose()); // (n,m)
        return divided(mask.multiply(weights, v), mask.multiply(weights, ones(k.rows()))); // (n,e)
    }

    /// The same for all keys, with the sums made once: `(n+m)·f·(e+1)` products.
    public static Matrix linear(Matrix q, Matrix k, Matrix v) {
        Matrix sums = k.transpose().times(v); // (f,e)
        Matrix norms = k.transpose().times(ones(k.rows())); // (f,1)
        return divided(q.times(sums), q.times(norms)); // (n,e)
    }

    /// The same under the causal mask, one position after the other: a recurrent network whose state is a matrix.
    public static Matrix recurrent(Matrix q, Matrix k, Matrix v) {
        int e = v.columns();
        Matrix sums = Matrix.zeros(k.columns(), e); // (f,e)
        Matrix norms = Matrix.zeros(k.columns(), 1); // (f,1)
        double[] o = new double[q.rows() * e]; // (n,e)
        for (int t = 0; t < q.rows(); t++) {
            Matrix key = row(k, t).transpose(); // (f,1)
            sums = sums.plus(key.times(row(v, t)));
            norms = norms.plus(key);
            Matrix read = divided(row(q, t).times(sums), row(q, t).times(norms)); // (1,e)
            System.arraycopy(read.toArray(), 0, o, t * e, e);
        }
        return Matrix.of(q.rows(), e, o);
    }

    private static Matrix divided(Matrix numerators, Matrix denominators) {
        double[] o = numerators.toArray();
        for (int i = 0; i < o.length; i++) {
            o[i] /= denominators.get(i / numerators.columns(), 0);
        }
        return Matrix.of(numerators.rows(), numerators.columns(), o);
    }

    private static Matrix row(Matrix a, int i) {
        double[] row = new double[a.columns()];
        for (int c = 0; c < row.length; c++) {
            row[c] = a.get(i, c);
        }
        return Matrix.of(1, row.length, row);
    }

    private static Matrix ones(int n) {
        double[] one = new double[n];
        Arrays.fill(one, 1);
        return Matrix.of(n, 1, one);
    }
}
