package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.List;

/// A network with one hidden layer of rectifiers that goes through given points, in straight lines from one to the next:
/// `g(x) = y₀ + s₀(x − t₀)₊ + Σᵢ (sᵢ − sᵢ₋₁)(x − tᵢ)₊` with the derivatives `sᵢ` between the points.
///
/// Constant to the left of the first point; to the right of the last the last line goes on.
///
/// - source: de Boor 2001, *A practical guide to splines*, chapter III
public final class ReluInterpolant {

    private ReluInterpolant() {}

    /// The network through `(tᵢ, yᵢ)`, with a hidden unit for each line.
    ///
    /// @throws IllegalArgumentException if there are fewer than 2 points, not as many `y` as `t`, or the `t` do not increase
    @Exercise(id = "ML-E2", stars = 2, minutes = 20, claims = "ML-03")
    public static MultilayerNetwork through(double[] t, double[] y) {
        int n = t.length - 1;
        if (n < 1 || y.length != t.length) {
            throw new IllegalArgumentException(
                    "at least 2 points are needed, got %s and %s coordinates"
                            .formatted(t.length, y.length));
        }
        double[] bias = new double[n];
        double[] change = new double[n];
        double before = 0;
        for (int i = 0; i < n; i++) {
            if (!(t[i] < t[i + 1])) {
                throw new IllegalArgumentException(
                        "the points must increase, got " + Arrays.toString(t));
            }
            double derivative = (y[i + 1] - y[i]) / (t[i + 1] - t[i]);
            bias[i] = -t[i];
            change[i] = derivative - before;
            before = derivative;
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(1, n, ones), Vector.of(bias)),
                        new DenseLayer(Matrix.of(n, 1, change), Vector.of(y[0]))),
                Nonlinearity.RELU);
    }
}
