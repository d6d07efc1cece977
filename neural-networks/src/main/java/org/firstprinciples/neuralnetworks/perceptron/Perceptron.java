package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// Rosenblatt's rule: go through the examples, and whenever one is not on its side, `y(w·x) ≤ 0`, add `yx` to the weights.
///
/// There is no bias; give the examples a constant coordinate, [Examples#withConstant()].
///
/// - source: Rosenblatt 1958; Novikoff 1962, *On convergence proofs on perceptrons*; Freund & Schapire 1999
public final class Perceptron {

    private Perceptron() {}

    /// What training came to.
    ///
    /// @param weights `w`
    /// @param mistakes how many updates were made
    /// @param epochs how often all examples were gone through, the last time without a mistake if it converged
    /// @param converged whether an epoch passed without a mistake
    public record Trace(Vector weights, long mistakes, int epochs, boolean converged) {}

    /// The weights after one example: `w + ηyx` if `y(w·x) ≤ 0`, else `w`.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if `x` has another length than `w`
    @Exercise(
            id = "PE-E2",
            stars = 1,
            minutes = 10,
            claims = {"PE-05", "PE-06"})
    public static Vector update(Vector weights, Vector x, int y, double learningRate) {
        if (y * weights.dot(x) > 0) {
            return weights;
        }
        return weights.plus(x.times(learningRate * y));
    }

    /// Goes through the examples in their order, again and again, until an epoch is without mistakes.
    ///
    /// @throws IllegalArgumentException if there are no examples, one of them is 0 and so on no side of any plane, `η` is
    ///     not positive and finite, `maxEpochs` is negative, or a margin becomes NaN
    @Exercise(
            id = "PE-E3",
            stars = 2,
            minutes = 20,
            claims = {"PE-06", "PE-07", "PE-08"})
    public static Trace train(Examples examples, Vector start, double learningRate, int maxEpochs) {
        requireTrainable(examples, learningRate, maxEpochs);
        Vector weights = start;
        long mistakes = 0;
        for (int epoch = 1; epoch <= maxEpochs; epoch++) {
            long before = mistakes;
            for (int i = 0; i < examples.size(); i++) {
                if (examples.isMistaken(weights, i)) {
                    Vector x = examples.points().get(i);
                    weights = update(weights, x, examples.labels().get(i), learningRate);
                    mistakes++;
                }
            }
            if (mistakes == before) {
                return new Trace(weights, mistakes, epoch, true);
            }
        }
        return new Trace(weights, mistakes, maxEpochs, false);
    }

    static void requireTrainable(Examples examples, double learningRate, int maxEpochs) {
        if (examples.size() == 0) {
            throw new IllegalArgumentException("at least one example is needed");
        }
        for (Vector point : examples.points()) {
            if (Norms.infinity(point) == 0) {
                throw new IllegalArgumentException(
                        "the example 0 lies on every plane; give the examples a constant"
                                + " coordinate");
            }
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY) || maxEpochs < 0) {
            throw new IllegalArgumentException(
                    "a positive learning rate and 0 or more epochs are needed, got %s and %s"
                            .formatted(learningRate, maxEpochs));
        }
    }
}
