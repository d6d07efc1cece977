package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.curriculum.Exercise;

/// What a wide layer of rectifiers does to the angle between two inputs.
///
/// - source: Cho & Saul 2009, *Kernel methods for deep learning*; Poole et al. 2016
public final class ReluKernel {

    private ReluKernel() {}

    /// `𝔼 relu(w·x)relu(w·y)` for `w ~ N(0,I)` and unit vectors at the angle `θ`: `(sin θ + (π − θ)cos θ)/2π`.
    ///
    /// @throws IllegalArgumentException if `θ` is not between 0 and π
    public static double product(double angle) {
        if (!(angle >= 0 && angle <= Math.PI)) {
            throw new IllegalArgumentException("an angle in [0,π] is needed, got " + angle);
        }
        return (StrictMath.sin(angle) + (Math.PI - angle) * StrictMath.cos(angle)) / (2 * Math.PI);
    }

    /// The cosine after a layer, for the cosine `c` before it: `(√(1 − c²) + (π − arccos c)c)/π`, which is `c` or more.
    ///
    /// @throws IllegalArgumentException if `c` is not in \[−1,1]
    @Exercise(id = "AC-E2", stars = 3, minutes = 25, claims = "AC-12")
    public static double nextCosine(double c) {
        if (!(c >= -1 && c <= 1)) {
            throw new IllegalArgumentException("a cosine in [-1,1] is needed, got " + c);
        }
        return Math.min(
                1, (Math.sqrt((1 - c) * (1 + c)) + (Math.PI - StrictMath.acos(c)) * c) / Math.PI);
    }
}
