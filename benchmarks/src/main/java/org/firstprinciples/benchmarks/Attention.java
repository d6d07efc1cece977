package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.InterleavedRounds;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.Workload.CausalAttention;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;

import java.util.ArrayList;
import java.util.List;

/// Causal attention of one sequence with six heads of 64 numbers, for lengths from 64 to 2048.
final class Attention implements Benchmark {

    private static final int HEADS = 6;
    private static final int HEAD_SIZE = 64;
    private static final int SHORTEST = 64;
    private static final int LONGEST = 2048;
    private static final int ROUNDS = 9;
    private static final double WARM_UP_SECONDS = 1;
    private static final double MEASUREMENT_SECONDS = 0.03;

    /// Outputs are averages of numbers below 1, with rounding errors of a few `2⁻²⁴`. Gradients of keys are sums of at
    /// most 2048 terms, each below 1 and weighted by attention.
    private static final double TOLERANCE = 1e-4;

    @Override
    public String name() {
        return "attention";
    }

    @Override
    public String summary() {
        return "fused and composed attention against libtorch's, for lengths from 64 to 2048";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            try (Comparison comparison = new Comparison(threads, Setting.libtorch(threads))) {
                for (boolean gradients : new boolean[] {false, true}) {
                    for (int T = SHORTEST; T <= LONGEST; T *= 2) {
                        rows.add(row(session, comparison, T, gradients));
                    }
                }
            }
        }
        return new Table(
                "Causal attention",
                """
                One sequence of length `length`, six heads of 64 numbers. `ratio` is the time of our fused \
                operation over that of libtorch's `scaled_dot_product_attention` in the same round: below 1 we \
                are faster. The composed form makes the matrix of all scores. `bytes` is what Java allocates \
                in the first run, the buffers of all outputs and gradients: it grows with the length when fused, \
                with its square when composed.\
                """,
                rows);
    }

    private static Row row(Session session, Comparison comparison, int T, boolean gradients) {
        String passes = gradients ? "forward and backward" : "forward";
        session.log("attention T=%d, %s".formatted(T, passes));
        InterleavedRounds rounds =
                new InterleavedRounds(WARM_UP_SECONDS, session.rounds(ROUNDS), MEASUREMENT_SECONDS);
        CausalAttention fused = new CausalAttention(1, T, HEADS, HEAD_SIZE, gradients, true);
        CausalAttention composed = new CausalAttention(1, T, HEADS, HEAD_SIZE, gradients, false);
        Comparison.Result result =
                comparison.measure(fused, new FusedMultiplyAdds(), rounds, TOLERANCE);
        Comparison.Result composedResult =
                comparison.measure(
                        composed,
                        new FusedMultiplyAdds(),
                        new InterleavedRounds(
                                WARM_UP_SECONDS / 2,
                                Math.min(3, rounds.rounds()),
                                MEASUREMENT_SECONDS),
                        TOLERANCE);
        return Row.empty()
                .with("length", T)
                .with("passes", passes)
                .with("threads", result.threads())
                .with("milliseconds", result.ours().map(s -> 1e3 * s))
                .with("composedMilliseconds", 1e3 * composedResult.ours().median())
                .with("peer", result.fastestPeer().name())
                .with("peerMilliseconds", 1e3 * result.fastestPeer().seconds().median())
                .with("ratio", result.ratio())
                .with("fractionOfPeak", result.fractionOfPeak(flops(fused)).median())
                .with("bytes", result.firstRunBytes())
                .with("composedBytes", composedResult.firstRunBytes());
    }

    /// The operations of the products for the keys that the mask allows: two products forward, four more backward.
    private static double flops(CausalAttention workload) {
        double pairs = workload.length() * (workload.length() + 1.0) / 2;
        return 4 * workload.width() * pairs * (workload.gradients() ? 3 : 1);
    }
}
