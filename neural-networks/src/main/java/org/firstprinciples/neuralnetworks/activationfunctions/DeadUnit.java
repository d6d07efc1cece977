package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// A rectifier that is off for all inputs there are. The gradients of its weights and its bias are 0, so gradient descent leaves it
/// as it is.
///
/// - source: Maas et al. 2013; Lu et al. 2020, *Dying ReLU and initialization*
public final class DeadUnit {

    private DeadUnit() {}

    /// Whether `max (w·x + b) ≤ 0` over the inputs; so for none at all.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if an input does not fit
    @Exercise(id = "AC-E3", stars = 1, minutes = 10, claims = "AC-14")
    public static boolean isDead(Vector weights, double bias, List<Vector> inputs) {
        return inputs.stream().allMatch(x -> weights.dot(x) + bias <= 0);
    }
}
