package org.firstprinciples.mathfoundations.probability;

import java.util.Arrays;

/// The law with `P(X = k) = pₖ` for `k` below the number of categories.
///
/// @param probabilities `p`
public record Categorical(double... probabilities) implements DiscreteDistribution {

    /// Copies the probabilities.
    ///
    /// @throws IllegalArgumentException if they are no distribution
    public Categorical {
        Probabilities.require("p", probabilities);
        probabilities = probabilities.clone();
    }

    /// A copy of `p`.
    @Override
    public double[] probabilities() {
        return probabilities.clone();
    }

    /// Equal probabilities, bit by bit.
    @Override
    public boolean equals(Object other) {
        return other instanceof Categorical categorical
                && Arrays.equals(probabilities, categorical.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
        return "Categorical" + Arrays.toString(probabilities);
    }

    @Override
    public double mass(int k) {
        return k >= 0 && k < probabilities.length ? probabilities[k] : 0;
    }

    /// The last category, possible or not.
    @Override
    public int largest() {
        return probabilities.length - 1;
    }

    @Override
    public double mean() {
        double mean = 0;
        for (int k = 0; k < probabilities.length; k++) {
            mean += k * probabilities[k];
        }
        return mean;
    }

    @Override
    public double variance() {
        double mean = mean();
        double variance = 0;
        for (int k = 0; k < probabilities.length; k++) {
            variance += (k - mean) * (k - mean) * probabilities[k];
        }
        return variance;
    }
}
