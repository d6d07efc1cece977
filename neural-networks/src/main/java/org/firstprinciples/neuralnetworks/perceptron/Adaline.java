package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.optimization.Objective;

/// The mean of squared errors of the score itself, `f(w) = Σ(yᵢ − w·xᵢ)²/2N`: what Widrow and Hoff's adaptive neuron makes
/// small. It is a regression on the labels, not a count of errors.
///
/// - source: Widrow & Hoff 1960, *Adaptive switching circuits*
///
/// @param examples at least one
public record Adaline(Examples examples) implements Objective {

    /// Checks that there are examples.
    ///
    /// @throws IllegalArgumentException if there are none
    public Adaline {
        examples.dimension();
    }

    @Override
    public double value(Vector weights) {
        double sum = 0;
        for (int i = 0; i < examples.size(); i++) {
            double error = examples.labels().get(i) - weights.dot(examples.points().get(i));
            sum += error * error;
        }
        return sum / (2 * examples.size());
    }

    /// `−Σ(yᵢ − w·xᵢ)xᵢ/N`.
    @Override
    public Vector gradient(Vector weights) {
        Vector sum = Vector.zeros(examples.dimension());
        for (int i = 0; i < examples.size(); i++) {
            Vector x = examples.points().get(i);
            sum = sum.minus(x.times(examples.labels().get(i) - weights.dot(x)));
        }
        return sum.times(1.0 / examples.size());
    }
}
