package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.StandardScore;

/// How well a normal distribution describes another density, of which only mean and variance matter.
///
/// - unit: nats
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §10.1.2 and exercise 10.4
public final class NormalFit {

    private NormalFit() {}

    /// The cross-entropy `−∫ f ln g = ½ ln(2πσ²) + (v + (m − μ)²)/2σ²` of a density `f` with mean `m` and variance `v`
    /// and the density `g` of `N(μ,σ²)`. It is smallest at `μ = m` and `σ² = v`.
    ///
    /// @throws IllegalArgumentException if `v` is negative or not finite, or `σ` is not positive and finite
    public static double crossEntropy(double m, double v, double mu, double sigma) {
        requireFinite("the variance", v, 0);
        requireFinite("sigma", sigma, Double.MIN_VALUE);
        double score = StandardScore.of(m, mu, sigma);
        return NegativeLogLikelihood.HALF_LN_2_PI
                + StrictMath.log(sigma)
                + (v / sigma / sigma + score * score) / 2;
    }

    private static void requireFinite(String name, double number, double least) {
        if (!(number >= least && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s must be finite and at least %s, got %s".formatted(name, least, number));
        }
    }
}
