package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

/// The cross-entropy of logits against targets: `ℓ(z) = −Σᵢ yᵢ ln softmax(z)ᵢ = (Σᵢ yᵢ)·lse(z) − Σᵢ yᵢzᵢ`.
///
/// The second form needs no probability, so a probability that underflows to 0 does no harm. Targets that are
/// 0 count for nothing, even where the logit is `−∞`.
///
/// - shapes: `z, y (n)`
/// - gradient: `∂ℓ/∂z = (Σᵢ yᵢ)·softmax(z) − y`, which is `p − y` for targets that sum to 1
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §4.3.4
public final class CrossEntropy {

    private CrossEntropy() {}

    /// The loss in nats for the logits `z` and the targets `y`.
    ///
    /// @throws IllegalArgumentException if they differ in length
    public static double of(double[] z, double[] y) {
        requireSameLength(z, y);
        double lse = LogSumExp.of(z);
        double loss = 0;
        for (int i = 0; i < z.length; i++) {
            if (y[i] != 0) {
                loss += y[i] * (lse - z[i]);
            }
        }
        return loss;
    }

    /// The loss if the target is one class.
    ///
    /// @throws IllegalArgumentException if there is no such class
    public static double of(double[] z, int target) {
        if (target < 0 || target >= z.length) {
            throw new IllegalArgumentException(
                    "the target must be a class of 0 … %d, got %d".formatted(z.length - 1, target));
        }
        return LogSumExp.of(z) - z[target];
    }

    /// The gradient with respect to the logits.
    ///
    /// @throws IllegalArgumentException if they differ in length
    @Exercise(id = "PR-E4", stars = 2, minutes = 15, claims = "PR-13")
    public static double[] gradient(double[] z, double[] y) {
        requireSameLength(z, y);
        double sum = 0;
        for (double target : y) {
            sum += target;
        }
        double[] gradient = Softmax.of(z);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = sum * gradient[i] - y[i];
        }
        return gradient;
    }

    private static void requireSameLength(double[] z, double[] y) {
        if (z.length != y.length) {
            throw new IllegalArgumentException(
                    "logits and targets must have one length, got %d and %d"
                            .formatted(z.length, y.length));
        }
    }
}
