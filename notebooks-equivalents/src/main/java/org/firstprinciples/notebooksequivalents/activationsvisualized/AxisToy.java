package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Normal;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.DeadUnit;

import java.util.ArrayList;
import java.util.List;

/// A set of inputs for which the probability of a dead rectifier has a closed form: the unit vectors along the axes, or these and
/// their opposites.
///
/// With standard normal weights `w` and bias `−b` the unit is dead if all `w_k ≤ b`, which has probability `Φ(b)ᵈ`; with the
/// opposites, if all `|w_k| ≤ b`, which has probability `(2Φ(b) − 1)ᵈ`, and 0 for `b < 0`.
///
/// @param dimensions `d`
/// @param opposites whether `−x` is there for every `x`
record AxisToy(int dimensions, boolean opposites) {

    /// The inputs.
    List<Vector> inputs() {
        List<Vector> inputs = new ArrayList<>();
        for (int k = 0; k < dimensions; k++) {
            double[] axis = new double[dimensions]; // (d)
            axis[k] = 1;
            inputs.add(Vector.of(axis));
            if (opposites) {
                inputs.add(Vector.of(axis).times(-1));
            }
        }
        return inputs;
    }

    /// The probability that a unit with bias `−b` is dead.
    double probability(double b) {
        double below = Normal.STANDARD.cdf(b);
        double one = opposites ? Math.max(0, 2 * below - 1) : below;
        return StrictMath.pow(one, dimensions);
    }

    /// Which part of so many random units with bias `−b` is dead. The same weights are drawn for every `b`.
    double share(double b, int units, Philox random) {
        List<Vector> inputs = inputs();
        int dead = 0;
        for (int unit = 0; unit < units; unit++) {
            double[] weights = new double[dimensions]; // (d)
            for (int k = 0; k < dimensions; k++) {
                weights[k] = random.normal(unit, k);
            }
            dead += DeadUnit.isDead(Vector.of(weights), -b, inputs) ? 1 : 0;
        }
        return (double) dead / units;
    }
}
