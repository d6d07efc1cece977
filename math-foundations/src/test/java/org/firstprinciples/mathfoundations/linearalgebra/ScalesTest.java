package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.generators.Matrices;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/// Inputs near both ends of the range. A factor of a power of 2 rounds nothing, so results must be multiplied by the power that the
/// mathematics says, bit by bit.
class ScalesTest {

    private static Matrix times(int exponent, Matrix a) {
        return Matrix.of(a.rows(), a.columns(), BinaryScaling.times(exponent, a.toArray()));
    }

    private static Matrix columns(Matrix a, int... exponents) {
        double[] elements = a.toArray();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = StrictMath.scalb(elements[i], exponents[i % a.columns()]);
        }
        return Matrix.of(a.rows(), a.columns(), elements);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anExponentIsThatOfTheLargest(
            @ForAll @IntRange(min = -1074, max = 1023) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double largest = StrictMath.scalb(1.0, exponent);
        double[] x = {largest * random.nextDouble(), -largest, largest * random.nextDouble()};
        assertThat(BinaryScaling.exponent(x)).isEqualTo(exponent);
        assertThat(BinaryScaling.times(-exponent, x)[1]).isEqualTo(-1);
        assertThat(BinaryScaling.exponent()).isZero();
        assertThat(BinaryScaling.exponent(0, -0.0)).isZero();
        assertThat(BinaryScaling.exponent(1e300, Double.NaN)).isZero();
        assertThat(BinaryScaling.exponent(1e300, Double.NEGATIVE_INFINITY)).isZero();
    }

    /// `A·2ᵏ` has the same `Q`, and columns of `R` are multiplied with their columns of `A`.
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void columnsOfAnyScaleHaveTheSameQ(
            @ForAll @IntRange(min = 1, max = 4) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.normals(random, n + random.nextInt(3), n);
        int[] exponents = random.ints(n, -950, 1015).toArray();
        Matrix scaled = columns(a, exponents);
        for (int way = 0; way < 3; way++) {
            Qr ordinary = qr(way, a);
            Qr extreme = qr(way, scaled);
            assertThat(extreme.q()).isEqualTo(ordinary.q());
            assertThat(extreme.r()).isEqualTo(columns(ordinary.r(), exponents));
        }
        Vector b = Matrices.normal(random, a.rows());
        int k = random.nextInt(-900, 1000);
        Vector x = LeastSquares.solve(a, b);
        assertThat(LeastSquares.solve(a, BinaryScaling.times(k, b)))
                .isEqualTo(BinaryScaling.times(k, x));
        assertThat(LeastSquares.project(a, BinaryScaling.times(k, b)))
                .isEqualTo(BinaryScaling.times(k, LeastSquares.project(a, b)));
        assertThat(LeastSquares.solve(times(-k, a), b)).isEqualTo(BinaryScaling.times(k, x));
    }

    private static Qr qr(int way, Matrix a) {
        return way == 0
                ? Qr.householder(a)
                : way == 1 ? Qr.modifiedGramSchmidt(a) : Qr.classicalGramSchmidt(a);
    }

    @Example
    void orthogonalFactorsOfHugeAndTinyColumns() {
        for (double size : new double[] {1e308, 1e-308, Double.MIN_VALUE}) {
            for (int way = 0; way < 3; way++) {
                Qr qr = qr(way, Matrix.of(2, 1, size, size));
                for (int i = 0; i < 2; i++) {
                    assertThat(qr.q().get(i, 0)).isCloseTo(Math.sqrt(0.5), within(1e-15));
                }
                assertThat(qr.r().get(0, 0)).isEqualTo(Norms.two(Vector.of(size, size)));
            }
        }
        Matrix longest = Matrix.of(2, 1, 1.7e308, 1.7e308);
        assertThatThrownBy(() -> Qr.householder(longest))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("column 0 is longer than the largest double");
        assertThat(LeastSquares.project(Matrix.of(2, 1, 1, 1), Vector.of(1.7e308, 1.7e308)).get(0))
                .isCloseTo(1.7e308, within(1e294));
    }

    /// `det(A·2ᵏ) = 2ⁿᵏ det A`, and the determinant of a diagonal is its product, in exact arithmetic, rounded.
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void determinantsOfAnyScale(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] diagonal = new double[n * n];
        BigDecimal product = BigDecimal.ONE;
        for (int i = 0; i < n; i++) {
            diagonal[i * n + i] = random.nextDouble(1, 2) * Math.pow(10, random.nextInt(-300, 300));
            product = product.multiply(new BigDecimal(diagonal[i * n + i]));
        }
        double determinant = Lu.of(Matrix.of(n, n, diagonal)).determinant();
        assertThat(determinant)
                .isCloseTo(product.doubleValue(), within(n * Math.ulp(product.doubleValue())));
        Matrix a = Matrices.normals(random, n, n);
        int k = random.nextInt(-800, 900) / n;
        assertThat(Lu.of(times(k, a)).determinant())
                .isEqualTo(StrictMath.scalb(Lu.of(a).determinant(), n * k));
    }

    @Example
    void determinantsByHand() {
        double[] factors = {1e200, 1e200, 1e-200, 1e-200};
        assertThat(Lu.of(diagonal(factors)).determinant()).isCloseTo(1, within(1e-15));
        assertThat(Lu.of(diagonal(1e-200, 1e-200, 1e200, -1e200)).determinant())
                .isCloseTo(-1, within(1e-15));
        assertThat(Lu.of(diagonal(1e200, 1e200)).determinant()).isInfinite();
        assertThat(Lu.of(diagonal(1e-200, 1e-200)).determinant()).isZero();
        assertThat(Lu.of(diagonal(Double.MIN_VALUE, 0x1p1000, 0x1p74)).determinant()).isEqualTo(1);
        Matrix overflows = Matrix.of(2, 2, 1e308, 1e308, -1e308, 1e308);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lu.of(overflows))
                .withMessageContaining("the pivot of column 1 is Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lu.of(Matrix.of(2, 2, 1, Double.NaN, 0, 1)))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.of(Matrix.of(1, 1, Double.POSITIVE_INFINITY)))
                .withMessageContaining("pivot 0 is Infinity");
    }

    private static Matrix diagonal(double... elements) {
        int n = elements.length;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] = elements[i];
        }
        return Matrix.of(n, n, matrix);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void solutionsForRightSidesOfAnyScale(
            @ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.normals(random, n, n);
        Matrix definite = a.times(a.transpose()).plus(Matrix.identity(n));
        Vector b = Matrices.normal(random, n);
        int k = random.nextInt(-900, 1000);
        assertThat(Lu.of(a).solve(BinaryScaling.times(k, b)))
                .isEqualTo(BinaryScaling.times(k, Lu.of(a).solve(b)));
        Cholesky factor = Cholesky.of(definite.plus(definite.transpose()));
        assertThat(factor.solve(BinaryScaling.times(k, b)))
                .isEqualTo(BinaryScaling.times(k, factor.solve(b)));
    }

    /// Eigenvalues of `A·2ᵏ` are those of `A` times `2ᵏ`, to rounding of the norm.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void eigenvaluesOfAnyScale(
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = -1000, max = 1020) int k,
            @ForAll long seed) {
        Matrix a = Matrices.normals(new SplittableRandom(seed), n, n);
        Matrix symmetric = a.plus(a.transpose()).times(0.125);
        Vector values = SymmetricEigen.of(symmetric).values();
        Vector scaled = SymmetricEigen.of(times(k, symmetric)).values();
        double slack = 60 * n * 0x1p-53 * Norms.frobenius(symmetric);
        for (int i = 0; i < n; i++) {
            assertThat(StrictMath.scalb(scaled.get(i), -k)).isCloseTo(values.get(i), within(slack));
        }
    }

    @Example
    void eigenvaluesByHand() {
        for (double size : new double[] {1e308, 1e-308, Double.MIN_VALUE}) {
            Matrix exchange = Matrix.of(2, 2, 0, size, size, 0); // eigenvalues ± size
            Vector values = SymmetricEigen.of(exchange).values();
            assertThat(values.get(0)).isCloseTo(size, within(4 * Math.ulp(size)));
            assertThat(values.get(1)).isCloseTo(-size, within(4 * Math.ulp(size)));
        }
        Matrix opposite = Matrix.of(2, 2, 1e308, 1e308, 1e308, -1e308); // ± √2·10³⁰⁸
        assertThat(SymmetricEigen.of(opposite).values().get(0))
                .isCloseTo(Math.sqrt(2) * 1e308, within(1e293));
        assertThat(SymmetricEigen.of(diagonal(1e200, 1e-200)).values())
                .isEqualTo(Vector.of(1e200, 1e-200));
    }

    /// An eigenvalue of `2·10³⁰⁸` is no double: it is not found, and the result does not say that it was.
    @Example
    void anInfiniteEigenvalueIsNoneThatConverged() {
        Matrix a = Matrix.of(2, 2, 1e308, 1e308, 1e308, 1e308);
        assertThat(PowerIteration.of(a, Vector.of(1, 1), 1e-9, 0).converged()).isFalse();
        assertThat(PowerIteration.of(a, Vector.of(1, 1), 1e-9, 10).converged()).isFalse();
        assertThat(
                        PowerIteration.of(times(-4, a), Vector.of(1.7e308, 1.7e308), 1e-9, 9)
                                .converged())
                .isTrue();
    }

    @Example
    void componentsOfEqualSamplesAndOfExtremeOnes() {
        for (double x : new double[] {0.1, 12345.678, 1e300, 1e-300}) {
            for (int n = 2; n < 20; n++) {
                double[] samples = new double[3 * n];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = x * (1 + i % 3);
                }
                Pca pca = Pca.fit(Matrix.of(n, 3, samples));
                assertThat(pca.explainedRatios().toArray()).containsOnly(0);
                assertThat(pca.mean()).isEqualTo(Vector.of(x, 2 * x, 3 * x));
            }
        }
        Matrix x = Matrix.of(4, 2, 2, 0, -2, 0, 0, 1, 0, -1); // variances 8/3 and 2/3
        for (int k : new int[] {-500, -100, 0, 100, 500}) {
            Vector ratios = Pca.fit(times(k, x)).explainedRatios();
            assertThat(ratios.get(0)).isCloseTo(0.8, within(1e-15));
            assertThat(ratios.get(1)).isCloseTo(0.2, within(1e-15));
        }
        for (int k : new int[] {-600, 600}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Pca.fit(times(k, x)))
                    .withMessageContaining("variance along the first component");
        }
        Vector variances = Vector.of(1.5e308, 1e308); // their sum is no double
        Vector ratios = new Pca(Vector.of(0, 0), Matrix.identity(2), variances).explainedRatios();
        assertThat(ratios.get(0)).isCloseTo(0.6, within(1e-15));
        assertThat(ratios.get(1)).isCloseTo(0.4, within(1e-15));
    }

    /// `⌈2 ln(n(n−1)/f)/(e²/2 − e³/3)⌉` in decimal arithmetic: 3·10¹³ for `e = 10⁻⁶`, which is no `int`.
    @Example
    void dimensionsThatDoNotFitAnInt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomProjection.dimensions(1000, 1e-6, 0.5))
                .withMessageContaining("1.0E-6")
                .withMessageContaining("more than there can be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RandomProjection.dimensions(1000, 1e-200, 0.5));
        double surprise = Math.log(1000 * 999.0) + 300 * Math.log(10);
        assertThat(RandomProjection.dimensions(1000, 0.5, 1e-300))
                .isEqualTo((int) Math.ceil(2 * surprise / (0.125 - 0.125 / 3)));
        assertThat(RandomProjection.dimensions(100_000, 0.5, 1e-305))
                .isEqualTo(
                        (int)
                                Math.ceil(
                                        2
                                                * (Math.log(1e5 * 99_999.0) + 305 * Math.log(10))
                                                / (0.125 - 0.125 / 3)));
    }
}
