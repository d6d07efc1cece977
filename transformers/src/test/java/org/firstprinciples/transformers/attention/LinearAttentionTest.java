package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.Arrays;

class LinearAttentionTest {

    Matrix linear(Matrix q, Matrix k, Matrix v) {
        return LinearAttention.linear(q, k, v);
    }

    Matrix recurrent(Matrix q, Matrix k, Matrix v) {
        return LinearAttention.recurrent(q, k, v);
    }

    private static Matrix whole(int rows, int columns, long seed) {
        return AttentionClaims.map(
                AttentionClaims.normal(rows, columns, seed), x -> 1 + Math.abs(Math.rint(4 * x)));
    }

    /// Whole numbers below 2⁵³ have no rounding: equal numerators and denominators, equal quotients.
    @Claim(value = "AT-16", open = "the counts of multiplications")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void sumsMadeOnceAndAStateGiveTheWeightedMean(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 5) int f,
            @ForAll long seed) {
        Matrix q = whole(n, f, seed);
        Matrix k = whole(n, f, seed + 1);
        Matrix v = whole(n, 3, seed + 2);
        assertThat(linear(q, k, v)).isEqualTo(LinearAttention.quadratic(q, k, v, Mask.none()));
        Matrix causal = LinearAttention.quadratic(q, k, v, Mask.causal(n, n));
        assertThat(recurrent(q, k, v)).isEqualTo(causal);
        double[] means = linear(q, k, v).toArray();
        double low = Arrays.stream(v.toArray()).min().orElseThrow();
        double high = Arrays.stream(v.toArray()).max().orElseThrow();
        assertThat(Arrays.stream(means)).allMatch(x -> low - 1e-12 <= x && x <= high + 1e-12);
    }

    /// A query that sees no key, or gives weight 0 to all, gets 0, and a factor of 2ᵏ of a query or of all keys changes no bit.
    @Claim("AT-16")
    @Property(tries = 200) // with both ends of the range
    void weightsOfZeroAndOfAnySize(
            @ForAll @IntRange(min = -1074, max = 1018) int a,
            @ForAll @IntRange(min = -1074, max = 1018) int b,
            @ForAll long seed) {
        Matrix q = whole(3, 2, seed);
        Matrix k = whole(3, 2, seed + 1);
        Matrix v = whole(3, 2, seed + 2);
        Matrix scaledQ = BinaryScaling.times(a, q);
        Matrix scaledK = BinaryScaling.times(b, k);
        assertThat(linear(scaledQ, scaledK, v)).isEqualTo(linear(q, k, v));
        assertThat(recurrent(scaledQ, scaledK, v)).isEqualTo(recurrent(q, k, v));
        Mask causal = Mask.causal(3, 3);
        assertThat(LinearAttention.quadratic(scaledQ, scaledK, v, causal))
                .isEqualTo(LinearAttention.quadratic(q, k, v, causal));
        Matrix zero = Matrix.zeros(3, 2);
        for (Matrix o :
                new Matrix[] {
                    linear(zero, k, v),
                    recurrent(zero, k, v),
                    linear(q, zero, v),
                    LinearAttention.quadratic(zero, k, v, Mask.none()),
                    LinearAttention.quadratic(q, k, v, (i, j) -> false)
                }) {
            assertThat(o).isEqualTo(zero);
        }
    }

    @Mutant("AT-16") // forgets to divide
    static class ForgetsToDivide extends LinearAttentionTest {
        @Override
        Matrix linear(Matrix q, Matrix k, Matrix v) {
            return q.times(k.transpose().times(v));
        }
    }

    @Mutant("AT-16") // the state does not hold the present key
    static class ReadsBeforeItWrites extends LinearAttentionTest {
        @Override
        Matrix recurrent(Matrix q, Matrix k, Matrix v) {
            return LinearAttention.quadratic(q, k, v, (i, j) -> j < Math.max(i, 1));
        }
    }
}
