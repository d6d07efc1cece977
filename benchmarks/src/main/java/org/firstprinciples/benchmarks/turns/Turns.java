package org.firstprinciples.benchmarks.turns;

import org.firstprinciples.benchmarks.report.Sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Several works timed in turns, so that only one computes at a time and all have the same weather.
///
/// A machine that is shared, or gets warm, is up to twice as slow at one moment as at another. So no library
/// is timed as a whole before the next: in every round each has one short turn, the first one being another
/// in every round, and what is compared is compared within a round. A harness such as JMH times one process
/// after the other, and its figures would compare moments.
///
/// @param warmUp seconds that each computes before the first round
/// @param rounds how many
/// @param slice seconds of a turn; a work that takes longer is done once
public record Turns(double warmUp, int rounds, double slice) {

    /// What a library's idle threads spin after a turn, before they sleep and leave the cores to the next.
    private static final long SETTLE_MILLISECONDS = 30;

    /// Seconds a call of each work, in the order of the seats, round by round.
    public List<Sample> play(List<Seat> seats) {
        double[][] seconds = new double[seats.size()][rounds];
        seats.forEach(seat -> seat.turn(warmUp));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < seats.size(); i++) {
                int next = (round + i) % seats.size();
                settle(seats.get(next));
                seconds[next][round] = seats.get(next).turn(slice);
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (double[] each : seconds) {
            samples.add(new Sample(each));
        }
        return samples;
    }

    private static void settle(Seat seat) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    seat.player().setting().threads() > 1 ? SETTLE_MILLISECONDS : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
