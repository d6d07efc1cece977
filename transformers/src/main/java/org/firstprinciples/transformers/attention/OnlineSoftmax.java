package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// What one query knows after reading some of the keys: the largest score `m`, the sum `ℓ = Σ exp(sⱼ − m)`
/// and the weighted sum of values `o = Σ exp(sⱼ − m)·vⱼ`.
///
/// Two such states make one, in any order and any grouping, so keys can be read block by block.
///
/// - limits: NaN after a merge if one of the scores is NaN or `+∞`
/// - source: Milakov & Gimelshein 2018, algorithm 3; Dao et al. 2022, *FlashAttention*, §3.1
///
/// @param max `m`, `−∞` before the first key
/// @param sum `ℓ`, at least 1 after the first key
/// @param values `o (e)`
public record OnlineSoftmax(double max, double sum, Vector values) {

    /// The state before the first key, for values of this width.
    public static OnlineSoftmax empty(int width) {
        return new OnlineSoftmax(Double.NEGATIVE_INFINITY, 0, Vector.of(new double[width]));
    }

    /// The state after one key; a key with the score `−∞` is hidden and leaves no trace.
    public static OnlineSoftmax of(double score, Vector value) {
        return score == Double.NEGATIVE_INFINITY
                ? empty(value.size())
                : new OnlineSoftmax(score, 1, value);
    }

    /// The state after the keys of both.
    public OnlineSoftmax merge(OnlineSoftmax other) {
        double m = Math.max(max, other.max);
        if (m == Double.NEGATIVE_INFINITY) {
            return this;
        }
        double a = StrictMath.exp(max - m);
        double b = StrictMath.exp(other.max - m);
        return new OnlineSoftmax(
                m, a * sum + b * other.sum, values.times(a).plus(other.values.times(b)));
    }

    /// The mean of the values, `o/ℓ (e)`; 0 if no key was read.
    public Vector mean() {
        return sum == 0 ? values : values.times(1 / sum);
    }

    /// The log-sum-exp of the scores, `m + ln ℓ`; `−∞` if no key was read.
    public double logSumExp() {
        return max + StrictMath.log(sum);
    }
}
