package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.optimization.TwiceDifferentiable;

/// The loss of a neuron that says how sure it is, `f(w) = Σ ln(1 + e^(−zᵢ))` with the margins `zᵢ = yᵢ(w·xᵢ)`: minus the
/// logarithm of the probability `σ(zᵢ)` that it gives to the labels.
///
/// - gradient: `−Σ yᵢσ(−zᵢ)xᵢ`; Hessian: `Σ σ(zᵢ)σ(−zᵢ)xᵢxᵢᵀ`, at most a quarter of `Σ xᵢxᵢᵀ`
/// - limits: neither overflows for margins of any size
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §4.3.2; Albert & Anderson 1984 (when there is a minimum)
///
/// @param examples at least one
public record LogisticNeuron(Examples examples) implements TwiceDifferentiable {

    /// Checks that there are examples.
    ///
    /// @throws IllegalArgumentException if there are none
    public LogisticNeuron {
        examples.dimension();
    }

    /// `ln(1 + e^(−z))`, the loss of one margin.
    public static double loss(double margin) {
        return Math.max(0, -margin) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
    }

    /// `σ(z) = 1/(1 + e^(−z))`, the probability that a margin stands for.
    public static double sigmoid(double margin) {
        double e = StrictMath.exp(-Math.abs(margin));
        return margin >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    @Override
    public double value(Vector weights) {
        double sum = 0;
        for (int i = 0; i < examples.size(); i++) {
            sum += loss(examples.margin(weights, i));
        }
        return sum;
    }

    @Exercise(id = "PE-E7", stars = 2, minutes = 15, claims = "PE-12")
    @Override
    public Vector gradient(Vector weights) {
        Vector sum = Vector.zeros(examples.dimension());
        for (int i = 0; i < examples.size(); i++) {
            double share = sigmoid(-examples.margin(weights, i));
            sum = sum.minus(examples.points().get(i).times(examples.labels().get(i) * share));
        }
        return sum;
    }

    @Override
    public Matrix hessian(Vector weights) {
        int d = examples.dimension();
        double[] sum = new double[d * d];
        for (int i = 0; i < examples.size(); i++) {
            double z = examples.margin(weights, i);
            double share = sigmoid(z) * sigmoid(-z);
            Vector x = examples.points().get(i);
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    sum[j * d + k] += share * (x.get(j) * x.get(k));
                }
            }
        }
        return Matrix.of(d, d, sum);
    }
}
