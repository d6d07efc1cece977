package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.Arrays;
import java.util.SplittableRandom;

class DefinitenessTest {

    boolean hasFactor(Matrix a) {
        try {
            Cholesky.of(a);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    double least(Matrix a) {
        return SymmetricEigen.of(a).values().get(a.rows() - 1);
    }

    /// For whole numbers the leading minors decide without rounding (Sylvester); eigenvalues, the factor, and the values of the form
    /// at whole points agree with them.
    @Claim("LA-31")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void fourTestsForABowl(
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] factor = Matrices.integers(random, n, kind == 1 ? Math.max(1, n - 1) : n, 2);
        long[][] a = new long[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < factor[0].length; k++) {
                    a[i][j] += factor[i][k] * factor[j][k];
                }
            }
            a[i][i] -= kind == 2 ? random.nextInt(1, 3) : 0;
        }
        boolean positive = true;
        for (int k = 1; k <= n; k++) {
            long[][] corner = new long[k][];
            for (int i = 0; i < k; i++) {
                corner[i] = Arrays.copyOf(a[i], k);
            }
            positive &= IntegerElimination.determinant(corner).signum() > 0;
        }
        boolean singular = IntegerElimination.determinant(a).signum() == 0;
        Matrix matrix = Matrices.matrix(a);
        double threshold = 1e-12 * (1 + Norms.frobenius(matrix));
        assertThat(least(matrix) > threshold).isEqualTo(positive);
        if (!singular) { // rounding decides about the last pivot of a singular one
            assertThat(hasFactor(matrix)).isEqualTo(positive);
        }
        boolean below = false;
        for (int p = 0; p < 200; p++) {
            Vector x = Vector.of(random.ints(n, -3, 4).asDoubleStream().toArray());
            double form = x.dot(matrix.times(x));
            below |= form <= 0 && x.dot(x) > 0;
        }
        assertThat(below && positive).isFalse();
        if (!positive) { // an x with a form of 0 or less, up to rounding: an eigenvector of the
            // least eigenvalue
            SymmetricEigen eigen = SymmetricEigen.of(matrix);
            Vector worst = eigen.vectors().column(n - 1);
            assertThat(Norms.two(worst)).isCloseTo(1, within(1e-12));
            assertThat(worst.dot(matrix.times(worst))).isLessThanOrEqualTo(threshold);
        }
        Vector v = Matrices.normal(random, n);
        assertThat(v.dot(matrix.times(v)))
                .isGreaterThanOrEqualTo((least(matrix) - threshold) * v.dot(v));
    }

    /// The document's bowl, valley and saddle.
    @Claim("LA-31")
    @Example
    void bowlValleyAndSaddle() {
        Matrix bowl = Matrix.of(2, 2, 2, 1, 1, 2);
        Matrix valley = Matrix.of(2, 2, 1, 1, 1, 1);
        Matrix saddle = Matrix.of(2, 2, 1, 2, 2, 1);
        Vector along = Vector.of(1, 1);
        Vector across = Vector.of(1, -1);
        assertThat(along.dot(bowl.times(along))).isEqualTo(6);
        assertThat(across.dot(bowl.times(across))).isEqualTo(2);
        assertThat(along.dot(valley.times(along))).isEqualTo(4);
        assertThat(across.dot(valley.times(across))).isEqualTo(0);
        assertThat(along.dot(saddle.times(along))).isEqualTo(6);
        assertThat(across.dot(saddle.times(across))).isEqualTo(-2);
        assertThat(least(bowl)).isCloseTo(1, within(1e-14));
        assertThat(least(valley)).isCloseTo(0, within(1e-15));
        assertThat(least(saddle)).isCloseTo(-1, within(1e-14));
        assertThat(SymmetricEigen.of(saddle).values().get(0)).isCloseTo(3, within(1e-14));
        assertThat(hasFactor(bowl)).isTrue();
        assertThat(hasFactor(saddle)).isFalse();
        assertThat(hasFactor(valley)).isFalse(); // its second pivot is exactly 0
        assertThat(least(Matrix.of(2, 2, 1, 3, 3, 1))).isCloseTo(-2, within(1e-14));
        Vector gram = SymmetricEigen.of(Matrix.of(2, 2, 5, 4, 4, 5)).values();
        assertThat(gram.toArray()).containsExactly(new double[] {9, 1}, within(1e-14));
    }

    @Mutant("LA-31") // positive entries
    static class PositiveEntries extends DefinitenessTest {
        @Override
        boolean hasFactor(Matrix a) {
            hasFactorOf(a);
            return Arrays.stream(a.toArray()).allMatch(x -> x > 0);
        }

        private void hasFactorOf(Matrix a) {
            super.hasFactor(a);
        }
    }

    @Mutant("LA-31") // magnitudes of eigenvalues
    static class Magnitudes extends DefinitenessTest {
        @Override
        double least(Matrix a) {
            double least = Double.POSITIVE_INFINITY;
            for (double value : SymmetricEigen.of(a).values().toArray()) {
                least = Math.min(least, Math.abs(value));
            }
            return least;
        }
    }
}
