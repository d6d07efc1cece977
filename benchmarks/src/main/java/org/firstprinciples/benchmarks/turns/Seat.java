package org.firstprinciples.benchmarks.turns;

import java.util.Arrays;

/// A work that a player is ready to do.
///
/// @param player who does it
/// @param trial its number in the player's process
/// @param work what is done
/// @param outcome by which libraries are compared
/// @param firstBytes what Java allocated when it was done for the first time
public record Seat(Player player, int trial, Work work, float[] outcome, long firstBytes)
        implements AutoCloseable {

    /// Does the work again and again until the time has passed, at least once; returns the mean time in seconds.
    public double turn(double seconds) {
        return player.turn(trial, seconds);
    }

    /// Does the work once more; returns the bytes that Java allocates for it, compiled code as it is by then.
    public long allocation() {
        return player.allocation(trial);
    }

    /// Checks that a peer came to the same result.
    ///
    /// @param tolerance how far two numbers may be apart
    /// @throws IllegalStateException if they are further apart; the message names both and the place
    public void requireSameOutcome(Seat peer, double tolerance) {
        int place = firstDifference(outcome, peer.outcome, tolerance);
        if (place >= 0) {
            throw new IllegalStateException(
                    "%s: %s and %s differ at place %d of %d: %s and %s, allowed is %.3g"
                            .formatted(
                                    work,
                                    player.setting().name(),
                                    peer.player.setting().name(),
                                    place,
                                    outcome.length,
                                    at(outcome, place),
                                    at(peer.outcome, place),
                                    tolerance));
        }
    }

    private static String at(float[] outcome, int place) {
        return place < outcome.length ? Float.toString(outcome[place]) : "nothing";
    }

    /// The first place at which two results are more than `tolerance` apart, NaN counting as far apart from
    /// everything; −1 if there is none.
    static int firstDifference(float[] x, float[] y, double tolerance) {
        int n = Math.min(x.length, y.length);
        for (int i = 0; i < n; i++) {
            if (!(Math.abs((double) x[i] - y[i]) <= tolerance)) {
                return i;
            }
        }
        return x.length == y.length ? -1 : n;
    }

    /// Frees what the work was done on.
    @Override
    public void close() {
        player.release(trial);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seat seat && player == seat.player && trial == seat.trial;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[] {System.identityHashCode(player), trial});
    }
}
