package org.firstprinciples.mathfoundations.probability;

/// How often rare independent events happen, `λ` in the mean: `P(X = k) = λᵏe^(−λ)/k!`.
///
/// @param rate `λ`, 0 or more
public record Poisson(double rate) implements DiscreteDistribution {

    /// Checks the rate.
    ///
    /// @throws IllegalArgumentException if it is negative, infinite or NaN
    public Poisson {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Poisson: a finite rate of 0 or more is needed, got " + rate);
        }
    }

    @Override
    public double mass(int k) {
        if (k < 0) {
            return 0;
        }
        // (λ/1)e^(−λ/k)·(λ/2)e^(−λ/k)·…, so that neither power nor factorial overflows
        double mass = k == 0 ? StrictMath.exp(-rate) : 1;
        double share = k == 0 ? 1 : StrictMath.exp(-rate / k);
        for (int i = 1; i <= k; i++) {
            mass *= rate / i * share;
        }
        return mass;
    }

    @Override
    public int largest() {
        return rate == 0 ? 0 : Integer.MAX_VALUE;
    }

    @Override
    public double mean() {
        return rate;
    }

    @Override
    public double variance() {
        return rate;
    }
}
