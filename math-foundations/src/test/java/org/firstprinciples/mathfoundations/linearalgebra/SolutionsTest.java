package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class SolutionsTest {

    private static final int BOX = 3;

    /// A basis of the null space in its columns.
    Matrix kernel(Matrix a) {
        return FourSubspaces.of(a).kernel();
    }

    /// All whole solutions in a box, found by trying each point. Two of them differ by a vector of the null space, a solution plus such a
    /// vector is one again, and with a null space of 0 alone there is at most one. If `b` adds to the rank there is none.
    @Claim("LA-22")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void solutionsDifferByTheNullSpace(
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 0, max = 3) int rank,
            @ForAll boolean reachable,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] a = Matrices.ofRank(random, m, n, rank);
        long[] b =
                reachable
                        ? times(a, Matrices.integers(random, 1, n, BOX)[0])
                        : Matrices.integers(random, 1, m, 5)[0];
        List<long[]> solutions = solutions(a, b);
        long[][] augmented = new long[m][];
        for (int i = 0; i < m; i++) {
            augmented[i] = Arrays.copyOf(a[i], n + 1);
            augmented[i][n] = b[i];
        }
        int r = IntegerElimination.of(a).rank();
        Matrix kernel = kernel(Matrices.matrix(a));
        assertThat(kernel.columns()).isEqualTo(n - r);
        if (IntegerElimination.of(augmented).rank() > r) {
            assertThat(solutions).isEmpty();
        }
        assertThat(solutions).hasSizeGreaterThanOrEqualTo(reachable ? 1 : 0);
        if (r == n) {
            assertThat(solutions).hasSizeLessThanOrEqualTo(1);
        }
        for (long[] x : solutions) {
            Vector difference = vector(x).minus(vector(solutions.get(0)));
            Vector along = kernel.times(kernel.transpose().times(difference));
            assertThat(Norms.two(difference.minus(along))).isLessThanOrEqualTo(1e-12);
            Vector moved = vector(x).plus(kernel.times(Matrices.normal(random, n - r)));
            Vector missed = Matrices.matrix(a).times(moved).minus(vector(b));
            assertThat(Norms.two(missed)).isLessThanOrEqualTo(1e-11);
        }
    }

    private static List<long[]> solutions(long[][] a, long... b) {
        int n = a[0].length;
        List<long[]> found = new ArrayList<>();
        int points = 1;
        for (int j = 0; j < n; j++) {
            points *= 2 * BOX + 1;
        }
        for (int p = 0; p < points; p++) {
            long[] x = new long[n];
            int rest = p;
            for (int j = 0; j < n; j++) {
                x[j] = rest % (2L * BOX + 1) - BOX;
                rest /= 2 * BOX + 1;
            }
            if (Arrays.equals(times(a, x), b)) {
                found.add(x);
            }
        }
        return found;
    }

    private static long[] times(long[][] a, long... x) {
        long[] product = new long[a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < x.length; j++) {
                product[i] += a[i][j] * x[j];
            }
        }
        return product;
    }

    private static Vector vector(long... x) {
        return Vector.of(Matrices.matrix(new long[][] {x}).toArray());
    }

    @Example
    void solveBothEquations() {
        Lu lu = Lu.of(Matrix.of(2, 2, 2, 1, 1, 2));
        assertThat(lu.solve(Vector.of(7, 5))).isEqualTo(Vector.of(3, 1));
        assertThat(lu.solve(Vector.of(0, 3))).isEqualTo(Vector.of(-1, 2));
    }

    /// The document's elimination: two equations in two unknowns, and three in three.
    @Claim("LA-22")
    @Example
    void eliminationByHand() {
        Lu lu = Lu.of(Matrix.of(2, 2, 2, 1, 1, 2));
        assertThat(lu.lower()).isEqualTo(Matrix.of(2, 2, 1, 0, 0.5, 1));
        assertThat(lu.upper()).isEqualTo(Matrix.of(2, 2, 2, 1, 0, 1.5));
        Matrix inverse = Matrix.of(2, 2, 2, -1, -1, 2).times(1 / 3.0);
        Matrix product = inverse.times(Matrix.of(2, 2, 2, 1, 1, 2));
        assertThat(Norms.frobenius(product.plus(Matrix.identity(2).times(-1)))).isLessThan(1e-15);
        Matrix three = Matrix.of(3, 3, 1, 1, 1, 1, 2, 3, 1, 3, 6);
        assertThat(Lu.of(three).solve(Vector.of(6, 14, 25)).toArray())
                .containsExactly(new double[] {1, 2, 3}, within(1e-13));
        assertThatThrownBy(() -> Lu.of(Matrix.of(2, 2, 2, 4, 1, 2)))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessage("LU: the matrix is singular, no pivot is left in column 1");
        // cat and kitten: along (−2,1) nothing changes
        Matrix line = kernel(Matrix.of(2, 2, 2, 4, 1, 2));
        assertThat(line.get(0, 0) / line.get(1, 0)).isCloseTo(-2, within(1e-15));
        assertThat(solutions(new long[][] {{2, 4}, {1, 2}}, 6, 3)).hasSize(4);
        assertThat(solutions(new long[][] {{2, 4}, {1, 2}}, 7, 5)).isEmpty();
    }

    /// Two equations in three unknowns: the second column has no pivot, and the null space is a line.
    @Claim("LA-22")
    @Example
    void aFreeUnknown() {
        Matrix a = Matrix.of(2, 3, 1, 2, 1, 2, 4, 3);
        assertThat(a.times(Vector.of(-2, 1, 0))).isEqualTo(Vector.zeros(2));
        Matrix line = kernel(a);
        assertThat(line.columns()).isEqualTo(1);
        assertThat(line.get(0, 0) / line.get(1, 0)).isCloseTo(-2, within(1e-14));
        assertThat(line.get(2, 0)).isCloseTo(0, within(1e-15));
        Matrix below = Matrix.of(3, 3, 1, 0, 0, 1, 1, 0, 1, 2, 1); // L and U of the three equations
        assertThat(below.times(Matrix.of(3, 3, 1, 1, 1, 0, 1, 2, 0, 0, 1)))
                .isEqualTo(Matrix.of(3, 3, 1, 1, 1, 1, 2, 3, 1, 3, 6));
    }

    @Mutant("LA-22") // the null space of the transpose
    static class OfTheTranspose extends SolutionsTest {
        @Override
        Matrix kernel(Matrix a) {
            FourSubspaces.of(a);
            return FourSubspaces.of(a).leftKernel();
        }
    }

    @Mutant("LA-22") // the rows in place of what is at right angles to them
    static class Rows extends SolutionsTest {
        @Override
        Matrix kernel(Matrix a) {
            return FourSubspaces.of(a).rows();
        }
    }
}
