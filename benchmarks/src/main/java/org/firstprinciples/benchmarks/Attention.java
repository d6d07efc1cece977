package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.turns.Setting;
import org.firstprinciples.benchmarks.turns.Turns;
import org.firstprinciples.benchmarks.turns.Work.CausalAttention;
import org.firstprinciples.benchmarks.turns.Work.MultiplyAdds;

import java.util.ArrayList;
import java.util.List;

/// Causal attention of one sequence with six heads of 64 numbers, for lengths from 64 to 2048.
final class Attention implements Benchmark {

    private static final int HEADS = 6;
    private static final int HEAD_SIZE = 64;
    private static final int SHORTEST = 64;
    private static final int LONGEST = 2048;
    private static final int ROUNDS = 9;
    private static final double WARM_UP = 1;
    private static final double SLICE = 0.03;

    /// Results are means of numbers below 1 with rounding errors of some `2⁻²⁴`; gradients of keys are sums of at
    /// most 2048 products, of which one with its weight is below 1.
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
            try (Match match = new Match(threads, Setting.libtorch(threads))) {
                for (boolean gradients : new boolean[] {false, true}) {
                    for (int T = SHORTEST; T <= LONGEST; T *= 2) {
                        rows.add(row(session, match, T, gradients));
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
                when the work is done for the first time, the buffers of all results and gradients: \
                it grows with the length when fused, with its square when composed.\
                """,
                rows);
    }

    private static Row row(Session session, Match match, int T, boolean gradients) {
        String passes = gradients ? "forward and backward" : "forward";
        session.say("attention T=%d, %s".formatted(T, passes));
        Turns turns = new Turns(WARM_UP, session.rounds(ROUNDS), SLICE);
        CausalAttention fused = new CausalAttention(1, T, HEADS, HEAD_SIZE, gradients, true);
        CausalAttention composed = new CausalAttention(1, T, HEADS, HEAD_SIZE, gradients, false);
        Match.Result result = match.play(fused, new MultiplyAdds(), turns, TOLERANCE);
        Match.Result parts =
                match.play(
                        composed,
                        new MultiplyAdds(),
                        new Turns(WARM_UP / 2, Math.min(3, turns.rounds()), SLICE),
                        TOLERANCE);
        return Row.empty()
                .with("length", T)
                .with("passes", passes)
                .with("threads", result.threads())
                .with("milliseconds", result.ours().map(s -> 1e3 * s))
                .with("composedMilliseconds", (Object) (1e3 * parts.ours().median()))
                .with("peer", result.fastest().name())
                .with("peerMilliseconds", (Object) (1e3 * result.fastest().seconds().median()))
                .with("ratio", result.ratio())
                .with("shareOfLimit", (Object) result.shareOfPeak(flops(fused)).median())
                .with("bytes", result.firstBytes())
                .with("composedBytes", parts.firstBytes());
    }

    /// The operations that the products need for the keys that are seen: two products forward, four more backward.
    private static double flops(CausalAttention work) {
        double pairs = work.length() * (work.length() + 1.0) / 2;
        return 4 * work.width() * pairs * (work.gradients() ? 3 : 1);
    }
}
