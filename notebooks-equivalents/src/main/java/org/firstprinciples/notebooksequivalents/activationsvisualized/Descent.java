package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.notebooksequivalents.digits.Digits;

import java.util.Arrays;

/// Plain stochastic gradient descent on random batches, `θ ← θ − η ∂loss/∂θ`: no momentum, no decay, nothing that moves a weight
/// whose gradient is 0.
final class Descent {

    /// Images in a batch.
    static final int BATCH = 32;

    private final Network network;
    private final Parameters parameters;
    private final Digits digits;
    private final Engine engine;
    private final float rate;
    private final Philox order;
    private long step;

    /// A descent that has not begun.
    ///
    /// @param engine with an arena or without
    /// @param rate `η`
    /// @param order which images stand in which batch
    Descent(Network network, Digits digits, Engine engine, double rate, Philox order) {
        this.network = network;
        this.parameters = Parameters.of(network);
        this.digits = digits;
        this.engine = engine;
        this.rate = (float) rate;
        this.order = order;
    }

    /// So many steps more.
    void advance(long steps) {
        for (long end = step + steps; step < end; step++) {
            int[] places = new int[BATCH]; // (B)
            for (int i = 0; i < BATCH; i++) {
                places[i] = order.below(digits.size(), step, i);
            }
            LabeledImages batch = LabeledImages.at(digits, places);
            Tape tape = new Tape(engine, Mode.training(0, step));
            Variable logits = network.pass(tape.constant(batch.pixels())).logits(); // (B,1,10)
            tape.backward(SoftmaxCrossEntropy.of(logits, batch.labels()));
            parameters.forEach(entry -> descend(entry.parameter()));
        }
    }

    private void descend(Parameter parameter) {
        float[] values = parameter.values();
        float[] gradient = parameter.gradient();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.fma(-rate, gradient[i], values[i]);
        }
        Arrays.fill(gradient, 0f);
    }
}
