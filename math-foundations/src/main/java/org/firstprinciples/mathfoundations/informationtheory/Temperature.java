package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Probabilities;
import org.firstprinciples.mathfoundations.probability.Softmax;

import java.util.Arrays;

/// Logits at a temperature: `p = softmax(z/T)`, the largest logits alone, equally likely, as `T → 0`,
/// uniform as `T → ∞`.
public final class Temperature {

    private Temperature() {}

    /// The distribution `softmax(z/T)`.
    ///
    /// @throws IllegalArgumentException if `T` is not positive and finite
    public static double[] soften(double temperature, double... z) {
        requirePositive(temperature);
        // below 1 a quotient may overflow, and a difference first does no harm; above it the other
        // way round
        double shift = temperature < 1 ? Arrays.stream(z).max().orElse(0) : 0;
        double[] cooled = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            cooled[i] = (z[i] - shift) / temperature;
        }
        return Softmax.of(cooled);
    }

    /// How fast the entropy grows with the temperature: `dH/dT = Var(z)/T³ ≥ 0`, with the variance of the logits under
    /// `softmax(z/T)`.
    ///
    /// @throws IllegalArgumentException if `T` is not positive and finite, or there are no logits
    public static double entropySlope(double temperature, double... z) {
        double[] p = soften(temperature, z);
        Probabilities.require("softmax(z/T)", p);
        double mean = 0;
        for (int i = 0; i < z.length; i++) {
            mean += p[i] > 0 ? p[i] * z[i] : 0;
        }
        double variance = 0; // of z/T
        for (int i = 0; i < z.length; i++) {
            double distance = (z[i] - mean) / temperature;
            variance += p[i] > 0 ? p[i] * distance * distance : 0;
        }
        return variance / temperature;
    }

    private static void requirePositive(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the temperature must be positive and finite, got " + temperature);
        }
    }
}
