package org.firstprinciples.mathfoundations.probability;

/// A law on the real line that has a density.
public interface ContinuousDistribution {

    /// `ln f(x)`; `−∞` where the density is 0.
    double logDensity(double x);

    /// `F(x) = P(X ≤ x)`; 0 at `−∞`, 1 at `+∞`.
    double cdf(double x);

    /// The `x` with `F(x) = p`, for `p` from 0 to 1.
    ///
    /// @throws IllegalArgumentException if `p` is no probability
    double quantile(double p);

    /// `𝔼X`.
    double mean();

    /// `Var X`.
    double variance();

    /// `f(x)`.
    default double density(double x) {
        return StrictMath.exp(logDensity(x));
    }
}
