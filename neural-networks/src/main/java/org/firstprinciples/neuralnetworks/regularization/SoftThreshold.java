package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;

/// `S(v) = sign(v)·max(|v| − λ, 0)`: the minimum of `½(w − v)² + λ|w|`. Small numbers become 0.
///
/// - source: Donoho 1995; Parikh & Boyd 2014, *Proximal algorithms*, §6.5.2
public final class SoftThreshold {

    private SoftThreshold() {}

    /// `S(v)`; NaN for NaN.
    ///
    /// @throws IllegalArgumentException if `λ` is negative or NaN
    @Exercise(id = "RG-E1", stars = 1, minutes = 10, claims = "RG-06")
    public static double of(double v, double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("λ must be 0 or more, got " + lambda);
        }
        return v > lambda ? v - lambda : v < -lambda ? v + lambda : Double.isNaN(v) ? v : 0;
    }
}
