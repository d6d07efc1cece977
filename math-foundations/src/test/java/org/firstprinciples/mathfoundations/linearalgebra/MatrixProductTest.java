package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;

/// What any product of matrices promises, the plain loop and the fast kernels.
class MatrixProductTest {

    private static final double U = 0x1p-53;
    private static final double U_FLOAT = 0x1p-24;

    BinaryOperator<Matrix> subject() {
        return Matrix::times;
    }

    private static Matrix integers(SplittableRandom random, int rows, int columns) {
        double[] x = new double[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(-8, 9);
        }
        return Matrix.of(rows, columns, x);
    }

    /// Numbers from 10⁻⁸ to 10⁸, of both signs, zeros among them; rounded to float.
    private static Matrix wide(SplittableRandom random, int rows, int columns) {
        double[] x = new double[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] =
                    random.nextInt(10) == 0
                            ? 0
                            : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-8, 9)));
        }
        return Matrix.of(rows, columns, x);
    }

    /// `|fl(AB) − AB| ≤ γₖ|A||B|` in every element, `γₖ = ku/(1−ku)`. Oracle: exact sums.
    @Claim("LA-01")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfAProductIsBounded(
            @ForAll long seed,
            @ForAll @IntRange(max = 12) int m,
            @ForAll @IntRange(max = 24) int k,
            @ForAll @IntRange(max = 12) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = wide(random, m, k);
        Matrix b = wide(random, k, n);
        Matrix c = subject().apply(a, b);
        assertThat(c.rows()).isEqualTo(m);
        assertThat(c.columns()).isEqualTo(n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                requireNear(a, b, i, j, c.get(i, j), U, Double.MIN_VALUE);
            }
        }
    }

    private static void requireNear(
            Matrix a, Matrix b, int i, int j, double computed, double u, double tiny) {
        BigDecimal exact = BigDecimal.ZERO;
        double absolute = 0;
        int k = a.columns();
        for (int p = 0; p < k; p++) {
            exact = exact.add(new BigDecimal(a.get(i, p)).multiply(new BigDecimal(b.get(p, j))));
            absolute += Math.abs(a.get(i, p) * b.get(p, j));
        }
        double bound = k * u / (1 - k * u) * absolute * (1 + 2 * k * U) + k * tiny;
        assertThat(exact.subtract(new BigDecimal(computed)).abs().doubleValue())
                .isLessThanOrEqualTo(bound);
    }

    /// The same bound with the unit roundoff of float holds for the kernels, whatever their tiles.
    @Claim("LA-01")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfTheKernelsIsBounded(
            @ForAll long seed,
            @ForAll @IntRange(max = 20) int m,
            @ForAll @IntRange(max = 40) int k,
            @ForAll @IntRange(max = 40) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = wide(random, m, k);
        Matrix b = wide(random, k, n);
        float[] c = new float[m * n];
        Kernels.fastest()
                .gemm(
                        Parallel.sequential(),
                        GemmShape.of(m, n, k),
                        floats(a),
                        0,
                        floats(b),
                        0,
                        c,
                        0);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                requireNear(a, b, i, j, c[i * n + j], U_FLOAT, Float.MIN_VALUE);
            }
        }
    }

    private static float[] floats(Matrix a) {
        double[] x = a.toArray();
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    /// NaN fills its row and no other; ∞ makes NaN exactly where it meets 0 or the other infinity.
    @Claim("LA-51")
    @Test
    void whatIsNotFiniteStaysInItsRow() {
        Matrix a = Matrix.of(2, 2, Double.NaN, 1, 2, Double.POSITIVE_INFINITY);
        Matrix b = Matrix.of(2, 2, 1, 1, 0, 3);
        Matrix c = subject().apply(a, b);
        assertThat(c.get(0, 0)).isNaN();
        assertThat(c.get(0, 1)).isNaN();
        assertThat(c.get(1, 0)).isNaN();
        assertThat(c.get(1, 1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /// Where a finite sum overflows before the infinity comes, the order decides.
    @Test
    void anOverflowOnTheWay() {
        double most = Double.MAX_VALUE;
        Matrix late = Matrix.of(1, 3, 1, 1, Double.NEGATIVE_INFINITY);
        Matrix early = Matrix.of(1, 3, Double.NEGATIVE_INFINITY, 1, 1);
        assertThat(late.times(Matrix.of(3, 1, most, most, 1)).get(0, 0)).isNaN();
        assertThat(early.times(Matrix.of(3, 1, 1, most, most)).get(0, 0))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /// Entries near the largest number beside infinities, so that finite sums overflow now and then: the chain of fused
    /// multiply-adds in order; and the rule of the claim wherever no partial sum overflows.
    @Claim("LA-51")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void infinitiesBesideHugeNumbers(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = withHugeValues(random, m, k, true);
        Matrix b = withHugeValues(random, k, n, false);
        Matrix c = subject().apply(a, b);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double chain = 0;
                double magnitudes = 0; // of the finite terms: no order overflows below the limit
                for (int p = 0; p < k; p++) {
                    chain = Math.fma(a.get(i, p), b.get(p, j), chain);
                    magnitudes +=
                            Double.isInfinite(a.get(i, p))
                                    ? 0
                                    : Math.abs(a.get(i, p) * b.get(p, j));
                }
                if (magnitudes < Double.MAX_VALUE / 2) {
                    double kinds = sumOfKinds(a, b, i, j);
                    if (!Double.isFinite(kinds)) {
                        assertThat((Double) c.get(i, j)).isEqualTo((Double) kinds);
                        assertThat((Double) chain).isEqualTo((Double) kinds);
                    }
                }
            }
        }
    }

    private static Matrix withHugeValues(
            SplittableRandom random, int rows, int columns, boolean infinite) {
        double[] x = new double[rows * columns];
        for (int i = 0; i < x.length; i++) {
            double sign = random.nextBoolean() ? 1 : -1;
            x[i] =
                    sign
                            * switch (random.nextInt(6)) {
                                case 0 -> infinite ? Double.POSITIVE_INFINITY : 1;
                                case 1 -> Double.MAX_VALUE / random.nextInt(1, 20);
                                case 2 -> 0;
                                case 3 -> 1;
                                default -> random.nextDouble();
                            };
        }
        return Matrix.of(rows, columns, x);
    }

    /// Any pattern of NaN, infinities and zeros, in `double` and in the kernels. Oracle: the kinds of the terms.
    @Claim("LA-51")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nanAndInfinitiesShowWhereTheTermsSay(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int m,
            @ForAll @IntRange(min = 1, max = 20) int k,
            @ForAll @IntRange(min = 1, max = 20) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = withSpecialValues(random, m, k);
        Matrix b = withSpecialValues(random, k, n);
        Matrix c = subject().apply(a, b);
        float[] ofKernels = new float[m * n];
        Kernels.fastest()
                .gemm(
                        Parallel.sequential(),
                        GemmShape.of(m, n, k),
                        floats(a),
                        0,
                        floats(b),
                        0,
                        ofKernels,
                        0);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                Double expected = sumOfKinds(a, b, i, j); // boxed, so that NaN equals NaN
                assertThat(c.get(i, j)).as("(%d,%d)", i, j).isEqualTo(expected);
                assertThat((double) ofKernels[i * n + j]).as("(%d,%d)", i, j).isEqualTo(expected);
            }
        }
    }

    /// Small whole numbers, a third of them 0, and now and then what is not finite.
    private static Matrix withSpecialValues(SplittableRandom random, int rows, int columns) {
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        int rare = random.nextInt(5, 60);
        double[] x = new double[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] =
                    random.nextInt(rare) == 0
                            ? special[random.nextInt(3)]
                            : random.nextInt(3) == 0 ? 0 : random.nextInt(-4, 5);
        }
        return Matrix.of(rows, columns, x);
    }

    private static double sumOfKinds(Matrix a, Matrix b, int i, int j) {
        double finite = 0;
        boolean nan = false;
        boolean positive = false;
        boolean negative = false;
        for (int p = 0; p < a.columns(); p++) {
            double x = a.get(i, p);
            double y = b.get(p, j);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                finite += x * y;
            } else if (Double.isNaN(x) || Double.isNaN(y) || x == 0 || y == 0) {
                nan = true;
            } else {
                positive |= x > 0 == y > 0;
                negative |= x > 0 != y > 0;
            }
        }
        if (nan || positive && negative) {
            return Double.NaN;
        }
        return positive
                ? Double.POSITIVE_INFINITY
                : negative ? Double.NEGATIVE_INFINITY : finite + 0.0;
    }

    /// Whole numbers, so that all is exact: four ways to read a product, and the laws of algebra.
    @Claim("LA-02")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aProductCanBeReadInFourWays(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int m,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 6) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = integers(random, m, k);
        Matrix b = integers(random, k, n);
        Matrix ab = subject().apply(a, b);
        Matrix outer = Matrix.zeros(m, n);
        for (int p = 0; p < k; p++) {
            outer = outer.plus(subject().apply(column(a, p), row(b, p)));
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double entry = 0;
                for (int p = 0; p < k; p++) {
                    entry += a.get(i, p) * b.get(p, j);
                }
                assertThat(ab.get(i, j)).isEqualTo(entry);
                assertThat(subject().apply(a, column(b, j)).get(i, 0)).isEqualTo(entry);
                assertThat(subject().apply(row(a, i), b).get(0, j)).isEqualTo(entry);
                assertThat(outer.get(i, j)).isEqualTo(entry);
            }
        }
    }

    @Claim("LA-02")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void productsAreAssociativeDistributiveAndTransposeInReverse(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = integers(random, 3, n);
        Matrix b = integers(random, n, 4);
        Matrix b2 = integers(random, n, 4);
        Matrix c = integers(random, 4, 2);
        BinaryOperator<Matrix> times = subject();
        Matrix ab = times.apply(a, b);
        assertEqual(times.apply(ab, c), times.apply(a, times.apply(b, c)));
        assertEqual(times.apply(a, b.plus(b2)), ab.plus(times.apply(a, b2)));
        assertEqual(ab.transpose(), times.apply(b.transpose(), a.transpose()));
        assertEqual(times.apply(Matrix.identity(3), a), a);
        assertEqual(times.apply(a, Matrix.identity(n)), a);
    }

    /// Adding +0 turns −0 into +0: the claim speaks of numbers.
    private static void assertEqual(Matrix a, Matrix b) {
        Matrix zeros = Matrix.zeros(a.rows(), a.columns());
        assertThat(a.plus(zeros)).isEqualTo(b.plus(zeros));
    }

    private static Matrix column(Matrix a, int j) {
        double[] x = new double[a.rows()];
        for (int i = 0; i < x.length; i++) {
            x[i] = a.get(i, j);
        }
        return Matrix.of(x.length, 1, x);
    }

    private static Matrix row(Matrix a, int i) {
        return column(a.transpose(), i).transpose();
    }

    /// The document's example; the other order has another shape.
    @Test
    void twoRowsByThreeColumns() {
        Matrix x = Matrix.of(2, 3, 1, 2, 3, 0, 1, 0);
        Matrix w = Matrix.of(3, 2, 1, 0, 0, 1, 1, 1);
        assertThat(subject().apply(x, w)).isEqualTo(Matrix.of(2, 2, 4, 5, 0, 1));
        assertThat(subject().apply(w, x)).isEqualTo(Matrix.of(3, 3, 1, 2, 3, 0, 1, 0, 1, 3, 3));
    }

    /// The order decides the last bits, here all of them.
    @Test
    void theOrderOfASumDecidesItsBits() {
        Matrix ones = Matrix.of(3, 1, 1, 1, 1);
        assertThat(subject().apply(Matrix.of(1, 3, 1e16, 1, -1e16), ones).get(0, 0)).isZero();
        assertThat(subject().apply(Matrix.of(1, 3, 1e16, -1e16, 1), ones).get(0, 0)).isEqualTo(1);
    }

    @Mutant("LA-51") // 0·∞ and 0·NaN are not 0
    static class SkipsZeros extends MatrixProductTest {
        @Override
        BinaryOperator<Matrix> subject() {
            return (a, b) -> {
                double[] c = new double[a.rows() * b.columns()];
                for (int i = 0; i < c.length; i++) {
                    for (int p = 0; p < a.columns(); p++) {
                        double right = b.get(p, i % b.columns());
                        c[i] += right == 0 ? 0 : a.get(i / b.columns(), p) * right;
                    }
                }
                return Matrix.of(a.rows(), b.columns(), c);
            };
        }
    }

    @Mutant("LA-51") // what is not finite counts as 0
    static class HidesWhatIsNotFinite extends MatrixProductTest {
        @Override
        BinaryOperator<Matrix> subject() {
            return (a, b) -> finite(a).times(finite(b));
        }

        private static Matrix finite(Matrix a) {
            double[] x = a.toArray();
            for (int i = 0; i < x.length; i++) {
                x[i] = Double.isFinite(x[i]) ? x[i] : 0;
            }
            return Matrix.of(a.rows(), a.columns(), x);
        }
    }

    @Mutant("LA-01") // sums in float
    static class SumsInFloat extends MatrixProductTest {
        @Override
        BinaryOperator<Matrix> subject() {
            return (a, b) -> {
                double[] c = new double[a.rows() * b.columns()];
                for (int i = 0; i < c.length; i++) {
                    float sum = 0;
                    for (int p = 0; p < a.columns(); p++) {
                        sum += (float) (a.get(i / b.columns(), p) * b.get(p, i % b.columns()));
                    }
                    c[i] = sum;
                }
                return Matrix.of(a.rows(), b.columns(), c);
            };
        }
    }

    @Mutant({"LA-01", "LA-02"})
    static class ForgetsTheLastTerm extends MatrixProductTest {
        @Override
        BinaryOperator<Matrix> subject() {
            return (a, b) -> {
                Matrix c = a.times(b);
                int last = a.columns() - 1;
                return last < 0 ? c : c.plus(column(a, last).times(row(b, last)).times(-1));
            };
        }
    }

    @Mutant("LA-02") // element by element where shapes allow
    static class MultipliesElements extends MatrixProductTest {
        @Override
        BinaryOperator<Matrix> subject() {
            return (a, b) -> {
                if (a.rows() != b.rows() || a.columns() != b.columns()) {
                    return a.times(b);
                }
                double[] c = a.toArray();
                for (int i = 0; i < c.length; i++) {
                    c[i] *= b.toArray()[i];
                }
                return Matrix.of(a.rows(), a.columns(), c);
            };
        }
    }
}
