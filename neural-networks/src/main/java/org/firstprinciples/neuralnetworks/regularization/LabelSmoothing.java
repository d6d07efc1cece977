package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.curriculum.Exercise;

import java.util.Arrays;

/// Targets that leave something to the other classes: `(1 − ε)·onehot(y) + ε/K`.
///
/// - source: Szegedy et al. 2016, *Rethinking the inception architecture*, §7; Müller et al. 2019
///
/// @param classes `K`, at least 1
/// @param epsilon `ε`, from 0 to 1
public record LabelSmoothing(int classes, double epsilon) {

    /// Checks the parameters.
    ///
    /// @throws IllegalArgumentException if `K < 1`, or `ε` is not in \[0,1]
    public LabelSmoothing {
        if (classes < 1 || !(epsilon >= 0 && epsilon <= 1)) {
            throw new IllegalArgumentException(
                    "K ≥ 1 and ε in [0,1] are needed, got %s and %s".formatted(classes, epsilon));
        }
    }

    /// The smoothed targets `(K)` of class `y`.
    ///
    /// @throws IllegalArgumentException if there is no such class
    @Exercise(
            id = "RG-E5",
            stars = 1,
            minutes = 10,
            claims = {"RG-14", "RG-35"})
    public double[] targets(int y) {
        if (y < 0 || y >= classes) {
            throw new IllegalArgumentException(
                    "the class must be one of 0 … %s, got %s".formatted(classes - 1, y));
        }
        double[] targets = new double[classes];
        Arrays.fill(targets, epsilon / classes);
        targets[y] += 1 - epsilon;
        return targets;
    }

    /// By how much the right logit exceeds the others where the loss is least: `ln((K(1 − ε) + ε)/ε)`, infinite for `ε = 0`.
    public double bestGap() {
        return StrictMath.log(classes * (1 - epsilon) + epsilon) - StrictMath.log(epsilon);
    }
}
