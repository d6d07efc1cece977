package org.firstprinciples.benchmarks.ours;

import org.firstprinciples.benchmarks.workloads.Subject;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

/// The book's library, called as the book calls it.
public final class OurLibrary implements Subject {

    private final Workers workers;
    private final Engine engine;

    /// The fastest kernels on this many threads.
    public OurLibrary(int threads) {
        this.workers = Workers.of(threads);
        this.engine = Engine.of(Kernels.fastest(), workers);
    }

    @Override
    public Task prepare(Workload workload) {
        return switch (workload) {
            case Workload.MatrixProduct product -> new OurProduct(engine, product);
            case Workload.Rung rung -> new OurRung(engine, rung);
            case Workload.TrainingSteps steps -> new OurTraining(engine, steps.size());
            case Workload.Logits logits -> new OurLogits(engine, logits);
            case Workload.CausalAttention attention -> new OurAttention(engine, attention);
            case Workload.RowFunction function -> new OurRowFunction(engine, function);
            case Workload.FusedMultiplyAdds adds -> throw limit(adds);
            case Workload.StreamScale streaming -> throw limit(streaming);
        };
    }

    private static UnsupportedOperationException limit(Workload workload) {
        return new UnsupportedOperationException(
                workload + " measures a limit of the machine, not a library");
    }

    @Override
    public String kernels() {
        return engine.kernels().name();
    }

    @Override
    public void close() {
        workers.close();
    }
}
