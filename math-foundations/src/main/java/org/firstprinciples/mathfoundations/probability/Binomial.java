package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// How often something of probability `p` happens in `n` independent trials; for `n = 1` the law of Bernoulli.
///
/// `P(X = k) = C(n,k) pᵏ(1 − p)ⁿ⁻ᵏ`.
///
/// @param n the number of trials, 0 or more
/// @param p the probability
public record Binomial(int n, double p) implements DiscreteDistribution {

    /// Checks the parameters.
    ///
    /// @throws IllegalArgumentException if `n` is negative, or `p` is not in \[0,1]
    public Binomial {
        if (n < 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    "binomial: n ≥ 0 and p in [0,1] are needed, got %s and %s".formatted(n, p));
        }
    }

    /// `C(n,k) pᵏ(1 − p)ⁿ⁻ᵏ`, a quotient and a `p` or a `1 − p` at a time, so that what is multiplied stays near 1.
    @Exercise(
            id = "PR-E10",
            stars = 2,
            minutes = 20,
            claims = {"PR-01", "PR-02"})
    @Override
    public double mass(int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        double mass = 1;
        int failures = 0;
        for (int i = 1; i <= k; i++) {
            mass *= (double) (n - k + i) / i * p;
            while (mass > 1 && failures < n - k) {
                mass *= 1 - p;
                failures++;
            }
        }
        for (; failures < n - k; failures++) {
            mass *= 1 - p;
        }
        return mass;
    }

    @Override
    public int largest() {
        return n;
    }

    @Override
    public double mean() {
        return n * p;
    }

    @Override
    public double variance() {
        return n * p * (1 - p);
    }
}
