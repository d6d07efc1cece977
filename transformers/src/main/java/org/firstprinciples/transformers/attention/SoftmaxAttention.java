package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;

/// Attention as its formula reads, in double precision.
///
/// - memory: the scores and the weights of all pairs, `(n,m)` each
/// - adjoint: `V̄ = AᵀŌ`, `Ā = ŌVᵀ`, `S̄ = A ⊙ (Ā − δ)` with `δᵢ = Σⱼ aᵢⱼāᵢⱼ`, `Q̄ = S̄K/√d`, `K̄ = S̄ᵀQ/√d`
/// - source: Vaswani et al. 2017, eq. 1
public record SoftmaxAttention() implements Attention {

    @Override
    public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
        Matrix scores = q.times(k.transpose()).times(1 / Math.sqrt(q.columns())); // (n,m)
        Matrix weights = softmax(mask.apply(scores)); // (n,m), rows sum to 1
        return mask.multiply(weights, v); // (n,e)
    }

    @Override
    public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
        double scale = 1 / Math.sqrt(q.columns());
        Matrix weights = softmax(mask.apply(q.times(k.transpose()).times(scale))); // (n,m)
        Matrix dWeights = dO.times(v.transpose()); // (n,m)
        Matrix dScores = softmaxAdjoint(weights, dWeights, mask).times(scale); // (n,m)
        return new Adjoint(
                mask.multiply(dScores, k), // (n,d)
                dScores.transpose().times(q), // (m,d)
                weights.transpose().times(dO)); // (m,e)
    }

    /// The softmax of every row; a row of `−∞` alone gives weights 0.
    static Matrix softmax(Matrix scores) {
        int m = scores.columns();
        double[] a = scores.toArray(); // (n,m)
        for (int i = 0; i < scores.rows(); i++) {
            double[] row = Arrays.copyOfRange(a, i * m, (i + 1) * m);
            boolean dead = Arrays.stream(row).allMatch(s -> s == Double.NEGATIVE_INFINITY);
            System.arraycopy(dead ? new double[m] : Softmax.of(row), 0, a, i * m, m);
        }
        return Matrix.of(scores.rows(), m, a);
    }

    private static Matrix softmaxAdjoint(Matrix weights, Matrix dWeights, Mask mask) {
        int m = weights.columns();
        double[] ds = new double[weights.rows() * m]; // (n,m)
        for (int i = 0; i < weights.rows(); i++) {
            double delta = 0;
            for (int j = 0; j < m; j++) {
                delta += mask.allows(i, j) ? weights.get(i, j) * dWeights.get(i, j) : 0;
            }
            for (int j = 0; j < m; j++) {
                ds[i * m + j] =
                        mask.allows(i, j) ? weights.get(i, j) * (dWeights.get(i, j) - delta) : 0;
            }
        }
        return Matrix.of(weights.rows(), m, ds);
    }
}
