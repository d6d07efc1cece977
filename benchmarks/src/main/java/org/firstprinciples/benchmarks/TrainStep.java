package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.InterleavedRounds;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;
import org.firstprinciples.benchmarks.workloads.Workload.TrainingSteps;

import java.util.ArrayList;
import java.util.List;

/// A training step of two GPTs: batch, forward, backward, clip, AdamW.
final class TrainStep implements Benchmark {

    /// Losses of the first five steps differ by rounding errors, which grow from step to step: 1e-6 to 1e-5.
    /// Swapped betas or the tanh form of GELU make a difference of 1e-3.
    static final double TOLERANCE = 1e-4;

    @Override
    public String name() {
        return "train-step";
    }

    @Override
    public String summary() {
        return "a training step of the small GPTs A and B against libtorch";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (ModelSize size : ModelSize.values()) {
            for (int threads : session.threads()) {
                session.log("train-step %s, threads %d".formatted(size.description(), threads));
                rows.add(row(session, size, threads));
            }
        }
        return new Table(
                "A training step",
                """
                A: 4 layers, 4 heads, width 128, context 64, batch 12; B: 6, 6, 384, 256, 8. Both libraries begin \
                with the same weights and their first five losses agree. `ratio` is our time over that of the \
                fastest setting of libtorch in the same round: below 1 we are faster. `fractionOfPeak` is the rate \
                of the operations that the products of a step need, divided by the peak: the rate of fused \
                multiply-adds measured in the same round. `bytesPerStep` is what Java allocates in a step.\
                """,
                rows);
    }

    private static Row row(Session session, ModelSize size, int threads) {
        InterleavedRounds rounds =
                switch (size) {
                    case A -> new InterleavedRounds(5, session.rounds(21), 0.3);
                    case B -> new InterleavedRounds(5, session.rounds(9), 0);
                };
        try (Comparison comparison = new Comparison(threads, Setting.libtorch(threads))) {
            Comparison.Result result =
                    comparison.measure(
                            new TrainingSteps(size), new FusedMultiplyAdds(), rounds, TOLERANCE);
            Sample milliseconds = result.ours().map(s -> 1e3 * s);
            Row row =
                    Row.empty()
                            .with("config", size.name())
                            .with("threads", threads)
                            .with("milliseconds", milliseconds)
                            .with("peer", result.fastestPeer().name())
                            .with(
                                    "peerMilliseconds",
                                    result.fastestPeer().seconds().map(s -> 1e3 * s))
                            .with("ratio", result.ratio())
                            .with("fractionOfPeak", result.fractionOfPeak(size.stepFlops()))
                            .with("peakGigaflops", result.peakGigaflops().median())
                            .with("bytesPerStep", result.steadyBytes());
            for (Comparison.Peer other : result.peers().subList(1, result.peers().size())) {
                row =
                        row.with("otherPeer", other.name())
                                .with("otherPeerMilliseconds", 1e3 * other.seconds().median());
            }
            return row;
        }
    }
}
