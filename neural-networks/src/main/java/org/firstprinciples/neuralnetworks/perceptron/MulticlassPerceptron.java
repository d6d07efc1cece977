package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// A column of weights for each of `K` classes; the largest score wins.
///
/// - source: Bishop 2006, *Pattern recognition and machine learning*, §4.1.2; Crammer & Singer 2003
///
/// @param weights `W (d,K)`
public record MulticlassPerceptron(Matrix weights) {

    /// The class with the largest score `w_k·x`, the first of equals.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` is not `(d)`
    /// @throws IllegalArgumentException if there is no class, or a score is NaN
    public int predict(Vector x) {
        Vector scores = x.times(weights);
        int best = 0;
        for (int k = 0; k < scores.size(); k++) {
            if (Double.isNaN(scores.get(k))) {
                throw new IllegalArgumentException(
                        "the score of class %s for %s is NaN".formatted(k, x));
            }
            best = scores.get(k) > scores.get(best) ? k : best;
        }
        if (scores.size() == 0) {
            throw new IllegalArgumentException("at least one class is needed");
        }
        return best;
    }

    /// After an example of class `y`: if another class wins, its weights lose `x`, and those of `y` gain it.
    ///
    /// @throws IllegalArgumentException if there is no class `y`, or a score is NaN
    @Exercise(id = "PE-E8", stars = 2, minutes = 20, claims = "PE-27")
    public MulticlassPerceptron update(Vector x, int y) {
        if (y < 0 || y >= weights.columns()) {
            throw new IllegalArgumentException(
                    "the class must be one of 0 … %s, got %s".formatted(weights.columns() - 1, y));
        }
        int winner = predict(x);
        if (winner == y) {
            return this;
        }
        double[] elements = weights.toArray();
        for (int j = 0; j < weights.rows(); j++) {
            elements[j * weights.columns() + y] += x.get(j);
            elements[j * weights.columns() + winner] -= x.get(j);
        }
        return new MulticlassPerceptron(Matrix.of(weights.rows(), weights.columns(), elements));
    }
}
