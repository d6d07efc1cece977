package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class AttentionTest extends AttentionClaims {

    private static final double U = 0x1p-53;

    @Claim("AT-01")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void weightsAreADistributionAndTheOutputLiesBetweenTheValues(
            @ForAll @IntRange(min = 1, max = 10) int n,
            @ForAll @IntRange(min = 1, max = 10) int m,
            @ForAll @IntRange(min = 1, max = 8) int e,
            @ForAll @DoubleRange(min = 0, max = 25) double size,
            @ForAll long seed) {
        Matrix q = normal(n, 4, seed).times(size);
        Matrix k = normal(m, 4, seed + 1).times(size);
        Matrix v = normal(m, e, seed + 2);
        Matrix a = attend(q, k, Matrix.identity(m));
        for (int i = 0; i < n; i++) {
            double[] row = rows(a, i).toArray();
            assertThat(Arrays.stream(row)).allMatch(w -> w >= 0);
            assertThat(Arrays.stream(row).sum()).isCloseTo(1, within((m + 8) * 2 * U));
        }
        Matrix o = attend(q, k, v);
        for (int direction = 0; direction < 8; direction++) {
            Matrix w = normal(e, 1, seed + 3 + direction);
            double[] ofValues = v.times(w).toArray();
            double slack = 64 * U * (m + e + 8) * e * largest(v) * largest(w);
            double low = Arrays.stream(ofValues).min().orElseThrow() - slack;
            double high = Arrays.stream(ofValues).max().orElseThrow() + slack;
            assertThat(Arrays.stream(o.times(w).toArray())).allMatch(x -> low <= x && x <= high);
        }
        assertThat(attend(q, rows(k, 0), rows(v, 0))).isEqualTo(rows(v, new int[n]));
    }

    @Claim("AT-02")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void queriesKeepTheirPlacesAndPairsHaveNone(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 2, max = 8) int m,
            @ForAll long seed) {
        Matrix q = normal(n, 3, seed);
        Matrix k = normal(m, 3, seed + 1);
        Matrix v = normal(m, 2, seed + 2);
        Matrix o = attend(q, k, v);
        int[] order = shuffled(n, seed);
        assertThat(attend(rows(q, order), k, v)).isEqualTo(rows(o, order));
        assertThat(attend(rows(q, 0), k, v)).isEqualTo(rows(o, 0));
        int[] turned = shuffled(m, seed + 3);
        assertClose(attend(q, rows(k, turned), rows(v, turned)), o, 1e-12 * largest(v));
        Mask mask = (i, j) -> j % 3 != i % 3;
        assertClose(
                subject()
                        .attend(
                                q,
                                rows(k, turned),
                                rows(v, turned),
                                (i, j) -> mask.allows(i, turned[j])),
                subject().attend(q, k, v, mask),
                1e-12 * largest(v));
        int[] next = new int[m];
        Arrays.setAll(next, j -> (j + 1) % m);
        assertThat(distance(attend(q, rows(k, next), v), o)).isGreaterThan(1e-9);
    }

    @Claim("AT-03")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void valuesPassLinearlyAndCopiesOfAPairAddTheLogarithmOfTheirNumber(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @IntRange(min = 1, max = 6) int copies,
            @ForAll long seed) {
        Matrix q = normal(3, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 5, seed + 2);
        Matrix b = normal(5, 2, seed + 3);
        Matrix c = normal(1, 2, seed + 4);
        Matrix moved = v.times(b).plus(rows(c, new int[m]));
        assertClose(
                attend(q, k, moved),
                attend(q, k, v).times(b).plus(rows(c, new int[3])),
                1e-12 * (1 + largest(moved)));
        double[] s = scores(m, 2, seed);
        double[] repeated = Arrays.copyOf(s, m + copies - 1);
        Arrays.fill(repeated, m, repeated.length, s[0]);
        double[] raised = s.clone();
        raised[0] += StrictMath.log(copies);
        double[] a = weights(repeated);
        double[] expected = weights(raised);
        double ofCopies = a[0] + Arrays.stream(a, m, a.length).sum();
        assertThat(ofCopies).isCloseTo(expected[0], within(1e-13));
        assertThat(Arrays.copyOfRange(a, 1, m))
                .containsExactly(Arrays.copyOfRange(expected, 1, m), within(1e-13));
    }

    @Claim("AT-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatAllKeysHaveInCommonSaysNothing(
            @ForAll @IntRange(min = 2, max = 8) int m,
            @ForAll @DoubleRange(min = -50, max = 50) double c,
            @ForAll long seed) {
        double[] s = scores(m, 2, seed);
        assertThat(weights(Arrays.stream(s).map(x -> x + c).toArray()))
                .containsExactly(weights(s), within(1e-12));
        Matrix q = normal(3, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 2, seed + 2);
        Matrix dO = normal(3, 2, seed + 5);
        Mask holes = (i, j) -> i > 0 && j % 3 != i; // the first query sees nothing
        for (Mask mask : List.of(Mask.none(), Mask.causal(3, Math.max(3, m)), holes)) {
            Matrix o = subject().attend(q, k, v, mask);
            Matrix common = rows(normal(1, 4, seed + 3), new int[m]);
            assertClose(subject().attend(q, k.plus(common), v, mask), o, 1e-12 * largest(v));
            Matrix dK = subject().adjoint(q, k, v, mask, dO).k();
            Matrix ofKeyBias = Matrix.of(1, m, ones(m)).times(dK); // (1,4)
            assertClose(ofKeyBias, Matrix.zeros(1, 4), 1e-12 * (1 + largest(dK)));
            assertThat(largest(dK)).isPositive();
        }
    }

    /// A bias of the queries has neither property: its effect and its gradient `Σᵢ q̄ᵢ` are not 0.
    @Claim("AT-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatAllQueriesHaveInCommonCounts(
            @ForAll @IntRange(min = 2, max = 8) int m, @ForAll long seed) {
        Matrix q = normal(3, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 2, seed + 2);
        Matrix bias = rows(normal(1, 4, seed + 4), new int[3]);
        Matrix o = attend(q, k, v);
        assertThat(distance(attend(q.plus(bias), k, v), o)).isGreaterThan(1e-9);
        Matrix dQ = subject().adjoint(q, k, v, Mask.none(), normal(3, 2, seed + 5)).q();
        assertThat(largest(Matrix.of(1, 3, ones(3)).times(dQ))).isGreaterThan(1e-9);
    }

    @Claim("AT-12")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theAdjointIsTheDerivative(
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = 1, max = 5) int m,
            @ForAll long seed) {
        Matrix[] x = {normal(n, 3, seed), normal(m, 3, seed + 1), normal(m, 2, seed + 2)};
        Matrix[] along = {normal(n, 3, seed + 3), normal(m, 3, seed + 4), normal(m, 2, seed + 5)};
        Matrix dO = normal(n, 2, seed + 6);
        Mask mask = Mask.causal(n, m);
        double h = 1e-5;
        Matrix ahead = moved(x, along, h, mask);
        Matrix behind = moved(x, along, -h, mask);
        double left = inner(dO, ahead.plus(behind.times(-1))) / (2 * h);
        Attention.Adjoint adjoint = subject().adjoint(x[0], x[1], x[2], mask, dO);
        double right =
                inner(adjoint.q(), along[0])
                        + inner(adjoint.k(), along[1])
                        + inner(adjoint.v(), along[2]);
        assertThat(right).isCloseTo(left, within(1e-6 * (1 + Math.abs(left))));
        Attention.Adjoint one =
                subject().adjoint(x[0], rows(x[1], 0), rows(x[2], 0), Mask.none(), dO);
        assertThat(one.q().toArray()).containsOnly(0);
        assertThat(one.k().toArray()).containsOnly(0);
    }

    /// With the identity for keys, `Q̄ = S̄/√m` shows the adjoint of the scores.
    @Claim("AT-12")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aKeyGainsWhatItsValueIsAboveTheMean(
            @ForAll @IntRange(min = 1, max = 6) int m,
            @ForAll @DoubleRange(min = 0, max = 30) double size,
            @ForAll long seed) {
        double[] s = scores(m, size, seed);
        double[] a = weights(s);
        Matrix q = Matrix.of(1, m, s).times(Math.sqrt(m));
        Matrix v = normal(m, 3, seed + 1);
        Matrix dO = normal(1, 3, seed + 2);
        Matrix o = attend(q, Matrix.identity(m), v);
        double[] ds =
                subject()
                        .adjoint(q, Matrix.identity(m), v, Mask.none(), dO)
                        .q()
                        .times(Math.sqrt(m))
                        .toArray();
        for (int j = 0; j < m; j++) {
            double gain = a[j] * (inner(dO, rows(v, j)) - inner(dO, o));
            assertThat(ds[j]).isCloseTo(gain, within(1e-12 * (1 + largest(v) * largest(dO))));
        }
        assertThat(Arrays.stream(ds).sum()).isCloseTo(0, within(1e-12));
    }

    private static Matrix moved(Matrix[] x, Matrix[] along, double h, Mask mask) {
        return new SoftmaxAttention()
                .attend(
                        x[0].plus(along[0].times(h)),
                        x[1].plus(along[1].times(h)),
                        x[2].plus(along[2].times(h)),
                        mask);
    }

    @Claim("AT-14")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void hugeScoresGiveTheWeightsOfTheShiftedScores(
            @ForAll @IntRange(min = 1, max = 8) int m, @ForAll long seed) {
        Matrix k = map(normal(m, 4, seed), x -> Math.rint(8 * x));
        for (double offset : new double[] {1e4, -1e4, 1e6}) {
            Matrix q = Matrix.of(1, 4, 2, 2, 2, 2);
            Matrix far = map(k, x -> x + offset);
            assertClose(
                    attend(q, far, Matrix.identity(m)), attend(q, k, Matrix.identity(m)), 1e-13);
        }
        double[] s = scores(m, 700, seed);
        double max = Arrays.stream(s).max().orElseThrow();
        assertThat(LogSumExp.of(s)).isBetween(max, max + Math.log(m) + 1e-9);
        assertThat(Arrays.stream(weights(s)).sum()).isCloseTo(1, within(1e-14));
    }

    @Claim("AT-14")
    @Test
    void scoresAtTheEdgeOfTheNumbersStayFiniteAndNanStaysInItsRow() {
        assertThat(weights(-1e300, -1e300)).containsExactly(0.5, 0.5);
        assertThat(weights(1e300, 0)).containsExactly(1, 0);
        Matrix q = Matrix.of(2, 1, Double.NaN, 1);
        Matrix o = attend(q, Matrix.of(2, 1, 1, 1), Matrix.of(2, 1, 2, 4));
        assertThat(o.get(0, 0)).isNaN();
        assertThat(o.get(1, 0)).isEqualTo(3);
    }

    /// A product that overflows is no score: the whole row says so, and no other.
    @Claim("AT-14")
    @Test
    void anInfiniteScoreMakesItsRowNan() {
        Matrix q = Matrix.of(2, 1, 1e200, 1);
        Matrix o = attend(q, Matrix.of(2, 1, 1e200, 0), Matrix.of(2, 1, 2, 4));
        assertThat(o.get(0, 0)).isNaN();
        assertThat(o.get(1, 0)).isEqualTo(2);
        assertThat(attend(rows(q, 0), Matrix.of(1, 1, 1e200), Matrix.of(1, 1, 2)).get(0, 0))
                .isNaN();
    }

    @Claim("AT-15")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void anEmptyPairLetsAHeadSayNothing(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @DoubleRange(min = -30, max = 30) double level,
            @ForAll long seed) {
        double[] s = scores(m, 1, seed);
        double[] padded = new double[(m + 1) * m];
        double total = 1;
        for (int j = 0; j < m; j++) {
            s[j] += level;
            padded[j * m + j] = 1;
            total += StrictMath.exp(s[j]);
        }
        Matrix pairs = Matrix.of(m + 1, m, padded); // the last key and value are 0
        Matrix q = Matrix.of(1, m, s).times(Math.sqrt(m));
        double[] a = attend(q, pairs, pairs).toArray();
        for (int j = 0; j < m; j++) {
            assertThat(a[j]).isCloseTo(StrictMath.exp(s[j]) / total, within(1e-13));
        }
        double sum = Arrays.stream(a).sum();
        assertThat(1 - sum).isCloseTo(1 / total, within(1e-14 * (m + 8)));
        assertThat(sum)
                .isLessThanOrEqualTo(total - 1 + 1e-14); // near 0 if all scores are far below
    }

    /// The document's running example: two keys, values 10 and 20.
    @Test
    void aSoftDictionary() {
        Matrix q = Matrix.of(1, 2, 1, 0);
        Matrix k = Matrix.identity(2);
        Matrix v = Matrix.of(2, 1, 10, 20);
        assertThat(attend(q, k, k).toArray())
                .containsExactly(new double[] {0.6698, 0.3302}, within(5e-5));
        assertThat(attend(q, k, v).get(0, 0)).isCloseTo(13.302, within(5e-4));
        assertThat(attend(q.times(Math.sqrt(2)), k, v).get(0, 0)).isCloseTo(12.689, within(5e-4));
        Attention.Adjoint dx = subject().adjoint(q, k, v, Mask.none(), Matrix.of(1, 1, 1));
        assertThat(dx.v().toArray()).containsExactly(new double[] {0.6698, 0.3302}, within(5e-5));
        assertThat(dx.q().toArray()).containsExactly(new double[] {-1.564, 1.564}, within(5e-4));
        assertThat(dx.k().toArray())
                .containsExactly(new double[] {-1.564, 0, 1.564, 0}, within(5e-4));
        Mask first = (i, j) -> j == 0;
        assertThat(subject().attend(q, k, v, first).get(0, 0)).isEqualTo(10);
        double[] sharp = attend(q.times(10), k, k).toArray();
        assertThat(sharp[1]).isCloseTo(0.00085, within(5e-6));
    }

    @Mutant({"AT-01", "AT-02"}) // softmax over the queries
    static class WrongAxis extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.overTheQueries();
        }
    }

    @Mutant({"AT-01", "AT-03", "AT-12", "AT-15"}) // zeros
    static class Zeros extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.zeros();
        }
    }

    @Mutant({"AT-04", "AT-15"}) // every key counts the same
    static class Uniform extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.uniform();
        }
    }

    @Mutant("AT-15") // scores as they come
    static class Unscaled extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.unscaled();
        }
    }

    @Mutant("AT-01") // scales the weights, not the scores
    static class ScalesAfterwards extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.scaledAfterwards();
        }
    }

    @Mutant({"AT-02", "AT-03"}) // the first pair counts double, and values pass through a tanh
    static class PrefersTheFirst extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.preferringTheFirst();
        }
    }

    @Mutant("AT-04") // measures distances
    static class Distances extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.distances();
        }
    }

    @Mutant("AT-14") // a product that overflows counts as the largest number
    static class ClipsInfinity extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.clippingInfinity();
        }
    }

    @Mutant("AT-14") // exponentials of the scores as they are
    static class SubtractsNoMaximum extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.withoutTheMaximum();
        }
    }

    @Mutant({"AT-04", "AT-12"}) // the gradient of the scores without the mean
    static class TakesTheSumForConstant extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.takingTheSumForConstant();
        }
    }

    @Mutant("AT-12") // forgets the scale in the gradient
    static class ForgetsTheScale extends AttentionTest {
        @Override
        Attention subject() {
            return WrongAttention.forgettingTheScale();
        }
    }
}
