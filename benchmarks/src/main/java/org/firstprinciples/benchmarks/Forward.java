package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.turns.ModelSize;
import org.firstprinciples.benchmarks.turns.Setting;
import org.firstprinciples.benchmarks.turns.Turns;
import org.firstprinciples.benchmarks.turns.Work.Logits;
import org.firstprinciples.benchmarks.turns.Work.MultiplyAdds;

import java.util.ArrayList;
import java.util.List;

/// The logits of one sequence of 256 tokens by the larger GPT, without gradients.
final class Forward implements Benchmark {

    private static final int ROUNDS = 15;
    private static final double WARM_UP = 2;
    private static final double SLICE = 0.2;

    /// Logits at the start are of the order of 1; six layers round each a few times by `2⁻²⁴`.
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
            session.say("forward, threads %d".formatted(threads));
            try (Match match = new Match(threads, Setting.libtorch(threads))) {
                rows.add(row(session, match));
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

    private static Row row(Session session, Match match) {
        Turns turns = new Turns(WARM_UP, session.rounds(ROUNDS), SLICE);
        Logits work = new Logits(ModelSize.B, 1);
        Match.Result result = match.play(work, new MultiplyAdds(), turns, TOLERANCE);
        return Row.empty()
                .with("config", work.size().name())
                .with("threads", result.threads())
                .with("milliseconds", result.ours().map(s -> 1e3 * s))
                .with("peer", result.fastest().name())
                .with("peerMilliseconds", result.fastest().seconds().map(s -> 1e3 * s))
                .with("ratio", result.ratio())
                .with("shareOfLimit", result.shareOfPeak(work.size().forwardFlops(work.rows())))
                .with("bytesPerCall", result.steadyBytes());
    }
}
