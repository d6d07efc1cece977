package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.turns.ModelSize;
import org.firstprinciples.benchmarks.turns.Setting;
import org.firstprinciples.benchmarks.turns.Turns;
import org.firstprinciples.benchmarks.turns.Work.MultiplyAdds;
import org.firstprinciples.benchmarks.turns.Work.TrainingSteps;

import java.util.ArrayList;
import java.util.List;

/// A training step of two GPTs: batch, forward, backward, clip, AdamW.
final class TrainStep implements Benchmark {

    /// Losses of the first five steps differ by what rounding differs, which the steps increase: 1e-6 to 1e-5.
    /// Exchanged betas or another form of GELU show as 1e-3.
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
                session.say("train-step %s, threads %d".formatted(size.description(), threads));
                rows.add(row(session, size, threads));
            }
        }
        return new Table(
                "A training step",
                """
                A: 4 layers, 4 heads, width 128, context 64, batch 12; B: 6, 6, 384, 256, 8. Both libraries begin \
                with the same weights and their first five losses agree. `ratio` is our time over that of the \
                fastest setting of libtorch in the same round: below 1 we are faster. `shareOfLimit` is the rate \
                of the operations that the products of a step need, over that of the fused multiply-adds measured \
                in the same round. `bytesPerStep` is what Java allocates in a step.\
                """,
                rows);
    }

    private static Row row(Session session, ModelSize size, int threads) {
        Turns turns =
                switch (size) {
                    case A -> new Turns(5, session.rounds(21), 0.3);
                    case B -> new Turns(5, session.rounds(9), 0);
                };
        try (Match match = new Match(threads, Setting.libtorch(threads))) {
            Match.Result result =
                    match.play(new TrainingSteps(size), new MultiplyAdds(), turns, TOLERANCE);
            Sample milliseconds = result.ours().map(s -> 1e3 * s);
            Row row =
                    Row.empty()
                            .with("config", size.name())
                            .with("threads", threads)
                            .with("milliseconds", milliseconds)
                            .with("peer", result.fastest().name())
                            .with("peerMilliseconds", result.fastest().seconds().map(s -> 1e3 * s))
                            .with("ratio", result.ratio())
                            .with("shareOfLimit", result.shareOfPeak(size.stepFlops()))
                            .with("peakGigaflops", (Object) result.peakGigaflops().median())
                            .with("bytesPerStep", result.steadyBytes());
            for (Match.Peer other : result.peers().subList(1, result.peers().size())) {
                row =
                        row.with("otherPeer", other.name())
                                .with(
                                        "otherPeerMilliseconds",
                                        (Object) (1e3 * other.seconds().median()));
            }
            return row;
        }
    }
}
