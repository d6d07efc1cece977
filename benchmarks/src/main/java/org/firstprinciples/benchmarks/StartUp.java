package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.Fork;
import org.firstprinciples.benchmarks.harness.RemoteTask;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Workload.TrainingSteps;

import java.util.ArrayList;
import java.util.List;

/// How long it takes from the start of the process to the hundredth training step.
final class StartUp implements Benchmark {

    private static final int ROUNDS = 3;
    private static final int STEPS = 100;

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public String summary() {
        return "from the start of Java to the 100th training step of GPT A, against libtorch";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            Setting peer = Setting.libtorch(threads).getFirst();
            int rounds = session.rounds(ROUNDS);
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                session.log("start-up, threads %d, round %d".formatted(threads, round + 1));
                ours[round] = seconds(Setting.ours(threads));
                theirs[round] = seconds(peer);
            }
            rows.add(
                    Row.empty()
                            .with("threads", threads)
                            .with("seconds", new Sample(ours))
                            .with("peer", peer.name())
                            .with("peerSeconds", new Sample(theirs))
                            .with("ratio", new Sample(ours).dividedBy(new Sample(theirs))));
        }
        return new Table(
                "From the start of Java to the 100th step",
                """
                A new process each time, GPT A; includes all compilation and loading. libtorch's native libraries \
                have been unpacked by an earlier run.\
                """,
                rows);
    }

    private static double seconds(Setting setting) {
        long start = System.nanoTime();
        try (Fork fork = Fork.start(setting)) {
            RemoteTask task = fork.prepare(new TrainingSteps(ModelSize.A)).orElseThrow();
            for (int step = TrainingSteps.COMPARED; step < STEPS; step++) {
                task.measure(0); // runs one step
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
