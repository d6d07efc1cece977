package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.probability.Softmax;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class NumpyTest {

    /// Whole numbers, so that every sum is exact. Oracle: the library's matrices.
    @Property(tries = 100)
    void productsSumsAndTransposesAreThoseOfMatrices(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 6) int m) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] a = whole(random, n, k);
        double[][] b = whole(random, k, m);
        Matrix product = matrix(a).times(matrix(b));
        assertThat(matrix(Numpy.times(a, b))).isEqualTo(product);
        assertThat(matrix(Numpy.transpose(a))).isEqualTo(matrix(a).transpose());
        double[] sums = Numpy.sumOfRows(a)[0];
        double[] row = whole(random, 1, k)[0];
        double[][] sum = Numpy.plus(a, new double[][] {row});
        for (int j = 0; j < k; j++) {
            double expected = 0;
            for (int i = 0; i < n; i++) {
                expected += a[i][j];
                assertThat(sum[i][j]).isEqualTo(a[i][j] + row[j]);
            }
            assertThat(sums[j]).isEqualTo(expected);
        }
    }

    @Test
    void rowsBecomeProbabilitiesHoweverLargeTheScores() {
        double[][] p = Numpy.softmax(new double[][] {{1, 2, 3}, {1000, 0, -1000}});
        assertThat(p[0]).containsExactly(Softmax.of(1, 2, 3), within(1e-15));
        assertThat(p[1]).containsExactly(1, 0, 0);
    }

    @Test
    void theFirstOfTheLargestIsTaken() {
        assertThat(Numpy.largest(new double[] {1, 3, 3, 2})).isEqualTo(1);
        assertThat(Numpy.largest(new double[] {-1})).isZero();
    }

    @Test
    void aFunctionIsAppliedToEachNumberOfACopy() {
        double[][] a = {{1, -2}, {-3, 4}};
        assertThat(Numpy.map(Math::abs, a)).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(a[0][1]).isEqualTo(-2);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Numpy.times(new double[2][3], new double[2][4]))
                .hasMessage("times: (2,3) and (2,4) do not fit; transpose one?");
    }

    private static double[][] whole(SplittableRandom random, int rows, int columns) {
        double[][] a = new double[rows][columns];
        for (double[] row : a) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextInt(-9, 10);
            }
        }
        return a;
    }

    private static Matrix matrix(double[][] a) {
        double[] elements = new double[a.length * a[0].length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = a[i / a[0].length][i % a[0].length];
        }
        return Matrix.of(a.length, a[0].length, elements);
    }
}
