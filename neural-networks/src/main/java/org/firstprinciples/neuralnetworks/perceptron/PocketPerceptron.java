package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The perceptron that keeps its best weights: after each update all examples are counted, and the weights with the fewest
/// errors so far stay in the pocket. For data that no plane separates.
///
/// - source: Gallant 1990, *Perceptron-based learning algorithms*
public final class PocketPerceptron {

    private PocketPerceptron() {}

    /// What is in the pocket.
    ///
    /// @param weights the weights with the fewest errors, the first of them
    /// @param errors how many errors they make
    public record Pocket(Vector weights, int errors) {}

    /// Goes through the examples in their order, from weights of 0, until there is no error, or so many epochs.
    ///
    /// @throws IllegalArgumentException if there are no examples, one of them is 0, or `epochs` is negative
    public static Pocket train(Examples examples, int epochs) {
        Perceptron.requireTrainable(examples, 1, epochs);
        Vector weights = Vector.zeros(examples.dimension());
        Pocket best = new Pocket(weights, examples.errors(weights));
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < examples.size() && best.errors > 0; i++) {
                if (examples.isMistaken(weights, i)) {
                    weights =
                            Perceptron.update(
                                    weights, examples.points().get(i), examples.labels().get(i), 1);
                    int errors = examples.errors(weights);
                    best = errors < best.errors ? new Pocket(weights, errors) : best;
                }
            }
        }
        return best;
    }
}
