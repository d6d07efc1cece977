package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.probability.Moments;

/// What becomes of a prediction over all training sets: how far its mean is off, and how much it varies. For members of an
/// ensemble the same numbers say what averaging gains.
///
/// `mean (ŷ − f)² = bias² + variance`; the squared error of the average is the mean squared error less the variance.
///
/// - source: Geman, Bienenstock & Doursat 1992; Krogh & Vedelsby 1995
///
/// @param squaredBias `(mean ŷ − f)²`
/// @param variance `mean (ŷ − mean ŷ)²`
public record BiasVariance(double squaredBias, double variance) {

    /// Of equally likely predictions of `truth`.
    ///
    /// @throws IllegalArgumentException if there are none
    @Exercise(id = "RG-E6", stars = 1, minutes = 10, claims = "RG-15")
    public static BiasVariance of(double truth, double... predictions) {
        if (predictions.length == 0) {
            throw new IllegalArgumentException("at least one prediction is needed");
        }
        Moments moments = new Moments();
        for (double prediction : predictions) {
            moments.add(prediction);
        }
        double bias = moments.mean() - truth;
        return new BiasVariance(bias * bias, moments.variance());
    }

    /// The mean squared error of one prediction.
    public double meanSquaredError() {
        return squaredBias + variance;
    }

    /// The mean squared difference of a prediction and a new measurement, whose noise has mean 0 and is independent of it.
    ///
    /// @param noise the variance of the noise
    public double errorOnMeasurements(double noise) {
        return meanSquaredError() + noise;
    }
}
