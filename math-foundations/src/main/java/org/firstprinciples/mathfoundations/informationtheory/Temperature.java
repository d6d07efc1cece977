package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.mathfoundations.probability.Probabilities;
import org.firstprinciples.mathfoundations.probability.Softmax;

/// What a temperature does to the entropy of `softmax(z/T)`, [Softmax#atTemperature].
public final class Temperature {

    private Temperature() {}

    /// How fast the entropy grows with the temperature: `dH/dT = Var(z)/T³ ≥ 0`, with the variance of the logits under
    /// `softmax(z/T)`.
    ///
    /// @throws IllegalArgumentException if `T` is not positive and finite, or there are no logits
    public static double entropySlope(double temperature, double... z) {
        double[] p = Softmax.atTemperature(temperature, z);
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
}
