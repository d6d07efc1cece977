package org.firstprinciples.benchmarks.limits;

import org.firstprinciples.benchmarks.workloads.Subject;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;
import org.firstprinciples.benchmarks.workloads.Workload.StreamScale;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

/// The limits of the machine, measured in the same rounds as what is compared with them.
public final class Limits implements Subject {

    private final Workers workers;

    /// The limits of this many cores.
    public Limits(int threads) {
        this.workers = Workers.of(threads);
    }

    @Override
    public Task prepare(Workload workload) {
        return switch (workload) {
            case FusedMultiplyAdds _ -> multiplyAdds();
            case StreamScale streaming -> stream(streaming);
            default ->
                    throw new UnsupportedOperationException(
                            "limits measure multiply-adds and streams, got " + workload);
        };
    }

    private Task multiplyAdds() {
        float[][] sinks = new float[workers.threads()][1];
        return new Task() {
            @Override
            public void run() {
                workers.run(
                        sinks.length,
                        thread ->
                                VectorLoops.multiplyAdds(
                                        FusedMultiplyAdds.PER_THREAD, sinks[thread]));
            }

            @Override
            public float[] output() {
                return new float[0];
            }
        };
    }

    private Task stream(StreamScale workload) {
        float[] x = new float[workload.length()];
        float[] y = new float[workload.length()];
        int piece = Math.ceilDiv(workload.length(), workers.threads());
        return new Task() {
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
                                        Math.min(workload.length(), (thread + 1) * piece)));
            }

            @Override
            public float[] output() {
                return new float[0];
            }
        };
    }

    @Override
    public void close() {
        workers.close();
    }
}
