package org.firstprinciples.mathfoundations.probability;

/// The law whose density is the same everywhere between `a` and `b`.
///
/// @param from `a`
/// @param to `b > a`
public record Uniform(double from, double to) implements ContinuousDistribution {

    /// Checks the ends.
    ///
    /// @throws IllegalArgumentException unless `a < b`, both finite
    public Uniform {
        if (!(from < to
                && Math.abs(from) < Double.POSITIVE_INFINITY
                && to < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "uniform: finite a < b are needed, got %s and %s".formatted(from, to));
        }
    }

    @Override
    public double logDensity(double x) {
        return x >= from && x <= to ? -StrictMath.log(to - from) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double cdf(double x) {
        return Math.clamp((x - from) / (to - from), 0, 1);
    }

    @Override
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability in [0,1] is needed, got " + p);
        }
        return (1 - p) * from + p * to;
    }

    @Override
    public double mean() {
        return from / 2 + to / 2;
    }

    @Override
    public double variance() {
        return (to - from) * (to - from) / 12;
    }
}
