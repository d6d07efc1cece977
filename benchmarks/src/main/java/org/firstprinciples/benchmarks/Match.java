package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.turns.Player;
import org.firstprinciples.benchmarks.turns.Seat;
import org.firstprinciples.benchmarks.turns.Setting;
import org.firstprinciples.benchmarks.turns.Turns;
import org.firstprinciples.benchmarks.turns.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The book's library beside others, all on the same number of threads, and beside the limits of the machine.
final class Match implements AutoCloseable {

    private final int threads;
    private final Player ours;
    private final Player limits;
    private final List<Player> peers = new ArrayList<>();

    /// Starts a process for each.
    Match(int threads, List<Setting> peers) {
        this.threads = threads;
        this.ours = Player.start(Setting.ours(threads));
        this.limits = Player.start(Setting.limits(threads));
        peers.forEach(peer -> this.peers.add(Player.start(peer)));
    }

    /// What came of a work. Samples are seconds, round by round.
    ///
    /// @param threads of each library
    /// @param ours the book's library
    /// @param limit what the limit took
    /// @param peers the others by their median, the fastest first
    /// @param steadyBytes what the book's library allocated in the end, for each time that the work was done
    /// @param firstBytes what it allocated when the work was done for the first time
    record Result(
            int threads,
            Sample ours,
            Sample limit,
            List<Peer> peers,
            long firstBytes,
            long steadyBytes) {

        /// The fastest of the others.
        Peer fastest() {
            return peers.getFirst();
        }

        /// Our time over that of the fastest of the others, round by round.
        Sample ratio() {
            return ours.over(fastest().seconds());
        }

        /// What we reach of the rate of [Work.MultiplyAdds], round by round, by operations of which a
        /// multiply-add is two.
        Sample shareOfPeak(double flops) {
            double adds = 2.0 * threads * Work.MultiplyAdds.COUNT;
            return limit.over(ours).map(quotient -> flops / adds * quotient);
        }

        /// The rate of [Work.MultiplyAdds] in GFLOP/s.
        Sample peakGigaflops() {
            return limit.map(s -> 2e-9 * threads * Work.MultiplyAdds.COUNT / s);
        }
    }

    /// Another library.
    record Peer(String name, Sample seconds) {}

    /// Lets all do a work in turns, once it is sure that they come to the same result.
    ///
    /// @param work what is done; libraries that do not do it are left out
    /// @param limit what is measured beside it
    /// @param tolerance how far numbers of two results may be apart
    /// @throws IllegalStateException if results are further apart
    Result play(Work work, Work limit, Turns turns, double tolerance) {
        List<Seat> seats = new ArrayList<>();
        seats.add(ours.prepare(work).orElseThrow());
        seats.add(limits.prepare(limit).orElseThrow());
        for (Player peer : peers) {
            Optional<Seat> seat = peer.prepare(work);
            seat.ifPresent(seats::add);
            seat.ifPresent(s -> seats.getFirst().requireSameOutcome(s, tolerance));
        }
        List<Sample> seconds = turns.play(seats);
        long steadyBytes = seats.getFirst().allocation();
        seats.forEach(Seat::close);
        List<Peer> others = new ArrayList<>();
        for (int i = 2; i < seats.size(); i++) {
            others.add(new Peer(seats.get(i).player().setting().name(), seconds.get(i)));
        }
        others.sort((x, y) -> Double.compare(x.seconds().median(), y.seconds().median()));
        return new Result(
                threads,
                seconds.get(0),
                seconds.get(1),
                others,
                seats.getFirst().firstBytes(),
                steadyBytes);
    }

    /// Ends the processes.
    @Override
    public void close() {
        ours.close();
        limits.close();
        peers.forEach(Player::close);
    }
}
