package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.neuralnetworks.backpropagation.operations.SoftmaxCrossEntropy;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;

/// The loss of a language model on a whole text.
public final class Evaluation {

    private Evaluation() {}

    /// The mean cross-entropy in nats per token: every token but the first is predicted once, from the
    /// tokens before it in its window.
    public static double crossEntropy(LanguageModel model, Engine engine, Windows windows) {
        double nats = 0;
        long tokens = 0;
        for (Batch batch : windows.inOrder()) {
            Tape tape = new Tape(engine, Mode.inference());
            float mean =
                    SoftmaxCrossEntropy.of(model.logits(tape, batch.inputs()), batch.targets())
                            .item();
            nats += (double) mean * batch.targets().size();
            tokens += batch.targets().size();
        }
        return nats / tokens;
    }
}
