package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.mathfoundations.calculus.Differentiation;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;

/// The density of a function of a random number: what a map stretches gets thinner.
///
/// - source: Wasserman 2004, *All of statistics*, §2.11
public final class ChangeOfVariables {

    private ChangeOfVariables() {}

    /// `ln f_Y(g(x)) = ln f(x) − ln |g′(x)|` for `Y = g(X)`, where `g` is one to one with a slope that is never 0.
    ///
    /// @param law of `X`, with density `f`
    /// @param g a function of 1 number
    /// @throws IllegalArgumentException if the slope at `x` is 0, infinite or NaN
    public static double logDensity(ContinuousDistribution law, ScalarFunction g, double x) {
        double slope = Math.abs(Differentiation.gradient(g, x)[0]);
        if (!(slope > 0 && slope < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a finite slope other than 0 is needed, |g′(%s)| is %s".formatted(x, slope));
        }
        return law.logDensity(x) - StrictMath.log(slope);
    }
}
