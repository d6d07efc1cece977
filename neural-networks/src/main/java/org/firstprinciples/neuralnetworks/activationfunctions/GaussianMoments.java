package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.probability.Normal;

import java.util.function.DoubleUnaryOperator;

/// What a function makes of a standard normal number on average: `𝔼f(Z)` and `𝔼f(Z)²`.
///
/// By Simpson's rule on both sides of 0, where some functions have a kink.
///
/// - accuracy: `10⁻¹⁰` for functions that are smooth on either side and grow no faster than their argument
public final class GaussianMoments {

    private static final int INTERVALS = 6000; // on each side, even
    private static final double REACH = 12; // beyond, less than 10⁻³² is left

    private GaussianMoments() {}

    /// `𝔼f(Z)`.
    public static double mean(DoubleUnaryOperator f) {
        return side(f, -1) + side(f, 1);
    }

    /// `𝔼f(Z)²`.
    public static double meanSquare(DoubleUnaryOperator f) {
        return mean(z -> f.applyAsDouble(z) * f.applyAsDouble(z));
    }

    /// `1/√𝔼f(Z)²`: weights that are so much larger keep the mean square from layer to layer.
    public static double gain(DoubleUnaryOperator f) {
        return 1 / Math.sqrt(meanSquare(f));
    }

    private static double side(DoubleUnaryOperator f, int sign) {
        double h = REACH / INTERVALS;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
            double z = sign * i * h;
            sum += weight * f.applyAsDouble(z) * Normal.STANDARD.density(z);
        }
        return sum * h / 3;
    }
}
