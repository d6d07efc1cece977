package org.firstprinciples.mathfoundations.probability;

/// A law on the numbers 0, 1, 2, …
///
/// If there is no largest value, masses must vanish, once 0 above the mean.
public interface DiscreteDistribution {

    /// `P(X = k)`; 0 for negative `k`.
    double mass(int k);

    /// `𝔼X`.
    double mean();

    /// `Var X`.
    double variance();

    /// The largest possible value, or [Integer#MAX_VALUE] if there is none.
    int largest();

    /// `F(x) = P(X ≤ x)`; 0 below 0, 1 at the largest value and above.
    ///
    /// @throws IllegalArgumentException if `x` is NaN
    default double cdf(double x) {
        if (Double.isNaN(x)) {
            throw new IllegalArgumentException("a number is needed, got NaN");
        }
        if (x >= largest()) {
            return 1;
        }
        double sum = 0;
        for (int k = 0; k <= x; k++) {
            double mass = mass(k);
            sum += mass;
            if (mass == 0 && k > mean() && largest() == Integer.MAX_VALUE) {
                break; // all that follow have vanished, too
            }
        }
        return Math.min(1, sum);
    }

    /// The smallest `k` with `p ≤ F(k)`, so that `Q(p) ≤ k` exactly if `p ≤ F(k)`; infinite if there is none, where
    /// the sum of all masses stays below `p` by rounding.
    ///
    /// @throws IllegalArgumentException if `p` is not in (0,1]
    default double quantile(double p) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability in (0,1] is needed, got " + p);
        }
        double sum = 0;
        for (int k = 0; k < largest(); k++) {
            double mass = mass(k);
            sum += mass;
            if (p <= Math.min(1, sum)) {
                return k;
            }
            if (mass == 0 && k > mean() && largest() == Integer.MAX_VALUE) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return largest();
    }
}
