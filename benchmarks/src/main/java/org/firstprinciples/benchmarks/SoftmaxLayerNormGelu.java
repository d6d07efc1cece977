package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.turns.Setting;
import org.firstprinciples.benchmarks.turns.Turns;
import org.firstprinciples.benchmarks.turns.Work.RowFunction;
import org.firstprinciples.benchmarks.turns.Work.RowFunction.Function;
import org.firstprinciples.benchmarks.turns.Work.Streaming;

import java.util.ArrayList;
import java.util.List;

/// Operations that do little with many numbers, against what cache or memory delivers.
final class SoftmaxLayerNormGelu implements Benchmark {

    private static final int ROUNDS = 9;
    private static final double WARM_UP = 0.5;
    private static final double SLICE = 0.03;

    /// Rows and columns: 0.4, 1.5 and 64 MB, of which the first fits into most second caches and the last into none.
    private static final int[][] SIZES = {{768, 128}, {768, 512}, {8192, 2048}};

    private static final int BYTES = 2 * Float.BYTES; // each element read and written

    /// Results are at most some 5, gradients too; both libraries round a few times by `2⁻²⁴` of that, and their
    /// exponentials and error functions are accurate to a few units of it.
    private static final double TOLERANCE = 2e-5;

    @Override
    public String name() {
        return "softmax-layernorm-gelu";
    }

    @Override
    public String summary() {
        return "row by row operations against libtorch and the bandwidth of cache and memory";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            try (Match match = new Match(threads, Setting.libtorch(threads))) {
                for (Function function : Function.values()) {
                    for (boolean gradient : new boolean[] {false, true}) {
                        for (int[] size : SIZES) {
                            RowFunction work =
                                    new RowFunction(function, size[0], size[1], gradient);
                            rows.add(row(session, match, work));
                        }
                    }
                }
            }
        }
        return new Table(
                "Softmax, layer norm, GELU",
                """
                `ratio` is our time over that of the fastest setting of libtorch in the same round: below 1 we are \
                faster. The limit is a loop `y = ax` over as many numbers, which reads and writes each once; \
                `shareOfLimit` is its time over ours. With the backward pass no more is counted as needed.\
                """,
                rows);
    }

    private static Row row(Session session, Match match, RowFunction work) {
        String passes = work.gradient() ? "forward and backward" : "forward";
        session.say(
                "%s %d×%d, %s"
                        .formatted(work.function().word(), work.rows(), work.columns(), passes));
        Turns turns = new Turns(WARM_UP, session.rounds(ROUNDS), SLICE);
        Match.Result result = match.play(work, new Streaming(work.elements()), turns, TOLERANCE);
        return Row.empty()
                .with("operation", work.function().word())
                .with("passes", passes)
                .with("rows", work.rows())
                .with("columns", work.columns())
                .with("threads", result.threads())
                .with("microseconds", result.ours().map(s -> 1e6 * s))
                .with("peer", result.fastest().name())
                .with("peerMicroseconds", (Object) (1e6 * result.fastest().seconds().median()))
                .with("ratio", result.ratio())
                .with("gigabytesPerSecond", (Object) rate(work, result.ours()))
                .with("limitGigabytesPerSecond", (Object) rate(work, result.limit()))
                .with("shareOfLimit", (Object) result.limit().over(result.ours()).median());
    }

    private static double rate(RowFunction work, Sample seconds) {
        return (double) BYTES * work.elements() / seconds.median() / 1e9;
    }
}
