package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.turns.Contestant;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

/// The book's library, called as the book calls it.
public final class OurLibrary implements Contestant {

    private final Workers workers;
    private final Engine engine;

    /// The fastest kernels on this many threads.
    public OurLibrary(int threads) {
        this.workers = Workers.of(threads);
        this.engine = Engine.of(Kernels.fastest(), workers);
    }

    @Override
    public Trial prepare(Work work) {
        return switch (work) {
            case Work.MatrixProduct product -> new OurProduct(engine, product);
            case Work.Rung rung -> new OurRung(engine, rung);
            case Work.TrainingSteps steps -> new OurTraining(engine, steps.size());
            case Work.Logits logits -> new OurLogits(engine, logits);
            case Work.CausalAttention attention -> new OurAttention(engine, attention);
            case Work.RowFunction function -> new OurRowFunction(engine, function);
            case Work.MultiplyAdds adds -> throw limit(adds);
            case Work.Streaming streaming -> throw limit(streaming);
        };
    }

    private static UnsupportedOperationException limit(Work work) {
        return new UnsupportedOperationException(work + " is a limit");
    }

    @Override
    public void close() {
        workers.close();
    }
}
