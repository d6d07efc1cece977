package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.curriculum.Exercise;

import java.util.ArrayDeque;
import java.util.Deque;

/// The pullback of a chain of steps with fewer states in memory: some are stored, the others computed again when they are needed,
/// to the same bits.
///
/// - source: Griewank & Walther 2000, *Revolve*; Chen et al. 2016, *Training deep nets with sublinear memory cost*
public final class Checkpointing {

    private final Chain chain;
    private long forwardSteps;
    private int stored;
    private int mostStored;

    private Checkpointing(Chain chain) {
        this.chain = chain;
    }

    /// Steps one after the other, each a function of the state before it and of its number only.
    public interface Chain {

        /// How many steps there are.
        int length();

        /// The state after step `i` from the one before it.
        double[] forward(int i, double[] state);

        /// The adjoint before step `i`, from the state before it and the adjoint after it.
        double[] backward(int i, double[] state, double[] adjoint);
    }

    /// What came out, and what it took.
    ///
    /// @param adjoint the adjoint of the first state
    /// @param forwardSteps how many steps were taken forward
    /// @param mostStored how many states were held at once, the first among them
    public record Pullback(double[] adjoint, long forwardSteps, int mostStored) {}

    /// All states are stored.
    public static Pullback storeAll(Chain chain, double[] start, double[] adjoint) {
        Checkpointing run = new Checkpointing(chain);
        run.store(1);
        return run.result(run.segment(0, chain.length(), start, adjoint));
    }

    /// One state for each segment of `⌈√l⌉` steps, then segment after segment from the last: `2⌈√l⌉` states at most, and each step
    /// is taken twice at most.
    public static Pullback uniform(Chain chain, double[] start, double[] adjoint) {
        Checkpointing run = new Checkpointing(chain);
        int l = chain.length();
        int width = (int) Math.ceil(Math.sqrt(l));
        Deque<double[]> begins = new ArrayDeque<>();
        double[] state = start;
        run.store(1);
        begins.add(state);
        int last = 0; // where the last segment begins
        while (last + width < l) {
            for (int i = last; i < last + width; i++) {
                state = run.step(i, state);
            }
            last += width;
            run.store(1);
            begins.add(state);
        }
        double[] back = adjoint;
        for (int from = last; !begins.isEmpty(); from -= width) {
            back = run.segment(from, Math.min(from + width, l), begins.removeLast(), back);
            run.store(-1);
        }
        return run.result(back);
    }

    /// With at most `c` states, the first among them, as few steps forward as possible, [#fewestSteps(int, int)].
    ///
    /// @throws IllegalArgumentException if `c < 1`
    @Exercise(id = "BP-E3", stars = 3, minutes = 40, claims = "BP-19")
    public static Pullback optimal(Chain chain, double[] start, double[] adjoint, int c) {
        if (c < 1) {
            throw new IllegalArgumentException("at least 1 state must be stored, got " + c);
        }
        Checkpointing run = new Checkpointing(chain);
        run.store(1);
        return run.result(run.reverse(0, chain.length(), start, adjoint, c));
    }

    /// The fewest steps forward for `l` steps back with `c` stored states: `rl − (c+r over r−1)` for the smallest `r` with
    /// `(c+r over c) ≥ l`.
    ///
    /// @throws IllegalArgumentException if `l < 0` or `c < 1`
    public static long fewestSteps(int l, int c) {
        if (l < 0 || c < 1) {
            throw new IllegalArgumentException(
                    "l ≥ 0 and c ≥ 1 are needed, got %s and %s".formatted(l, c));
        }
        if (l <= 1) {
            return 0;
        }
        int r = 1;
        while (choose(c + r, c) < l) {
            r++;
        }
        return (long) r * l - choose(c + r, r - 1);
    }

    private static long choose(int n, int k) {
        long choose = 1;
        for (int i = 1; i <= k; i++) {
            choose = choose * (n - k + i) / i;
        }
        return choose;
    }

    /// Stores all states of a segment on the way through it, and goes back.
    private double[] segment(int from, int to, double[] start, double[] adjoint) {
        Deque<double[]> states = new ArrayDeque<>();
        double[] state = start;
        states.add(state);
        for (int i = from; i + 1 < to; i++) {
            state = step(i, state);
            store(1);
            states.add(state);
        }
        double[] back = adjoint;
        for (int i = to - 1; i >= from; i--) {
            back = chain.backward(i, states.removeLast(), back);
        }
        store(-Math.max(0, to - from - 1));
        return back;
    }

    /// Steps `from … to`, of which the state before is stored, with `c` stored states in all.
    private double[] reverse(int from, int to, double[] start, double[] adjoint, int c) {
        int l = to - from;
        if (l == 0) {
            return adjoint;
        }
        if (l == 1) {
            return chain.backward(from, start, adjoint);
        }
        if (c == 1) {
            double[] back = adjoint;
            for (int i = to - 1; i >= from; i--) {
                double[] state = start;
                for (int j = from; j < i; j++) {
                    state = step(j, state);
                }
                back = chain.backward(i, state, back);
            }
            return back;
        }
        int m = 1; // the place of the next stored state
        long fewest = Long.MAX_VALUE;
        for (int candidate = 1; candidate < l; candidate++) {
            long steps = candidate + fewestSteps(l - candidate, c - 1) + fewestSteps(candidate, c);
            if (steps < fewest) {
                fewest = steps;
                m = candidate;
            }
        }
        double[] state = start;
        for (int i = from; i < from + m; i++) {
            state = step(i, state);
        }
        store(1);
        double[] back = reverse(from + m, to, state, adjoint, c - 1);
        store(-1);
        return reverse(from, from + m, start, back, c);
    }

    private double[] step(int i, double[] state) {
        forwardSteps++;
        return chain.forward(i, state);
    }

    private void store(int change) {
        stored += change;
        mostStored = Math.max(mostStored, stored);
    }

    private Pullback result(double[] adjoint) {
        return new Pullback(adjoint, forwardSteps, mostStored);
    }
}
