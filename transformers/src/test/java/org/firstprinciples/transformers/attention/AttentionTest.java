package org.firstprinciples.transformers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.LogSumExp;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
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
        int[] turned = new int[m];
        Arrays.setAll(turned, j -> (j + 1) % m);
        assertClose(attend(q, rows(k, turned), rows(v, turned)), o, 1e-12 * largest(v));
        assertThat(distance(attend(q, rows(k, turned), v), o)).isGreaterThan(1e-9);
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
            @ForAll @IntRange(min = 2, max = 8) int m, @ForAll long seed) {
        Matrix q = normal(3, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 2, seed + 2);
        Matrix common = rows(normal(1, 4, seed + 3), new int[m]);
        Matrix o = attend(q, k, v);
        assertClose(attend(q, k.plus(common), v), o, 1e-12 * largest(v));
        Matrix bias = rows(normal(1, 4, seed + 4), new int[3]);
        assertThat(distance(attend(q.plus(bias), k, v), o)).isGreaterThan(1e-9);
        Matrix dK = subject().adjoint(q, k, v, Mask.none(), normal(3, 2, seed + 5)).k();
        Matrix sums = Matrix.of(1, m, ones(m)).times(dK);
        assertClose(sums, Matrix.zeros(1, 4), 1e-12 * (1 + largest(dK)));
        assertThat(largest(dK)).isPositive();
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
        double[] a = weights(Arrays.stream(s).map(x -> beta * x).toArray());
        double others = 0;
        double rounding = 1 + 64 * U * (1 + beta * largest(Matrix.of(1, m, s)));
        for (int j = 0; j < m; j++) {
            others += s[j] < sorted[m - 1] ? a[j] : 0;
            assertThat(Math.abs(a[j] - 1.0 / m))
                    .isLessThanOrEqualTo(Math.expm1(beta * range) / m * rounding + 4 * U);
        }
        assertThat(others).isLessThanOrEqualTo((m - 1) * StrictMath.exp(-beta * margin) * rounding);
        assertThat(weights(new double[m])).containsOnly(1.0 / m);
        assertThat(weights(900, 0, 900, 0)).containsExactly(0.5, 0, 0.5, 0);
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

    @Claim("AT-07")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void saturationKillsTheGradient(
            @ForAll @IntRange(min = 2, max = 8) int m,
            @ForAll @DoubleRange(min = 0, max = 20) double size,
            @ForAll long seed) {
        double[] a = weights(scores(m, size, seed));
        double[] j = new double[m * m];
        double bound = 0;
        for (int i = 0; i < m * m; i++) {
            j[i] = (i / m == i % m ? a[i / m] : 0) - a[i / m] * a[i % m];
            bound = Math.max(bound, 2 * a[i / m] * (1 - a[i / m]));
        }
        double norm = new SingularValueDecomposition(Matrix.of(m, m, j).toRealMatrix()).getNorm();
        assertThat(norm).isLessThanOrEqualTo(bound + 1e-14);
        assertThat(bound).isLessThanOrEqualTo(0.5);
    }

    /// The document's table: mean largest of 16 weights, normal entries, 400 draws.
    @Claim("AT-07")
    @Test
    void theTableOfLargestWeights() {
        double[][] table = {{4, 0.424, 0.234}, {64, 0.844, 0.243}, {1024, 0.958, 0.243}};
        for (double[] line : table) {
            int d = (int) line[0];
            double unscaled = 0;
            double scaled = 0;
            for (int draw = 0; draw < 400; draw++) {
                Matrix q = normal(1, d, 2L * draw + 1);
                Matrix k = normal(16, d, 1_000_003L * (draw + 1));
                unscaled += largest(attend(q.times(Math.sqrt(d)), k, Matrix.identity(16))) / 400;
                scaled += largest(attend(q, k, Matrix.identity(16))) / 400;
            }
            assertThat(new double[] {unscaled, scaled})
                    .containsExactly(new double[] {line[1], line[2]}, within(5e-4));
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
        for (double hidden : new double[] {7, Double.NaN, Double.POSITIVE_INFINITY}) {
            Matrix o =
                    subject()
                            .attend(
                                    q,
                                    replaceHidden(k, bits, hidden),
                                    replaceHidden(v, bits, hidden),
                                    (i, j) -> sees(bits, j));
            assertThat(o).isEqualTo(deleted);
        }
        Attention.Adjoint adjoint =
                subject().adjoint(q, k, v, (i, j) -> sees(bits, j), normal(3, 2, seed + 3));
        for (int j = 0; j < m; j++) {
            if (!sees(bits, j)) {
                assertThat(rows(adjoint.k(), j).toArray()).containsOnly(0);
                assertThat(rows(adjoint.v(), j).toArray()).containsOnly(0);
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
        }
        assertThat(subject().attend(q, k, v.plus(rows(normal(1, 2, 1), new int[m])), causal(n, m)))
                .isNotEqualTo(o);
    }

    @Claim("AT-09")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aQueryThatSeesNothingGetsZeroAndPassesNoGradient(
            @ForAll @IntRange(min = 1, max = 6) int m, @ForAll long seed) {
        Matrix q = normal(2, 4, seed);
        Matrix k = normal(m, 4, seed + 1);
        Matrix v = normal(m, 3, seed + 2);
        Mask dead = (i, j) -> i == 1;
        assertThat(rows(subject().attend(q, k, v, dead), 0).toArray()).containsOnly(0);
        Matrix dO = Matrix.of(2, 3, 1, 2, 3, 0, 0, 0);
        Attention.Adjoint adjoint = subject().adjoint(q, k, v, dead, dO);
        assertThat(adjoint.q().toArray()).containsOnly(0);
        assertThat(adjoint.k().toArray()).containsOnly(0);
        assertThat(adjoint.v().toArray()).containsOnly(0);
    }

    @Claim("AT-09")
    @Test
    void minusABillionOnEveryKeyIsNotMinusInfinity() {
        float[] inFloat = {1f - 1e9f, 2f - 1e9f, 3f - 1e9f};
        assertThat(inFloat).containsOnly(-1e9f);
        assertThat(Math.ulp(1e9f)).isEqualTo(64f);
        assertThat(SoftmaxAttention.softmax(Matrix.of(1, 3, 1 - 1e9, 2 - 1e9, 3 - 1e9)).toArray())
                .containsExactly(new double[] {0.0900, 0.2447, 0.6652}, within(5e-5));
        assertThat(SoftmaxAttention.softmax(Matrix.of(1, 3, 1 - 1e9, 2, 3)).get(0, 0)).isZero();
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
        assertThat(Arrays.stream(a).sum()).isLessThan(1 + 1e-14);
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

    @Mutant({"AT-01", "AT-03", "AT-05", "AT-06", "AT-12", "AT-13", "AT-15"}) // zeros
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

    @Mutant({"AT-06", "AT-07", "AT-13", "AT-15"}) // every key counts the same
    static class Uniform extends AttentionTest {
        @Override
        Attention subject() {
            return wrong((s, mask) -> SoftmaxAttention.softmax(mask.hide(map(s, x -> 0))));
        }
    }

    @Mutant({"AT-07", "AT-15"}) // scores as they come
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

    @Mutant("AT-04") // measures distances
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

    @Mutant({"AT-12", "AT-04"}) // the gradient of the scores without the mean
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

    @Mutant("AT-12") // forgets the scale in the gradient
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
