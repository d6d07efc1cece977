package org.firstprinciples.benchmarks.harness;

import org.firstprinciples.benchmarks.report.Sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Measures several tasks in interleaved rounds: only one runs at a time, and each runs once in every round.
///
/// A shared or hot machine is up to twice as slow at one moment as at another. If one library were measured
/// completely before the next, as JMH does with its forks, their figures would compare moments rather than libraries.
/// Here each task has a short measurement in every round, each round begins with another task, and figures are
/// compared within a round.
///
/// @param warmUpSeconds how long each task runs before the first round
/// @param rounds how many
/// @param measurementSeconds how long a task runs in a round; at least once, however long that takes
public record InterleavedRounds(double warmUpSeconds, int rounds, double measurementSeconds) {

    /// Idle threads of a library spin for a while before they sleep. This pause keeps them off the cores
    /// that the next measurement needs.
    private static final long PAUSE_MILLISECONDS = 30;

    /// Mean seconds per run of each task, in the order of the tasks, round by round.
    public List<Sample> measure(List<RemoteTask> tasks) {
        double[][] seconds = new double[tasks.size()][rounds];
        tasks.forEach(task -> task.measure(warmUpSeconds));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < tasks.size(); i++) {
                int next = (round + i) % tasks.size();
                pauseBefore(tasks.get(next));
                seconds[next][round] = tasks.get(next).measure(measurementSeconds);
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (double[] each : seconds) {
            samples.add(new Sample(each));
        }
        return samples;
    }

    private static void pauseBefore(RemoteTask task) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    task.fork().setting().threads() > 1 ? PAUSE_MILLISECONDS : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two measurements", e);
        }
    }
}
