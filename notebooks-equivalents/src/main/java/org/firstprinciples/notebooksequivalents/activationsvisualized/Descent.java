package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.notebooksequivalents.digits.Digits;

/// Plain stochastic gradient descent on random batches, `θ ← θ − η ∂loss/∂θ`: no momentum, no decay, nothing that moves a weight
/// whose gradient is 0.
final class Descent {

    /// Images in a batch.
    static final int BATCH = 32;

    private final Network network;
    private final Optimizer optimizer;
    private final Digits digits;
    private final Engine engine;
    private final double rate;
    private final Philox order;
    private long step;

    /// A descent that has not begun.
    ///
    /// @param engine with an arena or without
    /// @param rate `η`
    /// @param order which images stand in which batch
    Descent(Network network, Digits digits, Engine engine, double rate, Philox order) {
        this.network = network;
        this.optimizer = StochasticGradientDescent.plain(Parameters.of(network), engine.workers());
        this.digits = digits;
        this.engine = engine;
        this.rate = rate;
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
            optimizer.step(rate);
        }
    }
}
