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
import java.util.stream.IntStream;

/// Between mean and maximum: how far scores must lie apart, what their width does, and what kernels have to do with it.
class TemperatureTest extends AttentionClaims {

    private static final double U = 0x1p-53;

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
        double derivative =
                (entropy(weights(scaled(s, beta + h))) - entropy(weights(scaled(s, beta - h))))
                        / (2 * h);
        assertThat(derivative).isCloseTo(-beta * (square - mean * mean), within(1e-6));
        double ofLse =
                (LogSumExp.of(scaled(s, beta + h)) - LogSumExp.of(scaled(s, beta - h))) / (2 * h);
        assertThat(mean).isCloseTo(ofLse, within(1e-6));
        assertThat(entropy(a)).isBetween(0.0, Math.log(m) + 1e-14);
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

    @Mutant({"AT-05", "AT-06", "AT-07", "AT-13"}) // zeros
    static class Zeros extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.zeros();
        }
    }

    @Mutant({"AT-05", "AT-06", "AT-07", "AT-13"}) // every key counts the same
    static class Uniform extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.uniform();
        }
    }

    @Mutant({"AT-05", "AT-07", "AT-13"}) // scores as they come
    static class Unscaled extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.unscaled();
        }
    }

    @Mutant("AT-07") // divides by the root of the width of the values
    static class ScalesByTheValues extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.scaledByTheValues();
        }
    }

    @Mutant("AT-05") // scales the weights, not the scores
    static class ScalesAfterwards extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.scaledAfterwards();
        }
    }

    @Mutant("AT-13") // measures distances
    static class Distances extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.distances();
        }
    }

    @Mutant("AT-05") // the best key takes all
    static class TakesTheBest extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.takingTheBest();
        }
    }

    @Mutant("AT-07") // the gradient of the scores without the mean
    static class TakesTheSumForConstant extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.takingTheSumForConstant();
        }
    }

    @Mutant("AT-07") // forgets the scale in the gradient
    static class ForgetsTheScale extends TemperatureTest {
        @Override
        Attention subject() {
            return WrongAttention.forgettingTheScale();
        }
    }
}
