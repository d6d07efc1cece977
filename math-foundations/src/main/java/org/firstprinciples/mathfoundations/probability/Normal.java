package org.firstprinciples.mathfoundations.probability;

/// The normal law, `f(x) = exp(−z²/2)/(σ√2π)` with `z = (x − μ)/σ`.
///
/// @param mean `μ`
/// @param std `σ > 0`
public record Normal(double mean, double std) implements ContinuousDistribution {

    /// `μ = 0`, `σ = 1`.
    public static final Normal STANDARD = new Normal(0, 1);

    private static final double FAINT = 0x1p-960;
    private static final double LOG_ROOT_2_PI = StrictMath.log(2 * Math.PI) / 2;

    /// Checks the parameters.
    ///
    /// @throws IllegalArgumentException if `μ` is not finite, or `σ` not positive and finite
    public Normal {
        if (!(Math.abs(mean) < Double.POSITIVE_INFINITY)
                || !(std > 0 && std < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "normal: a finite mean and a positive standard deviation are needed, got %s and %s"
                            .formatted(mean, std));
        }
    }

    @Override
    public double logDensity(double x) {
        double z = StandardScore.of(x, mean, std);
        return -z * (z / 2) - LOG_ROOT_2_PI - StrictMath.log(std);
    }

    /// `Φ((x − μ)/σ)`.
    ///
    /// - accuracy: a few `u`, relative, also far to the left
    @Override
    public double cdf(double x) {
        double z = StandardScore.of(x, mean, std);
        return z > 0 ? 1 - lower(-z) : lower(z);
    }

    @Override
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability in [0,1] is needed, got " + p);
        }
        return Math.fma(std, p > 0.5 ? -lowerQuantile(1 - p) : lowerQuantile(p), mean);
    }

    @Override
    public double variance() {
        return std * std;
    }

    /// `Φ(z)` for `z ≤ 0`: near 0 by `Φ(z) = ½ + φ(z)(z + z³/3 + z⁵/15 + …)`, whose terms have one sign; far out by the
    /// continued fraction `φ(z)/(|z| + 1/(|z| + 2/(|z| + 3/…)))` (Laplace).
    private static double lower(double z) {
        if (z > -2.5) {
            double sum = 0;
            double term = z;
            for (int k = 3; sum + term != sum; k += 2) {
                sum += term;
                term *= z * z / k;
            }
            return 0.5 + density01(z) * sum;
        }
        if (z == Double.NEGATIVE_INFINITY || Double.isNaN(z)) {
            return Double.isNaN(z) ? z : 0;
        }
        return density01(z) / fraction(z);
    }

    /// `φ(z)/Φ(z)` far to the left, by the continued fraction.
    private static double fraction(double z) {
        double tail = -z;
        for (int k = 200; k >= 1; k--) {
            tail = -z + k / tail;
        }
        return tail;
    }

    /// `φ(z)`, with what rounding takes from `z²` put back.
    private static double density01(double z) {
        double square = z * z;
        double lost = Math.fma(z, z, -square);
        return StrictMath.exp(-square / 2) * (1 - lost / 2) / StrictMath.sqrt(2 * Math.PI);
    }

    /// The `z ≤ 0` with `Φ(z) = p`, `p ≤ ½`. `ln Φ` is concave, so Newton's method from the left, where
    /// `Φ(z) ≤ ½exp(−z²/2)` puts the start, comes nearer from that side only.
    private static double lowerQuantile(double p) {
        if (p == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double z = -Math.sqrt(Math.max(0, -2 * StrictMath.log(2 * p)));
        for (int i = 0; i < 100; i++) {
            double next = z + newtonStep(z, p);
            if (!(Math.abs(next - z) > 4e-16 * Math.abs(z))) {
                return Math.min(0, next);
            }
            z = Math.min(0, next);
        }
        return z;
    }

    /// `(ln p − ln Φ(z))·Φ(z)/φ(z)`; from logarithms alone where `Φ(z)` would lose digits as a subnormal number.
    private static double newtonStep(double z, double p) {
        double phi = lower(z);
        if (phi < FAINT) {
            double tail = fraction(z);
            return (StrictMath.log(p) + z * z / 2 + LOG_ROOT_2_PI + StrictMath.log(tail)) / tail;
        }
        return StrictMath.log(p / phi) * phi / density01(z);
    }
}
