package org.firstprinciples.benchmarks.limits;

import org.firstprinciples.benchmarks.turns.Contestant;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work;
import org.firstprinciples.benchmarks.turns.Work.MultiplyAdds;
import org.firstprinciples.benchmarks.turns.Work.Streaming;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

/// What the machine can do at most, measured in the same rounds as what is compared with it.
public final class Limits implements Contestant {

    private final Workers workers;

    /// The limits of this many cores.
    public Limits(int threads) {
        this.workers = Workers.of(threads);
    }

    @Override
    public Trial prepare(Work work) {
        return switch (work) {
            case MultiplyAdds adds -> multiplyAdds();
            case Streaming streaming -> stream(streaming);
            default -> throw new UnsupportedOperationException("no limit of " + work);
        };
    }

    private Trial multiplyAdds() {
        float[][] sinks = new float[workers.threads()][1];
        return new Trial() {
            @Override
            public void run() {
                workers.run(
                        sinks.length,
                        thread -> VectorLoops.multiplyAdds(MultiplyAdds.COUNT, sinks[thread]));
            }

            @Override
            public float[] outcome() {
                return new float[0];
            }
        };
    }

    private Trial stream(Streaming work) {
        float[] x = new float[work.length()];
        float[] y = new float[work.length()];
        int piece = Math.ceilDiv(work.length(), workers.threads());
        return new Trial() {
            @Override
            public void run() {
                workers.run(
                        workers.threads(),
                        thread ->
                                VectorLoops.scale(
                                        0.5f,
                                        x,
                                        y,
                                        thread * piece,
                                        Math.min(work.length(), (thread + 1) * piece)));
            }

            @Override
            public float[] outcome() {
                return new float[0];
            }
        };
    }

    @Override
    public void close() {
        workers.close();
    }
}
