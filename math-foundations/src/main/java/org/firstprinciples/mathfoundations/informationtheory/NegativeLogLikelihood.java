package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Entropy;

/// The losses of regression and classification as what they are: `−ln q(y)` for a family of distributions `q`.
///
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §1.2.5 and §4.3
public final class NegativeLogLikelihood {

    /// `½ ln 2π`, the constant of a normal density of variance 1.
    static final double HALF_LN_2_PI = StrictMath.log(2 * Math.PI) / 2;

    private NegativeLogLikelihood() {}

    /// A normal distribution of variance 1: `½(y − μ)² + ½ ln 2π`, the squared error and a constant.
    public static double normal(double y, double mean) {
        return (y - mean) * ((y - mean) / 2) + HALF_LN_2_PI;
    }

    /// A Laplace distribution of scale 1: `|y − m| + ln 2`, the absolute error and a constant.
    public static double laplace(double y, double median) {
        return Math.abs(y - median) + Entropy.LN_2;
    }

    /// A Bernoulli distribution: `−y ln p − (1 − y) ln(1 − p)`, the binary cross-entropy; targets between 0 and 1 are
    /// means of such.
    ///
    /// @throws IllegalArgumentException if one of the two is not in `[0,1]`
    public static double bernoulli(double y, double p) {
        requireUnit("the target", y);
        requireUnit("p", p);
        double loss = 0;
        if (y > 0) {
            loss -= y * StrictMath.log(p);
        }
        if (y < 1) {
            loss -= (1 - y) * StrictMath.log1p(-p);
        }
        return loss;
    }

    private static void requireUnit(String name, double number) {
        if (!(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException(
                    "%s must be in [0,1], got %s".formatted(name, number));
        }
    }
}
