package org.firstprinciples.neuralnetworks.perceptron;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

/// The mean of all weights on the way, one for each example that was looked at: less at the mercy of the last example.
///
/// The sum is not formed at each step. An update at step `t` of `T` is in the weights `T − t + 1` times, so `Σ t·yx` over the
/// updates is enough: `w̄ = w − Σ (t − 1)yx/T`.
///
/// - source: Freund & Schapire 1999; Collins 2002, *Discriminative training methods for hidden Markov models*
public final class AveragedPerceptron {

    private AveragedPerceptron() {}

    /// The mean of the weights after each of the `N·epochs` steps, from 0.
    ///
    /// @throws IllegalArgumentException if there are no examples, one of them is 0, or `epochs < 1`
    @Exercise(id = "PE-E5", stars = 3, minutes = 25, claims = "PE-14")
    public static Vector train(Examples examples, int epochs) {
        Perceptron.requireTrainable(examples, 1, epochs);
        if (epochs < 1) {
            throw new IllegalArgumentException("at least 1 epoch is needed, got " + epochs);
        }
        Vector weights = Vector.zeros(examples.dimension());
        Vector late = weights; // Σ (t − 1)yx
        long step = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < examples.size(); i++) {
                if (examples.isMistaken(weights, i)) {
                    Vector x = examples.points().get(i);
                    int y = examples.labels().get(i);
                    weights = Perceptron.update(weights, x, y, 1);
                    late = late.plus(x.times((double) step * y));
                }
                step++;
            }
        }
        double[] mean = weights.toArray();
        for (int j = 0; j < mean.length; j++) {
            mean[j] -= late.get(j) / step;
        }
        return Vector.of(mean);
    }
}
