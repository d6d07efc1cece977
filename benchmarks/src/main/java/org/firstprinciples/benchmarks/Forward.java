package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.InterleavedRounds;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;
import org.firstprinciples.benchmarks.workloads.Workload.Logits;

import java.util.ArrayList;
import java.util.List;

/// The logits of one sequence of 256 tokens by the larger GPT, without gradients.
final class Forward implements Benchmark {

    private static final int ROUNDS = 15;
    private static final double WARM_UP_SECONDS = 2;
    private static final double MEASUREMENT_SECONDS = 0.2;

    /// Logits of an untrained model are of the order of 1, and each of six layers rounds them a few times by `2⁻²⁴`.
    private static final double TOLERANCE = 1e-4;

    @Override
    public String name() {
        return "forward";
    }

    @Override
    public String summary() {
        return "logits of 256 tokens by GPT B against libtorch";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            session.log("forward, threads %d".formatted(threads));
            try (Comparison comparison = new Comparison(threads, Setting.libtorch(threads))) {
                rows.add(row(session, comparison));
            }
        }
        return new Table(
                "The logits of 256 tokens",
                """
                GPT B, one sequence, without gradients. `ratio` is our time over that of the fastest setting of \
                libtorch in the same round: below 1 we are faster.\
                """,
                rows);
    }

    private static Row row(Session session, Comparison comparison) {
        InterleavedRounds rounds =
                new InterleavedRounds(WARM_UP_SECONDS, session.rounds(ROUNDS), MEASUREMENT_SECONDS);
        Logits workload = new Logits(ModelSize.B, 1);
        Comparison.Result result =
                comparison.measure(workload, new FusedMultiplyAdds(), rounds, TOLERANCE);
        return Row.empty()
                .with("config", workload.size().name())
                .with("threads", result.threads())
                .with("milliseconds", result.ours().map(s -> 1e3 * s))
                .with("peer", result.fastestPeer().name())
                .with("peerMilliseconds", result.fastestPeer().seconds().map(s -> 1e3 * s))
                .with("ratio", result.ratio())
                .with(
                        "fractionOfPeak",
                        result.fractionOfPeak(workload.size().forwardFlops(workload.batchSize())))
                .with("bytesPerCall", result.steadyBytes());
    }
}
