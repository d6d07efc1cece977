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

import java.util.Arrays;
import java.util.SplittableRandom;

class DeterminantTest {

    long determinant(long[]... a) {
        return IntegerElimination.determinant(a).longValueExact();
    }

    double trace(Matrix a) {
        return a.trace();
    }

    /// Twice the signed area inside a polygon, by the shoelace formula, grows by the factor `det A = ad − bc`, in whole numbers.
    @Claim("LA-26")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void areasGrowByTheDeterminant(
            @ForAll @IntRange(min = 3, max = 7) int corners,
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] a = Matrices.integers(random, 2, 2, 9);
        if (kind == 0) { // singular
            a[1] = new long[] {-2 * a[0][0], -2 * a[0][1]};
        }
        long[][] polygon = Matrices.integers(random, corners, 2, 20);
        long[][] image = new long[corners][2];
        for (int i = 0; i < corners; i++) {
            for (int k = 0; k < 2; k++) {
                image[i][k] = a[k][0] * polygon[i][0] + a[k][1] * polygon[i][1];
            }
        }
        assertThat(determinant(a)).isEqualTo(a[0][0] * a[1][1] - a[0][1] * a[1][0]);
        assertThat(twiceTheArea(image)).isEqualTo(determinant(a) * twiceTheArea(polygon));
    }

    private static long twiceTheArea(long[]... polygon) {
        long sum = 0;
        for (int i = 0; i < polygon.length; i++) {
            long[] p = polygon[i];
            long[] q = polygon[(i + 1) % polygon.length];
            sum += p[0] * q[1] - p[1] * q[0];
        }
        return sum;
    }

    /// `det A ≠ 0` exactly if the rank is full, where `Ax = b` has one solution for each `b`; a combination of other columns added
    /// to a column changes nothing.
    @Claim("LA-06")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void zeroMeansSingular(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll boolean deficient,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] a =
                deficient
                        ? Matrices.ofRank(random, n, n, n - 1)
                        : Matrices.integers(random, n, n, 4);
        boolean full = FourSubspaces.of(Matrices.matrix(a)).rank() == n;
        assertThat(determinant(a) != 0).isEqualTo(full);
        if (full) {
            long[] x = Matrices.integers(random, 1, n, 5)[0];
            Matrix matrix = Matrices.matrix(a);
            Vector b = matrix.times(Vector.of(Matrices.matrix(new long[][] {x}).toArray()));
            Vector solved = Lu.of(matrix).solve(b);
            double slack = 1e-13 * Norms.condition(matrix) * 50;
            for (int i = 0; i < n; i++) {
                assertThat(solved.get(i)).isCloseTo((double) x[i], within(slack));
            }
        }
        long before = determinant(a);
        if (n > 1) {
            for (int i = 0; i < n; i++) {
                a[i][0] += 3 * a[i][n - 1];
            }
        }
        assertThat(determinant(a)).isEqualTo(before);
    }

    /// `tr AB = tr BA`, in whole numbers, also where the products have different shapes.
    @Claim("LA-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theTraceOfAProduct(
            @ForAll @IntRange(min = 1, max = 6) int m,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.matrix(Matrices.integers(random, m, n, 9));
        Matrix b = Matrices.matrix(Matrices.integers(random, n, m, 9));
        double expected = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                expected += a.get(i, j) * b.get(j, i);
            }
        }
        assertThat(trace(a.times(b))).isEqualTo(expected);
        assertThat(trace(b.times(a))).isEqualTo(expected);
    }

    /// The document's box in space: pivots, and the six products with their signs.
    @Claim("LA-06")
    @Example
    void aVolumeInSpace() {
        long[][] box = {{1, 1, 1}, {1, 2, 3}, {1, 3, 7}};
        Matrix lower = Matrix.of(3, 3, 1, 0, 0, 1, 1, 0, 1, 2, 1);
        Matrix upper = Matrix.of(3, 3, 1, 1, 1, 0, 1, 2, 0, 0, 2);
        assertThat(lower.times(upper)).isEqualTo(Matrices.matrix(box));
        assertThat(determinant(box)).isEqualTo(2);
        long[] products = new long[6];
        int[][] orders = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}, {0, 2, 1}, {1, 0, 2}};
        for (int p = 0; p < 6; p++) { // the first three are even
            products[p] = p < 3 ? 1 : -1;
            for (int i = 0; i < 3; i++) {
                products[p] *= box[i][orders[p][i]];
            }
        }
        assertThat(products).containsExactly(14, 3, 3, -2, -9, -7);
        assertThat(Arrays.stream(products).sum()).isEqualTo(determinant(box));
        assertThat(Lu.of(Matrix.of(2, 2, 4, 2, 2, 4)).determinant()).isEqualTo(12); // det 2A
    }

    /// The document's examples.
    @Claim({"LA-26", "LA-06", "LA-09"})
    @Example
    void areasByHand() {
        assertThat(determinant(new long[] {2, 1}, new long[] {1, 2})).isEqualTo(3);
        assertThat(determinant(new long[] {1, 2}, new long[] {2, 1})).isEqualTo(-3);
        assertThat(determinant(new long[] {2, 4}, new long[] {1, 2})).isZero();
        assertThat(determinant(new long[] {3, 0}, new long[] {4, 5})).isEqualTo(15);
        assertThat(Lu.of(Matrix.of(2, 2, 2, 1, 1, 2)).determinant()).isEqualTo(3);
        assertThat(determinant(new long[] {1, 1, 1}, new long[] {1, 2, 3}, new long[] {1, 3, 6}))
                .isEqualTo(1);
        assertThat(determinant()).isEqualTo(1);
        assertThat(trace(Matrix.of(2, 2, 2, 1, 1, 2))).isEqualTo(4);
        assertThat(trace(Matrix.zeros(0, 0))).isZero();
        assertThatThrownBy(() -> trace(Matrix.zeros(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("trace: a square matrix is needed, got (2,3)");
    }

    @Mutant({"LA-26", "LA-06"}) // the plus of a permanent
    static class Permanent extends DeterminantTest {
        @Override
        long determinant(long[]... a) {
            return a.length == 2
                    ? a[0][0] * a[1][1] + a[0][1] * a[1][0]
                    : IntegerElimination.determinant(a).longValueExact();
        }
    }

    @Mutant("LA-26") // areas without sign
    static class Unsigned extends DeterminantTest {
        @Override
        long determinant(long[]... a) {
            return Math.abs(IntegerElimination.determinant(a).longValueExact());
        }
    }

    @Mutant("LA-09") // the other diagonal
    static class OtherDiagonal extends DeterminantTest {
        @Override
        double trace(Matrix a) {
            double sum = a.trace() * 0;
            for (int i = 0; i < a.rows(); i++) {
                sum += a.get(i, a.rows() - 1 - i);
            }
            return sum;
        }
    }
}
