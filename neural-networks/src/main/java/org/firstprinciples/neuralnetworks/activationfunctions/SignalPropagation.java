package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.curriculum.Exercise;

import java.util.function.DoubleUnaryOperator;

/// What becomes of the mean square of normal scores from layer to layer.
///
/// - source: Poole et al. 2016, *Exponential expressivity in deep neural networks through transient chaos*, equation 3;
///   Schoenholz et al. 2017, *Deep information propagation*
public final class SignalPropagation {

    private SignalPropagation() {}

    /// The mean square of the next layer's scores, `g²·𝔼f(√q·Z)²`: the scores before the activation are normal with mean square
    /// `q`, and the weights behind it have variance `g²/n` for `n` inputs.
    ///
    /// @throws IllegalArgumentException if `q` is negative or not a number
    @Exercise(id = "AC-E4", stars = 2, minutes = 15, claims = "AC-23")
    public static double next(DoubleUnaryOperator f, double gain, double q) {
        if (!(q >= 0)) {
            throw new IllegalArgumentException("a mean square of 0 or more is needed, got " + q);
        }
        double root = Math.sqrt(q);
        return gain * gain * GaussianMoments.meanSquare(z -> f.applyAsDouble(root * z));
    }

    /// By how many percent the mean square changes behind a layer if it changes by one percent before it, at mean square 1:
    /// `𝔼[Z·f(Z)·f'(Z)]/𝔼f(Z)²`.
    public static double amplification(Activation f) {
        return GaussianMoments.mean(z -> z * f.applyAsDouble(z) * f.derivative(z))
                / GaussianMoments.meanSquare(f);
    }

    /// The part of the mean square that belongs to the mean, `(𝔼f(Z))²/𝔼f(Z)²`: the cosine behind a wide layer of two inputs at a
    /// right angle whose scores have mean square 1.
    public static double commonPart(Activation f) {
        double mean = GaussianMoments.mean(f);
        return mean * mean / GaussianMoments.meanSquare(f);
    }
}
