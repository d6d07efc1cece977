package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.Arrays;

/// Attention with products in the place of exponentials: query `i` weights key `j` by `qᵢᵀkⱼ ≥ 0`, divided by the
/// sum of these weights. Queries and keys come as features, non-negative and of width `f`.
///
/// The sums over keys can be made once for all queries, or carried along the sequence as a state of fixed size.
///
/// A factor of a query or of all keys cancels, and powers of 2 are taken out, so that features of any size may come.
///
/// - limits: a query that sees no key, or gives weight 0 to all, gets 0
/// - shapes: `Q (n,f)`, `K (m,f)`, `V (m,e)`, result `(n,e)`
/// - source: Katharopoulos et al. 2020, *Transformers are RNNs*, eqs. 4–6 and 9–12
public final class LinearAttention {

    private LinearAttention() {}

    /// The definition, with a weight for each pair: `nm(f+e)` products.
    public static Matrix quadratic(Matrix q, Matrix k, Matrix v, Mask mask) {
        Matrix weights = scaledRows(q).times(scaled(k).transpose()); // (n,m)
        return divided(mask.multiply(weights, v), mask.multiply(weights, ones(k.rows()))); // (n,e)
    }

    /// The same for all keys, with the sums made once: `(n+m)·f·(e+1)` products.
    public static Matrix linear(Matrix q, Matrix k, Matrix v) {
        Matrix queries = scaledRows(q); // (n,f)
        Matrix keys = scaled(k).transpose(); // (f,m)
        Matrix sums = keys.times(v); // (f,e)
        Matrix norms = keys.times(ones(k.rows())); // (f,1)
        return divided(queries.times(sums), queries.times(norms)); // (n,e)
    }

    /// The same under the causal mask, one position after the other: a recurrent network whose state is a matrix.
    public static Matrix recurrent(Matrix q, Matrix k, Matrix v) {
        int e = v.columns();
        Matrix queries = scaledRows(q); // (n,f)
        Matrix keys = scaled(k); // (m,f)
        Matrix sums = Matrix.zeros(k.columns(), e); // (f,e)
        Matrix norms = Matrix.zeros(k.columns(), 1); // (f,1)
        double[] o = new double[q.rows() * e]; // (n,e)
        for (int t = 0; t < q.rows(); t++) {
            Matrix key = row(keys, t).transpose(); // (f,1)
            sums = sums.plus(key.times(row(v, t)));
            norms = norms.plus(key);
            Matrix query = row(queries, t); // (1,f)
            Matrix read = divided(query.times(sums), query.times(norms)); // (1,e)
            System.arraycopy(read.toArray(), 0, o, t * e, e);
        }
        return Matrix.of(q.rows(), e, o);
    }

    private static Matrix divided(Matrix numerators, Matrix denominators) {
        double[] o = numerators.toArray();
        for (int i = 0; i < o.length; i++) {
            double denominator = denominators.get(i / numerators.columns(), 0);
            o[i] = denominator == 0 ? 0 : o[i] / denominator;
        }
        return Matrix.of(numerators.rows(), numerators.columns(), o);
    }

    private static Matrix scaled(Matrix a) {
        return BinaryScaling.times(-BinaryScaling.exponent(a.toArray()), a);
    }

    private static Matrix scaledRows(Matrix a) {
        double[] rows = new double[a.rows() * a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            double[] row = scaled(row(a, i)).toArray();
            System.arraycopy(row, 0, rows, i * row.length, row.length);
        }
        return Matrix.of(a.rows(), a.columns(), rows);
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
