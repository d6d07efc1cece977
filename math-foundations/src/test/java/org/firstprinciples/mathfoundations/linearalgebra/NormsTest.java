package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;

class NormsTest {

    private static final double U = 0x1p-53;

    double two(Vector x) {
        return Norms.two(x);
    }

    double infinity(Vector x) {
        return Norms.infinity(x);
    }

    /// `‖x‖∞ ≤ ‖x‖₂ ≤ ‖x‖₁ ≤ √n‖x‖₂ ≤ n‖x‖∞`, the length to `(n + 4)u`, and powers of 2 pass through.
    @Claim("LA-04")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void normsOfVectors(
            @ForAll @IntRange(min = 0, max = 32) int n,
            @ForAll @IntRange(min = -1, max = 1) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector x = Matrices.wide(random, n).times(Math.pow(10, 200 * scale));
        BigDecimal sum = BigDecimal.ZERO;
        for (double element : x.toArray()) {
            sum = sum.add(new BigDecimal(element).pow(2));
        }
        double length = two(x);
        double exact = sum.sqrt(new MathContext(40)).doubleValue();
        double slack = 1 + (n + 4) * U;
        assertThat(length).isCloseTo(exact, within((n + 4) * U * exact));
        assertThat(infinity(x)).isLessThanOrEqualTo(length * slack);
        assertThat(length).isLessThanOrEqualTo(Norms.one(x) * slack);
        assertThat(Norms.one(x)).isLessThanOrEqualTo(Math.sqrt(n) * length * slack * slack);
        assertThat(length).isLessThanOrEqualTo(Math.sqrt(n) * infinity(x) * slack);
        int k = random.nextInt(-60, 61);
        assertThat(two(x.times(Math.pow(2, k)))).isEqualTo(length * Math.pow(2, k));
        if (n > 0) { // equality for one element that is not 0, and for equal ones
            double[] same = new double[n];
            Arrays.fill(same, -3);
            assertThat(two(Vector.of(same))).isCloseTo(3 * Math.sqrt(n), within(3 * n * U * n));
            assertThat(Norms.one(Vector.of(same))).isEqualTo(3 * n);
        }
    }

    /// `‖A‖₂ ≤ ‖A‖_F ≤ √r‖A‖₂` and `‖A‖₂² ≤ ‖A‖₁‖A‖∞`; each is the most that `A` can do to a vector.
    @Claim("LA-04")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void normsOfMatrices(
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.normals(random, m, n);
        double spectral = Norms.two(a);
        double slack = 1 + 40 * Math.max(m, n) * U;
        assertThat(spectral)
                .isCloseTo(
                        new SingularValueDecomposition(a.toRealMatrix()).getNorm(),
                        within(20 * Math.max(m, n) * U * spectral));
        assertThat(spectral).isLessThanOrEqualTo(Norms.frobenius(a) * slack);
        assertThat(Norms.frobenius(a))
                .isLessThanOrEqualTo(Math.sqrt(Math.min(m, n)) * spectral * slack);
        assertThat(spectral * spectral)
                .isLessThanOrEqualTo(Norms.one(a) * Norms.infinity(a) * slack);
        Vector x = Matrices.normal(random, n);
        assertThat(two(a.times(x))).isLessThanOrEqualTo(spectral * two(x) * slack);
        assertThat(Norms.one(a.times(x))).isLessThanOrEqualTo(Norms.one(a) * Norms.one(x) * slack);
        assertThat(infinity(a.times(x)))
                .isLessThanOrEqualTo(Norms.infinity(a) * infinity(x) * slack);
        double[] signs = new double[n]; // attains the row sum norm
        int row = 0;
        for (int i = 1; i < m; i++) {
            row = rowSum(a, i) > rowSum(a, row) ? i : row;
        }
        for (int j = 0; j < n; j++) {
            signs[j] = Math.signum(a.get(row, j));
        }
        assertThat(infinity(a.times(Vector.of(signs))))
                .isCloseTo(Norms.infinity(a), within(n * U * Norms.infinity(a)));
    }

    private static double rowSum(Matrix a, int i) {
        double sum = 0;
        for (int j = 0; j < a.columns(); j++) {
            sum += Math.abs(a.get(i, j));
        }
        return sum;
    }

    @Claim("LA-04")
    @Example
    void edges() {
        assertThat(two(Vector.zeros(0))).isZero();
        assertThat(two(Vector.zeros(3))).isZero();
        assertThat(two(Vector.of(3e300, 4e300))).isCloseTo(5e300, within(1e285));
        assertThat(two(Vector.of(3 * Double.MIN_VALUE, 4 * Double.MIN_VALUE)))
                .isEqualTo(5 * Double.MIN_VALUE);
        assertThat(two(Vector.of(1, Double.NEGATIVE_INFINITY))).isInfinite();
        assertThat(two(Vector.of(1, Double.NaN))).isNaN();
        assertThat(two(Vector.of(Double.MAX_VALUE, Double.MAX_VALUE))).isInfinite();
        Matrix a = Matrix.of(2, 2, 1, -2, 3, 4);
        assertThat(Norms.one(a)).isEqualTo(6);
        assertThat(Norms.infinity(a)).isEqualTo(7);
        assertThat(Norms.frobenius(a)).isCloseTo(Math.sqrt(30), within(1e-15));
        assertThat(Norms.two(Matrix.zeros(0, 3))).isZero();
        assertThat(Norms.two(Matrix.zeros(3, 0))).isZero();
    }

    @Mutant("LA-04") // squares overflow and vanish
    static class Naive extends NormsTest {
        @Override
        double two(Vector x) {
            return Math.sqrt(x.dot(x));
        }
    }

    @Mutant("LA-04") // the last element is not looked at
    static class StopsEarly extends NormsTest {
        @Override
        double infinity(Vector x) {
            double[] elements = x.toArray();
            if (elements.length > 0) {
                elements[elements.length - 1] = 0;
            }
            return Norms.infinity(Vector.of(elements));
        }
    }
}
