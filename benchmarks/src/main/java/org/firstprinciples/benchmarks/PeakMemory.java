package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.Fork;
import org.firstprinciples.benchmarks.harness.RemoteTask;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Workload.TrainingSteps;

import java.util.ArrayList;
import java.util.List;

/// The memory that training takes, each library in a process of its own.
final class PeakMemory implements Benchmark {

    private static final int STEPS = 10;
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "peak-memory";
    }

    @Override
    public String summary() {
        return "resident memory of a process that trains GPT B, against libtorch";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            session.log("peak-memory, threads %d".formatted(threads));
            double ours = mebibytes(Setting.ours(threads));
            for (Setting peer : Setting.libtorch(threads)) {
                double theirs = mebibytes(peer);
                Row row = Row.empty().with("threads", threads).with("mebibytes", ours);
                rows.add(
                        row.with("peer", peer.name())
                                .with("peerMebibytes", theirs)
                                .with("ratio", ours / theirs));
            }
        }
        return new Table(
                "Peak memory",
                """
                The largest resident set of a process (`VmHWM` of Linux; 0 elsewhere) in ten or more training steps of \
                GPT B, with the JVM options of the notebooks.\
                """,
                rows);
    }

    private static double mebibytes(Setting setting) {
        try (Fork fork = Fork.start(setting)) {
            RemoteTask task = fork.prepare(new TrainingSteps(ModelSize.B)).orElseThrow();
            for (int step = 0; step < STEPS; step++) {
                task.measure(0); // runs one step
            }
            return fork.peakMemory() / MEBIBYTE;
        }
    }
}
