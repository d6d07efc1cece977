package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

class AttentionTest {

    private static final double U = 0x1p-53;

    Attention subject() {
        return new SoftmaxAttention();
    }

    Mask causal(int queries, int keys) {
        return Mask.causal(queries, keys);
    }

    static Matrix normal(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[rows * columns];
        Arrays.setAll(x, i -> random.nextGaussian());
        return Matrix.of(rows, columns, x);
    }

    static Matrix map(Matrix a, DoubleUnaryOperator f) {
        return Matrix.of(a.rows(), a.columns(), Arrays.stream(a.toArray()).map(f).toArray());
    }

    static Matrix rows(Matrix a, int... chosen) {
        double[] x = new double[chosen.length * a.columns()];
        Arrays.setAll(x, i -> a.get(chosen[i / a.columns()], i % a.columns()));
        return Matrix.of(chosen.length, a.columns(), x);
    }

    static int[] shuffled(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    static double largest(Matrix a) {
        return Arrays.stream(a.toArray()).map(Math::abs).max().orElse(0);
    }

    static void assertClose(Matrix actual, Matrix expected, double tolerance) {
        assertThat(actual.rows()).isEqualTo(expected.rows());
        assertThat(actual.toArray()).containsExactly(expected.toArray(), within(tolerance));
    }

    Matrix attend(Matrix q, Matrix k, Matrix v) {
        return subject().attend(q, k, v, Mask.none());
    }

    /// The weights themselves: what attention makes of the rows of the identity.
    double[] weights(double... scores) {
        int m = scores.length;
        Matrix q = Matrix.of(1, m, scores).times(Math.sqrt(m));
        return attend(q, Matrix.identity(m), Matrix.identity(m)).toArray();
    }

    private static double[] scores(int m, double size, long seed) {
        return normal(1, m, seed).times(size).toArray();
    }

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
                                (i, j) -> mask.sees(i, turned[j])),
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
        for (Mask mask : List.of(Mask.none(), causal(3, Math.max(3, m)), holes)) {
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

    static double distance(Matrix a, Matrix b) {
        return largest(a.plus(b.times(-1)));
    }

    private static double[] ones(int n) {
        double[] one = new double[n];
        Arrays.fill(one, 1);
        return one;
    }

    @Claim("AT-05")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theWeightsGoFromTheMeanToTheMaximumAtAKnownRate(
            @ForAll @IntRange(min = 2, max = 8) int m,
            @ForAll @DoubleRange(min = -2, max = 3) double exponent,
            @ForAll long seed) {
        double beta = Math.pow(10, exponent);
        double[] s = scores(m, 1, seed);
        double[] sorted = Arrays.stream(s).sorted().toArray();
        double margin = sorted[m - 1] - sorted[m - 2];
        double range = sorted[m - 1] - sorted[0];
        double[] a = weights(scaled(s, beta));
        double others = 0;
        double rounding = 1 + 64 * U * (1 + beta * largest(Matrix.of(1, m, s)));
        for (int j = 0; j < m; j++) {
            others += s[j] < sorted[m - 1] ? a[j] : 0;
            assertThat(Math.abs(a[j] - 1.0 / m))
                    .isLessThanOrEqualTo(Math.expm1(beta * range) / m * rounding + 4 * U);
        }
        double rate = StrictMath.exp(-beta * margin);
        assertThat(others).isLessThanOrEqualTo((m - 1) * rate * rounding);
        assertThat(others).isGreaterThanOrEqualTo(rate / m / rounding - Double.MIN_NORMAL);
        assertThat(weights(new double[m])).containsOnly(1.0 / m);
        Matrix v = normal(m, 3, seed + 1);
        int best = IntStream.range(0, m).filter(j -> s[j] == sorted[m - 1]).findFirst().orElse(0);
        double longest = IntStream.range(0, m).mapToDouble(j -> norm(rows(v, j))).max().orElse(0);
        Matrix q = Matrix.of(1, m, s).times(beta * Math.sqrt(m));
        assertThat(norm(attend(q, Matrix.identity(m), v).plus(rows(v, best).times(-1))))
                .isLessThanOrEqualTo(longest * (2 * (m - 1) * rate * rounding + 16 * m * U));
    }

    @Claim("AT-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void tiedMaximaShareInEqualParts(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @IntRange(min = 1, max = 8) int tied,
            @ForAll @DoubleRange(min = 0.5, max = 4) double margin,
            @ForAll long seed) {
        int t = Math.min(m, tied);
        int[] order = shuffled(m, seed);
        double[] s = new double[m];
        Arrays.setAll(s, j -> order[j] < t ? 3 : 3 - margin * (1 + order[j] - t));
        for (double beta : new double[] {1, 10, 100, 2000}) {
            double[] a = weights(scaled(s, beta));
            double most = 1.0 / t;
            double least = most - (m - t) * StrictMath.exp(-beta * margin) / t;
            for (int j = 0; j < m; j++) {
                if (order[j] < t) {
                    assertThat(a[j]).isBetween(least - 1e-12, most);
                }
            }
        }
        double[] limit = weights(scaled(s, 2000));
        for (int j = 0; j < m; j++) {
            assertThat(limit[j]).isEqualTo(order[j] < t ? 1.0 / t : 0);
        }
    }

    /// Orthonormal keys and the query `β·√d·kⱼ` have the scores `β` and 0, so all weights are known.
    @Claim("AT-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void orthonormalKeysMakeADictionary(
            @ForAll @IntRange(min = 2, max = 8) int m,
            @ForAll @IntRange(min = 0, max = 3) int more,
            @ForAll @DoubleRange(min = 0, max = 40) double beta,
            @ForAll long seed) {
        int d = m + more;
        Matrix square = Matrix.of(new QRDecomposition(normal(d, d, seed).toRealMatrix()).getQ());
        Matrix k = rows(square, IntStream.range(0, m).toArray()); // (m,d), kkᵀ = I
        Matrix v = normal(m, 3, seed + 1);
        Matrix o = attend(k.times(beta * Math.sqrt(d)), k, v); // (m,3), one query for each key
        double total = StrictMath.exp(beta) + m - 1;
        double longest = 0;
        for (int j = 0; j < m; j++) {
            longest = Math.max(longest, norm(rows(v, j)));
        }
        for (int j = 0; j < m; j++) {
            double[] a = new double[m];
            Arrays.fill(a, 1 / total);
            a[j] = StrictMath.exp(beta) / total;
            assertClose(rows(o, j), Matrix.of(1, m, a).times(v), 1e-11 * longest);
            assertThat(norm(rows(o, j).plus(rows(v, j).times(-1))))
                    .isLessThanOrEqualTo(
                            2 * longest * (m - 1) * StrictMath.exp(-beta) + 1e-11 * longest);
        }
    }

    private static double norm(Matrix row) {
        return Math.sqrt(inner(row, row));
    }

    @Claim("AT-06")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theEntropyFallsWithTheVarianceOfTheScores(
            @ForAll @IntRange(min = 2, max = 8) int m,
            @ForAll @DoubleRange(min = 0.1, max = 3) double beta,
            @ForAll long seed) {
        double[] s = scores(m, 1, seed);
        double h = 1e-5;
        double[] a = weights(scaled(s, beta));
        double mean = 0;
        double square = 0;
        for (int j = 0; j < m; j++) {
            mean += a[j] * s[j];
            square += a[j] * s[j] * s[j];
        }
        double slope =
                (entropy(weights(scaled(s, beta + h))) - entropy(weights(scaled(s, beta - h))))
                        / (2 * h);
        assertThat(slope).isCloseTo(-beta * (square - mean * mean), within(1e-6));
        double ofLse =
                (LogSumExp.of(scaled(s, beta + h)) - LogSumExp.of(scaled(s, beta - h))) / (2 * h);
        assertThat(mean).isCloseTo(ofLse, within(1e-6));
        assertThat(entropy(a)).isBetween(0.0, Math.log(m) + 1e-14);
    }

    private static double[] scaled(double[] s, double beta) {
        return Arrays.stream(s).map(x -> beta * x).toArray();
    }

    private static double entropy(double[] p) {
        return Arrays.stream(p).map(x -> x == 0 ? 0 : -x * StrictMath.log(x)).sum();
    }

    /// All pairs of sign vectors; the key 0 stands beside, so that the odds show the score.
    @Claim("AT-07")
    @Test
    void overAllSignsTheScoresHaveMeanZeroAndVarianceOne() {
        for (int d = 1; d <= 6; d++) {
            int N = 1 << d;
            double[] signs = new double[N * d];
            for (int i = 0; i < signs.length; i++) {
                signs[i] = (i / d >> i % d & 1) == 0 ? 1 : -1;
            }
            Matrix q = Matrix.of(N, d, signs); // (N,d)
            Matrix v = Matrix.of(2, 3, 1, 0, 0, 0, 1, 0);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < N; i++) {
                Matrix k = Matrix.of(2, d, Arrays.copyOf(rows(q, i).toArray(), 2 * d));
                Matrix o = attend(q, k, v); // (N,3)
                for (int j = 0; j < N; j++) {
                    double score = Math.log(o.get(j, 0) / o.get(j, 1));
                    sum += score;
                    squares += score * score;
                }
            }
            assertThat(sum / N / N).isCloseTo(0, within(1e-12));
            assertThat(squares / N / N).isCloseTo(1, within(1e-12));
        }
    }

    /// Entries that are not signs: 2 in one case of five and −½ in four have mean 0 and variance 1 too.
    @Claim("AT-07")
    @Test
    void skewedEntriesGiveTheSameVarianceButAQueryThatIsItsOwnKeyDoesNot() {
        for (int d = 1; d <= 5; d++) {
            double mean = 0;
            double variance = 0;
            double ofOwnKey = 0;
            for (int x = 0; x < 1 << d; x++) {
                Matrix q = skewed(x, d);
                ofOwnKey += probability(x, d) * score(q, q);
                for (int y = 0; y < 1 << d; y++) {
                    double s = score(q, skewed(y, d));
                    mean += probability(x, d) * probability(y, d) * s;
                    variance += probability(x, d) * probability(y, d) * s * s;
                }
            }
            assertThat(mean).isCloseTo(0, within(1e-12));
            assertThat(variance).isCloseTo(1, within(1e-12));
            assertThat(ofOwnKey * Math.sqrt(d)).isCloseTo(d, within(1e-12));
        }
        for (int d : new int[] {64, 1024}) {
            Matrix signs = map(normal(1, d, d), Math::signum);
            assertThat(score(signs, signs)).isCloseTo(Math.sqrt(d), within(1e-12));
        }
    }

    private static Matrix skewed(int outcome, int d) {
        double[] x = new double[d];
        Arrays.setAll(x, i -> (outcome >> i & 1) == 1 ? 2 : -0.5);
        return Matrix.of(1, d, x);
    }

    private static double probability(int outcome, int d) {
        int rare = Integer.bitCount(outcome);
        return Math.pow(0.2, rare) * Math.pow(0.8, d - rare);
    }

    /// The score itself: the odds of a key against the key 0.
    private double score(Matrix q, Matrix k) {
        Matrix keys = Matrix.of(2, k.columns(), Arrays.copyOf(k.toArray(), 2 * k.columns()));
        Matrix o = attend(q, keys, Matrix.of(2, 3, 1, 0, 0, 0, 1, 0)); // (1,3)
        return Math.log(o.get(0, 0) / o.get(0, 1));
    }

    /// With the identity for keys and values, `Q̄ = J·Ō/√m` shows the Jacobian of the softmax.
    @Claim("AT-07")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void saturationKillsTheGradient(
            @ForAll @IntRange(min = 2, max = 8) int m,
            @ForAll @DoubleRange(min = 0, max = 20) double size,
            @ForAll long seed) {
        double[] s = scores(m, size, seed);
        double[] a = weights(s);
        Matrix q = rows(Matrix.of(1, m, s).times(Math.sqrt(m)), new int[m]); // (m,m)
        Matrix one = Matrix.identity(m);
        Matrix jacobian =
                subject().adjoint(q, one, one, Mask.none(), one).q().times(Math.sqrt(m)); // (m,m)
        double bound = 0;
        for (int i = 0; i < m; i++) {
            bound = Math.max(bound, 2 * a[i] * (1 - a[i]));
            for (int j = 0; j < m; j++) {
                double expected = (i == j ? a[i] : 0) - a[i] * a[j];
                assertThat(jacobian.get(i, j)).isCloseTo(expected, within(1e-14));
            }
        }
        double norm = new SingularValueDecomposition(jacobian.toRealMatrix()).getNorm();
        assertThat(norm).isLessThanOrEqualTo(bound + 1e-13);
        assertThat(bound).isLessThanOrEqualTo(0.5);
    }

    /// The document's table: mean largest of 16 weights, normal entries, 400 draws.
    @Claim("AT-07")
    @Test
    void theTableOfLargestWeights() {
        double[][] table = {
            {4, 0.424, 0.234, 0.134}, {64, 0.844, 0.243, 0.077}, {1024, 0.958, 0.243, 0.066}
        };
        for (double[] line : table) {
            int d = (int) line[0];
            double unscaled = 0;
            double scaled = 0;
            double scaledTwice = 0;
            for (int draw = 0; draw < 400; draw++) {
                Matrix q = normal(1, d, 2L * draw + 1);
                Matrix k = normal(16, d, 1_000_003L * (draw + 1));
                unscaled += largest(attend(q.times(Math.sqrt(d)), k, Matrix.identity(16))) / 400;
                scaled += largest(attend(q, k, Matrix.identity(16))) / 400;
                scaledTwice +=
                        largest(attend(q.times(1 / Math.sqrt(d)), k, Matrix.identity(16))) / 400;
            }
            assertThat(new double[] {unscaled, scaled, scaledTwice})
                    .containsExactly(new double[] {line[1], line[2], line[3]}, within(5e-4));
        }
    }

    @Claim("AT-08")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void maskingIsDeletion(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @IntRange(min = 1, max = 255) int bits,
            @ForAll long seed) {
        int[] kept = IntStream.range(0, m).filter(j -> sees(bits, j)).toArray();
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
            Mask mask = (i, j) -> sees(bits, j);
            assertThat(subject().attend(q, keys, values, mask)).isEqualTo(deleted);
            Attention.Adjoint adjoint = subject().adjoint(q, keys, values, mask, dO);
            assertThat(adjoint.q()).isEqualTo(ofDeleted.q());
            assertThat(rows(adjoint.k(), kept)).isEqualTo(ofDeleted.k());
            assertThat(rows(adjoint.v(), kept)).isEqualTo(ofDeleted.v());
            for (int j = 0; j < m; j++) {
                if (!sees(bits, j)) {
                    assertThat(rows(adjoint.k(), j).toArray()).containsOnly(0);
                    assertThat(rows(adjoint.v(), j).toArray()).containsOnly(0);
                }
            }
        }
    }

    private static boolean sees(int bits, int key) {
        return (bits >> key & 1) == 1;
    }

    private static Matrix replaceHidden(Matrix a, int bits, double hidden) {
        double[] x = a.toArray();
        for (int i = 0; i < x.length; i++) {
            x[i] = sees(bits, i / a.columns()) ? x[i] : hidden;
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

    static double inner(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.toArray().length; i++) {
            sum += a.toArray()[i] * b.toArray()[i];
        }
        return sum;
    }

    @Claim("AT-13")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void withKeysOfOneLengthItIsKernelRegression(
            @ForAll @IntRange(min = 1, max = 8) int m, @ForAll long seed) {
        Matrix q = normal(1, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        double[] unit = k.toArray();
        for (int i = 0; i < m; i++) {
            double norm = Math.sqrt(inner(rows(k, i), rows(k, i)));
            for (int c = 0; c < 4; c++) {
                unit[i * 4 + c] /= norm;
            }
        }
        Matrix keys = Matrix.of(m, 4, unit);
        Matrix v = normal(m, 2, seed + 2);
        double tau = Math.sqrt(4);
        double[] sums = new double[3];
        for (int j = 0; j < m; j++) {
            Matrix gap = q.plus(rows(keys, j).times(-1));
            double kernel = StrictMath.exp(-inner(gap, gap) / (2 * tau));
            sums[0] += kernel * v.get(j, 0);
            sums[1] += kernel * v.get(j, 1);
            sums[2] += kernel;
        }
        assertClose(
                attend(q, keys, v),
                Matrix.of(1, 2, sums[0] / sums[2], sums[1] / sums[2]),
                1e-12 * largest(v));
    }

    /// For any variance `τ`: queries are multiplied by `√d/τ`, and each key brings the factor of its length.
    @Claim("AT-13")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void otherwiseAKeyGetsAFactorForItsLength(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @DoubleRange(min = 0.1, max = 10) double tau,
            @ForAll long seed) {
        Matrix q = normal(1, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        double[] logarithms = new double[m];
        for (int j = 0; j < m; j++) {
            Matrix gap = q.plus(rows(k, j).times(-1));
            double square = inner(rows(k, j), rows(k, j));
            logarithms[j] = -inner(gap, gap) / (2 * tau) + square / (2 * tau);
        }
        double total = LogSumExp.of(logarithms);
        double[] expected = Arrays.stream(logarithms).map(x -> StrictMath.exp(x - total)).toArray();
        assertThat(attend(q.times(2 / tau), k, Matrix.identity(m)).toArray())
                .containsExactly(expected, within(1e-11));
    }

    /// The bounds of AT-05 with `β = 1/τ`; with keys of one length the best key is the nearest.
    @Claim("AT-13")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aSmallVarianceFindsTheNearestKeyAndALargeOneTheMean(
            @ForAll @IntRange(min = 2, max = 8) int m, @ForAll long seed) {
        Matrix q = normal(1, 4, seed);
        double[] unit = new double[m * 4];
        int nearest = 0;
        double[] squares = new double[m];
        for (int j = 0; j < m; j++) {
            Matrix key = normal(1, 4, seed + 1 + j);
            Matrix normalized = key.times(1 / norm(key));
            System.arraycopy(normalized.toArray(), 0, unit, j * 4, 4);
            Matrix gap = q.plus(normalized.times(-1));
            squares[j] = inner(gap, gap);
            nearest = squares[j] < squares[nearest] ? j : nearest;
        }
        double[] sorted = Arrays.stream(squares).sorted().toArray();
        Matrix k = Matrix.of(m, 4, unit);
        Matrix v = normal(m, 2, seed + 10);
        Matrix mean = Matrix.of(1, m, ones(m)).times(v).times(1.0 / m);
        for (double tau : new double[] {1e-6, 1e-3, 1e-1, 1e1, 1e3, 1e6}) {
            Matrix o = attend(q.times(2 / tau), k, v);
            double others = (m - 1) * StrictMath.exp(-(sorted[1] - sorted[0]) / (2 * tau));
            assertThat(distance(o, rows(v, nearest)))
                    .isLessThanOrEqualTo(2 * largest(v) * others * (1 + 1e-9) + 1e-9);
            double uneven = Math.expm1((sorted[m - 1] - sorted[0]) / (2 * tau));
            assertThat(distance(o, mean))
                    .isLessThanOrEqualTo(largest(v) * uneven * (1 + 1e-9) + 1e-12);
        }
        assertClose(attend(q.times(2e-12), k, v), mean, 1e-9);
    }

    @Claim("AT-13")
    @Test
    void aLongKeyWinsAgainstANearerShortOne() {
        Matrix o = attend(Matrix.of(1, 1, 1), Matrix.of(2, 1, 1, 3), Matrix.identity(2));
        assertThat(o.toArray()).containsExactly(new double[] {0.1192, 0.8808}, within(5e-5));
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

    /// Attention that goes wrong on the way from scores to the result.
    abstract static class Wrong implements Attention {

        static Matrix scores(Matrix q, Matrix k) {
            return q.times(k.transpose()).times(1 / Math.sqrt(q.columns()));
        }

        @Override
        public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
            return new SoftmaxAttention().adjoint(q, k, v, mask, dO);
        }
    }

    /// From scores to weights, and then a plain product with the values.
    interface Weights {
        Matrix of(Matrix scores, Mask mask);
    }

    private static Attention wrong(Weights weights) {
        return new Wrong() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return mask.mix(weights.of(scores(q, k), mask), v);
            }
        };
    }

    @Mutant({"AT-01", "AT-02"}) // softmax over the queries
    static class WrongAxis extends AttentionTest {
        @Override
        Attention subject() {
            return wrong((s, mask) -> SoftmaxAttention.softmax(s.transpose()).transpose());
        }
    }

    @Mutant({"AT-01", "AT-03", "AT-05", "AT-06", "AT-07", "AT-12", "AT-13", "AT-15"}) // zeros
    static class Zeros extends AttentionTest {
        @Override
        Attention subject() {
            return new Attention() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    return Matrix.zeros(q.rows(), v.columns());
                }

                @Override
                public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                    return new Adjoint(q.times(0), k.times(0), v.times(0));
                }
            };
        }
    }

    @Mutant({"AT-04", "AT-05", "AT-06", "AT-07", "AT-13", "AT-15"}) // every key counts the same
    static class Uniform extends AttentionTest {
        @Override
        Attention subject() {
            return wrong((s, mask) -> SoftmaxAttention.softmax(mask.hide(map(s, x -> 0))));
        }
    }

    @Mutant({"AT-05", "AT-07", "AT-13", "AT-15"}) // scores as they come
    static class Unscaled extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    return mask.mix(SoftmaxAttention.softmax(mask.hide(q.times(k.transpose()))), v);
                }
            };
        }
    }

    @Mutant("AT-07") // divides by the root of the width of the values
    static class ScalesByTheValues extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    Matrix s = q.times(k.transpose()).times(1 / Math.sqrt(v.columns()));
                    return mask.mix(SoftmaxAttention.softmax(mask.hide(s)), v);
                }
            };
        }
    }

    @Mutant({"AT-01", "AT-05"}) // scales the weights, not the scores
    static class ScalesAfterwards extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    Matrix a = SoftmaxAttention.softmax(mask.hide(q.times(k.transpose())));
                    return mask.mix(a.times(1 / Math.sqrt(q.columns())), v);
                }
            };
        }
    }

    @Mutant({"AT-02", "AT-03"}) // the first pair counts double, and values pass through a tanh
    static class PrefersTheFirst extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    Matrix a = SoftmaxAttention.softmax(mask.hide(scores(q, k)));
                    double[] x = a.toArray();
                    for (int i = 0; i < x.length; i += k.rows()) {
                        x[i] *= 2;
                    }
                    return mask.mix(Matrix.of(a.rows(), a.columns(), x), map(v, Math::tanh));
                }
            };
        }
    }

    @Mutant({"AT-04", "AT-13"}) // measures distances
    static class Distances extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    double[] s = scores(q, k).toArray();
                    for (int i = 0; i < s.length; i++) {
                        Matrix key = rows(k, i % k.rows());
                        s[i] -= inner(key, key) / 2;
                    }
                    return mask.mix(
                            SoftmaxAttention.softmax(mask.hide(Matrix.of(q.rows(), k.rows(), s))),
                            v);
                }
            };
        }
    }

    @Mutant("AT-05") // the best key takes all
    static class TakesTheBest extends AttentionTest {
        @Override
        Attention subject() {
            return wrong((s, mask) -> SoftmaxAttention.softmax(mask.hide(s.times(1e9))));
        }
    }

    @Mutant("AT-14") // a product that overflows counts as the largest number
    static class ClipsInfinity extends AttentionTest {
        @Override
        Attention subject() {
            return wrong((s, mask) ->
                    SoftmaxAttention.softmax(
                            mask.hide(map(s, x -> Math.min(x, Double.MAX_VALUE)))));
        }
    }

    @Mutant("AT-14") // exponentials of the scores as they are
    static class SubtractsNoMaximum extends AttentionTest {
        @Override
        Attention subject() {
            return wrong((s, mask) -> normalized(map(mask.hide(s), StrictMath::exp)));
        }
    }

    static Matrix normalized(Matrix a) {
        double[] x = a.toArray();
        for (int i = 0; i < a.rows(); i++) {
            double sum = Arrays.stream(rows(a, i).toArray()).sum();
            for (int j = 0; j < a.columns(); j++) {
                x[i * a.columns() + j] /= sum;
            }
        }
        return Matrix.of(a.rows(), a.columns(), x);
    }

    @Mutant("AT-08") // hides after the softmax and leaves the others as they were
    static class HidesTheWeights extends AttentionTest {
        @Override
        Attention subject() {
            return wrong((s, mask) -> SoftmaxAttention.softmax(s));
        }
    }

    @Mutant({"AT-08", "AT-09"}) // scores of hidden keys are lowered, not removed
    static class HidesWithMinusTen extends AttentionTest {
        @Override
        Attention subject() {
            return lowering(10);
        }
    }

    @Mutant("AT-09") // a billion is finite
    static class HidesWithMinusABillion extends AttentionTest {
        @Override
        Attention subject() {
            return lowering(1e9);
        }
    }

    private static Attention lowering(double amount) {
        return new Wrong() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                double[] s = scores(q, k).toArray();
                for (int i = 0; i < s.length; i++) {
                    s[i] -= mask.sees(i / k.rows(), i % k.rows()) ? 0 : amount;
                }
                return SoftmaxAttention.softmax(Matrix.of(q.rows(), k.rows(), s)).times(v);
            }
        };
    }

    @Mutant("AT-08") // multiplies hidden values by 0
    static class WeighsByZero extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    return SoftmaxAttention.softmax(mask.hide(scores(q, k))).times(v);
                }
            };
        }
    }

    @Mutant("AT-09") // 0/0
    static class DividesByNothing extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    Matrix e = map(mask.hide(scores(q, k)), StrictMath::exp);
                    return normalized(e).times(v);
                }
            };
        }
    }

    @Mutant("AT-08") // a query does not see its own key
    static class SeesOnlyThePast extends AttentionTest {
        @Override
        Mask causal(int queries, int keys) {
            return (query, key) -> key < query + keys - queries;
        }
    }

    @Mutant("AT-08") // forgets the keys before the first query
    static class ForgetsTheCache extends AttentionTest {
        @Override
        Mask causal(int queries, int keys) {
            return (query, key) -> key <= query;
        }
    }

    @Mutant({"AT-04", "AT-07", "AT-12"}) // the gradient of the scores without the mean
    static class TakesTheSumForConstant extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    return new SoftmaxAttention().attend(q, k, v, mask);
                }

                @Override
                public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                    double[] a = SoftmaxAttention.softmax(mask.hide(scores(q, k))).toArray();
                    double[] da = dO.times(v.transpose()).toArray();
                    Arrays.setAll(a, i -> a[i] * da[i] / Math.sqrt(q.columns()));
                    Matrix ds = Matrix.of(q.rows(), k.rows(), a);
                    return new Adjoint(ds.times(k), ds.transpose().times(q), v.times(0));
                }
            };
        }
    }

    @Mutant({"AT-07", "AT-12"}) // forgets the scale in the gradient
    static class ForgetsTheScale extends AttentionTest {
        @Override
        Attention subject() {
            return new Wrong() {
                @Override
                public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                    return new SoftmaxAttention().attend(q, k, v, mask);
                }

                @Override
                public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                    Adjoint right = super.adjoint(q, k, v, mask, dO);
                    double d = Math.sqrt(q.columns());
                    return new Adjoint(right.q().times(d), right.k().times(d), right.v());
                }
            };
        }
    }
}
