package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// What the loss `½‖y − X̃w‖²` of linear regression is on average if the inputs `X̃` are disturbed: the loss without noise and a
/// penalty on the weights.
///
/// - source: Bishop 1995, *Training with noise is equivalent to Tikhonov regularization*; Srivastava et al. 2014, *Dropout*, §9.1
public final class NoisyRegression {

    private NoisyRegression() {}

    /// `½‖y − Xw‖² + ½nτ²‖w‖²`: every entry of `X` with independent noise of mean 0.
    ///
    /// @param variance `τ²`
    /// @throws IllegalArgumentException if the variance is negative or NaN
    public static double withInputNoise(Matrix x, Vector y, Vector w, double variance) {
        if (!(variance >= 0)) {
            throw new IllegalArgumentException("a variance is 0 or more, got " + variance);
        }
        return loss(x, y, w) + x.rows() * variance * w.dot(w) / 2;
    }

    /// `½‖y − Xw‖² + ½·p/(1 − p)·Σ wⱼ²‖X_j‖²`: dropout on every entry of `X`.
    ///
    /// @param p the probability of dropping
    /// @throws IllegalArgumentException if it is not in `[0,1)`
    public static double withDropout(Matrix x, Vector y, Vector w, double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException(
                    "the probability of dropping must be in [0,1), got " + p);
        }
        double sum = 0;
        for (int j = 0; j < x.columns(); j++) {
            for (int i = 0; i < x.rows(); i++) {
                double product = x.get(i, j) * w.get(j);
                sum += product * product;
            }
        }
        return loss(x, y, w) + p / (1 - p) * sum / 2;
    }

    private static double loss(Matrix x, Vector y, Vector w) {
        Vector residual = y.minus(x.times(w));
        return residual.dot(residual) / 2;
    }
}
