package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Activation;
import org.firstprinciples.neuralnetworks.activationfunctions.GaussianMoments;
import org.firstprinciples.neuralnetworks.activationfunctions.Initializer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.notebooksequivalents.digits.Digits;

import java.util.function.IntToDoubleFunction;

/// How a network begins and how fast it learns: all that experiments change.
///
/// @param hidden how many hidden layers
/// @param width units in each
/// @param activation of each unit
/// @param std of a weight, by the number of inputs of its layer
/// @param normalized whether a layer norm stands before each activation
/// @param rate of learning
record Setting(
        int hidden,
        int width,
        Activation activation,
        IntToDoubleFunction std,
        boolean normalized,
        double rate) {

    /// Two layers of rectifiers with He's weights.
    static Setting rectifiers(int width, double rate) {
        return new Setting(2, width, Activation.RELU, Setting::he, false, rate);
    }

    /// Layers with weights of the gain that belongs to the activation.
    static Setting withGain(int hidden, int width, Activation activation, double rate) {
        double gain = GaussianMoments.gain(activation);
        return new Setting(hidden, width, activation, in -> gain / Math.sqrt(in), false, rate);
    }

    /// The standard deviation of He's weights.
    static double he(int in) {
        return Math.sqrt(Initializer.HE_NORMAL.variance(in, 1));
    }

    Setting with(Activation other) {
        return new Setting(hidden, width, other, std, normalized, rate);
    }

    Setting with(IntToDoubleFunction other) {
        return new Setting(hidden, width, activation, other, normalized, rate);
    }

    Setting withNorm() {
        return new Setting(hidden, width, activation, std, true, rate);
    }

    Setting withRate(double other) {
        return new Setting(hidden, width, activation, std, normalized, other);
    }

    /// A network that has not learned yet.
    Network draw(Philox random) {
        return Network.draw(hidden, width, activation, std, normalized, random);
    }

    /// The descent of such a network.
    Descent descent(Network network, Digits digits, Engine engine, Philox random) {
        return new Descent(network, digits, engine.withArena(), rate, random.split("order"));
    }

    /// A network that has learned for so many steps.
    Network train(Digits digits, long steps, Engine engine, Philox random) {
        Network network = draw(random);
        descent(network, digits, engine, random).advance(steps);
        return network;
    }
}
