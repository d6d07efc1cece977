package org.firstprinciples.benchmarks.limits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Loops that are bound by the processor's arithmetic alone, or by its memory alone.
final class VectorLoops {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    /// Independent sums. Two multiply-add units with a latency of 4 or 5 cycles need 8 to 10 of them to be busy, and
    /// more than 16 would not fit into the registers of AVX2.
    private static final int CHAINS = 12;

    private static final int STEPS = 4096;

    private VectorLoops() {}

    /// Fused multiply-adds in independent chains; the result goes to `sink`, so that no compiler drops them.
    ///
    /// @param count how many of single numbers; rounded up to a multiple of 49,152 times the lanes of a vector
    static void multiplyAdds(long count, float[] sink) {
        long blocks = Math.ceilDiv(count, (long) STEPS * CHAINS * S.length());
        for (long i = 0; i < blocks; i++) {
            sink[0] += chains();
        }
    }

    private static float chains() {
        FloatVector a = FloatVector.broadcast(S, 0.999f);
        FloatVector b = FloatVector.broadcast(S, 0.001f);
        FloatVector c0 = a;
        FloatVector c1 = a;
        FloatVector c2 = a;
        FloatVector c3 = a;
        FloatVector c4 = a;
        FloatVector c5 = a;
        FloatVector c6 = a;
        FloatVector c7 = a;
        FloatVector c8 = a;
        FloatVector c9 = a;
        FloatVector c10 = a;
        FloatVector c11 = a;
        for (int i = 0; i < STEPS; i++) {
            c0 = c0.fma(a, b);
            c1 = c1.fma(a, b);
            c2 = c2.fma(a, b);
            c3 = c3.fma(a, b);
            c4 = c4.fma(a, b);
            c5 = c5.fma(a, b);
            c6 = c6.fma(a, b);
            c7 = c7.fma(a, b);
            c8 = c8.fma(a, b);
            c9 = c9.fma(a, b);
            c10 = c10.fma(a, b);
            c11 = c11.fma(a, b);
        }
        FloatVector sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
        return sum.add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
    }

    /// `yᵢ = a xᵢ` for `from ≤ i < to`.
    static void scale(float a, float[] x, float[] y, int from, int to) {
        FloatVector factor = FloatVector.broadcast(S, a);
        int i = from;
        for (; i + S.length() <= to; i += S.length()) {
            FloatVector.fromArray(S, x, i).mul(factor).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = a * x[i];
        }
    }
}
