package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.InterleavedRounds;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.Workload.RowFunction;
import org.firstprinciples.benchmarks.workloads.Workload.RowFunction.Function;
import org.firstprinciples.benchmarks.workloads.Workload.StreamScale;

import java.util.ArrayList;
import java.util.List;

/// Operations with little arithmetic for each number, compared with the bandwidth of cache and memory.
final class SoftmaxLayerNormGelu implements Benchmark {

    private static final int ROUNDS = 9;
    private static final double WARM_UP_SECONDS = 0.5;
    private static final double MEASUREMENT_SECONDS = 0.03;

    /// Rows and columns: 0.4, 1.5 and 64 MB, of which the first fits into most L2 caches and the last into none.
    private static final int[][] SIZES = {{768, 128}, {768, 512}, {8192, 2048}};

    /// Outputs and gradients are below about 5; both libraries round a few times by `2⁻²⁴` of that, and their
    /// exponentials and error functions are accurate to a few units of it.
    private static final double TOLERANCE = 2e-5;

    @Override
    public String name() {
        return "softmax-layernorm-gelu";
    }

    @Override
    public String summary() {
        return "row-wise operations against libtorch and the bandwidth of cache and memory";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            try (Comparison comparison = new Comparison(threads, Setting.libtorch(threads))) {
                for (Function function : Function.values()) {
                    for (boolean gradient : new boolean[] {false, true}) {
                        for (int[] size : SIZES) {
                            RowFunction workload =
                                    new RowFunction(function, size[0], size[1], gradient);
                            rows.add(row(session, comparison, workload));
                        }
                    }
                }
            }
        }
        return new Table(
                "Softmax, layer norm, GELU",
                """
                `ratio` is our time over that of the fastest setting of libtorch in the same round: below 1 we are \
                faster. The peak is that of a loop `y = ax` over as many numbers, which reads and writes each once; \
                `fractionOfPeak` is its time over ours. The backward pass moves more bytes, but the peak \
                does not count them.\
                """,
                rows);
    }

    private static Row row(Session session, Comparison comparison, RowFunction workload) {
        String passes = workload.gradient() ? "forward and backward" : "forward";
        session.log(
                "%s %d×%d, %s"
                        .formatted(
                                workload.function().word(),
                                workload.rows(),
                                workload.columns(),
                                passes));
        InterleavedRounds rounds =
                new InterleavedRounds(WARM_UP_SECONDS, session.rounds(ROUNDS), MEASUREMENT_SECONDS);
        StreamScale stream = new StreamScale(workload.elements());
        Comparison.Result result = comparison.measure(workload, stream, rounds, TOLERANCE);
        return Row.empty()
                .with("operation", workload.function().word())
                .with("passes", passes)
                .with("rows", workload.rows())
                .with("columns", workload.columns())
                .with("threads", result.threads())
                .with("microseconds", result.ours().map(s -> 1e6 * s))
                .with("peer", result.fastestPeer().name())
                .with("peerMicroseconds", 1e6 * result.fastestPeer().seconds().median())
                .with("ratio", result.ratio())
                .with("gigabytesPerSecond", rate(stream, result.ours()))
                .with("peakGigabytesPerSecond", rate(stream, result.limit()))
                .with("fractionOfPeak", result.limit().dividedBy(result.ours()).median());
    }

    private static double rate(StreamScale stream, Sample seconds) {
        return 1e-9 * stream.bytes() / seconds.median();
    }
}
