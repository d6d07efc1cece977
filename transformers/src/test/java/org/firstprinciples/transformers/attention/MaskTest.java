package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What a query may not see, and queries that see nothing.
class MaskTest extends AttentionClaims {

    Mask causal(int queries, int keys) {
        return Mask.causal(queries, keys);
    }

    @Claim("AT-08")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void maskingIsDeletion(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @IntRange(min = 1, max = 255) int bits,
            @ForAll long seed) {
        int[] kept = IntStream.range(0, m).filter(j -> allows(bits, j)).toArray();
        Matrix q = normal(3, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 2, seed + 2);
        Matrix deleted =
                kept.length == 0 ? Matrix.zeros(3, 2) : attend(q, rows(k, kept), rows(v, kept));
        Matrix dO = normal(3, 2, seed + 3);
        Attention.Adjoint ofDeleted =
                subject().adjoint(q, rows(k, kept), rows(v, kept), Mask.none(), dO);
        for (double hidden : new double[] {7, Double.NaN, Double.POSITIVE_INFINITY}) {
            Matrix keys = replaceHidden(k, bits, hidden);
            Matrix values = replaceHidden(v, bits, hidden);
            Mask mask = (i, j) -> allows(bits, j);
            assertThat(subject().attend(q, keys, values, mask)).isEqualTo(deleted);
            Attention.Adjoint adjoint = subject().adjoint(q, keys, values, mask, dO);
            assertThat(adjoint.q()).isEqualTo(ofDeleted.q());
            assertThat(rows(adjoint.k(), kept)).isEqualTo(ofDeleted.k());
            assertThat(rows(adjoint.v(), kept)).isEqualTo(ofDeleted.v());
            for (int j = 0; j < m; j++) {
                if (!allows(bits, j)) {
                    assertThat(rows(adjoint.k(), j).toArray()).containsOnly(0);
                    assertThat(rows(adjoint.v(), j).toArray()).containsOnly(0);
                }
            }
        }
    }

    private static boolean allows(int bits, int key) {
        return (bits >> key & 1) == 1;
    }

    private static Matrix replaceHidden(Matrix a, int bits, double hidden) {
        double[] x = a.toArray();
        for (int i = 0; i < x.length; i++) {
            x[i] = allows(bits, i / a.columns()) ? x[i] : hidden;
        }
        return Matrix.of(a.rows(), a.columns(), x);
    }

    @Claim("AT-08")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void underTheCausalMaskEachQuerySeesItsPrefix(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 3) int cached,
            @ForAll long seed) {
        int m = n + cached;
        Matrix q = normal(n, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 2, seed + 2);
        Matrix o = subject().attend(q, k, v, causal(n, m));
        for (int i = 0; i < n; i++) {
            int[] prefix = IntStream.rangeClosed(0, i + cached).toArray();
            assertThat(rows(o, i)).isEqualTo(attend(rows(q, i), rows(k, prefix), rows(v, prefix)));
            double[] dO = new double[n * 2];
            Arrays.fill(dO, 2 * i, 2 * i + 2, 1);
            Attention.Adjoint ofRow = subject().adjoint(q, k, v, causal(n, m), Matrix.of(n, 2, dO));
            for (int j = i + cached + 1; j < m; j++) {
                assertThat(rows(ofRow.k(), j).toArray()).containsOnly(0);
                assertThat(rows(ofRow.v(), j).toArray()).containsOnly(0);
            }
        }
        assertThat(subject().attend(q, k, v.plus(rows(normal(1, 2, 1), new int[m])), causal(n, m)))
                .isNotEqualTo(o);
    }

    /// The dead query stands beside a living one, which must not notice.
    @Claim("AT-09")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aQueryThatSeesNothingGetsZeroAndPassesNoGradient(
            @ForAll @IntRange(min = 1, max = 6) int m, @ForAll long seed) {
        Matrix q = normal(2, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 3, seed + 2);
        Matrix dO = normal(2, 3, seed + 3);
        Mask dead = (i, j) -> i == 1;
        Matrix o = subject().attend(q, k, v, dead);
        assertThat(rows(o, 0).toArray()).containsOnly(0);
        assertThat(rows(o, 1)).isEqualTo(attend(rows(q, 1), k, v));
        Attention.Adjoint both = subject().adjoint(q, k, v, dead, dO);
        Attention.Adjoint alone = subject().adjoint(rows(q, 1), k, v, Mask.none(), rows(dO, 1));
        assertThat(rows(both.q(), 0).toArray()).containsOnly(0);
        assertThat(rows(both.q(), 1)).isEqualTo(rows(alone.q(), 0));
        assertClose(both.k(), alone.k(), 0);
        assertClose(both.v(), alone.v(), 0);
        Matrix nothing = map(k, x -> Double.NaN);
        Attention.Adjoint ofNothing =
                subject().adjoint(q, nothing, map(v, x -> Double.NaN), (i, j) -> false, dO);
        assertThat(ofNothing.q().toArray()).containsOnly(0);
        assertThat(ofNothing.k().toArray()).containsOnly(0);
        assertThat(ofNothing.v().toArray()).containsOnly(0);
    }

    @Claim("AT-09")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void inDoubleMinusABillionOnEveryKeyHidesNothing(
            @ForAll @IntRange(min = 1, max = 6) int m, @ForAll long seed) {
        double[] s = scores(m, 5, seed);
        assertThat(weights(Arrays.stream(s).map(x -> x - 1e9).toArray()))
                .containsExactly(weights(s), within(1e-6));
        Matrix q = normal(1, 4, seed);
        Matrix hidden =
                subject().attend(q, normal(m, 4, seed), normal(m, 2, seed), (i, j) -> false);
        assertThat(hidden.toArray()).containsOnly(0);
    }

    /// The document's numbers, and the case in which a billion does no harm: one key is left.
    @Claim("AT-09")
    @Test
    void minusABillionOnEveryKeyIsNotMinusInfinity() {
        assertThat(weights(1 - 1e9, 2 - 1e9, 3 - 1e9))
                .containsExactly(new double[] {0.0900, 0.2447, 0.6652}, within(5e-5));
        assertThat(weights(1 - 1e9, 2, 3)[0]).isZero();
        Matrix q = Matrix.of(1, 1, 1);
        Matrix hidden =
                subject().attend(q, Matrix.of(1, 1, 3), Matrix.of(1, 1, 5), (i, j) -> false);
        assertThat(hidden.get(0, 0)).isZero();
    }

    @Mutant("AT-08") // hides after the softmax and leaves the others as they were
    static class HidesTheWeights extends MaskTest {
        @Override
        Attention subject() {
            return WrongAttention.hidingTheWeights();
        }
    }

    @Mutant({"AT-08", "AT-09"}) // scores of hidden keys are lowered, not removed
    static class HidesWithMinusTen extends MaskTest {
        @Override
        Attention subject() {
            return WrongAttention.lowering(10);
        }
    }

    @Mutant("AT-09") // a billion is finite
    static class HidesWithMinusABillion extends MaskTest {
        @Override
        Attention subject() {
            return WrongAttention.lowering(1e9);
        }
    }

    @Mutant("AT-08") // multiplies hidden values by 0
    static class WeighsByZero extends MaskTest {
        @Override
        Attention subject() {
            return WrongAttention.weighingByZero();
        }
    }

    @Mutant("AT-09") // 0/0
    static class DividesByNothing extends MaskTest {
        @Override
        Attention subject() {
            return WrongAttention.dividingByNothing();
        }
    }

    @Mutant("AT-08") // a query does not see its own key
    static class SeesOnlyThePast extends MaskTest {
        @Override
        Mask causal(int queries, int keys) {
            return (query, key) -> key < query + keys - queries;
        }
    }

    @Mutant("AT-08") // forgets the keys before the first query
    static class ForgetsTheCache extends MaskTest {
        @Override
        Mask causal(int queries, int keys) {
            return (query, key) -> key <= query;
        }
    }

    @Mutant({"AT-08", "AT-09"}) // the gradient sees what the mask hides
    static class ForgetsTheMaskBackward extends MaskTest {
        @Override
        Attention subject() {
            return WrongAttention.forgettingTheMaskBackward();
        }
    }
}
