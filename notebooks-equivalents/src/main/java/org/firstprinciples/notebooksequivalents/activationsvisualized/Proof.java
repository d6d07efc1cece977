package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.activationfunctions.DeadUnit;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.notebooksequivalents.digits.Digits;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What was found out about the units of a first hidden layer that give 0 for all images: whether they have any gradient, and whether
/// they, or the living, are other bits after many steps.
///
/// @param dead how many
/// @param alive the other units of the layer
/// @param steepestDead the largest derivative of the loss that concerns a dead unit
/// @param steepestAlive the largest that concerns another
/// @param changedDead how many dead units have another bit in their weights or bias after the steps
/// @param changedAlive how many of the others
/// @param revived how many dead units are on after the steps
/// @param disputed how many units the definition of a dead unit, in `double`, judges differently
record Proof(
        int dead,
        int alive,
        double steepestDead,
        double steepestAlive,
        int changedDead,
        int changedAlive,
        int revived,
        int disputed) {

    /// The proof for a network, which goes on with this descent.
    ///
    /// @param engine without an arena
    static Proof of(Network network, Digits digits, Descent descent, int steps, Engine engine) {
        LabeledImages images = LabeledImages.of(digits);
        Census before = Census.of(network, images, engine);
        UnitGradients gradients = UnitGradients.of(network, images, engine, 0);
        int H = gradients.single().length;
        List<float[]> bits = IntStream.range(0, H).mapToObj(u -> network.unit(0, u)).toList();
        int disputed = disputed(network, digits, before);
        descent.advance(steps);
        Census after = Census.of(network, images, engine);
        double[] steepest = new double[2]; // of the dead, of the living
        int[] changed = new int[2]; // of the dead, of the living
        int revived = 0;
        for (int unit = 0; unit < H; unit++) {
            int side = before.isOff(0, unit) ? 0 : 1;
            steepest[side] = Math.max(steepest[side], gradients.steepest(unit));
            changed[side] += sameBits(bits.get(unit), network.unit(0, unit)) ? 0 : 1;
            revived += side == 0 && !after.isOff(0, unit) ? 1 : 0;
        }
        int dead = before.count(0);
        return new Proof(
                dead,
                H - dead,
                steepest[0],
                steepest[1],
                changed[0],
                changed[1],
                revived,
                disputed);
    }

    private static int disputed(Network network, Digits digits, Census census) {
        List<Vector> inputs = Arrays.stream(digits.images()).map(Vector::of).toList();
        float[] biases = Network.bias(network.layers().getFirst()).values(); // (H)
        return (int)
                IntStream.range(0, biases.length)
                        .filter(unit ->
                                DeadUnit.isDead(network.weightsInto(unit), biases[unit], inputs)
                                        != census.isOff(0, unit))
                        .count();
    }

    private static boolean sameBits(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .allMatch(i -> Float.floatToIntBits(a[i]) == Float.floatToIntBits(b[i]));
    }
}
