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
        if (x < from || x > to) {
            return Double.NEGATIVE_INFINITY;
        }
        return Double.isNaN(x) ? x : StrictMath.log(unit()) - StrictMath.log(width());
    }

    @Override
    public double cdf(double x) {
        return Math.clamp((x * unit() - from * unit()) / width(), 0, 1);
    }

    /// 1, or ½ if the width would overflow.
    private double unit() {
        return Double.isInfinite(to - from) ? 0.5 : 1;
    }

    /// The width, times the unit.
    private double width() {
        return to * unit() - from * unit();
    }

    @Override
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability in [0,1] is needed, got " + p);
        }
        return Math.clamp((1 - p) * from + p * to, from, to);
    }

    @Override
    public double mean() {
        return from / 2 + to / 2;
    }

    @Override
    public double variance() {
        return (to - from) * ((to - from) / 12);
    }
}
