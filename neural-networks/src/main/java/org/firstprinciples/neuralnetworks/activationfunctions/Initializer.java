package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.Philox;

/// How large random weights begin, for a layer with `n` inputs (*fan-in*) and `m` outputs (*fan-out*).
///
/// - source: LeCun et al. 1998; Glorot & Bengio 2010, equations 12 and 16; He et al. 2015, equations 10 and 14
public enum Initializer {
    /// Normal with variance `1/n`: keeps the mean square of a linear layer.
    LECUN_NORMAL,
    /// Normal with variance `2/n`: keeps the mean square through a rectifier.
    HE_NORMAL,
    /// Normal with variance `2/(n + m)`, between what forward and backward want.
    GLOROT_NORMAL,
    /// Uniform between `±√(6/(n + m))`, which has the same variance.
    GLOROT_UNIFORM;

    /// The variance of a weight.
    ///
    /// @throws IllegalArgumentException if a fan is below 1
    @Exercise(
            id = "AC-E1",
            stars = 2,
            minutes = 15,
            claims = {"AC-08", "AC-10"})
    public double variance(int fanIn, int fanOut) {
        if (fanIn < 1 || fanOut < 1) {
            throw new IllegalArgumentException(
                    "a fan-in and a fan-out above 0 are needed, got %s and %s"
                            .formatted(fanIn, fanOut));
        }
        return switch (this) {
            case LECUN_NORMAL -> 1.0 / fanIn;
            case HE_NORMAL -> 2.0 / fanIn;
            case GLOROT_NORMAL, GLOROT_UNIFORM -> 2.0 / (fanIn + (double) fanOut);
        };
    }

    /// Weights `(n,m)` for `n` inputs and `m` outputs, a function of the generator's key alone.
    ///
    /// @throws IllegalArgumentException if a fan is below 1
    public Matrix draw(Philox random, int fanIn, int fanOut) {
        double std = Math.sqrt(variance(fanIn, fanOut));
        double[] weights = new double[fanIn * fanOut];
        for (int i = 0; i < weights.length; i++) {
            weights[i] =
                    this == GLOROT_UNIFORM
                            ? std * Math.sqrt(3) * (2 * random.uniform(0, i) - 1)
                            : std * random.normal(0, i);
        }
        return Matrix.of(fanIn, fanOut, weights);
    }
}
