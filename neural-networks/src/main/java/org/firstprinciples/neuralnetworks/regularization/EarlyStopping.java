package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.optimization.LeastSquaresDescent;

/// Stopping gradient descent on least squares after `k` steps of size `η` is much like ridge with `λ = 1/(ηk)`.
///
/// - source: Ali, Kolter & Tibshirani 2019, *A continuous-time view of early stopping*
public final class EarlyStopping {

    private EarlyStopping() {}

    /// `1/(ηk)`.
    ///
    /// @throws IllegalArgumentException if `k < 1`, or `η` is not positive and finite
    public static double equivalentRidge(int k, double learningRate) {
        if (k < 1 || !(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "k ≥ 1 and a positive rate are needed, got %s and %s"
                            .formatted(k, learningRate));
        }
        return 1 / (learningRate * k);
    }

    /// How much of the singular direction `σ` descent has found, over what that ridge would leave of it: from 1 to 2 for
    /// `0 < ησ² ≤ 1`.
    ///
    /// @throws IllegalArgumentException if `k < 1`, `σ` is not positive, or `η` is not positive and finite
    public static double ratio(int k, double sigma, double learningRate) {
        double lambda = equivalentRidge(k, learningRate);
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("a positive singular value is needed, got " + sigma);
        }
        double found = LeastSquaresDescent.filter(k, sigma, learningRate);
        return found * sigma + found / sigma * lambda;
    }
}
