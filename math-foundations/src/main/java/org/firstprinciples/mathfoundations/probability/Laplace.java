package org.firstprinciples.mathfoundations.probability;

/// Two exponential laws back to back: `f(x) = exp(−|x − μ|/b)/2b`.
///
/// @param location `μ`
/// @param scale `b > 0`
public record Laplace(double location, double scale) implements ContinuousDistribution {

    /// Checks the parameters.
    ///
    /// @throws IllegalArgumentException if `μ` is not finite, or `b` not positive and finite
    public Laplace {
        if (!(Math.abs(location) < Double.POSITIVE_INFINITY)
                || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Laplace: a finite location and a positive scale are needed, got %s and %s"
                            .formatted(location, scale));
        }
    }

    @Override
    public double logDensity(double x) {
        return -Math.abs(StandardScore.of(x, location, scale))
                - StrictMath.log(scale)
                - Entropy.LN_2;
    }

    @Override
    public double cdf(double x) {
        double z = StandardScore.of(x, location, scale);
        return z > 0 ? 1 - StrictMath.exp(-z) / 2 : StrictMath.exp(z) / 2;
    }

    @Override
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability in [0,1] is needed, got " + p);
        }
        return p > 0.5
                ? Math.fma(-scale, StrictMath.log(2 * (1 - p)), location)
                : Math.fma(scale, StrictMath.log(2 * p), location);
    }

    @Override
    public double mean() {
        return location;
    }

    @Override
    public double variance() {
        return 2 * scale * scale;
    }
}
