package org.firstprinciples.mathfoundations.probability;

/// How often rare independent events happen, `λ` times on average: `P(X = k) = λᵏe^(−λ)/k!`.
///
/// @param rate `λ`, from 0 to 2³⁰, so that counts fit an `int`
public record Poisson(double rate) implements DiscreteDistribution {

    private static final double MOST = 0x1p30;
    private static final int SMALL = 16;

    /// Checks the rate.
    ///
    /// @throws IllegalArgumentException if it is negative, above 2³⁰ or NaN
    public Poisson {
        if (!(rate >= 0 && rate <= MOST)) {
            throw new IllegalArgumentException(
                    "Poisson: a rate of 0 to 2³⁰ is needed, got " + rate);
        }
    }

    /// `P(X = k)`: as it is written for small `k`, else with Stirling's formula for `k!`, `exp(−D − δ)/√(2πk)`. Power, factorial and
    /// exponential, each of which may leave the range, are together in `D = k ln(k/λ) + λ − k`, which is 0 at `k = λ`.
    ///
    /// - accuracy: a few `u(1 + D)`, relative
    /// - source: Loader 2000, *Fast and accurate computation of binomial probabilities*
    @Override
    public double mass(int k) {
        if (k < 0) {
            return 0;
        }
        if (k >= SMALL) {
            return StrictMath.exp(-deviance(k) - stirlingError(k)) / Math.sqrt(2 * Math.PI * k);
        }
        double half = StrictMath.exp(-rate / 2); // twice, for e^(−λ) vanishes earlier than the mass
        double mass = half;
        for (int i = 1; i <= k; i++) {
            mass *= rate / i;
        }
        return mass * half;
    }

    /// `D = k ln(k/λ) + λ − k`; near `k = λ` by the series in `v = (k − λ)/(k + λ)`, `(k − λ)v + 2k(v³/3 + v⁵/5 + …)`.
    private double deviance(double k) {
        double v = (k - rate) / (k + rate);
        if (Math.abs(v) > 0.5) {
            return k * StrictMath.log(k / rate) + rate - k;
        }
        double sum = (k - rate) * v;
        double term = 2 * k * v;
        double before;
        int i = 1;
        do {
            before = sum;
            term *= v * v;
            i += 2;
            sum += term / i;
        } while (sum != before);
        return sum;
    }

    /// `δ = ln k! − ln(√(2πk)(k/e)ᵏ) = 1/12k − 1/360k³ + 1/1260k⁵ − …`, to `10⁻¹⁶` for `k ≥ 16`.
    private static double stirlingError(double k) {
        double s = 1 / (k * k);
        return (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * (1 / 1680.0 - s / 1188)))) / k;
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
