package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;

/// Attention in blocks of queries and keys, which never holds a score for every pair.
///
/// Forward, each query carries an [OnlineSoftmax] from block to block. Backward, the forward pass of a block of
/// queries is done again; then the weights come back one by one from the log-sum-exp of their row,
/// `aᵢⱼ = exp(sᵢⱼ − lseᵢ)`, and `δᵢ = ōᵢᵀoᵢ`.
///
/// - memory: one state for each query of a block, beside the results
/// - source: Dao et al. 2022, *FlashAttention*, algorithms 1 and 4
///
/// @param queryBlock queries in a block, at least 1
/// @param keyBlock keys in a block, at least 1
public record FlashAttention(int queryBlock, int keyBlock) implements Attention {

    /// Checks the sizes of the blocks.
    ///
    /// @throws IllegalArgumentException if one is not positive
    public FlashAttention {
        if (queryBlock < 1 || keyBlock < 1) {
            throw new IllegalArgumentException(
                    "blocks must be positive: queryBlock=%s keyBlock=%s"
                            .formatted(queryBlock, keyBlock));
        }
    }

    @Override
    public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
        int e = v.columns();
        double[] o = new double[q.rows() * e]; // (n,e)
        for (int queries = 0; queries < q.rows(); queries += queryBlock) {
            OnlineSoftmax[] states = read(q, k, v, mask, queries);
            for (int i = 0; i < states.length; i++) {
                System.arraycopy(states[i].mean().toArray(), 0, o, (queries + i) * e, e);
            }
        }
        return Matrix.of(q.rows(), e, o);
    }

    /// The states of a block of queries, from its first on, after all keys.
    private OnlineSoftmax[] read(Matrix q, Matrix k, Matrix v, Mask mask, int queries) {
        OnlineSoftmax[] states = new OnlineSoftmax[Math.min(queryBlock, q.rows() - queries)];
        Arrays.fill(states, OnlineSoftmax.empty(v.columns()));
        for (int keys = 0; keys < k.rows(); keys += keyBlock) {
            for (int i = 0; i < states.length; i++) {
                states[i] = states[i].merge(block(q, k, v, mask, queries + i, keys));
            }
        }
        return states;
    }

    private OnlineSoftmax block(Matrix q, Matrix k, Matrix v, Mask mask, int i, int keys) {
        OnlineSoftmax block = OnlineSoftmax.empty(v.columns());
        for (int j = keys; j < Math.min(keys + keyBlock, k.rows()); j++) {
            if (mask.allows(i, j)) {
                block = block.merge(OnlineSoftmax.of(score(q, k, i, j), row(v, j)));
            }
        }
        return block;
    }

    @Override
    public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
        int d = q.columns();
        int e = v.columns();
        double[] dq = new double[q.rows() * d]; // (n,d)
        double[] dk = new double[k.rows() * d]; // (m,d)
        double[] dv = new double[v.rows() * e]; // (m,e)
        for (int queries = 0; queries < q.rows(); queries += queryBlock) {
            OnlineSoftmax[] states = read(q, k, v, mask, queries);
            for (int keys = 0; keys < k.rows(); keys += keyBlock) {
                for (int i = queries; i < queries + states.length; i++) {
                    OnlineSoftmax state = states[i - queries];
                    double delta = row(dO, i).dot(state.mean());
                    for (int j = keys; j < Math.min(keys + keyBlock, k.rows()); j++) {
                        if (!mask.allows(i, j)) {
                            continue;
                        }
                        double a = StrictMath.exp(score(q, k, i, j) - state.logSumExp());
                        double ds = a * (row(dO, i).dot(row(v, j)) - delta) / Math.sqrt(d);
                        for (int c = 0; c < d; c++) {
                            dq[i * d + c] += ds * k.get(j, c);
                            dk[j * d + c] += ds * q.get(i, c);
                        }
                        for (int c = 0; c < e; c++) {
                            dv[j * e + c] += a * dO.get(i, c);
                        }
                    }
                }
            }
        }
        return new Adjoint(
                Matrix.of(q.rows(), d, dq), Matrix.of(k.rows(), d, dk), Matrix.of(v.rows(), e, dv));
    }

    private static double score(Matrix q, Matrix k, int i, int j) {
        return row(q, i).dot(row(k, j)) / Math.sqrt(q.columns());
    }

    private static Vector row(Matrix a, int i) {
        double[] row = new double[a.columns()];
        for (int c = 0; c < row.length; c++) {
            row[c] = a.get(i, c);
        }
        return Vector.of(row);
    }
}
