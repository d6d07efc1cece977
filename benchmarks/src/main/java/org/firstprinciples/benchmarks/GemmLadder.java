package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.Fork;
import org.firstprinciples.benchmarks.harness.InterleavedRounds;
import org.firstprinciples.benchmarks.harness.RemoteTask;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;
import org.firstprinciples.benchmarks.workloads.Workload.MatrixProduct;
import org.firstprinciples.benchmarks.workloads.Workload.Rung;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.ladder.Ladder;

import java.util.ArrayList;
import java.util.List;

/// The rungs of the ladder of linear algebra, from three loops to the library's matrix product.
final class GemmLadder implements Benchmark {

    private static final int ROUNDS = 7;
    private static final double WARM_UP_SECONDS = 1;
    private static final double MEASUREMENT_SECONDS = 0.03;
    private static final List<Integer> SIZES = List.of(128, 512, 1024);

    @Override
    public String name() {
        return "gemm-ladder";
    }

    @Override
    public String summary() {
        return "every rung from three loops to the library's matrix product, in GFLOP/s";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            try (Fork ours = Fork.start(Setting.ours(threads));
                    Fork limits = Fork.start(Setting.limits(threads))) {
                for (int n : SIZES) {
                    session.log("gemm-ladder %d³, threads %d".formatted(n, threads));
                    rows.addAll(rows(session, ours, limits, n));
                }
            }
        }
        return new Table(
                "The ladder",
                """
                Square matrices, each rung with one idea more than the one before, all with the same bits. Only the \
                last two use more than one thread. The peak is the rate of fused multiply-adds on as many \
                threads as the row says.\
                """,
                rows);
    }

    private static List<Row> rows(Session session, Fork ours, Fork limits, int n) {
        List<String> names =
                Ladder.rungs(Parallel.sequential()).stream().map(rung -> rung.name()).toList();
        List<RemoteTask> tasks = new ArrayList<>();
        tasks.add(limits.prepare(new FusedMultiplyAdds()).orElseThrow());
        for (int i = 0; i < names.size(); i++) {
            tasks.add(ours.prepare(new Rung(i, n)).orElseThrow());
            tasks.get(1).requireSameOutput(tasks.getLast(), 0);
        }
        List<Sample> seconds =
                new InterleavedRounds(WARM_UP_SECONDS, session.rounds(ROUNDS), MEASUREMENT_SECONDS)
                        .measure(tasks);
        tasks.forEach(RemoteTask::close);
        int threads = ours.setting().threads();
        double flops = MatrixProduct.square(n).flops();
        double peakFlops = new FusedMultiplyAdds().flops(threads);
        Sample peak = seconds.getFirst().map(s -> 1e-9 * peakFlops / s);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Sample rate = seconds.get(i + 1).map(s -> 1e-9 * flops / s);
            rows.add(
                    Row.empty()
                            .with("rung", names.get(i))
                            .with("size", n)
                            .with("threads", threads)
                            .with("gigaflops", rate)
                            .with("peakGigaflops", peak.median())
                            .with("fractionOfPeak", rate.dividedBy(peak).median()));
        }
        return rows;
    }
}
