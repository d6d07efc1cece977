package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;

/// The steepest derivative of the loss that concerns each unit of a hidden layer, over all images of a set: by what goes into its
/// activation for every single image, so that nothing can cancel, and by its weights in, its bias and its weights out.
///
/// @param single by unit `(H)`, the largest over images of `|∂loss/∂z|`
/// @param weights by unit `(H)`, the largest over its weights and bias of `|∂loss/∂w|`
record UnitGradients(double[] single, double[] weights) {

    /// Those of a layer.
    ///
    /// @param engine without an arena, which would not keep what is asked for
    static UnitGradients of(Network trained, LabeledImages images, Engine engine, int layer) {
        Network network = trained.copy(trained.activation()); // its gradients begin at 0
        Tape tape = new Tape(engine, Mode.training(0, 0));
        Network.Pass pass = network.pass(tape.constant(images.pixels()));
        tape.backward(SoftmaxCrossEntropy.of(pass.logits(), images.labels()));
        int H = pass.before().get(layer).shape().last();
        double[] single = new double[H]; // (H)
        float[] dz = pass.before().get(layer).gradient().toArray(); // (N,H)
        for (int i = 0; i < dz.length; i++) {
            single[i % H] = Math.max(single[i % H], Math.abs(dz[i]));
        }
        double[] weights = new double[H]; // (H)
        float[] in = network.layers().get(layer).weight().gradient(); // (I,H)
        for (int i = 0; i < in.length; i++) {
            weights[i % H] = Math.max(weights[i % H], Math.abs(in[i]));
        }
        float[] bias = Network.bias(network.layers().get(layer)).gradient(); // (H)
        float[] out = network.layers().get(layer + 1).weight().gradient(); // (H,O)
        for (int h = 0; h < H; h++) {
            weights[h] = Math.max(weights[h], Math.abs(bias[h]));
            int O = out.length / H;
            for (int o = h * O; o < (h + 1) * O; o++) {
                weights[h] = Math.max(weights[h], Math.abs(out[o]));
            }
        }
        return new UnitGradients(single, weights);
    }

    /// The largest of all derivatives that concern a unit.
    double steepest(int unit) {
        return Math.max(single[unit], weights[unit]);
    }
}
