package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.Random;

class SvdTest {

    private static final double U = 0x1p-53;

    Svd decompose(Matrix a) {
        return Svd.of(a);
    }

    /// Entries N(0,1) with columns scaled down to 1/κ, or all columns multiples of the first: rank 1.
    private static Matrix matrix(int m, int n, int decades, boolean repeated, long seed) {
        Random random = new Random(seed);
        double[] elements = new double[m * n]; // (m,n)
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double scale = StrictMath.pow(10, -decades * (double) j / n);
                elements[i * n + j] =
                        repeated && j > 0
                                ? elements[i * n] * (j + 1)
                                : random.nextGaussian() * scale;
            }
        }
        return Matrix.of(m, n, elements);
    }

    private static double frobenius(Matrix a) {
        double sum = 0;
        for (double x : a.toArray()) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    private static Matrix gram(Matrix q) {
        return q.transpose().times(q);
    }

    private static Matrix diagonal(Vector values) {
        double[] elements = new double[values.size() * values.size()]; // (r,r)
        for (int i = 0; i < values.size(); i++) {
            elements[i * values.size() + i] = values.get(i);
        }
        return Matrix.of(values.size(), values.size(), elements);
    }

    private static double distance(Matrix a, Matrix b) {
        return frobenius(a.plus(b.times(-1)));
    }

    /// Oracle: Commons Math.
    @Claim("LA-12")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyMatrixIsARotationAScalingAndARotation(
            @ForAll @IntRange(min = 1, max = 9) int m,
            @ForAll @IntRange(min = 1, max = 9) int n,
            @ForAll @IntRange(min = 0, max = 12) int decades,
            @ForAll boolean repeated,
            @ForAll long seed) {
        Matrix a = matrix(m, n, decades, repeated, seed);
        Svd svd = decompose(a);
        int r = Math.min(m, n);
        int size = Math.max(m, n);
        RealMatrix oracle = a.toRealMatrix();
        double[] expected = new SingularValueDecomposition(oracle).getSingularValues();
        assertThat(svd.values().size()).isEqualTo(r);
        for (int i = 0; i < r; i++) {
            assertThat(svd.values().get(i))
                    .isBetween(0.0, i == 0 ? Double.MAX_VALUE : svd.values().get(i - 1))
                    .isCloseTo(expected[i], within(40 * size * U * expected[0]));
        }
        Matrix product = svd.u().times(diagonal(svd.values())).times(svd.v().transpose());
        assertThat(distance(a, product)).isLessThanOrEqualTo(40 * size * U * frobenius(a));
        Matrix identity = Matrix.identity(r);
        assertThat(distance(gram(svd.u()), identity)).isLessThanOrEqualTo(50 * size * r * U);
        assertThat(distance(gram(svd.v()), identity)).isLessThanOrEqualTo(50 * size * r * U);
    }

    /// `σᵢ²` are the eigenvalues of `AᵀA`, `‖A‖_F² = Σσᵢ²`, the transpose has the same values, and none moves further
    /// than the matrix does.
    @Claim("LA-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatSingularValuesAre(
            @ForAll @IntRange(min = 1, max = 9) int m,
            @ForAll @IntRange(min = 1, max = 9) int n,
            @ForAll @IntRange(min = 0, max = 12) int decades,
            @ForAll long seed) {
        Matrix a = matrix(m, n, decades, false, seed);
        Vector values = decompose(a).values();
        double first = values.get(0);
        double slack = 40 * Math.max(m, n) * U;
        Vector eigenvalues = SymmetricEigen.of(symmetric(gram(a))).values();
        Vector transposed = decompose(a.transpose()).values();
        Matrix e = matrix(m, n, decades, false, ~seed).times(StrictMath.pow(10, -decades));
        Vector moved = decompose(a.plus(e)).values();
        double norm = decompose(e).values().get(0);
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i) * values.get(i))
                    .isCloseTo(eigenvalues.get(i), within(n * slack * first * first));
            assertThat(transposed.get(i)).isCloseTo(values.get(i), within(slack * first));
            assertThat(Math.abs(moved.get(i) - values.get(i)))
                    .isLessThanOrEqualTo(norm + 2 * slack * (first + norm));
        }
        assertThat(Norms.two(values)).isCloseTo(frobenius(a), within(slack * frobenius(a)));
        Vector x = Vector.of(gram(a).toArray()); // any vector: no one is stretched more than σ₁
        for (int j = 0; j < n; j++) {
            double[] row = new double[n];
            System.arraycopy(x.toArray(), j * n, row, 0, n);
            assertThat(Norms.two(a.times(Vector.of(row))))
                    .isLessThanOrEqualTo(first * Norms.two(Vector.of(row)) * (1 + slack));
        }
    }

    private static Matrix symmetric(Matrix a) {
        return a.plus(a.transpose()).times(0.5);
    }

    @Claim("LA-12")
    @Example
    void theZeroMatrixHasOrthonormalVectorsToo() {
        Svd svd = decompose(Matrix.zeros(3, 2));
        assertThat(svd.values()).isEqualTo(Vector.zeros(2));
        assertThat(gram(svd.u())).isEqualTo(Matrix.identity(2));
        assertThat(gram(svd.v())).isEqualTo(Matrix.identity(2));
    }

    @Example
    void largeAndSmallElementsNeitherOverflowNorVanish() {
        for (double scale : new double[] {1e300, 1e-300}) {
            assertThat(decompose(Matrix.of(2, 1, 3 * scale, 4 * scale)).values().get(0))
                    .isCloseTo(5 * scale, within(8 * U * 5 * scale));
        }
        assertThatThrownBy(() -> decompose(Matrix.of(1, 1, Double.NaN)))
                .hasMessage("svd: elements must be finite, got NaN");
    }

    /// σ₁σ₂ = det = 15 and σ₁² + σ₂² = 50.
    @Claim("LA-12")
    @Example
    void twoByTwo() {
        Svd svd = decompose(Matrix.of(2, 2, 3, 0, 4, 5));
        assertThat(svd.values().get(0)).isCloseTo(3 * Math.sqrt(5), within(40 * U));
        assertThat(svd.values().get(1)).isCloseTo(Math.sqrt(5), within(40 * U));
    }

    /// The turn by 45° that makes the columns (3,4) and (0,5) perpendicular, by hand.
    @Example
    void oneTurnOfTwoColumns() {
        Vector x = Vector.of(3, 4);
        Vector y = Vector.of(0, 5);
        double z = (y.dot(y) - x.dot(x)) / (2 * x.dot(y));
        double t = 1 / (Math.abs(z) + Math.sqrt(1 + z * z));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = c * t;
        Vector shorter = x.times(c).minus(y.times(s));
        Vector longer = x.times(s).plus(y.times(c));
        assertThat(t).isEqualTo(1);
        assertThat(shorter.toArray())
                .containsExactly(new double[] {3 / Math.sqrt(2), -1 / Math.sqrt(2)}, within(8 * U));
        assertThat(longer.toArray())
                .containsExactly(new double[] {3 / Math.sqrt(2), 9 / Math.sqrt(2)}, within(8 * U));
        assertThat(shorter.dot(longer)).isCloseTo(0, within(40 * U));
        Svd svd = decompose(Matrix.of(2, 2, 3, 0, 4, 5));
        assertThat(Norms.two(longer)).isCloseTo(svd.values().get(0), within(40 * U));
        assertThat(Norms.two(shorter)).isCloseTo(svd.values().get(1), within(40 * U));
        assertThat(Math.pow(2 / 3.0, 100)).isLessThan(1e-17);
        Matrix factor = Matrix.of(2, 2, Math.sqrt(2), 0, 1 / Math.sqrt(2), Math.sqrt(1.5));
        assertThat(factor.times(factor.transpose()).toArray())
                .containsExactly(new double[] {2, 1, 1, 2}, within(8 * U));
    }

    @Mutant("LA-12") // the smallest singular value first
    static class Ascending extends SvdTest {
        @Override
        Svd decompose(Matrix a) {
            Svd svd = Svd.of(a);
            int r = svd.values().size();
            double[] reversed = new double[r * r]; // (r,r)
            for (int i = 0; i < r; i++) {
                reversed[i * r + r - 1 - i] = 1;
            }
            Matrix p = Matrix.of(r, r, reversed);
            return new Svd(svd.u().times(p), p.times(svd.values()), svd.v().times(p));
        }
    }

    @Mutant("LA-12") // eigenvalues of AᵀA instead of their roots
    static class ForgetsTheRoot extends SvdTest {
        @Override
        Svd decompose(Matrix a) {
            Svd svd = Svd.of(a);
            double[] squares = svd.values().toArray();
            for (int i = 0; i < squares.length; i++) {
                squares[i] *= squares[i];
            }
            return new Svd(svd.u(), Vector.of(squares), svd.v());
        }
    }
}
