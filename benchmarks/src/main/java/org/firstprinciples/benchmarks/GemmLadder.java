package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.turns.Player;
import org.firstprinciples.benchmarks.turns.Seat;
import org.firstprinciples.benchmarks.turns.Setting;
import org.firstprinciples.benchmarks.turns.Turns;
import org.firstprinciples.benchmarks.turns.Work;
import org.firstprinciples.benchmarks.turns.Work.MatrixProduct;
import org.firstprinciples.benchmarks.turns.Work.MultiplyAdds;
import org.firstprinciples.benchmarks.turns.Work.Rung;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.ladder.Ladder;

import java.util.ArrayList;
import java.util.List;

/// The rungs of the ladder of linear algebra, from three loops to the library's product.
final class GemmLadder implements Benchmark {

    private static final int ROUNDS = 7;
    private static final double WARM_UP = 1;
    private static final double SLICE = 0.03;
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
            try (Player ours = Player.start(Setting.ours(threads));
                    Player limits = Player.start(Setting.limits(threads))) {
                for (int n : SIZES) {
                    session.say("gemm-ladder %d³, threads %d".formatted(n, threads));
                    rows.addAll(rows(session, ours, limits, n));
                }
            }
        }
        return new Table(
                "The ladder",
                """
                Square matrices, each rung with one idea more than the one before, all with the same bits. Only the \
                last two use more than one thread. The limit is that of as many threads as the row says.\
                """,
                rows);
    }

    private static List<Row> rows(Session session, Player ours, Player limits, int n) {
        List<String> names =
                Ladder.rungs(Parallel.sequential()).stream().map(rung -> rung.name()).toList();
        List<Seat> seats = new ArrayList<>();
        seats.add(limits.prepare(new MultiplyAdds()).orElseThrow());
        for (int i = 0; i < names.size(); i++) {
            seats.add(ours.prepare(new Rung(i, n)).orElseThrow());
            seats.get(1).requireSameOutcome(seats.getLast(), 0);
        }
        List<Sample> seconds = new Turns(WARM_UP, session.rounds(ROUNDS), SLICE).play(seats);
        seats.forEach(Seat::close);
        int threads = ours.setting().threads();
        double flops = MatrixProduct.square(n).flops();
        Sample peak = seconds.getFirst().map(s -> 2e-9 * threads * Work.MultiplyAdds.COUNT / s);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Sample rate = seconds.get(i + 1).map(s -> flops / s / 1e9);
            rows.add(
                    Row.empty()
                            .with("rung", names.get(i))
                            .with("size", n)
                            .with("threads", threads)
                            .with("gigaflops", rate)
                            .with("peakGigaflops", (Object) peak.median())
                            .with("shareOfLimit", (Object) rate.over(peak).median()));
        }
        return rows;
    }
}
