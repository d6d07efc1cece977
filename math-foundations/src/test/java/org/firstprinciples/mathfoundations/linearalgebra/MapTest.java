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

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

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

    /// Linear maps that are not given by a matrix: the matrix of the images of the unit vectors does what they do.
    @Claim("LA-25")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyLinearMapHasAMatrix(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 6) int kind,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int length = kind == 4 ? 3 : kind == 6 ? 2 : n;
        double[] other = vector(random, 3).toArray();
        UnaryOperator<double[]> map =
                switch (kind) {
                    case 0 -> MapTest::runningSums;
                    case 1 -> MapTest::derivative;
                    case 2 -> MapTest::backward;
                    case 3 -> x -> new double[] {Arrays.stream(x).sum()};
                    case 4 -> x -> crossProduct(x, other);
                    case 5 -> MapTest::twice;
                    default -> x -> new double[] {-x[1], x[0]}; // the turn by 90°
                };
        int m = map.apply(new double[length]).length;
        double[] elements = new double[m * length];
        for (int j = 0; j < length; j++) {
            double[] unit = new double[length];
            unit[j] = 1;
            double[] image = map.apply(unit);
            for (int i = 0; i < m; i++) {
                elements[i * length + j] = image[i];
            }
        }
        Vector x = vector(random, length);
        assertThat(positive(times(Matrix.of(m, length, elements), x)))
                .isEqualTo(positive(Vector.of(map.apply(x.toArray()))));
    }

    private static double[] runningSums(double... x) {
        double[] sums = x.clone();
        for (int i = 1; i < x.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    /// Of the polynomial with these coefficients.
    private static double[] derivative(double... x) {
        double[] slopes = new double[x.length - 1];
        for (int i = 1; i < x.length; i++) {
            slopes[i - 1] = i * x[i];
        }
        return slopes;
    }

    /// The list, and once more below it.
    private static double[] twice(double... x) {
        double[] both = Arrays.copyOf(x, 2 * x.length);
        System.arraycopy(x, 0, both, x.length, x.length);
        return both;
    }

    private static double[] backward(double... x) {
        double[] reversed = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            reversed[i] = x[x.length - 1 - i];
        }
        return reversed;
    }

    private static double[] crossProduct(double[] x, double[] y) {
        return new double[] {
            x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]
        };
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
