package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.curriculum.Exercise;

import java.util.Arrays;

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
        double[] s = shifted(z);
        double lse = LogSumExp.of(s);
        double loss = 0;
        for (int i = 0; i < z.length; i++) {
            if (y[i] != 0) {
                loss += y[i] * (lse - s[i]);
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
                    "the target must be a class of 0 … %s, got %s".formatted(z.length - 1, target));
        }
        double[] s = shifted(z);
        return LogSumExp.of(s) - s[target];
    }

    /// `z − max z`, which changes no loss: near 0 the log-sum-exp of a sure prediction keeps its digits.
    private static double[] shifted(double... z) {
        double max = Arrays.stream(z).max().orElse(0);
        return Double.isInfinite(max) ? z : Arrays.stream(z).map(logit -> logit - max).toArray();
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
                    "logits and targets must have one length, got %s and %s"
                            .formatted(z.length, y.length));
        }
    }
}
