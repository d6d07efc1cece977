package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.turns.ModelSize;
import org.firstprinciples.benchmarks.turns.Player;
import org.firstprinciples.benchmarks.turns.Seat;
import org.firstprinciples.benchmarks.turns.Setting;
import org.firstprinciples.benchmarks.turns.Work.TrainingSteps;

import java.util.ArrayList;
import java.util.List;

/// The memory that training takes, each library in a process of its own.
final class PeakMemory implements Benchmark {

    private static final int STEPS = 10;
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "peak-memory";
    }

    @Override
    public String summary() {
        return "resident memory of a process that trains GPT B, against libtorch";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            session.say("peak-memory, threads %d".formatted(threads));
            double ours = mebibytes(Setting.ours(threads));
            for (Setting peer : Setting.libtorch(threads)) {
                double theirs = mebibytes(peer);
                Row row = Row.empty().with("threads", threads).with("mebibytes", (Object) ours);
                rows.add(
                        row.with("peer", peer.name())
                                .with("peerMebibytes", (Object) theirs)
                                .with("ratio", (Object) (ours / theirs)));
            }
        }
        return new Table(
                "Peak memory",
                """
                The most memory that a process ever had resident (`VmHWM` of Linux; 0 elsewhere) after ten or more \
                training steps of GPT B, with the options that notebooks run with.\
                """,
                rows);
    }

    private static double mebibytes(Setting setting) {
        try (Player player = Player.start(setting)) {
            Seat seat = player.prepare(new TrainingSteps(ModelSize.B)).orElseThrow();
            for (int step = 0; step < STEPS; step++) {
                seat.turn(0);
            }
            return player.peakMemory() / MEBIBYTE;
        }
    }
}
