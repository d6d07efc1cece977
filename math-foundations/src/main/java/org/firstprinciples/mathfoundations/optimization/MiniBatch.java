package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Moments;

import java.util.List;

/// The gradient of a few examples in place of all.
///
/// - source: Cochran 1977, *Sampling techniques*, theorems 2.1 and 2.2
public final class MiniBatch {

    private MiniBatch() {}

    /// The mean of the gradients of a batch, given by the examples' numbers, with repetitions if drawn so.
    ///
    /// @throws IllegalArgumentException if the batch is empty or names no example
    /// @throws ShapeException if the gradients differ in length
    public static Vector mean(List<Vector> gradients, int... batch) {
        if (batch.length == 0) {
            throw new IllegalArgumentException("a batch of at least 1 example is needed, got 0");
        }
        for (int i : batch) {
            if (i < 0 || i >= gradients.size()) {
                throw new IllegalArgumentException(
                        "example %s is not among the %s".formatted(i, gradients.size()));
            }
        }
        Vector sum = gradients.get(batch[0]);
        for (int i = 1; i < batch.length; i++) {
            sum = sum.plus(gradients.get(batch[i]));
        }
        double[] mean = sum.toArray();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= batch.length;
        }
        return Vector.of(mean);
    }

    /// The variance of one coordinate of [#mean] over all batches of `b` different examples:
    /// `S²/b · (N − b)/(N − 1)`, `S²` the variance of the examples with divisor `N`; 0 for `N = 1`.
    ///
    /// @throws IllegalArgumentException if `b` is not in 1 … `N`
    public static double variance(int b, double... gradients) {
        int n = gradients.length;
        if (b < 1 || b > n) {
            throw new IllegalArgumentException(
                    "a batch of 1 to %s examples is needed, got %s".formatted(n, b));
        }
        return n == 1 ? 0 : varianceWithReplacement(b, gradients) * (n - b) / (n - 1);
    }

    /// The same for `b` independent draws, in which examples may repeat: `S²/b`.
    ///
    /// @throws IllegalArgumentException if `b < 1` or there are no examples
    public static double varianceWithReplacement(int b, double... gradients) {
        if (b < 1 || gradients.length == 0) {
            throw new IllegalArgumentException(
                    "a batch and examples of at least 1 are needed, got %s and %s"
                            .formatted(b, gradients.length));
        }
        Moments moments = new Moments();
        for (double gradient : gradients) {
            moments.add(gradient);
        }
        return moments.variance() / b;
    }
}
