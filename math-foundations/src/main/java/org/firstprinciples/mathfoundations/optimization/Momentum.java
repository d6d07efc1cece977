package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// A memory of gradients that fades by `β` with each step, as a sum or as a mean.
///
/// - source: Polyak 1964; Kingma & Ba 2015, *Adam*, §3 (bias correction)
///
/// @param beta `β`, in \[0,1)
public record Momentum(double beta) {

    /// Checks `β`.
    ///
    /// @throws IllegalArgumentException if it is not in \[0,1)
    public Momentum {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("the momentum must lie in [0,1), got " + beta);
        }
    }

    /// The sum after one more gradient, `v₊ = βv + g`, which is `Σᵢ βᵏ⁻ⁱgᵢ`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if the lengths differ
    public Vector sum(Vector v, Vector gradient) {
        return v.times(beta).plus(gradient);
    }

    /// The moving average after one more gradient, `m₊ = βm + (1 − β)g`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if the lengths differ
    public Vector average(Vector m, Vector gradient) {
        return m.times(beta).plus(gradient.times(1 - beta));
    }

    /// The average of `k` gradients without the zero that it began with: `m / (1 − βᵏ)`, whose weights sum to 1.
    ///
    /// @throws IllegalArgumentException if `k < 1`: there is no mean of nothing
    public Vector corrected(Vector m, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("at least 1 gradient is needed, got " + k);
        }
        double weight = 1 - StrictMath.pow(beta, k);
        double[] mean = m.toArray();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= weight;
        }
        return Vector.of(mean);
    }
}
