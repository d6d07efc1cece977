package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// A rectifier that is off for all inputs there are. Its gradients are 0, so it stays so.
///
/// - source: Maas et al. 2013; Lu et al. 2020, *Dying ReLU and initialization*
public final class DeadUnit {

    private DeadUnit() {}

    /// Whether `max (w·x + b) ≤ 0` over the inputs; so for none at all.
    ///
    /// @throws org.firstprinciples.mathfoundations.linearalgebra.ShapeException if an input does not fit
    public static boolean isDead(Vector weights, double bias, List<Vector> inputs) {
        return inputs.stream().allMatch(x -> weights.dot(x) + bias <= 0);
    }
}
