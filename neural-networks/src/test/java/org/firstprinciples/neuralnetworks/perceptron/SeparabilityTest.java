package org.firstprinciples.neuralnetworks.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.IntegerElimination;
import org.firstprinciples.mathfoundations.linearalgebra.Lu;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.perceptron.Separability.Certificate;
import org.firstprinciples.neuralnetworks.perceptron.Separability.Gordan;
import org.firstprinciples.neuralnetworks.perceptron.Separability.Separator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

class SeparabilityTest {

    Certificate certificate(Examples examples) {
        return Separability.certificate(examples, 1_000_000);
    }

    BigInteger coverCount(int points, int dimension) {
        return CoverCount.of(points, dimension);
    }

    RadonPartition radon(long[]... points) {
        return RadonPartition.of(points);
    }

    /// Each proof proves what it says, and so excludes the other.
    @Claim("PE-03")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void oneOfTwoProofs(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll boolean constant,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples =
                constant ? Cases.any(random, n, d, 4) : Cases.throughZero(random, n, d, 4);
        boolean separable = isProved(examples, certificate(examples));
        Statistics.label("separable")
                .collect(separable)
                .coverage(c -> {
                    c.check(true).percentage(p -> p >= 20);
                    c.check(false).percentage(p -> p >= 20);
                });
    }

    /// Whether the proof is one of separability; asserts that it is a proof.
    private static boolean isProved(Examples examples, Certificate certificate) {
        return switch (certificate) {
            case Separator separator -> {
                assertThat(examples.errors(separator.weights())).isZero();
                yield true;
            }
            case Gordan gordan -> {
                Vector sum = Vector.zeros(examples.dimension());
                long total = 0;
                for (int i = 0; i < examples.size(); i++) {
                    long alpha = gordan.alpha()[i];
                    assertThat(alpha).isNotNegative();
                    total += alpha;
                    sum =
                            sum.plus(
                                    examples.points()
                                            .get(i)
                                            .times((double) alpha * examples.labels().get(i)));
                }
                assertThat(total).isPositive();
                assertThat(sum.dot(sum)).isZero();
                yield false;
            }
        };
    }

    @Claim("PE-03")
    @Example
    void xorHasAProofAgainst() {
        assertThat(certificate(Cases.gate(-1, 1, 1, -1))).isEqualTo(new Gordan(1, 1, 1, 1));
        assertThat(certificate(Cases.gate(-1, -1, -1, 1))).isInstanceOf(Separator.class);
        Examples contradiction =
                new Examples(List.of(Vector.of(1, 2), Vector.of(1, 2)), List.of(1, -1));
        assertThat(certificate(contradiction)).isEqualTo(new Gordan(1, 1));
        assertThat(certificate(new Examples(List.of(Vector.of(0, 0)), List.of(1))))
                .isEqualTo(new Gordan(1)); // 0 is on no side
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certificate(new Examples(List.of(Vector.of(0.5)), List.of(1))))
                .withMessageContaining("whole numbers are needed");
    }

    /// good, bad, not good, not bad: times their labels they sum to 0, entry by entry.
    @Claim("PE-03")
    @Example
    void notBadHasAProofAgainst() {
        Examples comments = Cases.gate(1, -1, -1, 1);
        for (int j = 0; j < 3; j++) {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += comments.labels().get(i) * comments.points().get(i).get(j);
            }
            assertThat(sum).isZero();
        }
        assertThat(certificate(comments)).isEqualTo(new Gordan(1, 1, 1, 1));
    }

    @Example
    void aSearchThatIsCutShortSaysSo() {
        assertThatThrownBy(() -> Separability.certificate(Cases.gate(-1, -1, -1, 1), 2))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("after 2 epochs");
    }

    /// Of the functions of 1, 2 and 3 bits 4, 14 and 104 are threshold functions, each by a proof. Of 4 bits small weights compute
    /// 1882, and each of the others has a proof against it: two inputs where it is 1 and two where it is not, with the same sum.
    @Claim("PE-04")
    @Example
    void thresholdFunctionsAreFew() {
        int[] expected = {4, 14, 104};
        for (int bits = 1; bits <= 3; bits++) {
            int inputs = 1 << bits;
            int separable = 0;
            for (int table = 0; table < 1 << inputs; table++) {
                Examples examples = function(bits, table);
                separable += isProved(examples, certificate(examples)) ? 1 : 0;
            }
            assertThat(separable).isEqualTo(expected[bits - 1]);
        }
        Set<Integer> tables = new HashSet<>();
        int[] w = new int[4];
        for (int code = 0; code < 7 * 7 * 7 * 7; code++) {
            int rest = code;
            for (int i = 0; i < 4; i++) {
                w[i] = rest % 7 - 3;
                rest /= 7;
            }
            for (int doubled = -27;
                    doubled <= 27;
                    doubled += 2) { // thresholds between whole numbers
                int table = 0;
                for (int input = 0; input < 16; input++) {
                    int sum = 0;
                    for (int i = 0; i < 4; i++) {
                        sum += (input >> i & 1) * w[i];
                    }
                    table |= 2 * sum > doubled ? 1 << input : 0;
                }
                tables.add(table);
            }
        }
        assertThat(tables).hasSize(1882);
        int[] excluded = proofsAgainst();
        for (int table = 0; table < 1 << 16; table++) {
            boolean refuted = false;
            for (int k = 0; k < excluded.length && !refuted; k += 2) {
                refuted = (table & excluded[k]) == excluded[k] && (table & excluded[k + 1]) == 0;
            }
            assertThat(refuted).isNotEqualTo(tables.contains(table));
        }
    }

    /// Pairs of masks of two inputs each (or of one, twice) with equal sums: a function that is 1 on the first and not on the
    /// second is no threshold function.
    private static int[] proofsAgainst() {
        List<Integer> masks = new ArrayList<>();
        for (int pair = 0; pair < 1 << 8; pair++) {
            for (int other = 0; other < 1 << 8; other++) {
                int one = 1 << (pair & 15) | 1 << (pair >> 4);
                int two = 1 << (other & 15) | 1 << (other >> 4);
                boolean isEqual = (one & two) == 0;
                for (int bit = 0; bit < 4; bit++) {
                    isEqual &=
                            (pair >> bit & 1) + (pair >> bit + 4 & 1)
                                    == (other >> bit & 1) + (other >> bit + 4 & 1);
                }
                if (isEqual) {
                    masks.add(one);
                    masks.add(two);
                }
            }
        }
        return masks.stream().mapToInt(mask -> mask).toArray();
    }

    private static Examples function(int bits, int table) {
        List<Vector> points = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int input = 0; input < 1 << bits; input++) {
            double[] x = new double[bits];
            for (int i = 0; i < bits; i++) {
                x[i] = input >> i & 1;
            }
            points.add(Vector.of(x));
            labels.add((table >> input & 1) == 1 ? 1 : -1);
        }
        return new Examples(points, labels).withConstant();
    }

    /// Points in general position, all labelings: exactly `C(N,d)` can be separated.
    @Claim("PE-10")
    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    void countingDichotomies(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 1; n <= 7; n++) {
            for (int d = 1; d <= 4; d++) {
                assertCount(random, n, d);
            }
        }
    }

    private void assertCount(SplittableRandom random, int n, int d) {
        List<Vector> points = new ArrayList<>();
        while (points.size() < n) {
            Vector x = Cases.whole(random, d, 6);
            points.add(x);
            if (!inGeneralPosition(points, d)) {
                points.removeLast();
            }
        }
        int separable = 0;
        for (int code = 0; code < 1 << n; code++) {
            List<Integer> labels = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                labels.add((code >> i & 1) == 1 ? 1 : -1);
            }
            Examples examples = new Examples(points, labels);
            separable += isProved(examples, certificate(examples)) ? 1 : 0;
        }
        assertThat(BigInteger.valueOf(separable)).isEqualTo(coverCount(n, d));
    }

    /// Whether any `d` of the points are independent, those with the last one.
    private static boolean inGeneralPosition(List<Vector> points, int d) {
        int n = points.size();
        for (int code = 0; code < 1 << n; code++) {
            if (Integer.bitCount(code) == Math.min(d, n)) {
                long[][] rows = new long[Math.min(d, n)][d];
                int r = 0;
                for (int i = 0; i < n; i++) {
                    if ((code >> i & 1) == 1) {
                        for (int j = 0; j < d; j++) {
                            rows[r][j] = (long) points.get(i).get(j);
                        }
                        r++;
                    }
                }
                if (IntegerElimination.of(rows).rank() < rows.length) {
                    return false;
                }
            }
        }
        return true;
    }

    @Claim("PE-10")
    @Property
    void coversRecursion(
            @ForAll @IntRange(min = 1, max = 80) int n,
            @ForAll @IntRange(min = 2, max = 40) int d) {
        assertThat(coverCount(n + 1, d)).isEqualTo(coverCount(n, d).add(coverCount(n, d - 1)));
        assertThat(coverCount(2 * d, d)).isEqualTo(BigInteger.TWO.pow(2 * d - 1));
        assertThat(coverCount(n, d).equals(BigInteger.TWO.pow(n))).isEqualTo(n <= d);
        assertThat(coverCount(n, d)).isLessThanOrEqualTo(BigInteger.TWO.pow(n));
        assertThat(coverCount(4, 3)).isEqualTo(BigInteger.valueOf(14));
        assertThat(coverCount(3, 2)).isEqualTo(BigInteger.valueOf(6));
        assertThat(coverCount(10, 5)).isEqualTo(BigInteger.valueOf(512));
        assertThat(coverCount(20, 5)).isEqualTo(BigInteger.valueOf(10_072));
        assertThat(coverCount(0, d)).isEqualTo(BigInteger.ONE);
    }

    /// `d + 1` independent points take every labeling, with weights from a system of equations.
    @Claim("PE-11")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void oneMorePointIsFree(@ForAll @IntRange(min = 1, max = 4) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] points = new long[d + 1][d];
        for (long[] point : points) {
            for (int j = 0; j < d; j++) {
                point[j] = random.nextInt(-4, 5);
            }
        }
        double[] augmented = new double[(d + 1) * (d + 1)];
        long[][] whole = new long[d + 1][d + 1];
        for (int i = 0; i <= d; i++) {
            for (int j = 0; j <= d; j++) {
                whole[i][j] = j < d ? points[i][j] : 1;
                augmented[i * (d + 1) + j] = whole[i][j];
            }
        }
        if (IntegerElimination.of(whole).rank() == d + 1) {
            for (int code = 0; code < 1 << (d + 1); code++) {
                double[] y = new double[d + 1];
                for (int i = 0; i <= d; i++) {
                    y[i] = (code >> i & 1) == 1 ? 1 : -1;
                }
                Vector w = Lu.of(Matrix.of(d + 1, d + 1, augmented)).solve(Vector.of(y));
                Vector scores = Matrix.of(d + 1, d + 1, augmented).times(w);
                for (int i = 0; i <= d; i++) {
                    assertThat(scores.get(i) * y[i]).isGreaterThan(0.5);
                }
                assertThat(certificate(labeled(points, y))).isInstanceOf(Separator.class);
            }
        }
    }

    /// The signs of `λ` are groups whose hulls meet, and that labeling has a proof against it; also for points that coincide or lie
    /// in a plane.
    @Claim("PE-21")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void twoMoreAreNotFree(
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 0, max = 4) int bound,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] points = new long[d + 2][d];
        for (long[] point : points) {
            for (int j = 0; j < d; j++) {
                point[j] = random.nextInt(-bound, bound + 1);
            }
        }
        List<BigInteger> lambda = radon(points).lambda();
        BigInteger total = BigInteger.ZERO;
        BigInteger[] sum = new BigInteger[d];
        Arrays.fill(sum, BigInteger.ZERO);
        List<Vector> vectors = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < d + 2; i++) {
            total = total.add(lambda.get(i));
            for (int j = 0; j < d; j++) {
                sum[j] = sum[j].add(lambda.get(i).multiply(BigInteger.valueOf(points[i][j])));
            }
            if (lambda.get(i).signum() != 0) {
                double[] x = new double[d];
                for (int j = 0; j < d; j++) {
                    x[j] = points[i][j];
                }
                vectors.add(Vector.of(x));
                labels.add(lambda.get(i).signum());
            }
        }
        assertThat(total).isEqualTo(BigInteger.ZERO);
        assertThat(sum).containsOnly(BigInteger.ZERO);
        assertThat(labels).contains(1, -1);
        assertThat(certificate(new Examples(vectors, labels).withConstant()))
                .isInstanceOf(Gordan.class);
    }

    private static Examples labeled(long[][] points, double... y) {
        List<Vector> vectors = new ArrayList<>();
        for (long[] point : points) {
            vectors.add(Vector.of(Arrays.stream(point).asDoubleStream().toArray()));
        }
        return new Examples(vectors, Arrays.stream(y).mapToObj(label -> (int) label).toList())
                .withConstant();
    }

    @Claim("PE-21")
    @Example
    void radonsGroups() {
        List<BigInteger> square =
                radon(new long[] {0, 0}, new long[] {2, 0}, new long[] {0, 2}, new long[] {2, 2})
                        .lambda();
        BigInteger first = square.getFirst();
        assertThat(square)
                .containsExactly(first, first.negate(), first.negate(), first); // a multiple
        assertThat(
                        radon(
                                        new long[] {0, 0},
                                        new long[] {2, 0},
                                        new long[] {0, 2},
                                        new long[] {1, 1})
                                .lambda())
                .satisfies(l -> assertThat(l.get(0).signum()).isZero()); // (1,1) lies on an edge
        assertThat(radon(new long[] {3}, new long[] {3}, new long[] {5}).lambda().get(2)).isZero();
        assertThatThrownBy(() -> radon(new long[] {1, 2}, new long[] {3, 4}))
                .isInstanceOf(ShapeException.class)
                .hasMessage("points (d+2,d) are needed, got 2 of 2");
    }

    @Mutant({"PE-03", "PE-04", "PE-11", "PE-21"}) // says that nothing can be separated
    static class AlwaysGordan extends SeparabilityTest {
        @Override
        Certificate certificate(Examples examples) {
            Certificate right = super.certificate(examples);
            long[] ones = new long[examples.size()];
            Arrays.fill(ones, 1);
            return right instanceof Separator
                    ? new Gordan(ones)
                    : new Separator(Vector.zeros(examples.dimension()));
        }
    }

    @Mutant("PE-10") // one term too many
    static class SumsToD extends SeparabilityTest {
        @Override
        BigInteger coverCount(int points, int dimension) {
            return CoverCount.of(points, dimension + 1);
        }
    }

    @Mutant("PE-21") // without the sum of λ
    static class NotAffine extends SeparabilityTest {
        @Override
        RadonPartition radon(long[]... points) {
            RadonPartition right = RadonPartition.of(points);
            List<BigInteger> shifted = new ArrayList<>(right.lambda());
            shifted.set(0, shifted.getFirst().add(BigInteger.ONE));
            return new RadonPartition(shifted);
        }
    }
}
