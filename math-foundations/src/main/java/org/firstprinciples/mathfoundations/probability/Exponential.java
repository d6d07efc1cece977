package org.firstprinciples.mathfoundations.probability;

/// The time until something happens that does not age: `f(x) = λe^(−λx)` for `x ≥ 0`.
///
/// @param rate `λ > 0`
public record Exponential(double rate) implements ContinuousDistribution {

    /// Checks the rate.
    ///
    /// @throws IllegalArgumentException if it is not positive and finite
    public Exponential {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "exponential: a positive rate is needed, got " + rate);
        }
    }

    @Override
    public double logDensity(double x) {
        return x < 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(rate) - rate * x;
    }

    @Override
    public double cdf(double x) {
        return x <= 0 ? 0 : -StrictMath.expm1(-rate * x);
    }

    @Override
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability in [0,1] is needed, got " + p);
        }
        return -StrictMath.log1p(-p) / rate;
    }

    @Override
    public double mean() {
        return 1 / rate;
    }

    @Override
    public double variance() {
        return 1 / rate / rate;
    }
}
