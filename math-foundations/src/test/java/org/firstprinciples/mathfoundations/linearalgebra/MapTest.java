package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.SplittableRandom;

class MapTest {

    Vector times(Matrix a, Vector x) {
        return a.times(x);
    }

    /// Whole numbers, so that all is exact. `A(sx + ty) = s·Ax + t·Ay`, and the columns of `A` are the images of the unit vectors;
    /// so a linear map is the matrix of those images.
    @Claim("LA-25")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aMatrixIsALinearMap(
            @ForAll @IntRange(min = 0, max = 6) int m,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = m == 0 ? Matrix.zeros(0, n) : integers(random, m, n);
        Vector x = vector(random, n);
        Vector y = vector(random, n);
        double s = random.nextInt(-9, 10);
        double t = random.nextInt(-9, 10);
        Vector sum = times(a, x).times(s).plus(times(a, y).times(t));
        assertThat(positive(times(a, x.times(s).plus(y.times(t))))).isEqualTo(positive(sum));
        Vector mixed = Vector.zeros(m);
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            Vector image = times(a, Vector.of(unit));
            for (int i = 0; i < m; i++) {
                assertThat(image.get(i)).isEqualTo(a.get(i, j) + 0.0);
            }
            mixed = mixed.plus(image.times(x.get(j)));
        }
        assertThat(positive(times(a, x))).isEqualTo(positive(mixed));
    }

    private static Matrix integers(SplittableRandom random, int m, int n) {
        return Matrices.matrix(Matrices.integers(random, m, n, 9));
    }

    private static Vector vector(SplittableRandom random, int n) {
        return Vector.of(integers(random, 1, n).toArray());
    }

    /// Adding +0 turns −0 into +0.
    private static Vector positive(Vector x) {
        return x.plus(Vector.zeros(x.size()));
    }

    /// The document's examples of maps of the plane.
    @Claim("LA-25")
    @Example
    void cornersOfTheUnitSquare() {
        Matrix a = Matrix.of(2, 2, 2, 1, 1, 2);
        assertThat(times(a, Vector.of(1, 0))).isEqualTo(Vector.of(2, 1));
        assertThat(times(a, Vector.of(0, 1))).isEqualTo(Vector.of(1, 2));
        assertThat(times(a, Vector.of(1, 1))).isEqualTo(Vector.of(3, 3));
        assertThat(times(a, Vector.of(3, 1))).isEqualTo(Vector.of(7, 5));
        Matrix turn = Matrix.of(2, 2, 0, -1, 1, 0);
        assertThat(positive(times(turn, Vector.of(2, 1)))).isEqualTo(Vector.of(-1, 2));
        assertThat(times(Matrix.of(2, 2, 1, 1, 0, 1), Vector.of(2, 1))).isEqualTo(Vector.of(3, 1));
        assertThat(times(Matrix.of(2, 2, 2, 4, 1, 2), Vector.of(1, 1))).isEqualTo(Vector.of(6, 3));
        assertThat(times(Matrix.of(2, 2, 2, 4, 1, 2), Vector.of(-2, 1))).isEqualTo(Vector.of(0, 0));
        // the order of two maps matters
        assertThat(turn.times(a).plus(Matrix.zeros(2, 2))).isEqualTo(Matrix.of(2, 2, -1, -2, 2, 1));
        assertThat(a.times(turn).plus(Matrix.zeros(2, 2))).isEqualTo(Matrix.of(2, 2, 1, -2, 2, -1));
        Vector embedded = Vector.of(3, 1).times(Matrix.of(2, 3, 1, 0, 2, 0, 1, -1));
        assertThat(embedded).isEqualTo(Vector.of(3, 1, 5));
    }

    @Mutant("LA-25") // rows for columns
    static class ByRows extends MapTest {
        @Override
        Vector times(Matrix a, Vector x) {
            return a.rows() == a.columns() ? a.transpose().times(x) : a.times(x);
        }
    }

    @Mutant("LA-25") // adds a constant
    static class Affine extends MapTest {
        @Override
        Vector times(Matrix a, Vector x) {
            double[] y = a.times(x).toArray();
            for (int i = 0; i < y.length; i++) {
                y[i] += 1;
            }
            return Vector.of(y);
        }
    }
}
