package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Entropy;

/// The entropy of a density, `h = −∫ f ln f`, in nats. Unlike that of a distribution it may be negative: it depends on
/// the unit of `x`, by `h(aX) = h(X) + ln|a|`.
///
/// - source: Cover & Thomas 2006, chapter 8
public final class DifferentialEntropy {

    private DifferentialEntropy() {}

    /// A normal density: `½ ln(2πeσ²)`, the most of any density of this variance.
    ///
    /// @throws IllegalArgumentException if the standard deviation is not positive and finite
    public static double normal(double std) {
        return logOfPositive("the standard deviation", std)
                + StrictMath.log(2 * Math.PI * Math.E) / 2;
    }

    /// A constant density on an interval of this width: `ln w`.
    ///
    /// @throws IllegalArgumentException if the width is not positive and finite
    public static double uniform(double width) {
        return logOfPositive("the width", width);
    }

    /// A Laplace density `e^(−|x|/b)/2b`: `1 + ln 2b`.
    ///
    /// @throws IllegalArgumentException if the scale is not positive and finite
    public static double laplace(double scale) {
        return logOfPositive("the scale", scale) + 1 + Entropy.LN_2;
    }

    /// A logistic density of scale `s`, variance `π²s²/3`: `2 + ln s`.
    ///
    /// @throws IllegalArgumentException if the scale is not positive and finite
    public static double logistic(double scale) {
        return logOfPositive("the scale", scale) + 2;
    }

    private static double logOfPositive(String name, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s must be positive and finite, got %s".formatted(name, number));
        }
        return StrictMath.log(number);
    }
}
