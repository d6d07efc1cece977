package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One block of an online softmax in the middle of a sequence.
record ColumnsCall(int keys, int queries, int visible, int mo, int lo, Values values, long seed) {

    static final float SCALE = 0.3f;

    /// What a softmax of columns, or its gradient, does to a state.
    @FunctionalInterface
    interface Subject {
        void run(ColumnsCall call, State state);
    }

    /// Scores, their gradient, and the floats kept for each query.
    record State(float[] s, float[] d, float[] m, float[] l, float[] f) {

        int[] bits() {
            return Stream.of(s, d, m, l, f).map(Values::bits).flatMapToInt(IntStream::of).toArray();
        }
    }

    static Subject forward(Kernels kernels) {
        return (c, x) ->
                kernels.softmaxColumns(
                        c.keys, c.queries, c.visible, SCALE, x.s, x.m, c.mo, x.l, c.lo, x.f);
    }

    static Subject gradient(Kernels kernels) {
        return (c, x) ->
                kernels.softmaxColumnsGradient(
                        c.keys, c.queries, c.visible, SCALE, x.s, x.d, x.m, c.mo, x.l, c.lo, x.f);
    }

    /// The keys that query `i` sees.
    int seen(int i) {
        return Math.clamp(visible + (long) i, 0, keys);
    }

    /// What stands in memory before; running maxima are `−∞` where nothing was seen so far.
    State state() {
        Random random = new Random(seed);
        float[] s = values.array(random, Kernels.KEYS * Kernels.QUERIES);
        float[] d = values.array(random, s.length);
        float[] m = values.array(random, mo + queries + 1);
        float[] l = values.array(random, lo + queries + 1);
        float[] f = values.array(random, Kernels.QUERIES);
        for (int i = 0; i < queries; i += 3) {
            m[mo + i] = Float.NEGATIVE_INFINITY;
            l[lo + i] = 0f;
        }
        for (int i = 0; i < l.length; i++) {
            l[i] = Math.abs(l[i]); // a sum of exponentials, or its reciprocal
        }
        return new State(s, d, m, l, f);
    }

    State after(Subject subject) {
        State state = state();
        subject.run(this, state);
        return state;
    }
}
