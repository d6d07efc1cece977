package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.Fork;
import org.firstprinciples.benchmarks.harness.InterleavedRounds;
import org.firstprinciples.benchmarks.harness.RemoteTask;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.workloads.Workload;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The book's library compared with its peers on the same number of threads, and with the limits of the machine.
final class Comparison implements AutoCloseable {

    private final int threads;
    private final Fork ours;
    private final Fork limits;
    private final List<Fork> peers = new ArrayList<>();

    /// Forks a JVM for each.
    Comparison(int threads, List<Setting> peers) {
        this.threads = threads;
        this.ours = Fork.start(Setting.ours(threads));
        this.limits = Fork.start(Setting.limits(threads));
        peers.forEach(peer -> this.peers.add(Fork.start(peer)));
    }

    /// The measurements of a workload. Samples are mean seconds per run, round by round.
    ///
    /// @param threads of each library
    /// @param ours the book's library
    /// @param limit the loop that measures the limit
    /// @param peers the other libraries by their median, the fastest first
    /// @param firstRunBytes what the book's library allocated in its first run
    /// @param steadyBytes what it allocated in a run after all rounds
    record Result(
            int threads,
            Sample ours,
            Sample limit,
            List<Peer> peers,
            long firstRunBytes,
            long steadyBytes) {

        /// The fastest of the other libraries.
        Peer fastestPeer() {
            return peers.getFirst();
        }

        /// Our time divided by that of the fastest peer, round by round.
        Sample ratio() {
            return ours.dividedBy(fastestPeer().seconds());
        }

        /// Our rate divided by the peak rate of [FusedMultiplyAdds], round by round.
        ///
        /// @param flops the operations of a run, a multiply-add counting as two
        Sample fractionOfPeak(double flops) {
            return ours.map(s -> 1e-9 * flops / s).dividedBy(peakGigaflops());
        }

        /// The rate of [FusedMultiplyAdds] in GFLOP/s.
        Sample peakGigaflops() {
            double flops = new FusedMultiplyAdds().flops(threads);
            return limit.map(s -> 1e-9 * flops / s);
        }
    }

    /// Another library.
    record Peer(String name, Sample seconds) {}

    /// Measures a workload in interleaved rounds, after a check that all libraries come to the same output.
    ///
    /// @param workload what is measured; a peer that does not support it is left out
    /// @param limit what is measured beside it
    /// @param tolerance the largest absolute difference of two numbers of the outputs
    /// @throws IllegalStateException if two numbers differ by more
    Result measure(Workload workload, Workload limit, InterleavedRounds rounds, double tolerance) {
        List<RemoteTask> tasks = new ArrayList<>();
        tasks.add(ours.prepare(workload).orElseThrow());
        tasks.add(limits.prepare(limit).orElseThrow());
        for (Fork peer : peers) {
            Optional<RemoteTask> task = peer.prepare(workload);
            task.ifPresent(tasks::add);
            task.ifPresent(t -> tasks.getFirst().requireSameOutput(t, tolerance));
        }
        List<Sample> seconds = rounds.measure(tasks);
        long steadyBytes = tasks.getFirst().allocatedBytes();
        tasks.forEach(RemoteTask::close);
        List<Peer> measuredPeers = new ArrayList<>();
        for (int i = 2; i < tasks.size(); i++) {
            measuredPeers.add(new Peer(tasks.get(i).fork().name(), seconds.get(i)));
        }
        measuredPeers.sort(Comparator.comparingDouble(peer -> peer.seconds().median()));
        return new Result(
                threads,
                seconds.get(0),
                seconds.get(1),
                measuredPeers,
                tasks.getFirst().firstRunBytes(),
                steadyBytes);
    }

    /// Ends the forked JVMs.
    @Override
    public void close() {
        ours.close();
        limits.close();
        peers.forEach(Fork::close);
    }
}
